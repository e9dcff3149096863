import type { Exclusion, InvitePlan, Preparation } from '../../../src/invite/index.ts';
import type { Meeting, MetadataReading, Problem } from '../../../src/metadata/index.ts';
import {
  aggregateRecipients,
  type AggregatedRecipients,
  type CustomerError,
  type CustomerRecipientResult,
} from '../../../src/recipients/index.ts';
import { NO_DETAILS } from '../../fixtures/no-details.ts';

export const ERROR: CustomerError = {
  customerCode: 'bad',
  code: 'AssumeRoleDenied',
  message: 'The role may not be assumed.',
  remedy: 'Let somebody allow it.',
  retryable: false,
};

export const MEETING: Meeting = {
  objectId: 'CHG-1',
  objectIdIsFallback: false,
  kind: 'change',
  shape: 'flat',
  title: 'T',
  subject: 'Change Implementation: T',
  customerCodes: ['hts', 'bad'],
  start: { dateTime: '2030-01-02T10:00:00', timeZone: 'America/New_York', epochMs: 1_893_596_400_000 },
  end: { dateTime: '2030-01-02T11:00:00', timeZone: 'America/New_York', epochMs: 1_893_600_000_000 },
  manualAttendees: [],
  details: NO_DETAILS,
};

export function readingOf(): MetadataReading {
  return { shape: 'flat', customerCodes: MEETING.customerCodes, meeting: MEETING, problems: [] };
}

export function resultOf(
  customerCode: string,
  addresses: readonly string[],
  error?: CustomerError,
): CustomerRecipientResult {
  const topicName = 'aws-calendar';
  return {
    customerCode,
    recipients: addresses.map((email) => ({
      email,
      preference: 'explicit',
      contactList: 'list',
      topicName,
      page: 1,
    })),
    unsubscribed: [],
    restrictedRecipients: [],
    ...(error === undefined ? {} : { error }),
    warnings: [],
    startedAtMs: 0,
    durationMs: 100,
    pages: 1,
    attempts: 1,
  };
}

export function aggregatedOf(results: readonly CustomerRecipientResult[]): AggregatedRecipients {
  return aggregateRecipients('aws-calendar', results, { durationMs: 120 });
}

/** A plan over the given answers; everybody found is invited unless said otherwise. */
export function planned(
  aggregated: AggregatedRecipients,
  plan: {
    readonly attendees?: InvitePlan['attendees'];
    readonly excluded?: readonly Exclusion[];
    readonly missing?: readonly string[];
    readonly acceptedPartial?: boolean;
    readonly problems?: readonly Problem[];
  },
): Extract<Preparation, { kind: 'planned' }> {
  const attendees = plan.attendees ?? aggregated.unique;
  const missing = (plan.missing ?? []).map((customerCode) => {
    return { customerCode, reason: 'failed', message: 'failed' } as const;
  });
  return {
    kind: 'planned',
    aggregated,
    reading: readingOf(),
    config: { kind: 'absent', declared: true, problems: [] },
    plan: {
      meeting: MEETING,
      organizer: 'org@example.com',
      key: 'k',
      topicName: 'aws-calendar',
      subject: MEETING.subject,
      bodyHtml: '<p></p>',
      bodyText: '',
      location: 'Microsoft Teams Meeting',
      start: MEETING.start,
      end: MEETING.end,
      hideAttendees: true,
      attendees,
      excluded: plan.excluded ?? [],
      parts: [{ number: 1, subject: MEETING.subject, attendees }],
      completeness:
        missing.length === 0
          ? { kind: 'complete' }
          : { kind: 'partial', missing, acceptedPartial: plan.acceptedPartial ?? true },
      answered: aggregated.results
        .filter(({ error }) => error === undefined)
        .map(({ customerCode }) => customerCode),
      results: aggregated.results,
      problems: plan.problems ?? [],
      fingerprint: 'f'.repeat(64),
    },
  };
}
