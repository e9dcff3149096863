import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FLAT, only, read, summary } from '../samples.ts';

/** A change as the portal uploads it: the flat change and the raw fields of the form. */
const PORTAL = {
  ...FLAT,
  implementationBeginDate: '2025-11-03',
  implementationBeginTime: '10:00',
  implementationEndDate: '2025-11-03',
  implementationEndTime: '14:00',
  meetingRequired: 'yes',
  meetingTitle: 'Proxy briefing',
  meetingDate: '2025-11-03T09:30',
  meetingTime: '',
  meetingDuration: '30',
  meetingLocation: 'Room 2',
  meetingLocationType: 'custom',
  attendees: 'lead@example.com, ops@example.com',
};

describe('a portal upload', () => {
  it('yields the meeting that the form describes', () => {
    const { meeting, problems } = read(PORTAL);
    assert.deepEqual(problems, []);
    assert.equal(meeting?.shape, 'portal');
    assert.equal(meeting.subject, 'Proxy briefing');
    assert.equal(meeting.start.dateTime, '2025-11-03T09:30:00');
    assert.equal(meeting.end.dateTime, '2025-11-03T10:00:00');
    assert.equal(meeting.window?.start.dateTime, '2025-11-03T10:00:00');
    assert.equal(meeting.window.end.dateTime, '2025-11-03T14:00:00');
    assert.equal(meeting.location, 'Room 2');
    assert.deepEqual(meeting.manualAttendees, ['lead@example.com', 'ops@example.com']);
    assert.equal(meeting.record?.meetingRequired, true);
  });

  it('is read from the form’s fields alone', () => {
    const { meeting, problems } = read({
      ...PORTAL,
      implementationStart: undefined,
      implementationEnd: undefined,
      meetingDate: '',
      meetingDuration: '',
    });
    assert.deepEqual(problems, []);
    assert.equal(meeting?.start.dateTime, '2025-11-03T10:00:00');
    assert.equal(meeting.end.dateTime, '2025-11-03T14:00:00');
  });

  it('joins meetingDate and meetingTime where the date is a day alone', () => {
    const { meeting } = read({ ...PORTAL, meetingDate: '2025-11-03', meetingTime: '9:15 AM' });
    assert.equal(meeting?.start.dateTime, '2025-11-03T09:15:00');
    assert.deepEqual(summary(read({ ...PORTAL, meetingDate: '2025-11-03' }).problems), [
      'error TimeOfDayMissing /meetingDate',
    ]);
  });

  it('warns where meetingTime says another time than meetingDate', () => {
    const reading = read({ ...PORTAL, meetingTime: '11:00' });
    assert.equal(reading.meeting?.start.dateTime, '2025-11-03T09:30:00');
    assert.equal(only(reading.problems, 'FieldsDisagree').path, '/meetingTime');
    assert.deepEqual(read({ ...PORTAL, meetingTime: '9:30' }).problems, []);
  });

  it('takes the RFC 3339 field where the form has only a day, with a warning', () => {
    const reading = read({ ...PORTAL, implementationBeginTime: '' });
    assert.equal(reading.meeting?.window?.start.dateTime, '2025-11-03T10:00:00');
    assert.equal(only(reading.problems, 'FieldsDisagree').path, '/implementationBeginDate');
  });

  it('refuses a time without a day', () => {
    const changes = { implementationBeginDate: '', implementationStart: undefined };
    assert.deepEqual(summary(read({ ...PORTAL, ...changes }).problems), [
      'error DateMissing /implementationBeginTime',
    ]);
  });

  it('warns when the form says that no meeting is wanted', () => {
    only(read({ ...PORTAL, meetingRequired: 'no' }).problems, 'MeetingNotWanted');
  });
});
