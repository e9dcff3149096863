import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FLAT, NESTED, NOW, only, read, summary } from './samples.ts';

/** A flat file with these times in place of the sample's. */
const flat = (times: Record<string, unknown>) =>
  read({ ...FLAT, implementationStart: undefined, implementationEnd: undefined, ...times });

/** `start → end` as wall times, to the minute. */
const span = (reading: ReturnType<typeof read>) =>
  reading.meeting === undefined
    ? undefined
    : `${reading.meeting.start.dateTime.slice(0, 16)} → ${reading.meeting.end.dateTime.slice(0, 16)}`;

describe('the time of a meeting', () => {
  it('is the implementation window where the meeting has none of its own', () => {
    const reading = read(FLAT);
    assert.equal(span(reading), '2025-11-03T10:00 → 2025-11-03T14:00');
    assert.deepEqual(reading.meeting?.window?.start, reading.meeting?.start);
    assert.deepEqual(reading.problems, []);
  });

  it('is its own where it has one, and the window stays known', () => {
    const reading = read(NESTED);
    assert.equal(span(reading), '2025-11-03T15:00 → 2025-11-03T15:45');
    assert.equal(reading.meeting?.window?.start.dateTime, '2025-11-04T02:00:00');
    assert.equal(reading.meeting.window.end.dateTime, '2025-11-04T06:00:00');
  });

  it('needs no window when the meeting has its own', () => {
    const reading = flat({ meetingStartTime: '2025-11-03T09:00', meetingDuration: '30' });
    assert.equal(span(reading), '2025-11-03T09:00 → 2025-11-03T09:30');
    assert.equal(reading.meeting?.window, undefined);
  });

  it('lasts as long as its duration says, else until its own end, else an hour', () => {
    const start = { meetingStartTime: '2025-11-03T09:00' };
    assert.equal(
      span(flat({ ...start, meetingDuration: '1.5 hours' })),
      '2025-11-03T09:00 → 2025-11-03T10:30',
    );
    assert.equal(
      span(flat({ ...start, meetingEndTime: '2025-11-03T09:20' })),
      '2025-11-03T09:00 → 2025-11-03T09:20',
    );
    assert.equal(span(flat(start)), '2025-11-03T09:00 → 2025-11-03T10:00');
  });

  it('lets the duration count where its own end says something else, with a warning', () => {
    const reading = flat({
      meetingStartTime: '2025-11-03T09:00',
      meetingEndTime: '2025-11-03T12:00',
      meetingDuration: 60,
    });
    assert.equal(span(reading), '2025-11-03T09:00 → 2025-11-03T10:00');
    assert.equal(only(reading.problems, 'EndDisagrees').path, '/meetingEndTime');
  });

  it('starts with the window where only its duration is its own, with a warning', () => {
    const reading = read({ ...FLAT, meetingDuration: '45 minutes' });
    assert.equal(span(reading), '2025-11-03T10:00 → 2025-11-03T10:45');
    assert.deepEqual(summary(reading.problems), ['warning DurationWithoutStart /meetingDuration']);
  });

  it('lasts an hour where the end is missing or the same as the start', () => {
    const start = '2025-11-03T10:00';
    for (const end of [undefined, '', null, start, '2025-11-03T15:00:00Z']) {
      const reading = flat({ implementationStart: start, implementationEnd: end });
      assert.equal(span(reading), '2025-11-03T10:00 → 2025-11-03T11:00', String(end));
      assert.deepEqual(reading.problems, []);
    }
  });

  it('never ends before it starts', () => {
    const reading = flat({ implementationStart: '2025-11-03T10:00', implementationEnd: '2025-11-03T09:00' });
    assert.equal(reading.meeting, undefined);
    assert.deepEqual(summary(reading.problems), ['error EndBeforeStart /implementationEnd']);
    // The same wall time with another offset is another moment.
    const offset = flat({
      implementationStart: '2025-11-03T10:00',
      implementationEnd: '2025-11-03T10:00:00Z',
    });
    assert.deepEqual(summary(offset.problems), ['error EndBeforeStart /implementationEnd']);
  });

  it('must have a start', () => {
    const reading = flat({ implementationEnd: '2025-11-03T10:00' });
    assert.equal(reading.meeting, undefined);
    const problem = only(reading.problems, 'StartMissing');
    assert.match(problem.message, /“meetingStartTime” or “implementationStart”/);
  });

  it('must start at a time, not on a day', () => {
    const reading = flat({ implementationStart: '2025-11-03' });
    assert.deepEqual(summary(reading.problems), ['error TimeOfDayMissing /implementationStart']);
    assert.equal(reading.meeting, undefined);
  });

  it('never falls back to the window when its own start is wrong', () => {
    const reading = read({ ...FLAT, meetingStartTime: 'tomorrow' });
    assert.equal(reading.meeting, undefined);
    assert.deepEqual(summary(reading.problems), ['error TimeInvalid /meetingStartTime']);
  });

  it('checks the window also where the meeting has its own time', () => {
    const reading = flat({ meetingStartTime: '2025-11-03T09:00', implementationStart: 'tomorrow' });
    assert.equal(reading.meeting, undefined);
    assert.deepEqual(summary(reading.problems), ['error TimeInvalid /implementationStart']);
  });

  it('does not report a missing start where the start has the wrong type', () => {
    assert.deepEqual(summary(flat({ implementationStart: 20251103 }).problems), [
      'error WrongType /implementationStart',
    ]);
  });

  it('reports every wrong time at once', () => {
    const reading = read({
      ...FLAT,
      implementationStart: '2025-11-31T10:00',
      implementationEnd: 'x',
      meetingStartTime: '2025-03-09T02:30',
      meetingDuration: 'long',
    });
    assert.deepEqual(summary(reading.problems).sort(), [
      'error DurationInvalid /meetingDuration',
      'error TimeInvalid /implementationEnd',
      'error TimeInvalid /implementationStart',
      'error TimeSkipped /meetingStartTime',
    ]);
  });

  it('refuses durations that are none, or nothing', () => {
    for (const meetingDuration of ['soon', 0, '-30 minutes']) {
      const reading = read({ ...FLAT, meetingDuration });
      assert.equal(only(reading.problems, 'DurationInvalid').path, '/meetingDuration');
      assert.equal(reading.meeting, undefined);
    }
  });

  it('warns of a start in the past, and says when the whole meeting is', () => {
    const before = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();
    const over = flat({ implementationStart: before(120), implementationEnd: before(60) });
    assert.match(only(over.problems, 'InThePast').message, /is over/);
    assert.notEqual(over.meeting, undefined);
    const running = flat({ implementationStart: before(30), implementationEnd: before(-30) });
    assert.match(only(running.problems, 'InThePast').message, /already begun/);
    const future = flat({ implementationStart: before(-1) });
    assert.deepEqual(future.problems, []);
  });

  it('warns of more than 24 hours, not of exactly 24', () => {
    const start = { implementationStart: '2025-11-03T10:00' };
    const long = flat({ ...start, implementationEnd: '2025-11-04T10:01' });
    assert.deepEqual(summary(long.problems), ['warning LongerThanADay /implementationStart']);
    assert.notEqual(long.meeting, undefined);
    assert.deepEqual(flat({ ...start, implementationEnd: '2025-11-04T10:00' }).problems, []);
  });
});

describe('the zone of a meeting', () => {
  it('is the file’s: zoneless times are wall time there, offsets are converted to it', () => {
    const zone = { timezone: 'Europe/Rome' };
    const wall = flat({ ...zone, implementationStart: '2025-11-03T10:00' });
    assert.deepEqual(wall.meeting?.start, {
      dateTime: '2025-11-03T10:00:00',
      timeZone: 'Europe/Rome',
      epochMs: Date.parse('2025-11-03T09:00:00Z'),
    });
    const offset = flat({ ...zone, implementationStart: '2025-11-03T10:00:00-05:00' });
    assert.equal(offset.meeting?.start.dateTime, '2025-11-03T16:00:00');
  });

  it('is the default with a warning where the file names none', () => {
    for (const timezone of [undefined, '', null]) {
      const reading = read({ ...FLAT, timezone }, 'Asia/Tokyo');
      assert.equal(reading.meeting?.start.timeZone, 'Asia/Tokyo');
      assert.equal(reading.meeting.start.dateTime, '2025-11-04T00:00:00');
      const problem = only(reading.problems, 'ZoneAssumed');
      assert.equal(problem.severity, 'warning');
      assert.match(problem.message, /Asia\/Tokyo is assumed/);
    }
  });

  it('must exist; the message names the one that was probably meant', () => {
    const reading = read({ ...FLAT, timezone: 'America/NewYork' });
    assert.equal(reading.meeting, undefined);
    assert.deepEqual(summary(reading.problems), ['error UnknownTimeZone /timezone']);
    assert.match(reading.problems[0]?.message ?? '', /America\/New_York/);
  });

  it('is not assumed where it has the wrong type', () => {
    assert.deepEqual(summary(read({ ...FLAT, timezone: 5 }).problems), ['error WrongType /timezone']);
  });

  it('must exist as a default too', () => {
    const reading = read({ ...FLAT, timezone: undefined }, 'Nowhere');
    assert.match(only(reading.problems, 'UnknownTimeZone').message, /the default one, “Nowhere”/);
    assert.equal(reading.meeting, undefined);
  });

  it('is warned of where its name knows no summer time', () => {
    assert.equal(only(read({ ...FLAT, timezone: 'EST' }).problems, 'FixedOffsetZone').severity, 'warning');
  });

  it('may be the invite’s own, beside that of the window, with a warning', () => {
    const reading = read({
      ...NESTED,
      meetingInvite: { ...NESTED.meetingInvite, timezone: 'Europe/Rome' },
    });
    assert.equal(reading.meeting?.start.timeZone, 'Europe/Rome');
    assert.equal(reading.meeting.start.epochMs, Date.parse('2025-11-03T14:00:00Z'));
    assert.equal(reading.meeting.window?.start.timeZone, 'America/New_York');
    assert.equal(only(reading.problems, 'ZonesDisagree').path, '/meetingInvite/timezone');
  });

  it('is the invite’s where the schedule has none, and the schedule’s where the invite has no start', () => {
    const { implementationStart, implementationEnd } = NESTED.changeMetadata.schedule;
    const only = { implementationStart, implementationEnd };
    const inviteZone = { ...NESTED.meetingInvite, timezone: 'Europe/Rome' };
    const first = read({
      changeMetadata: { ...NESTED.changeMetadata, schedule: only },
      meetingInvite: inviteZone,
    });
    assert.equal(first.meeting?.window?.start.timeZone, 'Europe/Rome');
    const second = read({ ...NESTED, meetingInvite: { timezone: 'Europe/Rome' } });
    assert.equal(second.meeting?.start.timeZone, 'America/New_York');
  });
});
