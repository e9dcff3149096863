import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe } from 'node:test';
import { getL10nPseudoLocalized } from '@vscode/l10n-dev';
import { textsOf } from '../ui/localized-manifest.ts';
import { meetingOf, startCloud } from './cloud.ts';
import { openVsCode } from './opened.ts';
import { closingAfter, journey } from './steps.ts';
import type { Workbench } from './workbench.ts';

/** VS Code's language for texts that are visibly translated and still can be read. */
const PSEUDO = 'qps-ploc';
const FILE = 'certificates.json';
const CODES = ['alpha', 'bravo'];

const manifest = pseudo(textsOf('package.nls.json'));
const bundle = pseudo(textsOf('l10n/bundle.l10n.json'));

describe('in another language', () => {
  const step = journey(() => vscode.page);
  const closing = closingAfter();
  let vscode: Workbench;

  before(async () => {
    const cloud = closing(
      await startCloud(
        { customers: CODES.map((code) => ({ code, subscribers: 3 })) },
        { [FILE]: meetingOf(CODES) },
      ),
    );
    cloud.sandbox.setFault('bravo', { kind: 'denied' });
    ({ vscode } = await openVsCode(closing, {
      ...cloud,
      language: PSEUDO,
      viewsTitle: manifest['viewsContainer.title'] ?? '',
      beforeOpening: translateInstalled,
    }));
  });

  step('menus speak it', async () => {
    await vscode.chooseOn(FILE, manifest['command.previewInvite.title'] ?? '');
    await vscode.preview().getByRole('heading', { level: 1 }).waitFor();
  });

  step(
    'the preview speaks it, but for what customers, files and accounts are called and answer',
    async () => {
      await vscode.preview().getByText('Customer ALPHA').first().waitFor();
      const preview = vscode.preview();
      assert.deepEqual(await preview.locator('html').getAttribute('lang'), PSEUDO);
      const shown = (await preview.locator('body').innerText()).split('\n').map((line) => line.trim());
      assert.deepEqual(untranslated(shown), []);
      assert.ok(
        shown.some((line) => line.includes(bundle.Fingerprint ?? '–')),
        'it speaks the other language',
      );
    },
  );

  step('so does the tree', async () => {
    await vscode.showViews();
    await vscode.page.locator('.part.sidebar').getByRole('treeitem').first().waitFor();
    const shown = await vscode.page.locator('.part.sidebar').getByRole('treeitem').allInnerTexts();
    assert.ok(shown.length > 0);
    assert.deepEqual(untranslated(shown.flatMap((text) => text.split('\n'))), []);
    assert.deepEqual(vscode.troubles, []);
  });
});

/** What an account answered stands in English everywhere (docs/decisions.md). */
const ANSWER = 'failed to get contact list for customer bravo: ';

/** @returns lines that still have one of the English texts in them, as whole words */
function untranslated(lines: readonly string[]): string[] {
  const english = Object.keys(bundle)
    .flatMap((key) => (key.split('/')[0] ?? '').split(/\{\w+\}/))
    .map((part) => part.trim())
    .filter((part) => part.length >= 8 && part.includes(' '));
  return lines.filter((line) => !line.includes(ANSWER) && english.some((part) => line.includes(part)));
}

/** Puts the translation beside the texts of the installed extension, as a translated one would have it. */
async function translateInstalled(dataDirectory: string): Promise<void> {
  const extensions = join(dataDirectory, 'extensions');
  const name = (await readdir(extensions)).find((folder) => folder.startsWith('customer-meetings.'));
  assert.ok(name);
  await writeFile(join(extensions, name, `package.nls.${PSEUDO}.json`), JSON.stringify(manifest));
  await writeFile(join(extensions, name, 'l10n', `bundle.l10n.${PSEUDO}.json`), JSON.stringify(bundle));
}

function pseudo(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(getL10nPseudoLocalized(texts)).map(([key, text]) => [
      key,
      typeof text === 'string' ? text : text.message,
    ]),
  );
}
