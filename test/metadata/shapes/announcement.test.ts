import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { only, read, summary } from '../samples.ts';

/** An announcement as the portal's own form writes it: a number for the duration, objects for the attachments. */
const ANNOUNCEMENT = {
  object_type: 'announcement_cic',
  announcement_id: 'CIC-2025-001',
  announcement_type: 'cic',
  title: 'Cloud office hours',
  summary: 'Bring your questions',
  content: '# Agenda\n\n- Costs',
  customers: ['HTS', 'one'],
  include_meeting: true,
  meeting_metadata: null,
  meeting_title: '',
  meeting_date: '2025-11-05T15:00:00.000Z',
  meeting_timezone: 'America/New_York',
  meeting_duration: 45,
  meeting_location: 'Room 7',
  attendees: 'lead@example.com, ops@example.com',
  attachments: [{ name: 'agenda.pdf', s3_key: 'announcements/CIC-2025-001/attachments/agenda.pdf', size: 7 }],
  status: 'approved',
  modifications: [
    { timestamp: '2025-10-01T10:00:00Z', user_id: 'backend-system', modification_type: 'created' },
  ],
};

const meetingOf = (changes: object) => {
  const { meeting, problems } = read({ ...ANNOUNCEMENT, ...changes });
  assert.ok(meeting !== undefined, summary(problems).join('; '));
  return meeting;
};

describe('an announcement', () => {
  it('yields a meeting of its own kind', () => {
    const reading = read(ANNOUNCEMENT);
    assert.deepEqual(reading.problems, []);
    const { meeting } = reading;
    assert.equal(meeting?.kind, 'announcement');
    assert.equal(meeting.shape, 'announcement');
    assert.equal(meeting.objectId, 'CIC-2025-001');
    assert.equal(meeting.subject, 'CIC Event: Cloud office hours');
    assert.deepEqual(meeting.customerCodes, ['hts', 'one']);
    assert.equal(meeting.start.dateTime, '2025-11-05T10:00:00');
    assert.equal(meeting.end.dateTime, '2025-11-05T10:45:00');
    assert.equal(meeting.location, 'Room 7');
    assert.deepEqual(meeting.manualAttendees, ['lead@example.com', 'ops@example.com']);
    assert.equal(meeting.details.reason, 'Bring your questions');
    assert.deepEqual(meeting.announcement, {
      type: 'cic',
      content: '# Agenda\n\n- Costs',
      attachments: [{ name: 'agenda.pdf', location: 'announcements/CIC-2025-001/attachments/agenda.pdf' }],
    });
    assert.equal(meeting.window, undefined);
  });

  it('has the subject of the Go tool, or its own title', () => {
    const subjects: [object, string][] = [
      [
        { object_type: 'announcement_finops', announcement_type: 'finops' },
        'FINOPS Event: Cloud office hours',
      ],
      [
        { object_type: 'announcement_innersource', announcement_type: null },
        'INNERSOURCE Event: Cloud office hours',
      ],
      [
        { object_type: 'announcement', announcement_type: undefined },
        'ANNOUNCEMENT Event: Cloud office hours',
      ],
      [{ object_type: 'announcement', announcement_type: 'general' }, 'GENERAL Event: Cloud office hours'],
      [{ object_type: undefined, announcement_type: 'CIC' }, 'CIC Event: Cloud office hours'],
      [{ meeting_title: 'Office hours' }, 'Office hours'],
    ];
    for (const [changes, subject] of subjects) assert.equal(meetingOf(changes).subject, subject);
  });

  it('warns of a type that is not that of object_type', () => {
    const reading = read({ ...ANNOUNCEMENT, announcement_type: 'finops' });
    assert.equal(reading.meeting?.announcement?.type, 'cic');
    assert.match(only(reading.problems, 'FieldsDisagree').message, /“finops”.*“announcement_cic”/);
  });

  it('understands durations in any form, an hour as an hour', () => {
    const ends: [unknown, string][] = [
      [60, '11:00'],
      ['60', '11:00'],
      ['60 minutes', '11:00'],
      ['1 hour', '11:00'],
      ['1h 30m', '11:30'],
      ['PT1H30M', '11:30'],
      [undefined, '11:00'],
    ];
    for (const [meeting_duration, end] of ends)
      assert.equal(meetingOf({ meeting_duration }).end.dateTime, `2025-11-05T${end}:00`);
  });

  it('takes attachments as texts too, and leaves out with a warning what is neither', () => {
    const reading = read({
      ...ANNOUNCEMENT,
      attachments: ['notes.txt', 5, { size: 1 }, { name: 'x', url: 'https://example.com/x' }],
    });
    assert.deepEqual(reading.meeting?.announcement?.attachments, [
      { name: 'notes.txt' },
      { name: 'x', location: 'https://example.com/x' },
    ]);
    assert.deepEqual(summary(reading.problems), [
      'warning AttachmentInvalid /attachments/1',
      'warning AttachmentInvalid /attachments/2',
    ]);
  });

  it('must say when it is: now is never taken for it', () => {
    for (const meeting_date of [undefined, '', null]) {
      const reading = read({ ...ANNOUNCEMENT, meeting_date });
      assert.equal(reading.meeting, undefined);
      assert.match(only(reading.problems, 'StartMissing').message, /“meeting_date”/);
    }
    assert.deepEqual(summary(read({ ...ANNOUNCEMENT, meeting_date: 'soon' }).problems), [
      'error TimeInvalid /meeting_date',
    ]);
  });

  it('reads a date without an offset in its zone', () => {
    const { start } = meetingOf({ meeting_date: '2025-11-05T10:00', meeting_timezone: 'Europe/Rome' });
    assert.equal(start.epochMs, Date.parse('2025-11-05T09:00:00Z'));
  });

  it('is recognised by its type, title where it has no id', () => {
    const reading = read({ ...ANNOUNCEMENT, announcement_id: undefined });
    assert.equal(reading.meeting?.objectId, 'announcement_cic|Cloud office hours||');
    assert.equal(reading.meeting.objectIdIsFallback, true);
    only(reading.problems, 'NoObjectId');
  });

  it('says what it does not want in its own words', () => {
    const reading = read({ ...ANNOUNCEMENT, include_meeting: false, status: 'cancelled' });
    assert.match(only(reading.problems, 'MeetingNotWanted').message, /for this announcement/);
    assert.match(only(reading.problems, 'StatusUnready').message, /The announcement's status is “cancelled”/);
  });
});
