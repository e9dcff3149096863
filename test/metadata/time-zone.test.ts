import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findTimeZone, suggestTimeZone, summerTimeSibling } from '../../src/metadata/time-zone.ts';

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

describe('summerTimeSibling', () => {
  it('names the region for the zones that never change their offset', () => {
    assert.equal(summerTimeSibling('EST'), 'America/New_York');
    assert.equal(summerTimeSibling('EST5EDT'), undefined);
    assert.equal(summerTimeSibling('America/New_York'), undefined);
  });
});
