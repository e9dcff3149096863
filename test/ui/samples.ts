import { DEFAULT_LIMITS } from '../../src/recipients/index.ts';
import type { RunRequest } from '../../src/ui/session/inputs.ts';
import type { ConfigLoad } from '../../src/customers/index.ts';
import { planInvite, type InvitePlan, type Preparation } from '../../src/invite/index.ts';
import type { Meeting, MetadataReading } from '../../src/metadata/index.ts';
import {
  aggregateRecipients,
  type CustomerRecipientResult,
  type Subscriber,
} from '../../src/recipients/index.ts';
import { idle, type MeetingFile, type SessionState } from '../../src/ui/session/state.ts';

/** A Sunday evening in New York; far enough ahead that the meeting is not over. */
const START = Date.UTC(2030, 5, 3, 0, 0);
const HOUR = 3_600_000;

export const FILE: MeetingFile = {
  uri: 'file:///meetings/change.json',
  path: '/meetings/change.json',
  name: 'change.json',
};

export function meeting(customerCodes: readonly string[], change: Partial<Meeting> = {}): Meeting {
  return {
    objectId: 'CHG-1',
    objectIdIsFallback: false,
    kind: 'change',
    shape: 'flat',
    title: 'Rotate keys',
    subject: 'Change Implementation: Rotate keys',
    customerCodes,
    start: { dateTime: '2030-06-02T20:00:00', timeZone: 'America/New_York', epochMs: START },
    end: { dateTime: '2030-06-02T21:00:00', timeZone: 'America/New_York', epochMs: START + HOUR },
    manualAttendees: [],
    details: {
      reason: 'Because.',
      implementationPlan: 'Step by step.',
      testPlan: '',
      customerImpact: '',
      rollbackPlan: '',
      serviceNow: 'CHG0001',
      jira: '',
    },
    ...change,
  };
}

export function reading(customerCodes: readonly string[]): MetadataReading {
  return { shape: 'flat', customerCodes, meeting: meeting(customerCodes), problems: [] };
}

export function subscriber(email: string, preference: Subscriber['preference'] = 'explicit'): Subscriber {
  return { email, preference, contactList: 'list', topicName: 'aws-calendar', page: 1 };
}

export function answer(
  customerCode: string,
  emails: readonly string[],
  change: Partial<CustomerRecipientResult> = {},
): CustomerRecipientResult {
  return {
    customerCode,
    customerName: `${customerCode.toUpperCase()} Inc.`,
    recipients: emails.map((email) => subscriber(email)),
    unsubscribed: [],
    restrictedRecipients: [],
    warnings: [],
    startedAtMs: 0,
    durationMs: 500,
    pages: 1,
    attempts: 1,
    ...change,
  };
}

export function failure(customerCode: string, code = 'AssumeRoleDenied'): CustomerRecipientResult {
  return answer(customerCode, [], {
    error: {
      customerCode,
      code,
      message: 'The role may not be assumed.',
      remedy: 'Let the role trust the base account.',
      retryable: false,
      requestId: 'req-1',
    },
  });
}

const CONFIG: ConfigLoad = {
  kind: 'loaded',
  file: '/meetings/config.json',
  config: { awsRegion: 'us-east-1', customers: new Map() },
  problems: [],
};

export function planOf(
  results: readonly CustomerRecipientResult[],
  change: Partial<Meeting> = {},
  acceptPartial = false,
): InvitePlan {
  return planInvite({
    meeting: meeting(
      results.map(({ customerCode }) => customerCode),
      change,
    ),
    organizer: 'ops@provider.example',
    topicName: 'aws-calendar',
    aggregated: aggregateRecipients('aws-calendar', results, { durationMs: 900 }),
    config: CONFIG,
    hideAttendees: 'auto',
    acceptPartial,
    nowEpochMs: START - 24 * HOUR,
  });
}

export function planned(
  results: readonly CustomerRecipientResult[],
  change: Partial<Meeting> = {},
  config: ConfigLoad = CONFIG,
): Extract<Preparation, { kind: 'planned' }> {
  const plan = planOf(results, change);
  return {
    kind: 'planned',
    plan,
    aggregated: aggregateRecipients('aws-calendar', results, { durationMs: 900 }),
    reading: { ...reading(plan.meeting.customerCodes), meeting: plan.meeting },
    config,
  };
}

export function stateWith(change: Partial<SessionState>): SessionState {
  return { ...idle(FILE), topicName: 'aws-calendar', ...change };
}

/** What a session asks for, of a file with nothing in it. */
export const REQUEST: RunRequest = {
  metadataFile: FILE.path,
  metadataText: '{}',
  workingDirectory: '/meetings',
  topicName: 'aws-calendar',
  defaultTimeZone: 'America/New_York',
  hideAttendees: 'auto',
  limits: DEFAULT_LIMITS,
};
