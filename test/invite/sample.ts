import type { ConfigLoad, ConfiguredCustomer } from '../../src/customers/index.ts';
import type { PlanInput } from '../../src/invite/index.ts';
import type { ChangeDetails, Meeting, ZonedTime } from '../../src/metadata/index.ts';
import { aggregateRecipients, type CustomerRecipientResult } from '../../src/recipients/index.ts';
import { NO_DETAILS } from '../fixtures/no-details.ts';

/** New York wall time on the day of a clock change, in standard time. */
export const START: ZonedTime = {
  dateTime: '2025-11-02T10:00:00',
  timeZone: 'America/New_York',
  epochMs: Date.UTC(2025, 10, 2, 15),
};
export const END: ZonedTime = {
  dateTime: '2025-11-02T11:00:00',
  timeZone: 'America/New_York',
  epochMs: Date.UTC(2025, 10, 2, 16),
};
export const BEFORE = Date.UTC(2025, 9, 1);

export function makeMeeting(
  changes: Partial<Omit<Meeting, 'details'>> & { details?: Partial<ChangeDetails> } = {},
): Meeting {
  return {
    objectId: 'CHG-1',
    objectIdIsFallback: false,
    kind: 'change',
    shape: 'flat',
    title: 'Rotate certificates',
    subject: 'Change Implementation: Rotate certificates',
    customerCodes: ['a', 'b'],
    start: START,
    end: END,
    manualAttendees: [],
    ...changes,
    details: { ...NO_DETAILS, ...changes.details },
  };
}

export interface ResultChanges extends Partial<Omit<CustomerRecipientResult, 'recipients' | 'error'>> {
  readonly emails?: readonly string[];
  /** An error code. */
  readonly error?: string;
}

export function makeResult(customerCode: string, changes: ResultChanges = {}): CustomerRecipientResult {
  const { emails = [], error, ...others } = changes;
  return {
    customerCode,
    recipients: emails.map((email) => ({
      email,
      preference: 'explicit',
      contactList: 'ccoe-customer-contacts',
      topicName: 'aws-calendar',
      page: 1,
    })),
    unsubscribed: [],
    restrictedRecipients: [],
    warnings: [],
    startedAtMs: 0,
    durationMs: 100,
    pages: 1,
    attempts: 1,
    ...(error === undefined
      ? {}
      : {
          error: {
            customerCode,
            code: error,
            message: `the message of ${error}`,
            remedy: `the remedy for ${error}`,
            retryable: false,
          },
        }),
    ...others,
  };
}

export function makeConfig(
  customers: Readonly<Record<string, Partial<ConfiguredCustomer>>>,
  meetingOrganizer?: string,
): ConfigLoad {
  return {
    kind: 'loaded',
    file: '/w/config.json',
    problems: [],
    config: {
      awsRegion: 'us-east-1',
      ...(meetingOrganizer === undefined ? {} : { meetingOrganizer }),
      customers: new Map(
        Object.entries(customers).map(([customerCode, customer]) => [
          customerCode,
          { customerCode, restrictedRecipients: [], ...customer },
        ]),
      ),
    },
  };
}

export const NO_CONFIG: ConfigLoad = { kind: 'absent', declared: true, problems: [] };

export function makeInput(
  results: readonly CustomerRecipientResult[],
  changes: Partial<PlanInput> = {},
): PlanInput {
  return {
    meeting: makeMeeting({ customerCodes: results.map(({ customerCode }) => customerCode) }),
    organizer: 'ccoe@example.com',
    topicName: 'aws-calendar',
    aggregated: aggregateRecipients('aws-calendar', results, { durationMs: 100 }),
    config: NO_CONFIG,
    hideAttendees: 'auto',
    acceptPartial: true,
    nowEpochMs: BEFORE,
    ...changes,
  };
}

/** `count` addresses, sorted: `p000@…`, `p001@…`. */
export function addresses(prefix: string, count: number): readonly string[] {
  return Array.from(
    { length: count },
    (_, index) => `${prefix}${String(index).padStart(4, '0')}@example.com`,
  );
}
