import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WINDOWS_TO_IANA_MAP } from 'windows-iana';
import { findTimeZone } from '../../src/metadata/time-zone.ts';
import { ianaOfWindowsZone } from '../../src/metadata/windows-zone.ts';

describe('ianaOfWindowsZone', () => {
  it('maps every Windows zone to an IANA zone that exists here', () => {
    const names = new Set(WINDOWS_TO_IANA_MAP.map(({ windowsName }) => windowsName));
    assert.ok(names.size > 130);
    for (const name of names) {
      const zone = ianaOfWindowsZone(name);
      assert.ok(zone !== undefined && findTimeZone(zone) === zone, `${name}: ${zone ?? 'none'}`);
    }
  });

  it('does not mind upper and lower case and spaces', () => {
    assert.equal(ianaOfWindowsZone(' EASTERN  standard time '), 'America/New_York');
  });

  it('knows no other names', () => {
    for (const name of ['America/New_York', 'Eastern', 'EST', '', '__proto__']) {
      assert.equal(ianaOfWindowsZone(name), undefined, name);
    }
  });
});
