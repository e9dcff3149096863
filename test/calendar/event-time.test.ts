import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventTimes, type EventTime } from '../../src/calendar/event-time.ts';
import { GRAPH_ZONES } from '../../src/calendar/graph-zones.ts';
import { RULED_ZONES } from '../../src/calendar/zone-rules.ts';
import { readMetadata } from '../../src/metadata/index.ts';
import { PLACE_OF_WINDOWS_ZONE } from '../../src/sandbox/graph/windows-zones.ts';

/** Start and end of a file's meeting as Graph gets them. */
function graphTimes(meetingStartTime: string, timezone: string, meetingDuration = '60') {
  const file = {
    changeId: 'C',
    changeTitle: 'T',
    customers: ['a'],
    timezone,
    meetingStartTime,
    meetingDuration,
  };
  const { meeting, problems } = readMetadata(JSON.stringify(file), {
    defaultTimeZone: 'UTC',
    nowEpochMs: Date.parse('2025-01-01T00:00:00Z'),
  });
  assert.ok(meeting !== undefined, JSON.stringify(problems));
  return {
    ...eventTimes(meeting.start, meeting.end),
    startMs: meeting.start.epochMs,
    endMs: meeting.end.epochMs,
  };
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Every moment (ms) within three hours of `aroundMs` at which a zone's clocks show a wall time; by Intl alone. */
function momentsOf({ dateTime, timeZone }: EventTime, aroundMs: number): number[] {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', {
      timeZone: PLACE_OF_WINDOWS_ZONE[timeZone] ?? timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
  clocks.set(timeZone, clock);
  const quarters = Array.from({ length: 25 }, (_, index) => (index - 12) * 15 * 60_000);
  return quarters
    .map((offset) => aroundMs + offset)
    .filter((ms) => clock.format(ms).replace(' ', 'T') === dateTime);
}

describe('what Graph gets', () => {
  /** Wall time and zone in the file, zone and wall time as sent, the moment meant. */
  const rows: [string, string, string, string, string][] = [
    // Zones on Graph's list, with summer time, on both sides of each change.
    [
      '2025-03-09T01:30',
      'America/New_York',
      'America/New_York',
      '2025-03-09T01:30:00',
      '2025-03-09T06:30:00Z',
    ],
    [
      '2025-03-09T03:30',
      'America/New_York',
      'America/New_York',
      '2025-03-09T03:30:00',
      '2025-03-09T07:30:00Z',
    ],
    ['2025-11-02T00:00', 'America/New_York', 'UTC', '2025-11-02T04:00:00', '2025-11-02T04:00:00Z'],
    [
      '2025-11-02T02:30',
      'America/New_York',
      'America/New_York',
      '2025-11-02T02:30:00',
      '2025-11-02T07:30:00Z',
    ],
    ['2025-03-30T01:59', 'Europe/Berlin', 'Europe/Berlin', '2025-03-30T01:59:00', '2025-03-30T00:59:00Z'],
    ['2025-03-30T03:00', 'Europe/Berlin', 'Europe/Berlin', '2025-03-30T03:00:00', '2025-03-30T01:00:00Z'],
    ['2025-10-26T03:00', 'Europe/Berlin', 'Europe/Berlin', '2025-10-26T03:00:00', '2025-10-26T02:00:00Z'],
    [
      '2025-04-06T04:00',
      'Australia/Sydney',
      'Australia/Sydney',
      '2025-04-06T04:00:00',
      '2025-04-05T18:00:00Z',
    ],
    [
      '2025-10-05T03:00',
      'Australia/Sydney',
      'Australia/Sydney',
      '2025-10-05T03:00:00',
      '2025-10-04T16:00:00Z',
    ],
    // Without summer time.
    ['2025-07-01T10:00', 'America/Phoenix', 'America/Phoenix', '2025-07-01T10:00:00', '2025-07-01T17:00:00Z'],
    ['2025-12-01T10:00', 'America/Phoenix', 'America/Phoenix', '2025-12-01T10:00:00', '2025-12-01T17:00:00Z'],
    ['2025-07-01T10:00', 'Asia/Kolkata', 'Asia/Kolkata', '2025-07-01T10:00:00', '2025-07-01T04:30:00Z'],
    ['2025-07-01T10:00', 'Asia/Tokyo', 'Asia/Tokyo', '2025-07-01T10:00:00', '2025-07-01T01:00:00Z'],
    // Not on the list: under the Windows name.
    [
      '2025-03-09T01:30',
      'America/Toronto',
      'Eastern Standard Time',
      '2025-03-09T01:30:00',
      '2025-03-09T06:30:00Z',
    ],
    [
      '2025-03-09T03:30',
      'America/Toronto',
      'Eastern Standard Time',
      '2025-03-09T03:30:00',
      '2025-03-09T07:30:00Z',
    ],
    [
      '2025-07-01T10:00',
      'Europe/Rome',
      'W. Europe Standard Time',
      '2025-07-01T10:00:00',
      '2025-07-01T08:00:00Z',
    ],
    [
      '2025-12-01T10:00',
      'Europe/Rome',
      'W. Europe Standard Time',
      '2025-12-01T10:00:00',
      '2025-12-01T09:00:00Z',
    ],
    [
      '2025-07-01T10:00',
      'Asia/Calcutta',
      'India Standard Time',
      '2025-07-01T10:00:00',
      '2025-07-01T04:30:00Z',
    ],
    ['2025-07-01T10:00', 'Europe/Kyiv', 'FLE Standard Time', '2025-07-01T10:00:00', '2025-07-01T07:00:00Z'],
    ['2025-07-01T10:00', 'UTC', 'UTC', '2025-07-01T10:00:00', '2025-07-01T10:00:00Z'],
    // No Windows name at all: in UTC.
    ['2025-07-01T10:00', 'EST', 'SA Pacific Standard Time', '2025-07-01T10:00:00', '2025-07-01T15:00:00Z'],
    ['2025-07-01T10:00', 'Antarctica/Troll', 'UTC', '2025-07-01T08:00:00', '2025-07-01T08:00:00Z'],
    // A Windows name in the file.
    [
      '2025-07-01T10:00',
      'Pacific Standard Time',
      'America/Los_Angeles',
      '2025-07-01T10:00:00',
      '2025-07-01T17:00:00Z',
    ],
  ];
  for (const [wall, zone, sentZone, sentWall, moment] of rows) {
    it(`${wall} ${zone} is ${sentWall} ${sentZone}`, () => {
      const { start, startMs } = graphTimes(wall, zone);
      assert.deepEqual(start, { dateTime: sentWall, timeZone: sentZone });
      assert.equal(startMs, Date.parse(moment));
      assert.deepEqual(momentsOf(start, startMs), [startMs]);
    });
  }

  it('is in UTC where the calendar’s zone data may have another rule', () => {
    for (const [wall, zone, sent] of [
      ['2027-01-20T10:00', 'Asia/Almaty', '2027-01-20T05:00:00'],
      ['2027-01-20T10:00', 'Asia/Qostanay', '2027-01-20T05:00:00'],
      ['2027-01-20T10:00', 'Mountain Standard Time (Mexico)', '2027-01-20T17:00:00'],
      ['2027-01-20T10:00', 'America/Chihuahua', '2027-01-20T16:00:00'],
      ['2027-01-20T10:00', 'America/Sao_Paulo', '2027-01-20T13:00:00'],
      ['2027-01-20T10:00', 'Asia/Amman', '2027-01-20T07:00:00'],
      ['2027-01-20T10:00', 'Europe/Istanbul', '2027-01-20T07:00:00'],
      ['2027-07-20T10:00', 'Central Asia Standard Time', '2027-07-20T04:00:00'],
      ['2027-07-20T10:00', 'America/Halifax', '2027-07-20T13:00:00'],
    ] as const) {
      assert.deepEqual(graphTimes(wall, zone).start, { dateTime: sent, timeZone: 'UTC' }, zone);
    }
  });

  it('is in UTC as soon as this machine’s zone data disagree with the rule written down', () => {
    // As if the zone data here said that New York had stayed on summer time.
    const dateTime = '2027-01-20T10:00:00';
    const time = { dateTime, timeZone: 'America/New_York', epochMs: Date.parse('2027-01-20T14:00:00Z') };
    assert.deepEqual(eventTimes(time, time).start, { dateTime: '2027-01-20T14:00:00', timeZone: 'UTC' });
  });

  it('is in UTC where an hour that comes twice is meant, the first time or the second', () => {
    assert.deepEqual(graphTimes('2025-11-02T01:30', 'America/New_York').start, {
      dateTime: '2025-11-02T05:30:00',
      timeZone: 'UTC',
    });
    assert.deepEqual(graphTimes('2025-11-02T01:30:00-05:00', 'America/New_York').start, {
      dateTime: '2025-11-02T06:30:00',
      timeZone: 'UTC',
    });
  });

  it('lasts as long as it should across a clock change', () => {
    const { start, end, startMs, endMs } = graphTimes('2025-03-09T01:30', 'America/Chicago', '60');
    assert.equal(end.dateTime, '2025-03-09T03:30:00');
    assert.deepEqual([momentsOf(start, startMs), momentsOf(end, endMs)], [[startMs], [endMs]]);
    assert.equal(endMs - startMs, 3_600_000);
  });

  it('is exactly one moment, and the right one, in every zone there is, all through a year', () => {
    const days = [
      '2025-01-15',
      '2025-03-09',
      '2025-03-30',
      '2025-04-06',
      '2025-07-15',
      '2025-10-05',
      '2025-10-26',
      '2025-11-02',
    ];
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      for (const day of days) {
        const { start, end, startMs, endMs } = graphTimes(`${day}T12:15`, zone, '60');
        assert.deepEqual(
          [momentsOf(start, startMs), momentsOf(end, endMs)],
          [[startMs], [endMs]],
          `${day} ${zone}`,
        );
        assert.ok(
          start.timeZone === 'UTC' ||
            GRAPH_ZONES.has(start.timeZone) ||
            Object.hasOwn(PLACE_OF_WINDOWS_ZONE, start.timeZone),
          `${zone} goes out as ${start.timeZone}`,
        );
        assert.equal(end.timeZone, start.timeZone);
        assert.ok(RULED_ZONES.includes(start.timeZone), `${zone} goes out as ${start.timeZone}`);
      }
    }
  });
});
