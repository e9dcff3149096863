import assert from 'node:assert/strict';
import { it } from 'node:test';
import { runModel } from './run.ts';

const SEED = 20_000;

it('200 random sequences break no rule (npm run test:model tries others)', async (t) => {
  const { failures, figures } = await runModel({ sequences: 200, seed: SEED, shorten: false });
  t.diagnostic(JSON.stringify(figures));
  assert.deepEqual(
    failures.map(({ seed, message }) => `npm run test:model -- 1 --seed ${seed}: ${message}`),
    [],
  );
});
