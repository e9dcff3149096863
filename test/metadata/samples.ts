import { readMetadata, type MetadataReading, type Problem } from '../../src/metadata/index.ts';

/** Wednesday, 1 October 2025, noon in UTC: before every meeting of the samples. */
export const NOW = Date.parse('2025-10-01T12:00:00Z');

/** A flat change as the portal stores it, without any flaw. */
export const FLAT = {
  object_type: 'change',
  changeId: 'CHG-2025-001',
  changeTitle: 'Upgrade the proxies',
  changeReason: 'Old certificates',
  customers: ['hts', 'htsnonprod'],
  implementationPlan: 'Step 1\nStep 2',
  testPlan: 'Ping',
  customerImpact: 'None',
  rollbackPlan: 'Restore',
  snowTicket: 'CHG0012345',
  jiraTicket: 'CCOE-77',
  implementationStart: '2025-11-03T10:00:00-05:00',
  implementationEnd: '2025-11-03T14:00:00-05:00',
  timezone: 'America/New_York',
  include_meeting: true,
  status: 'approved',
} as const;

/** A nested change without any flaw, whose meeting is not at the time of its window. */
export const NESTED = {
  changeMetadata: {
    changeId: 'CHG-2025-002',
    title: 'Move the queue',
    customerNames: ['Example One', 'Example Two'],
    customerCodes: ['one', 'two'],
    tickets: { serviceNow: 'CHG0054321', jira: 'CCOE-78' },
    changeReason: 'Costs',
    implementationPlan: 'Plan',
    testPlan: 'Test',
    expectedCustomerImpact: 'Short pause',
    rollbackPlan: 'Back',
    schedule: {
      implementationStart: '2025-11-04T02:00',
      implementationEnd: '2025-11-04T06:00',
      timezone: 'America/New_York',
    },
  },
  emailNotification: { customerCodes: ['one', 'two'] },
  meetingInvite: {
    title: 'Queue move: briefing',
    startTime: '2025-11-03T15:00',
    duration: '45 minutes',
    attendees: ['lead@example.com', 'ops@example.com'],
    location: 'Room 4',
  },
} as const;

/** Reads a value or a text as the metadata file `meeting.json`. */
export function read(content: unknown, defaultTimeZone = 'America/New_York'): MetadataReading {
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  return readMetadata(text, { file: 'meeting.json', defaultTimeZone, nowEpochMs: NOW });
}

/** `severity code path` of every problem, in order. */
export function summary(problems: readonly Problem[]): string[] {
  return problems.map(({ severity, code, path }) => `${severity} ${code} ${path}`);
}

/** The one problem of this code; fails when there is none or more than one. */
export function only(problems: readonly Problem[], code: string): Problem {
  const found = problems.filter((problem) => problem.code === code);
  if (found.length !== 1 || found[0] === undefined) {
    throw new Error(`expected one ${code}, found: ${summary(problems).join('; ')}`);
  }
  return found[0];
}

/** The stretch of the text a problem points at. */
export function pointed(text: string, { range }: Problem): string {
  return range === undefined ? '' : text.slice(range.offset, range.offset + range.length);
}
