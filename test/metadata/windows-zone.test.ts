import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { windowsZoneTable } from '../../scripts/zones/windows-zone-table.mjs';
import { findTimeZone } from '../../src/metadata/time-zone.ts';
import { WINDOWS_DISPLAY_NAMES } from '../../src/metadata/windows-display-names.ts';
import { ianaOfWindowsZone, windowsZoneOf } from '../../src/metadata/windows-zone.ts';
import { PLACE_OF_WINDOWS_ZONE } from '../../src/sandbox/graph/windows-zones.ts';

interface MapZone {
  readonly mapZone: { readonly _other: string; readonly _type: string; readonly _territory: string };
}

/** CLDR itself, read here without the generator. */
const cldr = createRequire(import.meta.url)('cldr-core/supplemental/windowsZones.json') as {
  readonly supplemental: { readonly windowsZones: { readonly mapTimezones: readonly MapZone[] } };
};
const MAPPINGS = cldr.supplemental.windowsZones.mapTimezones.map(({ mapZone }) => mapZone);

/** Minutes ahead of UTC, by Intl alone. */
function offsetAt(zone: string, epochMs: number): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(epochMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const match = /^GMT(?:([+-])(\d\d):(\d\d))?$/.exec(name);
  assert.ok(match !== null, `${zone}: ${name}`);
  const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
  return match[1] === '-' ? -minutes : minutes;
}

describe('the table of Windows zones', () => {
  it('is what the installed CLDR has', async () => {
    const written = await readFile(
      new URL('../../src/metadata/windows-zone-table.ts', import.meta.url),
      'utf8',
    );
    assert.equal(written, await windowsZoneTable(), 'run npm run zones');
  });

  it('maps every Windows zone as CLDR does for the whole world, to a zone that exists here', () => {
    const whole = MAPPINGS.filter(({ _territory }) => _territory === '001');
    assert.ok(whole.length > 130);
    for (const { _other, _type } of whole) {
      assert.equal(ianaOfWindowsZone(_other), _type);
      assert.ok(findTimeZone(_type) !== undefined, _type);
    }
  });

  it('maps every zone back to the Windows zone that CLDR has it under', () => {
    for (const { _other, _type } of MAPPINGS)
      for (const zone of _type.split(' ').filter(Boolean)) assert.equal(windowsZoneOf(zone), _other, zone);
  });

  it('has the zones that moved in the last years where they are now', () => {
    assert.equal(ianaOfWindowsZone('Mountain Standard Time (Mexico)'), 'America/Mazatlan');
    assert.equal(ianaOfWindowsZone('Central Asia Standard Time'), 'Asia/Bishkek');
    assert.equal(windowsZoneOf('Asia/Almaty'), 'West Asia Standard Time');
    assert.equal(windowsZoneOf('Asia/Qostanay'), 'West Asia Standard Time');
  });

  it('has the clocks of the places that Windows itself names, all through a year', () => {
    for (const [windows, place] of Object.entries(PLACE_OF_WINDOWS_ZONE)) {
      const zone = ianaOfWindowsZone(windows) ?? assert.fail(windows);
      for (let month = 0; month < 12; month += 1) {
        const at = Date.UTC(2026, month, 15);
        assert.equal(
          offsetAt(zone, at),
          offsetAt(place, at),
          `${windows}: ${zone}, ${place}, month ${month + 1}`,
        );
      }
    }
  });

  it('has the offsets that Windows shows', () => {
    /** Windows shows what was; its standard time of Morocco is UTC+01:00. */
    const differs = ['Morocco Standard Time'];
    for (const [display, windows] of WINDOWS_DISPLAY_NAMES) {
      const [, sign, hours = '0', minutes = '0'] = /^\(UTC(?:([+-])(\d\d):(\d\d))?\)/.exec(display) ?? [];
      const shown = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
      const zone = ianaOfWindowsZone(windows) ?? assert.fail(windows);
      // Before Canada's changes of November 2026. The lesser one is standard time, in either half of the world.
      const standard = Math.min(offsetAt(zone, Date.UTC(2026, 0, 15)), offsetAt(zone, Date.UTC(2026, 6, 15)));
      if (!differs.includes(windows)) assert.equal(standard, shown, `${windows}: ${zone}`);
    }
  });
});

describe('ianaOfWindowsZone', () => {
  it('does not mind upper and lower case and spaces', () => {
    assert.equal(ianaOfWindowsZone(' EASTERN  standard time '), 'America/New_York');
  });

  it('knows no other names', () => {
    for (const name of ['America/New_York', 'Eastern', 'EST', '', '__proto__']) {
      assert.equal(ianaOfWindowsZone(name), undefined, name);
    }
  });
});
