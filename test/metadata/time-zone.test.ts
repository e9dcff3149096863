import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { WINDOWS_DISPLAY_NAMES } from '../../src/metadata/windows-display-names.ts';
import { likelyZones, suggestTimeZone } from '../../src/metadata/likely-zones.ts';
import { findTimeZone, summerTimeSibling } from '../../src/metadata/time-zone.ts';

describe('findTimeZone', () => {
  it('knows IANA names, in any case, and keeps the name the file uses', () => {
    assert.equal(findTimeZone('America/New_York'), 'America/New_York');
    assert.equal(findTimeZone(' america/new_york '), 'America/New_York');
    assert.equal(findTimeZone('Asia/Kolkata'), 'Asia/Kolkata');
    assert.equal(findTimeZone('US/Eastern'), 'US/Eastern');
    assert.equal(findTimeZone('utc'), 'UTC');
    assert.equal(findTimeZone('Etc/GMT+5'), 'Etc/GMT+5');
  });

  it('knows the names that Windows and Outlook use', () => {
    assert.equal(findTimeZone('Eastern Standard Time'), 'America/New_York');
    assert.equal(findTimeZone(' w. europe  standard time'), 'Europe/Berlin');
    assert.equal(findTimeZone('UTC-11'), 'Etc/GMT+11');
  });

  it('knows nothing else: abbreviations, offsets, blanks', () => {
    for (const name of ['EDT', '+05:00', '-0500', '', ' ', 'Mars/Base', 'local', 'New York']) {
      assert.equal(findTimeZone(name), undefined, name);
    }
  });

  it('answers any text', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const zone = findTimeZone(name);
        if (zone !== undefined) assert.equal(findTimeZone(zone), zone);
      }),
    );
  });
});

describe('suggestTimeZone', () => {
  it('knows what abbreviations and misspelt names usually mean', () => {
    assert.equal(suggestTimeZone('PDT'), 'America/Los_Angeles');
    assert.equal(suggestTimeZone('America/NewYork'), 'America/New_York');
    assert.equal(suggestTimeZone('europe / berln'), undefined);
    assert.equal(suggestTimeZone('Europe/Berln'), 'Europe/Berlin');
    assert.equal(suggestTimeZone('Mars/Base'), undefined);
    assert.equal(suggestTimeZone('constructor'), undefined);
    assert.equal(suggestTimeZone('x'.repeat(1_000_000)), undefined);
  });

  it('suggests only zones that exist', () => {
    for (const name of ['Asia/Tokio', 'BST', 'MT', 'IST']) {
      const zone = suggestTimeZone(name) ?? '';
      assert.equal(findTimeZone(zone), zone, name);
    }
  });
});

describe('likelyZones', () => {
  it('knows every zone as Windows shows it', () => {
    for (const [display, name] of WINDOWS_DISPLAY_NAMES) {
      const [first = ''] = likelyZones(display);
      const zone = findTimeZone(name) ?? assert.fail(name);
      const clock = (timeZone: string) =>
        new Intl.DateTimeFormat('en-US', { timeZone, dateStyle: 'short', timeStyle: 'long' });
      for (const at of [Date.UTC(2027, 0, 15), Date.UTC(2027, 6, 15)])
        assert.equal(clock(first).format(at), clock(zone).format(at), `${display}: ${first}, ${zone}`);
    }
  });

  const rows: readonly (readonly [written: string, ...zones: string[]])[] = [
    ['(UTC-05:00) Eastern Time (US & Canada)', 'America/New_York'],
    ['(GMT-08:00) Pacific Time (US & Canada)', 'America/Los_Angeles'],
    ['Eastern Time', 'America/New_York'],
    ['Eastern Daylight Time', 'America/New_York'],
    ['Pacific Daylight Time', 'America/Los_Angeles'],
    ['Greenwich Mean Time', 'Europe/London', 'UTC'],
    ['Central European Summer Time', 'Europe/Berlin', 'Europe/Paris'],
    ['Mid-Atlantic Standard Time', 'Atlantic/South_Georgia', 'America/Noronha'],
    ['Mumbai', 'Asia/Kolkata'],
    ['New York', 'America/New_York'],
    ['Germany/Berlin', 'Europe/Berlin'],
    ['Eastern Standart Time', 'America/New_York'],
    ['(UTC+05:30) Somewhere', 'Asia/Kolkata', 'Asia/Colombo'],
    ['UTC+2', 'Europe/Bucharest', 'Asia/Hebron', 'Africa/Johannesburg'],
    ['GMT+6:30', 'Asia/Yangon'],
    ['Mars/Base'],
    ['Customized Time Zone'],
    ['tzone://Microsoft/Custom'],
  ];
  for (const [written, ...zones] of rows) {
    it(`suggests ${zones.join(', ') || 'nothing'} for ${written}`, () => {
      assert.deepEqual(likelyZones(written), zones);
    });
  }

  it('suggests only zones that exist', () => {
    fc.assert(
      fc.property(fc.string(), (written) => {
        for (const zone of likelyZones(written)) assert.equal(findTimeZone(zone), zone);
      }),
      { numRuns: 30 },
    );
  });
});

describe('summerTimeSibling', () => {
  it('names the region for the zones that never change their offset', () => {
    assert.equal(summerTimeSibling('EST'), 'America/New_York');
    assert.equal(summerTimeSibling('EST5EDT'), undefined);
    assert.equal(summerTimeSibling('America/New_York'), undefined);
  });
});
