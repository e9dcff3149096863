import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { only, read, summary } from '../samples.ts';

const SNAKE = {
  change_metadata: {
    title: 'Upgrade the database',
    customer_names: ['Example One', 'Example Two'],
    customer_codes: ['one', 'two'],
    tickets: { service_now: 'CHG0123456', jira: 'INFRA-1' },
    change_reason: 'First.\n\nSecond.',
    implementation_plan: 'Plan',
    test_plan: 'Test',
    expected_customer_impact: 'Minimal',
    rollback_plan: 'Back',
    schedule: {
      implementation_start: '2025-11-28T02:00',
      implementation_end: '2025-11-28T06:00',
      begin_date: '2025-11-28',
      begin_time: '02:00',
      end_date: '2025-11-28',
      end_time: '06:00',
      timezone: 'America/New_York',
    },
  },
  meeting_invite: {
    title: 'Bridge',
    start_time: '2025-11-28T01:45',
    duration: 240,
    location: 'Microsoft Teams',
    attendees: ['ops@example.com', 'lead@example.com'],
  },
  metadata: { meeting_required: true, form_version: '2.1' },
};

const { change_metadata: CHANGE, meeting_invite: INVITE } = SNAKE;

describe('a change in snake case', () => {
  it('yields a meeting', () => {
    const { meeting, problems } = read(SNAKE);
    assert.deepEqual(summary(problems), ['warning NoObjectId ']);
    assert.equal(meeting?.shape, 'snake_case');
    assert.equal(meeting.title, 'Upgrade the database');
    assert.equal(meeting.subject, 'Bridge');
    assert.deepEqual(meeting.customerCodes, ['one', 'two']);
    assert.equal(meeting.start.dateTime, '2025-11-28T01:45:00');
    assert.equal(meeting.end.dateTime, '2025-11-28T05:45:00');
    assert.equal(meeting.window?.start.dateTime, '2025-11-28T02:00:00');
    assert.equal(meeting.location, 'Microsoft Teams');
    assert.deepEqual(meeting.manualAttendees, ['ops@example.com', 'lead@example.com']);
    assert.equal(meeting.record?.meetingRequired, true);
    assert.deepEqual(meeting.details, {
      reason: 'First.\n\nSecond.',
      implementationPlan: 'Plan',
      testPlan: 'Test',
      customerImpact: 'Minimal',
      rollbackPlan: 'Back',
      serviceNow: 'CHG0123456',
      jira: 'INFRA-1',
    });
    assert.equal(meeting.objectId, 'change|Upgrade the database|CHG0123456|INFRA-1');
  });

  it('needs no invite: the window is the meeting', () => {
    const { meeting } = read({ change_metadata: CHANGE });
    assert.equal(meeting?.start.dateTime, '2025-11-28T02:00:00');
    assert.equal(meeting.subject, 'Change Implementation: Upgrade the database');
  });

  it('reads the window from the date and time fields alone', () => {
    const { begin_date, begin_time, end_date, end_time, timezone } = CHANGE.schedule;
    const schedule = { begin_date, begin_time, end_date, end_time, timezone };
    const { meeting } = read({ change_metadata: { ...CHANGE, schedule } });
    assert.equal(meeting?.start.dateTime, '2025-11-28T02:00:00');
    assert.equal(meeting.end.dateTime, '2025-11-28T06:00:00');
  });

  it('warns where the two ways of giving the window disagree', () => {
    const schedule = { ...CHANGE.schedule, end_time: '07:00' };
    const problem = only(
      read({ ...SNAKE, change_metadata: { ...CHANGE, schedule } }).problems,
      'FieldsDisagree',
    );
    assert.equal(problem.path, '/change_metadata/schedule/end_date');
    assert.match(problem.message, /“2025-11-28 07:00”.*implementation_end.*“2025-11-28T06:00”/);
  });

  it('warns when no meeting is wanted', () => {
    only(read({ ...SNAKE, metadata: { meeting_required: 'no' } }).problems, 'MeetingNotWanted');
  });

  it('gives the names of a file without codes', () => {
    const reading = read({
      ...SNAKE,
      change_metadata: { ...CHANGE, customer_codes: undefined },
      meeting_invite: INVITE,
    });
    assert.deepEqual(
      reading.customerNames?.map(({ name }) => name),
      ['Example One', 'Example Two'],
    );
  });
});
