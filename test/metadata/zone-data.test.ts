import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readMetadata } from '../../src/metadata/index.ts';
import { findTimeZone } from '../../src/metadata/time-zone.ts';
import { ZONE_CHANGES, ZONE_CHANGES_COMPARED } from '../../src/metadata/zone-changes.ts';
import { ZONE_DATA_VERSION, zoneDataDoubt } from '../../src/metadata/zone-data.ts';

/** A wall time as the offset would place it, whatever this machine's data say. */
const timeIn = (timeZone: string, moment: string) => ({
  dateTime: moment.slice(0, 19),
  timeZone,
  epochMs: Date.parse(moment),
});

function read(meetingStartTime: string, timezone: string, zoneData?: string) {
  const file = { changeId: 'C', changeTitle: 'T', customers: ['a'], timezone, meetingStartTime };
  const options = { defaultTimeZone: 'UTC', nowEpochMs: Date.parse('2026-12-01T00:00:00Z') };
  const { problems } = readMetadata(
    JSON.stringify(file),
    zoneData === undefined ? options : { ...options, zoneData },
  );
  return problems.filter(({ code }) => code === 'ZoneDataOld');
}

describe('the changes that older zone data do not know', () => {
  it('are, where this machine’s data are new enough, what they say', () => {
    let compared = 0;
    for (const { zones, since, from, until, offset } of ZONE_CHANGES) {
      if (ZONE_DATA_VERSION === undefined || ZONE_DATA_VERSION < since || offset === undefined) continue;
      for (const timeZone of zones) {
        const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
        const offsetAt = (ms: number) =>
          format
            .formatToParts(ms)
            .find(({ type }) => type === 'timeZoneName')
            ?.value.replace(/^GMT$/, 'GMT+00:00');
        const first = Math.max(Date.parse(from), Date.parse('2026-11-02T00:00:00Z'));
        const last = until === undefined ? Date.parse('2030-01-01T00:00:00Z') : Date.parse(until) - 1;
        for (let ms = first; ms <= last; ms += 7 * 24 * 3_600_000) {
          assert.equal(offsetAt(ms), `GMT${offset}`, `${timeZone} ${new Date(ms).toISOString()}`);
        }
        compared += 1;
      }
    }
    // 2024a and 2023d are known to every Node.js that this is developed with.
    assert.ok(compared >= 4, `${compared} zones compared`);
  });

  it('name zones that exist, releases in order and no later than the last comparison', () => {
    for (const { zones, since } of ZONE_CHANGES) {
      for (const zone of zones) assert.equal(findTimeZone(zone), zone);
      assert.match(since, /^20\d\d[a-z]$/);
      assert.ok(since <= ZONE_CHANGES_COMPARED.release);
    }
    const order = ZONE_CHANGES.map(({ since }) => since);
    assert.deepEqual(order, [...order].sort().reverse());
    assert.match(ZONE_CHANGES_COMPARED.on, /^20\d\d-\d\d-\d\d$/);
  });
});

describe('zoneDataDoubt', () => {
  it('has no doubt of data that know the change, of moments before it, of other zones', () => {
    assert.equal(zoneDataDoubt(timeIn('America/Winnipeg', '2027-01-20T16:00:00Z'), '2026e'), undefined);
    assert.equal(zoneDataDoubt(timeIn('America/Winnipeg', '2026-01-20T16:00:00Z'), '2026a'), undefined);
    assert.equal(zoneDataDoubt(timeIn('America/New_York', '2027-01-20T16:00:00Z'), '2023c'), undefined);
    assert.equal(zoneDataDoubt(timeIn('America/Havana', '2027-12-20T16:00:00Z'), '2023c'), undefined);
  });

  it('has none where the older data say the same, as in summer', () => {
    assert.equal(zoneDataDoubt(timeIn('America/Vancouver', '2027-07-20T16:00:00Z'), '2025b'), undefined);
  });

  it('doubts the hours of a clock change alone where only that moved', () => {
    const change = '2027-03-28T01:00:00Z';
    assert.equal(zoneDataDoubt(timeIn('Europe/Chisinau', change), '2025b')?.change.since, '2026a');
    assert.equal(zoneDataDoubt(timeIn('Europe/Chisinau', '2027-03-27T12:00:00Z'), '2025b'), undefined);
  });
});

// As data of an older release would place it can be seen on a host that has them, and for changes newer than this host's.
const newer = ZONE_CHANGES.filter(
  ({ since, offset }) => offset !== undefined && (ZONE_DATA_VERSION ?? '') < since,
);

describe('a meeting in a zone whose clocks changed after this machine’s zone data', () => {
  for (const { zones, since, offset = '' } of newer) {
    it(`is warned of, with the direction: ${zones[0] ?? ''}`, () => {
      const [problem, ...more] = read('2027-01-20T10:00', zones[0] ?? '');
      assert.equal(more.length, 0);
      assert.equal(problem?.severity, 'warning');
      assert.equal(problem.path, '/meetingStartTime');
      assert.ok(problem.message.includes(since), problem.message);
      assert.match(problem.message, /would be 1 hour too (late|early)/);
      assert.ok(problem.message.includes(`(${offset})`), problem.message);
    });
  }

  it('is not warned of where the data are new enough', () => {
    for (const { zones } of ZONE_CHANGES)
      for (const zone of zones) assert.deepEqual(read('2027-01-20T10:00', zone, '2099a'), [], zone);
  });
});
