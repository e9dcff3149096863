import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Workbench } from './workbench.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const THIS_RUN = join(ROOT, 'out', 'screenshots');
const OF_README = join(ROOT, 'media', 'screenshots');

/** Saves a picture of the window, or only of a part of it: to out/screenshots/, and with UPDATE_SCREENSHOTS=1, where the README or the walkthrough shows it, in its place. */
export async function picture({ page }: Workbench, name: string, part: Locator | Page = page): Promise<void> {
  await page.getByText('Activating Extensions...').waitFor({ state: 'hidden' });
  const shown = await Promise.all(
    ['README.md', 'package.json'].map((file) => readFile(join(ROOT, file), 'utf8')),
  );
  const isShown = shown.some((text) => text.includes(`media/screenshots/${name}.png`));
  for (const folder of isShown && process.env.UPDATE_SCREENSHOTS === '1'
    ? [THIS_RUN, OF_README]
    : [THIS_RUN]) {
    await mkdir(folder, { recursive: true });
    await part.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  }
}
