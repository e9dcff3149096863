import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readDuration } from '../../../src/metadata/duration.ts';
import { FLAT, NESTED, only, read, summary } from '../samples.ts';

describe('defects of the Go tool that are none here', () => {
  it('D1: a flat file yields a meeting', () => {
    assert.equal(read(FLAT).meeting?.subject, 'Change Implementation: Upgrade the proxies');
  });

  it('D6: customer codes are trimmed, lower-cased and asked once', () => {
    assert.deepEqual(read({ ...FLAT, customers: ['HTS', ' hts ', 'hts'] }).meeting?.customerCodes, ['hts']);
  });

  describe('D10: the meeting’s own fields count', () => {
    it('in a flat file', () => {
      const { meeting } = read({
        ...FLAT,
        meetingTitle: 'Briefing',
        meetingStartTime: '2025-11-02T16:00',
        meetingDuration: '30',
        meetingLocation: 'Room 1',
        attendees: 'a@example.com',
      });
      assert.equal(meeting?.subject, 'Briefing');
      assert.equal(meeting.start.dateTime, '2025-11-02T16:00:00');
      assert.equal(meeting.end.dateTime, '2025-11-02T16:30:00');
      assert.equal(meeting.location, 'Room 1');
      assert.deepEqual(meeting.manualAttendees, ['a@example.com']);
    });

    it('in a nested file', () => {
      const { meeting } = read(NESTED);
      assert.equal(meeting?.subject, 'Queue move: briefing');
      assert.equal(meeting.start.dateTime, '2025-11-03T15:00:00');
      assert.equal(meeting.end.dateTime, '2025-11-03T15:45:00');
      assert.equal(meeting.location, 'Room 4');
      assert.deepEqual(meeting.manualAttendees, ['lead@example.com', 'ops@example.com']);
    });

    it('in a flat file with a meetingInvite, which is not lost', () => {
      const { meeting } = read({ ...FLAT, meetingInvite: NESTED.meetingInvite });
      assert.equal(meeting?.subject, 'Queue move: briefing');
      assert.equal(meeting.start.dateTime, '2025-11-03T15:00:00');
    });

    it('and the title is found under changeTitle and under title', () => {
      const { title: _title, ...rest } = NESTED.changeMetadata;
      assert.equal(read({ ...NESTED, changeMetadata: { ...rest, changeTitle: 'X' } }).meeting?.title, 'X');
      assert.equal(read(NESTED).meeting?.title, _title);
      const both = read({ ...NESTED, changeMetadata: { ...NESTED.changeMetadata, changeTitle: 'X' } });
      assert.equal(both.meeting?.title, 'X');
      assert.match(only(both.problems, 'FieldsDisagree').message, /“Move the queue”.*“X”/);
    });
  });

  it('D11: no year 0, no end before the start, no past and no absurd length without a word', () => {
    const cases: [object, string][] = [
      [{ implementationStart: '0000-12-31T19:03:58Z' }, 'error ImplausibleYear /implementationStart'],
      [{ implementationStart: '15:04', implementationEnd: null }, 'error DateMissing /implementationStart'],
      [{ implementationStart: null, implementationEnd: null }, 'error StartMissing '],
      [{ implementationEnd: '2025-11-03T09:00:00-05:00' }, 'error EndBeforeStart /implementationEnd'],
      [
        { implementationStart: '2025-09-03T10:00:00-04:00', implementationEnd: null },
        'warning InThePast /implementationStart',
      ],
      [{ implementationEnd: '2025-11-13T14:00:00-05:00' }, 'warning LongerThanADay /implementationStart'],
    ];
    for (const [changes, problem] of cases)
      assert.deepEqual(summary(read({ ...FLAT, ...changes }).problems), [problem]);
  });

  it('D16: a bad field is the error, at its place, and nothing is read as another shape', () => {
    for (const [changes, problem] of [
      [{ implementationStart: '' }, 'error StartMissing '],
      [{ implementationStart: 'next week' }, 'error TimeInvalid /implementationStart'],
      [{ implementationStart: 7 }, 'error WrongType /implementationStart'],
      [{ meetingDuration: ['x'] }, 'error WrongType /meetingDuration'],
    ] as const) {
      const reading = read({ ...FLAT, implementationEnd: null, ...changes });
      assert.equal(reading.shape, 'flat');
      assert.deepEqual(summary(reading.problems), [problem]);
    }
    assert.equal(
      read({ ...FLAT, meetingDuration: 45 }).meeting?.shape,
      'flat',
      'a number is no bad duration',
    );
  });

  describe('D26: what the portal writes is accepted', () => {
    const announcement = {
      object_type: 'announcement_finops',
      announcement_id: 'FIN-2025-001',
      title: 'Costs',
      customers: ['hts'],
      meeting_date: '2025-11-05T15:00:00.000Z',
      meeting_timezone: 'America/New_York',
      meeting_duration: 60,
      attachments: [
        { name: 'a.pdf', s3_key: 'announcements/a.pdf', size: 1, uploaded_at: '2025-10-01T00:00:00Z' },
      ],
    };

    it('a number as duration and objects as attachments', () => {
      const { meeting, problems } = read(announcement);
      assert.deepEqual(problems, []);
      assert.equal(meeting?.end.dateTime, '2025-11-05T11:00:00');
      assert.equal(meeting.announcement?.attachments.length, 1);
    });

    it('a time that its script moved into the browser’s zone: the form’s own fields count, with a warning', () => {
      // Chosen: 10:00 in Chicago. The browser stands in New York, so the script wrote 10:00 there.
      const reading = read({
        ...FLAT,
        timezone: 'America/Chicago',
        implementationBeginDate: '2025-11-03',
        implementationBeginTime: '10:00',
        implementationEndDate: '2025-11-03',
        implementationEndTime: '12:00',
        implementationStart: '2025-11-03T15:00:00.000Z',
        implementationEnd: '2025-11-03T17:00:00.000Z',
      });
      assert.equal(reading.meeting?.start.epochMs, Date.parse('2025-11-03T16:00:00Z'));
      assert.deepEqual(
        reading.problems.filter(({ code }) => code === 'FieldsDisagree').map(({ path }) => path),
        ['/implementationStart', '/implementationEnd'],
      );
    });
  });
});

describe('what the Go tool takes for the meeting’s times and defaults', () => {
  it('an end that is missing or equal to the start: an hour', () => {
    for (const implementationEnd of [undefined, null, '', FLAT.implementationStart]) {
      const { meeting } = read({ ...FLAT, implementationEnd });
      assert.equal(meeting?.end.dateTime, '2025-11-03T11:00:00');
    }
  });

  it('legacy fields: meetingDate, begin and end as date and time, the place and the duration', () => {
    const legacy = {
      changeId: 'C',
      changeTitle: 'T',
      customers: ['a'],
      meetingRequired: 'yes',
      meetingTitle: 'M',
      meetingDate: '2025-11-03T09:00',
      meetingDuration: '45',
      meetingLocation: 'L',
      implementationBeginDate: '2025-11-04',
      implementationBeginTime: '10:00',
      implementationEndDate: '2025-11-04',
      implementationEndTime: '12:00',
      timezone: 'America/New_York',
    };
    const { meeting, problems } = read(legacy);
    assert.deepEqual(problems, []);
    assert.equal(meeting?.start.dateTime, '2025-11-03T09:00:00');
    assert.equal(meeting.end.dateTime, '2025-11-03T09:45:00');
    assert.equal(meeting.window?.end.dateTime, '2025-11-04T12:00:00');
    assert.equal(meeting.location, 'L');
    const later = read({ ...legacy, meetingDate: '', meetingDuration: '' }).meeting;
    assert.equal(later?.start.dateTime, '2025-11-04T10:00:00');
  });

  it('one reading of durations instead of three that disagree', () => {
    const minutes = (text: string | number) => {
      const reading = readDuration(text);
      return reading.ok ? reading.minutes : undefined;
    };
    // Its update check says 60 for each of the first two, its announcements 1 and 2 for “1 hour” and “2 hours”.
    assert.deepEqual(
      ['2 hours', '90', '1 hour', '60 minutes', 60, '60', '1h 30m', 'PT1H30M', ''].map(minutes),
      [120, 90, 60, 60, 60, 60, 90, 90, undefined],
    );
  });

  it('no announcement at “now” because its date cannot be read', () => {
    const file = { object_type: 'announcement_cic', announcement_id: 'A', title: 'T', customers: ['a'] };
    for (const meeting_date of ['2025-11-05', 'soon', undefined])
      assert.equal(read({ ...file, meeting_date, posted_date: '2025-11-01T10:00:00Z' }).meeting, undefined);
  });

  it('manual attendees: the form’s text, the legacy metadata.attendees as text or list, the invite’s list', () => {
    const people = ['a@example.com', 'b@example.com'];
    for (const changes of [
      { attendees: 'a@example.com, b@example.com,' },
      { attendees: people },
      { metadata: { attendees: 'a@example.com,b@example.com' } },
      { metadata: { attendees: people } },
      { meetingInvite: { attendees: people } },
    ]) {
      const reading = read({ ...FLAT, ...changes });
      assert.deepEqual(reading.problems, []);
      assert.deepEqual(reading.meeting?.manualAttendees, people);
    }
    const two = read({ ...FLAT, attendees: 'a@example.com', metadata: { attendees: people } });
    assert.deepEqual(two.meeting?.manualAttendees, ['a@example.com']);
    assert.equal(only(two.problems, 'FieldsDisagree').path, '/metadata/attendees');
  });
});
