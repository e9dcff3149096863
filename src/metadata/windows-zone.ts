import { WINDOWS_ZONES } from './windows-zone-table.ts';

let zones: ReadonlyMap<string, string> | undefined;
let names: ReadonlyMap<string, string> | undefined;

/**
 * The IANA zone of a Windows zone name (`Eastern Standard Time` → `America/New_York`), by the mapping of Unicode CLDR.
 * Upper and lower case and repeated spaces do not matter; `undefined` for anything that is no Windows zone name.
 */
export function ianaOfWindowsZone(name: string): string | undefined {
  zones ??= new Map(WINDOWS_ZONES.map(([windows, zone]) => [fold(windows), zone]));
  return zones.get(fold(name));
}

/**
 * The name that Windows has for an IANA zone, by the same mapping; `undefined` where it has none. The mapping knows most
 * zones by their older names (`Asia/Calcutta`): ask with those, too.
 */
export function windowsZoneOf(zone: string): string | undefined {
  names ??= new Map(
    WINDOWS_ZONES.flatMap(([windows, whole, others]) =>
      [whole, ...others.split(' ').filter(Boolean)].map((one) => [one, windows] as const),
    ),
  );
  return names.get(zone);
}

const fold = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, ' ');
