import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe } from 'node:test';
import type { Locator } from 'playwright-core';
import { startBrowser } from '../vscode-server/browser.ts';
import { startVsCodeServer, type VsCodeServer } from '../vscode-server/server.ts';
import { harmlessEnvironment } from '../vscode/workspace.ts';
import { packagedExtension, PICTURES } from './packaged.ts';
import { closingAfter, journey } from './steps.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const FILE = 'network-maintenance-all-customers.json';

describe('somebody begins with the walkthrough', () => {
  const step = journey(() => vscode.page);
  const closing = closingAfter();
  let server: VsCodeServer;
  let vscode: Workbench;

  /** A step of the walkthrough; `done` once it is completed. */
  const walkthroughStep = (title: string, done = false): Locator =>
    vscode.page
      .locator('.getting-started-step', { hasText: title })
      .locator(done ? '.codicon-getting-started-step-checked' : '.codicon-getting-started-step-unchecked');

  const openWalkthrough = async (): Promise<void> => {
    await vscode.command('Welcome: Open Walkthrough...');
    // By the keyboard: where the mouse rests, a hover may stand in front of the list.
    const title = 'Get Started with Customer Meetings';
    await vscode.page.locator('.quick-input-widget input[type="text"]').fill(title);
    await vscode.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title }).waitFor();
    await vscode.page.keyboard.press('Enter');
  };

  before(async () => {
    server = closing(
      await startVsCodeServer({
        environment: harmlessEnvironment(),
        extensions: [await packagedExtension()],
        settings: { 'workbench.colorTheme': 'Default Dark Modern' },
      }),
    );
    const browser = closing(await startBrowser());
    vscode = closing(await openWorkbench(browser, server.url));
  });

  step('finds four steps, none of them done, the first with a picture and one button', async () => {
    await openWalkthrough();
    for (const title of [
      'Try it with sample customers',
      'Connect your AWS profiles',
      'Connect Microsoft 365',
      'Open your first metadata file',
    ])
      await walkthroughStep(title).waitFor();
    await vscode.page.locator('.getting-started-media iframe').first().waitFor();
    for (const folder of PICTURES.slice(0, 1))
      await vscode.page.screenshot({ path: join(folder, 'walkthrough-dark.png') });
  });

  step('opens the sample workspace by the first step’s button, which does not yet complete it', async () => {
    await vscode.page.getByRole('button', { name: 'Open Sample Workspace' }).click();
    await vscode.file(FILE).waitFor();
    await openWalkthrough();
    await walkthroughStep('Try it with sample customers').waitFor();
  });

  step('completes it by asking the sample customers', async () => {
    await vscode.chooseOn(FILE, 'Query Recipients');
    await vscode.notification(/Sandbox: 29 ready, 1 failed/).waitFor();
    await openWalkthrough();
    await walkthroughStep('Try it with sample customers', true).waitFor();
    await walkthroughStep('Connect your AWS profiles').waitFor();
  });

  step('met no error of ours on the way', () => {
    assert.deepEqual(vscode.troubles, []);
    return Promise.resolve();
  });
});
