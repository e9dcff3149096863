import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { it } from 'node:test';
import { format, resolveConfig } from 'prettier';
import { questionsPage } from '../../scripts/docs/questions-page.mjs';
import { QUESTIONS } from '../../src/common/index.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

it('docs/questions.md has every question as the code has it (npm run questions)', async () => {
  const file = resolve(ROOT, 'docs', 'questions.md');
  const page = await format(questionsPage(QUESTIONS), {
    ...(await resolveConfig(file)),
    parser: 'markdown',
  });
  assert.equal(await readFile(file, 'utf8'), page);
});
