import { findIana, WINDOWS_TO_IANA_MAP } from 'windows-iana';

/** The territory of Unicode CLDR's windowsZones that stands for a Windows zone as a whole. */
const WHOLE_WORLD = '001';

let spellings: ReadonlyMap<string, string> | undefined;

/**
 * The IANA zone of a Windows zone name (`Eastern Standard Time` → `America/New_York`), by the mapping of Unicode CLDR.
 * Upper and lower case and repeated spaces do not matter; `undefined` for anything that is no Windows zone name.
 */
export function ianaOfWindowsZone(name: string): string | undefined {
  spellings ??= new Map(WINDOWS_TO_IANA_MAP.map(({ windowsName }) => [fold(windowsName), windowsName]));
  const known = spellings.get(fold(name));
  return known === undefined ? undefined : findIana(known, WHOLE_WORLD)[0];
}

const fold = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, ' ');
