import assert from 'node:assert/strict';
import { it } from 'node:test';
import { crashRounds } from './crash/rounds.ts';

it('killed at random moments and run again: one event per part, nobody lost, nobody mailed twice', async (t) => {
  const seed = Math.trunc(Math.random() * 2 ** 32);
  t.diagnostic(`seed ${seed}`);
  const figures = await crashRounds({ rounds: 10, seed });
  t.diagnostic(JSON.stringify(figures));
  assert.equal(figures.rounds, 10);
});
