import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activation } from '../bench/activation.ts';

test('the packaged extension is activated within its budget, beside one that does nothing', async () => {
  const { criteria } = await activation();
  assert.equal(criteria.length, 5);
  assert.deepEqual(
    criteria.filter(({ met }) => !met),
    [],
  );
});
