import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../setup/places.mjs';
import { sourceTexts } from './texts.mjs';

const folder = join(ROOT, 'l10n');
const texts = await sourceTexts();
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'bundle.l10n.json'), `${JSON.stringify(texts, undefined, 2)}\n`);
console.log(`l10n/bundle.l10n.json: ${Object.keys(texts).length} texts`);
compare('the manifest', await read('package.nls.json'), await translations(ROOT, 'package.nls'));
compare('the extension', texts, await translations(folder, 'bundle.l10n'));

/** @returns {Promise<[string, Record<string, string>][]>} each translation with its language */
async function translations(where, name) {
  const found = [];
  for (const file of await readdir(where)) {
    const language = new RegExp(`^${name.replace('.', '\\.')}\\.([\\w-]+)\\.json$`).exec(file)?.[1];
    if (language !== undefined) found.push([language, JSON.parse(await readFile(join(where, file), 'utf8'))]);
  }
  return found;
}

async function read(name) {
  return JSON.parse(await readFile(join(ROOT, name), 'utf8'));
}

function compare(what, source, all) {
  for (const [language, translated] of all) {
    const missing = Object.keys(source).filter((key) => !Object.hasOwn(translated, key));
    const unused = Object.keys(translated).filter((key) => !Object.hasOwn(source, key));
    console.log(`${language}, ${what}: ${missing.length} missing, ${unused.length} no longer used`);
    for (const key of missing) console.log(`  + ${JSON.stringify(key)}`);
    for (const key of unused) console.log(`  - ${JSON.stringify(key)}`);
    if (missing.length + unused.length > 0) process.exitCode = 1;
  }
}
