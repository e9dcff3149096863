// Writes docs/settings.md from package.json; a test compares the two. `npm run settings`
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { settingsPage } from './docs/settings-page.mjs';

const read = async (name) => JSON.parse(await readFile(new URL(`../${name}`, import.meta.url), 'utf8'));
const page = settingsPage(await read('package.json'), await read('package.nls.json'));
const file = new URL('../docs/settings.md', import.meta.url);
await writeFile(file, await format(page, { ...(await resolveConfig(file)), parser: 'markdown' }));
