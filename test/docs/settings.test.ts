import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { it } from 'node:test';
import { format, resolveConfig } from 'prettier';
import { settingsPage } from '../../scripts/docs/settings-page.mjs';
import { textsOf } from '../ui/localized-manifest.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

it('docs/settings.md has every setting as the manifest has it (npm run settings)', async () => {
  const manifest: unknown = JSON.parse(await readFile(resolve(ROOT, 'package.json'), 'utf8'));
  const file = resolve(ROOT, 'docs', 'settings.md');
  const page = await format(settingsPage(manifest, textsOf('package.nls.json')), {
    ...(await resolveConfig(file)),
    parser: 'markdown',
  });
  assert.equal(await readFile(file, 'utf8'), page);
});
