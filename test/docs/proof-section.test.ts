import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { format, resolveConfig } from 'prettier';
import { withProofSection } from '../../scripts/docs/proof-section.mjs';

const FILE = resolve(import.meta.dirname, '..', '..', 'docs', 'microsoft-graph.md');

describe('docs/microsoft-graph.md', () => {
  it('has every assumption and both reports as they are (npm run proof-docs)', async () => {
    const page = await readFile(FILE, 'utf8');
    const made = await withProofSection(page);
    assert.equal(page, await format(made, { ...(await resolveConfig(FILE)), parser: 'markdown' }));
    assert.equal(await withProofSection(page), made, 'the same with every run');
  });
});
