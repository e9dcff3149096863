// The texts of the extension as they stand in its source, by @vscode/l10n-dev.
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { ROOT } from '../setup/places.mjs';

/** Where a person's texts are: the extension's own code and its web page. */
const PLACES = ['src/ui', 'src/extension.ts', 'media/preview'];

/** @returns {Promise<Record<string, string | { message: string, comment: string[] }>>} by key, sorted */
export async function sourceTexts() {
  const files = [];
  for (const place of PLACES) files.push(...(await sources(join(ROOT, place))));
  const contents = await Promise.all(
    files.map(async (file) => ({ extension: extname(file), contents: await readFile(file, 'utf8') })),
  );
  const texts = await getL10nJson(contents);
  return Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function sources(path) {
  if (path.endsWith('.ts')) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}
