import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyEdits, fixesFor, inspectMetadata, provenFixes, slipsIn } from '../../../src/metadata/index.ts';
import { CORPUS } from '../fuzz/corpus.ts';
import { mutateValue } from '../fuzz/mutate.ts';
import { randomFrom } from '../fuzz/random.ts';
import { NOW } from '../samples.ts';

const OPTIONS = { defaultTimeZone: 'America/New_York', nowEpochMs: NOW };

const problemsOf = (text: string) => {
  const inspection = inspectMetadata(text, OPTIONS);
  return [...inspection.reading.problems, ...slipsIn(inspection)];
};

const codes = (text: string): string[] =>
  problemsOf(text)
    .map(({ code }) => code)
    .sort();

/** A sound document with some of its fields made wrong. */
const flawed = fc
  .record({ document: fc.constantFrom(...CORPUS), seed: fc.nat(), indent: fc.constantFrom(0, 2, '\t') })
  .map(({ document, seed, indent }) => JSON.stringify(mutateValue(document, randomFrom(seed)), null, indent));

describe('quick fixes, whatever is wrong with a file', () => {
  it('a preferred one removes its problem, adds none and leaves JSON; any one offered removes its problem', () => {
    let preferred = 0;
    fc.assert(
      fc.property(flawed, (text) => {
        const inspection = inspectMetadata(text, OPTIONS);
        const before = problemsOf(text);
        for (const problem of before.slice(0, 20)) {
          const fixes = provenFixes(text, problem, before, fixesFor(inspection, problem), problemsOf);
          assert.ok(fixes.filter((fix) => fix.preferred).length <= 1);
          for (const fix of fixes) {
            const after = applyEdits(text, fix.edits);
            const left = codes(after);
            const had = codes(text);
            assert.ok(count(left, problem.code) < count(had, problem.code), `${problem.code}: ${fix.name}`);
            if (!fix.preferred) continue;
            preferred += 1;
            for (const code of left)
              assert.ok(count(left, code) <= count(had, code), `${problem.code} → ${code}`);
            if (isJson(text)) assert.ok(isJson(after), after);
          }
        }
      }),
      { numRuns: 400 },
    );
    assert.ok(preferred > 50, `only ${preferred} preferred fixes were tried`);
  });
});

const count = (all: readonly string[], code: string): number => all.filter((each) => each === code).length;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
