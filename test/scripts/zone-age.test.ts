import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { lastComparison, overdue } from '../../scripts/zones/age.mjs';
import { ZONE_CHANGES_COMPARED } from '../../src/metadata/zone-changes.ts';

const ROOT = new URL('../../', import.meta.url);

describe('the age of the comparison with the time zone database', () => {
  it('is read from the file itself', async () => {
    const text = await readFile(new URL('src/metadata/zone-changes.ts', ROOT), 'utf8');
    assert.deepEqual(lastComparison(text), { ...ZONE_CHANGES_COMPARED });
    assert.throws(() => lastComparison('nothing'), /does not say/);
  });

  it('is nothing to speak of for 180 days, and then names the day and the release', () => {
    const comparison = { release: '2026f', on: '2026-12-01' };
    assert.equal(overdue(comparison, Date.parse('2027-05-30T23:59:00Z')), undefined);
    assert.match(
      overdue(comparison, Date.parse('2027-05-31T00:00:00Z')) ?? '',
      /181 days ago \(2026-12-01, release 2026f\)/,
    );
  });

  it('is looked at by lint, and refuses in the release procedure', async () => {
    const { scripts } = JSON.parse(await readFile(new URL('package.json', ROOT), 'utf8')) as {
      scripts: Record<string, string>;
    };
    assert.match(scripts.lint ?? '', /node scripts\/zones\/age\.mjs(?! --refuse)/);
    assert.match(scripts.release ?? '', /^node scripts\/zones\/age\.mjs --refuse && /);
  });
});
