import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fuzzEncodings } from './run.ts';

describe('the same bytes in both shells', () => {
  it('give the same text and the same fingerprint, or the same refusal: five encodings, open or not', async () => {
    const { files, refused, planned } = await fuzzEncodings(20_301_201, 400);
    assert.ok(refused > files / 20 && refused < files / 2, `${refused} refused`);
    assert.equal(planned, files - refused);
  });
});
