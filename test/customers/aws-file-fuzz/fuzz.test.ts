import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fuzzAwsFiles } from './run.ts';

describe('random AWS files', () => {
  it('are read as the rules say, and no section has a key that was written under another', () => {
    const { files, refused, sections, faulty, settings } = fuzzAwsFiles(20_251_201, 3000);
    // They must neither all be refused nor all be sound, or the check says nothing.
    assert.ok(refused > files / 10 && refused < files * 0.8, `${refused} refused`);
    assert.ok(faulty > sections / 20 && faulty < sections / 2, `${faulty} of ${sections} faulty`);
    assert.ok(settings > files, `${settings} settings`);
  });
});
