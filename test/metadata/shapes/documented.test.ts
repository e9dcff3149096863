import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { read, summary } from '../samples.ts';

/** The change as one page of documentation has it. */
const SCHEMA = {
  object_type: 'change',
  change_id: 'CHANGE-2025-001',
  title: 'Security baseline',
  description: 'New settings everywhere',
  implementation_plan: '1. Apply',
  schedule: { start_time: '2025-11-20T02:00:00Z', end_time: '2025-11-20T04:00:00Z', timezone: 'UTC' },
  affected_customers: ['hts', 'cds'],
  status: 'approved',
};

/** The change as another page has it: its meeting inside `metadata`. */
const INSIDE = {
  changeId: 'CHG-12345',
  changeTitle: 'Production deployment',
  customers: ['customer-a', 'customer-b'],
  status: 'approved',
  metadata: {
    meetingRequired: 'yes',
    meetingTitle: 'Deployment meeting',
    meetingDate: '2025-11-10T10:00',
    meetingDuration: '90',
    meetingLocation: 'Microsoft Teams',
  },
  implementationBeginDate: '2025-11-10',
  implementationBeginTime: '10:00',
  timezone: 'America/New_York',
};

describe('a change as documented', () => {
  it('yields a meeting with change_id and schedule', () => {
    const { meeting, problems } = read(SCHEMA);
    assert.deepEqual(problems, []);
    assert.equal(meeting?.shape, 'documented');
    assert.equal(meeting.objectId, 'CHANGE-2025-001');
    assert.equal(meeting.subject, 'Change Implementation: Security baseline');
    assert.deepEqual(meeting.customerCodes, ['hts', 'cds']);
    assert.equal(meeting.start.dateTime, '2025-11-20T02:00:00');
    assert.equal(meeting.end.dateTime, '2025-11-20T04:00:00');
    assert.equal(meeting.details.reason, 'New settings everywhere');
    assert.equal(meeting.details.implementationPlan, '1. Apply');
  });

  it('yields the meeting inside metadata', () => {
    const { meeting, problems } = read(INSIDE);
    assert.deepEqual(problems, []);
    assert.equal(meeting?.shape, 'documented');
    assert.equal(meeting.subject, 'Deployment meeting');
    assert.equal(meeting.start.dateTime, '2025-11-10T10:00:00');
    assert.equal(meeting.end.dateTime, '2025-11-10T11:30:00');
    assert.equal(meeting.location, 'Microsoft Teams');
    assert.equal(meeting.record?.meetingRequired, true);
  });

  it('asks for the time of a day that has none', () => {
    const metadata = { ...INSIDE.metadata, meetingDate: '2025-11-10' };
    assert.deepEqual(summary(read({ ...INSIDE, metadata }).problems), [
      'error TimeOfDayMissing /metadata/meetingDate',
    ]);
    assert.equal(
      read({ ...INSIDE, metadata: { ...metadata, meetingTime: '11:00' } }).meeting?.start.dateTime,
      '2025-11-10T11:00:00',
    );
  });
});
