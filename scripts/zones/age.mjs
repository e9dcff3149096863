// When src/metadata/zone-changes.ts was last compared with the news of the time zone database. `npm run lint` reminds
// (status 0); with `--refuse`, as `npm run release` calls it, an old comparison is status 1.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const LONGEST_DAYS = 180;
const DAY_MS = 24 * 60 * 60_000;

export function lastComparison(text) {
  const found = /ZONE_CHANGES_COMPARED = \{ release: '(20\d\d[a-z])', on: '(20\d\d-\d\d-\d\d)' \}/.exec(text);
  if (found === null) throw new Error('src/metadata/zone-changes.ts does not say when it was last compared.');
  return { release: found[1], on: found[2] };
}

export function overdue({ release, on }, nowEpochMs) {
  const days = Math.floor((nowEpochMs - Date.parse(`${on}T00:00:00Z`)) / DAY_MS);
  return days <= LONGEST_DAYS
    ? undefined
    : `src/metadata/zone-changes.ts was last compared with the time zone database ${days} days ago (${on}, release ${release}). Read https://data.iana.org/time-zones/tzdb/NEWS from there on, add what changes times to come, and set the day: docs/contributing.md, “Time zones”.`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const text = await readFile(new URL('../../src/metadata/zone-changes.ts', import.meta.url), 'utf8');
  const said = overdue(lastComparison(text), Date.now());
  const refuses = process.argv.includes('--refuse');
  if (said !== undefined) console.error(`${refuses ? 'Refused' : 'Warning'}: ${said}`);
  if (said !== undefined && refuses) process.exitCode = 1;
}
