// Writes the made part of docs/microsoft-graph.md (what a proof of the calendar tries, and two reports); a test compares the
// two. `npm run proof-docs`
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { withProofSection } from './docs/proof-section.mjs';

const file = new URL('../docs/microsoft-graph.md', import.meta.url);
const page = await withProofSection(await readFile(file, 'utf8'));
await writeFile(file, await format(page, { ...(await resolveConfig(file)), parser: 'markdown' }));
