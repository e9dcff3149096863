import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { defaultScenario, handEditSchema, switchesSchema } from '../../src/sandbox/index.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const page = readFileSync(resolve(ROOT, 'docs', 'sandbox.md'), 'utf8');
const cells = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| |\|$/g, '').trim()));
const switches = cells.filter((row) => row.length === 5);

/** The tests in which the product meets the switches. */
const tests = ['model', 'terminal', 'calendar']
  .flatMap((folder) => readdirSync(resolve(ROOT, 'test', folder), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  .join('\n');

describe('docs/sandbox.md', () => {
  it('lists every switch, once', () => {
    const named = switches.map(([name = '']) => name.replaceAll('`', ''));
    assert.deepEqual(named.toSorted(), Object.keys(switchesSchema.shape).toSorted());
  });

  it('gives each its default, its source and a test that there is', () => {
    const defaults: Readonly<Record<string, unknown>> = defaultScenario.graph.switches;
    for (const [name = '', value = '', , source = '', test = ''] of switches) {
      assert.deepEqual(JSON.parse(value.replaceAll('`', '')), defaults[name.replaceAll('`', '')], name);
      assert.match(source, /^(doc|seen|inferred)\b|^–$/, name);
      const title = /^“(.+?)(?: ?…)?”$/.exec(test)?.[1];
      assert.ok(title !== undefined && tests.includes(title), `${name}: no test ${test}`);
    }
  });

  it('lists everything that is done by hand', () => {
    const shown = cells
      .filter((row) => row.length === 2)
      .flatMap(([change = '']) => /"do": "([\w-]+)"/.exec(change)?.[1] ?? []);
    const known = handEditSchema.shape.change.options.map(({ shape }) => shape.do.value);
    assert.deepEqual(shown.toSorted(), known.toSorted());
  });
});
