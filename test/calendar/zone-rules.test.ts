import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clocksShow, RULED_ZONES } from '../../src/calendar/zone-rules.ts';
import { GRAPH_ZONES } from '../../src/calendar/graph-zones.ts';
import { PLACE_OF_WINDOWS_ZONE } from '../../src/sandbox/graph/windows-zones.ts';

const HOUR_MS = 3_600_000;

describe('the rules of the zones that may go out by name', () => {
  it('are those of this machine’s zone data, hour by hour around every change of the clocks', () => {
    for (const name of RULED_ZONES) {
      const timeZone = PLACE_OF_WINDOWS_ZONE[name] ?? name;
      const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
      const wallAt = (ms: number): string => clock.format(ms).replace(' ', 'T');
      for (const year of [2024, 2026, 2027, 2031]) {
        for (const [month, days] of [
          [0, 3],
          [2, 31],
          [3, 8],
          [6, 3],
          [8, 30],
          [9, 31],
          [10, 8],
        ] as const) {
          const from = Date.UTC(year, month, 1);
          for (let ms = from; ms < from + days * 24 * HOUR_MS; ms += HOUR_MS) {
            const wall = wallAt(ms);
            const moments = [-1, 0, 1].filter((hours) => wallAt(ms + hours * HOUR_MS) === wall).length;
            assert.equal(
              clocksShow(name, wall, ms),
              moments === 1,
              `${name} ${wall}, which is ${new Date(ms).toISOString()} in ${timeZone}`,
            );
          }
        }
      }
    }
  });

  it('are of names that Graph takes: Windows’ own, or of the list in its documentation', () => {
    for (const name of RULED_ZONES)
      assert.ok(GRAPH_ZONES.has(name) || Object.hasOwn(PLACE_OF_WINDOWS_ZONE, name), name);
  });

  it('show no time that a change skips, none an hour off, and nothing under another name', () => {
    const at = Date.parse('2027-03-14T07:30:00Z');
    assert.equal(clocksShow('America/New_York', '2027-03-14T02:30:00', at), false);
    assert.equal(clocksShow('America/New_York', '2027-03-14T03:30:00', at), true);
    assert.equal(clocksShow('America/New_York', '2027-03-14T03:30:00', at + HOUR_MS), false);
    for (const name of ['America/Vancouver', 'Atlantic Standard Time', 'constructor', ''])
      assert.equal(clocksShow(name, '2027-03-14T03:30:00', at), false, name);
  });
});
