// Writes docs/questions.md from the questions' table; a test compares the two. `npm run questions`
import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { QUESTIONS } from '../src/common/index.ts';
import { questionsPage } from './docs/questions-page.mjs';

const file = new URL('../docs/questions.md', import.meta.url);
const options = { ...(await resolveConfig(file)), parser: 'markdown' };
await writeFile(file, await format(questionsPage(QUESTIONS), options));
