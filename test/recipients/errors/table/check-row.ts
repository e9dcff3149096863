import assert from 'node:assert/strict';
import type { CustomerError } from '../../../../src/recipients/index.ts';

/** What a customer's error must be. */
export interface Row {
  readonly code: string;
  readonly message: RegExp;
  readonly remedy: RegExp;
  readonly cause?: string | undefined;
}

/** Anything that looks like a key, a token, a path of a cache, or the SDK talking to its developers. */
const UNFIT =
  /A[SK]IA[A-Z0-9]{12,}|eyJ[\w-]+\.|hunter2|Deserialization|\$response|\[object |undefined|\/cache\/|Command failed|credential-process\.cjs/;

/** Asserts a row, and that nothing is in it that should not be shown. */
export function checkRow(name: string, error: CustomerError | undefined, row: Row): void {
  assert.ok(error, `${name} did not fail`);
  assert.equal(error.code, row.code, `${name}: ${error.message}`);
  assert.match(error.message, row.message, name);
  assert.match(error.remedy, row.remedy, name);
  if ('cause' in row) assert.equal(error.cause, row.cause, name);
  for (const text of [error.message, error.remedy, error.cause ?? '']) {
    assert.doesNotMatch(text, UNFIT, name);
    assert.doesNotMatch(text, /[\n\r]/, name);
  }
}
