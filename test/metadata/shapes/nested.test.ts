import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NESTED, only, read, summary } from '../samples.ts';

const CHANGE = NESTED.changeMetadata;

/** The nested sample with other fields in `changeMetadata`. */
const withChange = (fields: Record<string, unknown>) =>
  read({ ...NESTED, changeMetadata: { ...CHANGE, ...fields } });

/** The nested sample without an invite and with another schedule. */
const withSchedule = (schedule: unknown) => read({ changeMetadata: { ...CHANGE, schedule } });

describe('a nested change', () => {
  it('yields a meeting, with everything its invite says', () => {
    const { meeting, problems } = read(NESTED);
    assert.deepEqual(problems, []);
    assert.equal(meeting?.objectId, 'CHG-2025-002');
    assert.equal(meeting.shape, 'nested');
    assert.equal(meeting.title, 'Move the queue');
    assert.equal(meeting.subject, 'Queue move: briefing');
    assert.deepEqual(meeting.customerCodes, ['one', 'two']);
    assert.equal(meeting.start.dateTime, '2025-11-03T15:00:00');
    assert.equal(meeting.end.dateTime, '2025-11-03T15:45:00');
    assert.equal(meeting.location, 'Room 4');
    assert.deepEqual(meeting.manualAttendees, ['lead@example.com', 'ops@example.com']);
    assert.deepEqual(meeting.details, {
      reason: 'Costs',
      implementationPlan: 'Plan',
      testPlan: 'Test',
      customerImpact: 'Short pause',
      rollbackPlan: 'Back',
      serviceNow: 'CHG0054321',
      jira: 'CCOE-78',
    });
  });

  it('needs no invite: subject, time and place then come from the change', () => {
    const { meeting } = read({ changeMetadata: CHANGE });
    assert.equal(meeting?.subject, 'Change Implementation: Move the queue');
    assert.equal(meeting.start.dateTime, '2025-11-04T02:00:00');
    assert.equal(meeting.end.dateTime, '2025-11-04T06:00:00');
    assert.equal(meeting.location, 'Microsoft Teams Meeting');
  });

  it('has its title under changeTitle or title; changeTitle counts', () => {
    assert.equal(withChange({ title: undefined, changeTitle: 'New' }).meeting?.title, 'New');
    const both = withChange({ changeTitle: 'New' });
    assert.equal(both.meeting?.title, 'New');
    assert.equal(only(both.problems, 'FieldsDisagree').path, '/changeMetadata/title');
    assert.deepEqual(withChange({ changeTitle: ' Move the queue ' }).problems, []);
    const none = withChange({ title: '' });
    assert.equal(none.meeting, undefined);
    assert.match(only(none.problems, 'TitleMissing').message, /“title” in “changeMetadata”/);
  });

  it('has its changeId at the top or inside; the one at the top counts', () => {
    const inside = withChange({});
    assert.equal(inside.meeting?.objectId, 'CHG-2025-002');
    const top = read({ ...NESTED, changeId: 'TOP', changeMetadata: { ...CHANGE, changeId: undefined } });
    assert.equal(top.meeting?.objectId, 'TOP');
    const both = read({ ...NESTED, changeId: 'TOP' });
    assert.equal(both.meeting?.objectId, 'TOP');
    assert.equal(only(both.problems, 'FieldsDisagree').path, '/changeMetadata/changeId');
    const none = withChange({ changeId: undefined });
    assert.equal(none.meeting?.objectId, 'change|Move the queue|CHG0054321|CCOE-78');
    assert.match(only(none.problems, 'NoObjectId').message, /“changeId”/);
  });

  it('reads the duration in minutes or in words', () => {
    const end = (invite: Record<string, unknown>) =>
      read({ ...NESTED, meetingInvite: { startTime: '2025-11-03T15:00', ...invite } }).meeting?.end.dateTime;
    assert.equal(end({ durationMinutes: 30 }), '2025-11-03T15:30:00');
    assert.equal(end({ duration: '1 hour' }), '2025-11-03T16:00:00');
    assert.equal(end({ duration: '2 hours', durationMinutes: 20 }), '2025-11-03T15:20:00');
    assert.equal(end({ endTime: '2025-11-03T15:10' }), '2025-11-03T15:10:00');
    assert.equal(end({}), '2025-11-03T16:00:00');
  });

  it('reads attendees as a list or as a text', () => {
    const people = (attendees: unknown) =>
      read({ ...NESTED, meetingInvite: { ...NESTED.meetingInvite, attendees } }).meeting?.manualAttendees;
    assert.deepEqual(people('a@x.example, b@x.example'), ['a@x.example', 'b@x.example']);
    assert.deepEqual(people(['a@x.example']), ['a@x.example']);
    assert.deepEqual(people(undefined), []);
  });

  it('reads separate dates and times where start or end is missing', () => {
    const { meeting, problems } = withSchedule({
      beginDate: '2025-11-05',
      beginTime: '09:00',
      endDate: '2025-11-05',
      endTime: '1:30 PM',
      timezone: 'America/New_York',
    });
    assert.deepEqual(problems, []);
    assert.equal(meeting?.start.dateTime, '2025-11-05T09:00:00');
    assert.equal(meeting.end.dateTime, '2025-11-05T13:30:00');
    const mixed = withSchedule({
      ...CHANGE.schedule,
      implementationEnd: '',
      endDate: '2025-11-04',
      endTime: '04:00',
    });
    assert.equal(mixed.meeting?.end.dateTime, '2025-11-04T04:00:00');
    const beaten = withSchedule({ ...CHANGE.schedule, beginDate: '2026-01-01', beginTime: '10:00' });
    assert.equal(beaten.meeting?.start.dateTime, '2025-11-04T02:00:00');
  });

  it('refuses half of a pair at the half that is there', () => {
    const zone = { timezone: 'America/New_York' };
    assert.deepEqual(summary(withSchedule({ ...zone, beginDate: '2025-11-05' }).problems), [
      'error TimeOfDayMissing /changeMetadata/schedule/beginDate',
    ]);
    assert.deepEqual(summary(withSchedule({ ...zone, beginTime: '10:00' }).problems), [
      'error DateMissing /changeMetadata/schedule/beginTime',
    ]);
  });

  it('has tickets and texts where older files keep them', () => {
    const { meeting } = read({
      changeMetadata: {
        ...CHANGE,
        changeReason: '',
        description: 'Described',
        expectedCustomerImpact: undefined,
        customerImpact: 'Little',
        tickets: { serviceNow: ' ' },
      },
      emailNotification: { tickets: { snow: 'CHG1', jira: 'J1' } },
    });
    assert.equal(meeting?.details.reason, 'Described');
    assert.equal(meeting.details.customerImpact, 'Little');
    assert.equal(meeting.details.serviceNow, 'CHG1');
    assert.equal(meeting.details.jira, 'J1');
  });

  it('reads wrong containers as wrong, once, and says nothing about what they lack', () => {
    const reading = read({ changeMetadata: 'text', customers: ['a'] });
    assert.deepEqual(summary(reading.problems), ['error WrongType /changeMetadata']);
    assert.deepEqual(reading.customerCodes, ['a']);
    const schedule = withSchedule([]);
    assert.deepEqual(summary(schedule.problems), ['error WrongType /changeMetadata/schedule']);
  });

  it('is read as nested where only a title stands at the top, without losing its times', () => {
    const { meeting } = read({ changeTitle: 'Top', ...NESTED });
    assert.equal(meeting?.shape, 'nested');
    assert.equal(meeting.start.dateTime, '2025-11-03T15:00:00');
  });

  it('points into the nested objects', () => {
    const text = JSON.stringify(
      { ...NESTED, changeMetadata: { ...CHANGE, schedule: { ...CHANGE.schedule, timezone: 'EDT' } } },
      null,
      2,
    );
    const problem = only(read(text).problems, 'UnknownTimeZone');
    assert.equal(problem.path, '/changeMetadata/schedule/timezone');
    assert.equal(problem.file, 'meeting.json');
    const line = text.split('\n')[(problem.line ?? 0) - 1] ?? '';
    assert.equal(line.indexOf('"EDT"') + 1, problem.column);
  });
});
