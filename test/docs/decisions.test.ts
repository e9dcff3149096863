import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';

const ROOT = resolve(import.meta.dirname, '..', '..');

const page = readFileSync(resolve(ROOT, 'docs', 'decisions.md'), 'utf8');
/** Rows of tables whose second cell is a decision. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:Line|-)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

/** Every test's source but this one: a proof is named as it stands there. */
const tests = readdirSync(resolve(ROOT, 'test'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'decisions.test.ts')
  .filter((entry) => !entry.parentPath.includes('node_modules'))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  .join('\n');

describe('docs/decisions.md', () => {
  it('meets or declines each line, with a proof or a reason', () => {
    assert.ok(rows.length > 60);
    for (const [, line, decision, proof] of rows) {
      assert.match(decision ?? '', /^(met|declined|not applicable)/, line);
      assert.ok((proof ?? '').length > 10, line);
    }
  });

  it('names as proof only tests that there are', () => {
    const named = rows.flatMap(([, , , proof = '']) => [...proof.matchAll(/“([^”]+?)(?: …)?”/g)]);
    assert.ok(named.length > 40);
    const missing = named.map(([, name = '']) => name).filter((name) => !tests.includes(name));
    assert.deepEqual(missing, []);
  });
});
