import assert from 'node:assert/strict';
import { it } from 'node:test';
import { customersAtOnce } from '../../src/recipients/limits.ts';

for (const [asked, expected] of [
  [0, 256],
  [1, 1],
  [2.9, 2],
  [30, 30],
  [256, 256],
  [1000, 256],
  [-3, 256],
  [0.5, 256],
  [Number.NaN, 256],
] as const)
  it(`${asked} at once means ${expected}`, () => assert.equal(customersAtOnce(asked), expected));
