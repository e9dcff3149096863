import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { sourceTexts } from '../../scripts/l10n/texts.mjs';
import { localizedManifest, textsOf } from './localized-manifest.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** What a translation must leave as it is: placeholders, settings, commands, icons, code. */
const KEPT = /\{\w+\}|#[\w.]+#|\(command:[^)]+\)|\$\([\w~-]+\)|`[^`]+`/g;

const languagesOf = (folder: string, name: string): string[] =>
  readdirSync(resolve(ROOT, folder)).flatMap((file) => {
    const language =
      file.startsWith(`${name}.`) && file.endsWith('.json') ? file.slice(name.length + 1, -5) : '';
    return language === '' ? [] : [language];
  });

describe('translations', () => {
  const bundles = languagesOf('l10n', 'bundle.l10n');
  const manifests = languagesOf('.', 'package.nls');

  it('are made of the texts that the source has (npm run l10n)', async () => {
    const source = await sourceTexts();
    assert.ok(Object.keys(source).length > 100);
    const exported: unknown = JSON.parse(JSON.stringify(source));
    const { default: bundle } = (await import('../../l10n/bundle.l10n.json', { with: { type: 'json' } })) as {
      default: unknown;
    };
    assert.deepEqual(bundle, exported);
  });

  it('are there in full in one language at least, the same for manifest and extension', () => {
    assert.ok(bundles.length >= 1);
    assert.deepEqual(bundles, manifests);
  });

  for (const language of bundles) {
    it(`${language}: has every text, and none that is no longer used`, () => {
      assert.deepEqual(
        Object.keys(textsOf(`l10n/bundle.l10n.${language}.json`)).sort(),
        Object.keys(textsOf('l10n/bundle.l10n.json')).sort(),
      );
      assert.deepEqual(
        Object.keys(textsOf(`package.nls.${language}.json`)).sort(),
        Object.keys(textsOf('package.nls.json')).sort(),
      );
      assert.doesNotThrow(() => localizedManifest(language));
    });

    it(`${language}: keeps placeholders, links, settings and icons`, () => {
      const differing = (name: string, translated: string): string[] =>
        Object.entries(textsOf(name)).flatMap(([key, text]) => {
          const other = textsOf(translated)[key] ?? '';
          const [wanted, had] = [text, other].map((one) => [...new Set(one.match(KEPT))].sort().join(' '));
          return wanted === had && other.trim() !== '' ? [] : [`${key}: ${wanted} / ${had}`];
        });
      assert.deepEqual(differing('l10n/bundle.l10n.json', `l10n/bundle.l10n.${language}.json`), []);
      assert.deepEqual(differing('package.nls.json', `package.nls.${language}.json`), []);
    });
  }

  it('are found by VS Code where package.json says', () => {
    const { l10n } = localizedManifest() as { l10n?: string };
    assert.equal(l10n, './l10n');
    assert.ok(existsSync(resolve(ROOT, 'l10n', 'bundle.l10n.json')));
  });
});
