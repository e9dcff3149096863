import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as z from 'zod';
import { DEFAULT_FILES, filePatterns, oneGlob, withoutBraces } from '../../../src/ui/files/globs.ts';
import { localizedManifest } from '../localized-manifest.ts';

describe('the setting for files', () => {
  it('has in package.json the default that the code falls back to', () => {
    const Manifest = z.object({
      contributes: z.object({
        configuration: z.array(
          z.object({
            properties: z.record(z.string(), z.object({ default: z.unknown(), scope: z.unknown() })),
          }),
        ),
      }),
    });
    const { configuration } = Manifest.parse(localizedManifest()).contributes;
    const files = configuration.flatMap(({ properties }) => properties['customerMeetings.files'] ?? []);
    assert.deepEqual(
      files.map(({ default: value, scope }) => ({ value, scope })),
      [{ value: DEFAULT_FILES, scope: 'resource' }],
    );
  });

  it('tells what to take from what to leave out, and forgives what is no list of texts', () => {
    assert.deepEqual(filePatterns([' a/*.json ', '!b/**', '', '!']), {
      include: ['a/*.json'],
      exclude: ['b/**'],
    });
    assert.deepEqual(filePatterns('meetings/*.json'), { include: ['meetings/*.json'], exclude: [] });
    assert.deepEqual(filePatterns([]), { include: [], exclude: [] });
    for (const wrong of [undefined, null, 5, [5], {}])
      assert.deepEqual(filePatterns(wrong), filePatterns(undefined));
  });

  it('is made one glob without braces in braces', () => {
    assert.deepEqual(withoutBraces('**/{a,b}/*.{json,jsonc}'), [
      '**/a/*.json',
      '**/a/*.jsonc',
      '**/b/*.json',
      '**/b/*.jsonc',
    ]);
    assert.deepEqual(withoutBraces('a{b,{c,d}}'), ['ab', 'ac', 'ab', 'ad']);
    assert.equal(oneGlob(['a', 'b{c,d}']), '{a,bc,bd}');
    assert.equal(oneGlob(['a']), 'a');
    assert.equal(oneGlob([]), undefined);
    const many = '{a,b}'.repeat(20);
    assert.deepEqual(withoutBraces(many), [many]);
  });
});
