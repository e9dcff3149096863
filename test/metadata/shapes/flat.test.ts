import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FLAT, only, read, summary } from '../samples.ts';

const meetingOf = (fields: Record<string, unknown>) => {
  const { meeting, problems } = read({ ...FLAT, ...fields });
  assert.notEqual(meeting, undefined, summary(problems).join('; '));
  return meeting!;
};

describe('a flat change', () => {
  it('yields a meeting', () => {
    const reading = read(FLAT);
    assert.deepEqual(reading.problems, []);
    assert.deepEqual(reading.meeting, {
      objectId: 'CHG-2025-001',
      objectIdIsFallback: false,
      kind: 'change',
      shape: 'flat',
      title: 'Upgrade the proxies',
      subject: 'Change Implementation: Upgrade the proxies',
      customerCodes: ['hts', 'htsnonprod'],
      start: {
        dateTime: '2025-11-03T10:00:00',
        timeZone: 'America/New_York',
        epochMs: Date.parse('2025-11-03T15:00:00Z'),
      },
      end: {
        dateTime: '2025-11-03T14:00:00',
        timeZone: 'America/New_York',
        epochMs: Date.parse('2025-11-03T19:00:00Z'),
      },
      window: { start: reading.meeting?.start, end: reading.meeting?.end },
      location: 'Microsoft Teams Meeting',
      manualAttendees: [],
      details: {
        reason: 'Old certificates',
        implementationPlan: 'Step 1\nStep 2',
        testPlan: 'Ping',
        customerImpact: 'None',
        rollbackPlan: 'Restore',
        serviceNow: 'CHG0012345',
        jira: 'CCOE-77',
      },
      record: { status: 'approved', includeMeeting: true, modifications: [] },
    });
  });

  it('honours the meeting’s own title, start, duration, place and people', () => {
    const meeting = meetingOf({
      meetingTitle: 'Proxy briefing',
      meetingStartTime: '2025-11-02T16:00',
      meetingDuration: '30 minutes',
      meetingLocation: 'Room 4',
      attendees: 'lead@example.com, ops@example.com',
    });
    assert.equal(meeting.title, 'Upgrade the proxies');
    assert.equal(meeting.subject, 'Proxy briefing');
    assert.equal(meeting.start.dateTime, '2025-11-02T16:00:00');
    assert.equal(meeting.end.dateTime, '2025-11-02T16:30:00');
    assert.equal(meeting.window?.start.dateTime, '2025-11-03T10:00:00');
    assert.equal(meeting.location, 'Room 4');
    assert.deepEqual(meeting.manualAttendees, ['lead@example.com', 'ops@example.com']);
  });

  it('takes a numeric duration, as the portal writes it', () => {
    const meeting = meetingOf({ meetingStartTime: '2025-11-02T16:00', meetingDuration: 90 });
    assert.equal(meeting.end.dateTime, '2025-11-02T17:30:00');
  });

  it('takes what it lacks itself from a meetingInvite beside it', () => {
    const meeting = meetingOf({
      meetingTitle: 'Own title',
      meetingInvite: {
        title: 'Invite title',
        startTime: '2025-11-02T16:00',
        durationMinutes: 20,
        attendees: ['a@x.example'],
        location: 'Room 5',
      },
    });
    assert.equal(meeting.subject, 'Own title');
    assert.equal(meeting.start.dateTime, '2025-11-02T16:00:00');
    assert.equal(meeting.end.dateTime, '2025-11-02T16:20:00');
    assert.equal(meeting.location, 'Room 5');
    assert.deepEqual(meeting.manualAttendees, ['a@x.example']);
  });

  it('has dates in every form that files have', () => {
    for (const [start, wall] of [
      ['2025-11-03T15:00:00Z', '2025-11-03T10:00:00'],
      ['2025-11-03T10:00', '2025-11-03T10:00:00'],
      ['2025-11-03T10:00:00', '2025-11-03T10:00:00'],
      ['2025-11-03T10:00:00.000', '2025-11-03T10:00:00'],
      ['2025-11-03 10:00', '2025-11-03T10:00:00'],
    ] as const) {
      assert.equal(meetingOf({ implementationStart: start }).start.dateTime, wall, start);
    }
  });

  it('matches its keys without regard to case', () => {
    const shouting = Object.fromEntries(
      Object.entries(FLAT).map(([key, value]) => [key.toUpperCase(), value]),
    );
    const reading = read(shouting);
    assert.deepEqual(reading.meeting, read(FLAT).meeting);
  });

  it('leaves fields alone that it does not know, whatever they hold', () => {
    assert.deepEqual(read({ ...FLAT, createdBy: [], survey_url: 5, survey_id: {} }).problems, []);
  });

  it('is recognised by its type, title and tickets where it has no changeId, with a warning', () => {
    const reading = read({ ...FLAT, changeId: ' ' });
    assert.equal(reading.meeting?.objectId, 'change|Upgrade the proxies|CHG0012345|CCOE-77');
    assert.equal(reading.meeting.objectIdIsFallback, true);
    assert.equal(only(reading.problems, 'NoObjectId').severity, 'warning');
    const bare = {
      ...FLAT,
      changeId: undefined,
      object_type: undefined,
      snowTicket: undefined,
      jiraTicket: null,
    };
    assert.equal(read(bare).meeting?.objectId, 'change|Upgrade the proxies||');
  });

  it('must have a title', () => {
    for (const changeTitle of [undefined, '', '  ', null]) {
      const reading = read({ ...FLAT, changeTitle });
      assert.equal(reading.meeting, undefined);
      assert.match(only(reading.problems, 'TitleMissing').message, /“changeTitle”/);
    }
    assert.deepEqual(summary(read({ ...FLAT, changeTitle: 5 }).problems), ['error WrongType /changeTitle']);
  });

  it('has a title on one line, so that no log line or subject is broken', () => {
    const meeting = meetingOf({ changeTitle: ' One\r\n  two\u2028three\u0007 ', meetingLocation: 'A\nB' });
    assert.equal(meeting.title, 'One two three');
    assert.equal(meeting.subject, 'Change Implementation: One two three');
    assert.equal(meeting.location, 'A B');
  });

  it('keeps markup as the plain text it is', () => {
    const title = '<script>alert(1)</script> & "co"';
    assert.equal(meetingOf({ changeTitle: title }).title, title);
    assert.equal(meetingOf({ changeReason: '<img onerror=x>' }).details.reason, '<img onerror=x>');
  });

  it('reports every wrong field in one pass, each at its place', () => {
    const reading = read({
      ...FLAT,
      changeTitle: '',
      customers: ['hts', 'not ok'],
      implementationStart: '2025-13-01T10:00',
      implementationEnd: 5,
      timezone: 'Mars/Base',
      meetingDuration: {},
      attendees: [1],
      testPlan: [],
    });
    assert.equal(reading.meeting, undefined);
    assert.deepEqual(reading.customerCodes, ['hts']);
    assert.deepEqual(summary(reading.problems).sort(), [
      'error AttendeeInvalid /attendees/0',
      'error CustomerCodeInvalid /customers/1',
      'error TimeInvalid /implementationStart',
      'error TitleMissing ',
      'error UnknownTimeZone /timezone',
      'error WrongType /implementationEnd',
      'error WrongType /meetingDuration',
      'error WrongType /testPlan',
    ]);
  });
});

describe('a hostile flat change', () => {
  it('takes no longer than its size', () => {
    const started = performance.now();
    read({ ...FLAT, changeTitle: `a${' '.repeat(200_000)}b`, meetingLocation: '\n '.repeat(100_000) });
    read({
      ...FLAT,
      implementationStart: `2025-11-03${' '.repeat(200_000)}x`,
      meetingDuration: '1 '.repeat(100_000),
    });
    read({ ...FLAT, customers: 'a,'.repeat(20_000), attendees: ','.repeat(200_000) });
    assert.ok(performance.now() - started < 5000);
  });
});
