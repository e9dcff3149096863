import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { read, summary } from '../samples.ts';

// The real files that were ever kept beside the Go tool, by shape and fields; people, companies and tickets are made up.
// None of the twelve gave a meeting there: six failed on their dates, six loaded without a meeting.

const TEXTS = {
  changeReason: 'Why',
  implementationPlan: 'How',
  testPlan: 'Test',
  expectedCustomerImpact: 'None',
  rollbackPlan: 'Back',
};
const SNAKE_TEXTS = {
  change_reason: 'A.\n\nB.',
  implementation_plan: '1\n2',
  test_plan: 'T',
  expected_customer_impact: '',
  rollback_plan: 'R',
};
const SCHEDULE = {
  implementationStart: '2025-11-19T10:00',
  implementationEnd: '2025-11-19T17:00',
  beginDate: '2025-11-19',
  beginTime: '10:00',
  endDate: '2025-11-19',
  endTime: '17:00',
};
const ZONE = { timezone: 'America/New_York' };
const MANY = Array.from({ length: 24 }, (_, index) => `customer-${index}`);
const INVITE = {
  title: 'Implement',
  startTime: '2025-11-19T10:00',
  duration: 60,
  location: 'Microsoft Teams',
};

interface Sample {
  readonly name: string;
  readonly document: object;
  readonly shape: string;
  readonly codes: readonly string[];
  readonly names?: readonly string[];
  readonly start: string;
  readonly minutes: number;
  readonly attendees?: number;
  readonly problems?: readonly string[];
}

const SAMPLES: readonly Sample[] = [
  {
    name: 'nested with lists of names and codes',
    document: {
      changeMetadata: {
        title: 'T',
        customerNames: ['One', 'Two'],
        customerCodes: ['mcg', 'mhk'],
        tickets: { serviceNow: 'C', jira: 'J' },
        ...TEXTS,
        schedule: { ...SCHEDULE, ...ZONE },
      },
      emailNotification: {
        subject: 'S',
        customerNames: ['One', 'Two'],
        customerCodes: ['mcg', 'mhk'],
        scheduledWindow: { start: '2025-11-19T10:00', end: '2025-11-19T17:00' },
        tickets: { snow: 'C', jira: 'J' },
      },
      meetingInvite: INVITE,
      generatedAt: '2025-09-19T18:15:46.000Z',
      generatedBy: 'ITSM Metadata Collector',
    },
    shape: 'nested',
    codes: ['mcg', 'mhk'],
    start: '2025-11-19T10:00:00',
    minutes: 60,
  },
  ...[{}, ZONE].map((zone): Sample => ({
    name: `nested with codes as a text and as a list of 24, ${'timezone' in zone ? 'with' : 'without'} a zone`,
    document: {
      changeMetadata: {
        title: 'T',
        customerCodes: MANY.join(','),
        customers: MANY,
        ...TEXTS,
        schedule: { ...SCHEDULE, ...zone },
      },
      meetingInvite: INVITE,
    },
    shape: 'nested',
    codes: MANY,
    start: '2025-11-19T10:00:00',
    minutes: 60,
    problems: 'timezone' in zone ? [] : ['warning ZoneAssumed /meetingInvite/startTime'],
  })),
  {
    name: 'nested with one customer’s name, two attendees and an open place',
    document: {
      changeMetadata: {
        title: 'T',
        customerName: 'MCG',
        tickets: { serviceNow: 'C', jira: 'J' },
        ...TEXTS,
        schedule: SCHEDULE,
      },
      emailNotification: {
        subject: 'S',
        customer: 'MCG',
        scheduledWindow: { start: '2025-11-19T10:00', end: '2025-11-19T17:00' },
        tickets: { snow: 'C', jira: 'J' },
      },
      meetingInvite: { ...INVITE, attendees: ['one@example.com', 'two@example.com'], location: 'TBD' },
    },
    shape: 'nested',
    codes: [],
    names: ['MCG'],
    start: '2025-11-19T10:00:00',
    minutes: 60,
    attendees: 2,
    problems: [
      'warning ZoneAssumed /meetingInvite/startTime',
      'warning PlaceholderLeft /meetingInvite/location',
    ],
  },
  {
    name: 'nested with one customer’s name, seconds in its dates, and a meeting that is not the window',
    document: {
      changeMetadata: {
        title: 'T',
        customerName: 'Example One',
        ...TEXTS,
        schedule: {
          implementationStart: '2025-11-20T02:00:00',
          implementationEnd: '2025-11-20T06:00:00',
          ...ZONE,
        },
      },
      meetingInvite: {
        ...INVITE,
        startTime: '2025-11-19T15:00:00',
        attendees: ['a@example.com', 'b@example.com', 'c@example.com'],
      },
    },
    shape: 'nested',
    codes: [],
    names: ['Example One'],
    start: '2025-11-19T15:00:00',
    minutes: 60,
    attendees: 3,
  },
  {
    name: 'nested with id, version and status at the top, and 420 minutes',
    document: {
      changeId: '550e8400-e29b-41d4-a716-446655440000',
      version: 1,
      createdAt: '2025-09-20T15:30:00Z',
      status: 'submitted',
      changeMetadata: {
        title: 'T',
        customerNames: ['A', 'B'],
        customerCodes: ['customer-a', 'customer-b'],
        ...TEXTS,
        schedule: { ...SCHEDULE, ...ZONE },
      },
      emailNotification: { subject: 'S' },
      meetingInvite: { ...INVITE, duration: 420 },
    },
    shape: 'nested',
    codes: ['customer-a', 'customer-b'],
    start: '2025-11-19T10:00:00',
    minutes: 420,
    problems: [],
  },
  {
    name: 'snake case from the form, four codes, 240 minutes and five attendees',
    document: {
      change_metadata: {
        title: 'T',
        customer_names: ['A', 'B', 'C', 'D'],
        customer_codes: ['hts', 'digital', 'icx', 'motor'],
        tickets: { service_now: 'C', jira: 'J' },
        ...SNAKE_TEXTS,
        schedule: {
          implementation_start: '2025-11-28T02:00',
          implementation_end: '2025-11-28T06:00',
          begin_date: '2025-11-28',
          begin_time: '02:00',
          end_date: '2025-11-28',
          end_time: '06:00',
          ...ZONE,
        },
      },
      meeting_invite: {
        title: 'Bridge',
        start_time: '2025-11-28T01:45',
        duration: 240,
        location: 'Microsoft Teams',
        attendees: ['a@example.com', 'b@example.com', 'c@example.com', 'd@example.com', 'e@example.com'],
      },
      metadata: {
        timestamp: '2024-01-22T15:30:45.123Z',
        form_version: '2.1',
        meeting_required: true,
        total_customers: 4,
      },
    },
    shape: 'snake_case',
    codes: ['hts', 'digital', 'icx', 'motor'],
    start: '2025-11-28T01:45:00',
    minutes: 240,
    attendees: 5,
  },
  ...['names in a list', 'texts of several paragraphs', 'ticket numbers'].map((what): Sample => ({
    name: `snake case to try out ${what}, without codes`,
    document: {
      change_metadata: {
        title: 'T',
        customer_names: ['Test Customer'],
        tickets: { service_now: 'C', jira: 'J' },
        ...SNAKE_TEXTS,
        schedule: {
          implementation_start: '2025-11-28T02:00',
          implementation_end: '2025-11-28T04:00',
          ...ZONE,
        },
      },
      meeting_invite: {
        title: 'Bridge',
        start_time: '2025-11-28T01:45',
        duration: 150,
        location: 'Microsoft Teams',
      },
    },
    shape: 'snake_case',
    codes: [],
    names: ['Test Customer'],
    start: '2025-11-28T01:45:00',
    minutes: 150,
  })),
  ...['sample change', 'test metadata'].map((what): Sample => ({
    name: `functional test: ${what}`,
    document: {
      changeId: 'WEB-1',
      title: 'T',
      description: 'D',
      customers: ['htsnonprod'],
      implementationPlan: 'P',
      schedule: { startDate: '2025-11-26T03:47:27Z', endDate: '2025-11-26T04:47:27Z' },
      impact: 'low',
      rollbackPlan: 'R',
      approver: 'a@example.com',
      implementer: 'i@example.com',
      source: 'web-ui-test',
      testRun: true,
      metadata: { browserInfo: 'B' },
    },
    shape: 'functional',
    codes: ['htsnonprod'],
    start: '2025-11-25T22:47:27',
    minutes: 60,
    problems: ['warning ZoneAssumed /schedule/startDate', 'warning TestRun /testRun'],
  })),
];

describe('the files that were kept beside the Go tool, which accepts none of them', () => {
  it('are twelve', () => assert.equal(SAMPLES.length, 12));
  for (const {
    name,
    document,
    shape,
    codes,
    names = [],
    start,
    minutes,
    attendees = 0,
    problems,
  } of SAMPLES) {
    it(name, () => {
      const reading = read(document);
      const { meeting } = reading;
      assert.equal(reading.shape, shape);
      assert.deepEqual(reading.customerCodes, codes);
      assert.deepEqual(
        (reading.customerNames ?? []).map((named) => named.name),
        names,
      );
      const noId = reading.problems.filter(({ code }) => code !== 'NoObjectId');
      assert.deepEqual(summary(noId), problems ?? []);
      assert.equal(meeting?.start.dateTime, start);
      assert.equal((meeting.end.epochMs - meeting.start.epochMs) / 60_000, minutes);
      assert.equal(meeting.manualAttendees.length, attendees);
      assert.equal(meeting.title, 'T');
    });
  }

  it('the list of codes alone is no metadata', () => {
    const reading = read(['hts', 'icx', 'motor']);
    assert.deepEqual(summary(reading.problems), ['error RootArray ']);
  });
});
