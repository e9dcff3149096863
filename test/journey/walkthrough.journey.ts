import assert from 'node:assert/strict';
import { before, describe } from 'node:test';
import type { Locator } from 'playwright-core';
import type { VsCodeServer } from '../vscode-server/server.ts';
import { meetingOf, startCloud, type Cloud } from './cloud.ts';
import { openVsCode } from './opened.ts';
import { picture } from './picture.ts';
import { closingAfter, journey } from './steps.ts';
import { until, type Workbench } from './workbench.ts';

const SAMPLE = 'network-maintenance-all-customers.json';
const TITLE = 'Get Started with Customer Meetings';
const STEPS = [
  'Try it with sample customers',
  'Connect your AWS profiles',
  'Connect Microsoft 365',
  'Open your first metadata file',
] as const;
type Step = (typeof STEPS)[number];
const CODES = ['alpha', 'bravo'];

describe('somebody begins with the walkthrough', () => {
  const step = journey(() => vscode.page);
  const closing = closingAfter();
  let server: VsCodeServer;
  let vscode: Workbench;
  let cloud: Cloud;

  /** A step of the walkthrough; `done` once it is completed. */
  const stepOf = (title: Step, done = false): Locator =>
    vscode.page
      .locator('.getting-started-step', { hasText: title })
      .locator(done ? '.codicon-getting-started-step-checked' : '.codicon-getting-started-step-unchecked');

  const openWalkthrough = async (): Promise<void> => {
    if (await vscode.page.locator('.getting-started-step').first().isVisible()) return;
    await vscode.command('Welcome: Open Walkthrough...');
    // By the keyboard: where the mouse rests, a hover may stand in front of the list.
    await vscode.page.locator('.quick-input-widget input[type="text"]').fill(TITLE);
    await vscode.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: TITLE }).waitFor();
    await vscode.page.keyboard.press('Enter');
  };

  /** Opens a step and presses its button. */
  const press = async (title: Step, button: string): Promise<void> => {
    await openWalkthrough();
    const pressed = vscode.page.getByRole('button', { name: button, exact: true }).last();
    // The first step that is not done opens by itself.
    if (!(await pressed.isVisible()))
      await vscode.page.locator('.getting-started-step').getByText(title, { exact: true }).click();
    await pressed.click();
  };

  before(async () => {
    cloud = closing(
      await startCloud(
        { customers: CODES.map((code) => ({ code, subscribers: 3 })) },
        { 'certificates.json': meetingOf(CODES) },
      ),
    );
    ({ vscode, server } = await openVsCode(closing, { environment: cloud.environment }));
  });

  step('finds four steps, none of them done, the first with a picture and one button', async () => {
    await openWalkthrough();
    for (const title of STEPS) await stepOf(title).waitFor();
    await vscode.page.locator('.getting-started-media img').first().waitFor();
    await picture(vscode, 'walkthrough-light');
  });

  step('opens the sample workspace by the first step’s button, which does not yet complete it', async () => {
    await vscode.page.getByRole('button', { name: 'Open Sample Workspace' }).click();
    await vscode.file(SAMPLE).waitFor();
    await openWalkthrough();
    await stepOf('Try it with sample customers').waitFor();
  });

  step('completes it by asking the sample customers', async () => {
    // The walkthrough may still be drawing itself, and take the focus from the menu.
    await until(async () => {
      await vscode.chooseOn(SAMPLE, 'Query Recipients');
      await vscode.notification(/Sandbox: 29 ready, 1 failed/).waitFor({ timeout: 15_000 });
    });
    await openWalkthrough();
    await stepOf('Try it with sample customers', true).waitFor();
    await stepOf('Connect your AWS profiles').waitFor();
  });

  step(
    'connects AWS profiles in a folder of their own: every customer says whether it can be asked',
    async () => {
      await vscode.page.goto(`${server.url}/?folder=${encodeURIComponent(cloud.folder)}`);
      await vscode.file('config.json').waitFor();
      await press('Connect your AWS profiles', 'Check Access');
      await vscode.showViews();
      for (const code of CODES) await vscode.result(new RegExp(code, 'i')).first().waitFor();
      await picture(vscode, 'access-light', vscode.page.locator('.part.sidebar'));
      await openWalkthrough();
      await stepOf('Connect your AWS profiles', true).waitFor();
      assert.deepEqual(
        cloud.asked().filter((asked) => asked.endsWith(' ListContacts')),
        [],
        'a check reads no contact',
      );
    },
  );

  step('connects the calendar, read only', async () => {
    await press('Connect Microsoft 365', 'Check Calendar Access');
    const mailbox = vscode.page.locator('.quick-input-widget input[type="text"]');
    await mailbox.fill('cloud-team@meetings.example');
    await mailbox.press('Enter');
    await vscode.modal().waitFor(); // what was found, step by step
    await vscode.page.keyboard.press('Escape');
    await stepOf('Connect Microsoft 365', true).waitFor();
    assert.deepEqual(cloud.sandbox.events(), []);
  });

  step('opens a metadata file of its own', async () => {
    // The walkthrough goes on to the next step when one is done, and takes the focus from a list that is just opening.
    await until(async () => {
      await press('Open your first metadata file', 'Open Meeting File');
      await vscode.page.locator('.quick-input-list .monaco-list-row').first().click({ timeout: 2000 });
      await vscode.page
        .getByRole('tab', { name: /certificates\.json/ })
        .first()
        .waitFor({ timeout: 3000 });
    });
    await openWalkthrough();
    await stepOf('Open your first metadata file', true).waitFor();
  });

  step('met no error of ours on the way', () => {
    assert.deepEqual(vscode.troubles, []);
    return Promise.resolve();
  });
});
