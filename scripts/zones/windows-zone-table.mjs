import { createRequire } from 'node:module';
import { format, resolveConfig } from 'prettier';

const require = createRequire(import.meta.url);

/**
 * The text of src/metadata/windows-zone-table.ts: CLDR's `supplemental/windowsZones.json`, where the territory `001`
 * stands for a Windows zone as a whole (UTS #35 part 6, “Windows Zones”).
 */
export async function windowsZoneTable() {
  const { version } = require('cldr-core/package.json');
  const { mapTimezones } = require('cldr-core/supplemental/windowsZones.json').supplemental.windowsZones;
  /** @type {Map<string, {zone?: string, all: Set<string>}>} */
  const zones = new Map();
  for (const { mapZone } of mapTimezones) {
    const entry = zones.get(mapZone._other) ?? { all: new Set() };
    const names = mapZone._type.split(' ').filter(Boolean);
    if (mapZone._territory === '001') entry.zone = names[0];
    for (const name of names) entry.all.add(name);
    zones.set(mapZone._other, entry);
  }
  const rows = [...zones].map(([windows, { zone, all }]) => {
    if (zone === undefined) throw new Error(`CLDR has no zone for ${windows} as a whole`);
    all.delete(zone);
    return [windows, zone, [...all].sort().join(' ')];
  });
  const text = `// Written by \`npm run zones\` from Unicode CLDR ${version} (windowsZones); not edited by hand.

/** A Windows zone's name, the IANA zone that stands for it as a whole, and the others that it covers, by blanks. */
export const WINDOWS_ZONES: readonly (readonly [windows: string, zone: string, others: string])[] = ${JSON.stringify(rows)};
`;
  const file = new URL('../../src/metadata/windows-zone-table.ts', import.meta.url);
  return format(text, { ...(await resolveConfig(file)), parser: 'typescript' });
}
