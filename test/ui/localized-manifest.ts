import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

const ROOT = resolve(import.meta.dirname, '..', '..');
/** A text with a remark for translators is an object. */
const Text = z.union([z.string(), z.object({ message: z.string() }).transform(({ message }) => message)]);
const Texts = z.record(z.string(), Text);

/**
 * package.json as VS Code reads it: every `%key%` replaced by its text.
 * @param locale a translation, e.g. `de`; without it the English texts.
 * @throws when a key has no text.
 */
export const localizedManifest = (locale?: string): unknown => {
  const english = textsOf('package.nls.json');
  const texts = locale === undefined ? english : { ...english, ...textsOf(`package.nls.${locale}.json`) };
  return JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8'), (_key, value: unknown) => {
    const key = typeof value === 'string' ? /^%(.+)%$/.exec(value)?.[1] : undefined;
    if (key === undefined) return value;
    const text = texts[key];
    if (text === undefined) throw new Error(`package.nls.json has no text for ${key}`);
    return text;
  });
};

/** @returns the texts of one file of translations beside package.json. */
export const textsOf = (name: string): Readonly<Record<string, string>> =>
  Texts.parse(JSON.parse(readFileSync(resolve(ROOT, name), 'utf8')));
