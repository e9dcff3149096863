import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fuzz } from './run.ts';

describe('mutated documents', () => {
  it('are answered by a meeting or by errors that point into them, and never slowly', () => {
    const { meetings, documents, problems } = fuzz(20_251_103, 3000, 4000);
    // The mutations must neither spare everything nor break everything, or the check says nothing.
    assert.ok(meetings > documents / 20 && meetings < documents * 0.8, `${meetings} meetings`);
    assert.ok(problems.size > 20, [...problems.keys()].join(' '));
  });

  it('are the same for the same seed', () => {
    const [first, second] = [fuzz(7, 100, 4000), fuzz(7, 100, 4000)];
    assert.deepEqual({ ...first, slowestMs: 0 }, { ...second, slowestMs: 0 });
  });
});
