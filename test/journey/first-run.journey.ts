import assert from 'node:assert/strict';
import { before, describe } from 'node:test';
import type { Locator } from 'playwright-core';
import { harmlessEnvironment } from '../vscode/workspace.ts';
import { openVsCode } from './opened.ts';
import { picture } from './picture.ts';
import { closingAfter, journey } from './steps.ts';
import type { Workbench } from './workbench.ts';

const TITLE = 'Get Started with Customer Meetings';
const FILE = 'network-maintenance-all-customers.json';
const STEPS = ['sample', 'aws', 'microsoft', 'meeting'] as const;
type Step = (typeof STEPS)[number];

describe('the first run, through the walkthrough, with the sandbox', () => {
  const step = journey(() => vscode.page);
  const closing = closingAfter();
  let vscode: Workbench;

  before(async () => {
    ({ vscode } = await openVsCode(closing, { environment: harmlessEnvironment() }));
  });

  step('opens it: four steps, none done', async () => {
    await openWalkthrough(vscode);
    for (const name of STEPS) {
      await stepOf(vscode, name).waitFor();
      assert.equal(await isDone(vscode, name), false, name);
    }
    await picture(vscode, 'walkthrough-light');
  });

  step('opens the sample workspace by the first step’s button', async () => {
    await stepOf(vscode, 'sample').click();
    await press(vscode, 'Open Sample Workspace');
    await vscode.file(FILE).waitFor();
    await openWalkthrough(vscode);
    assert.equal(await isDone(vscode, 'sample'), false, 'nobody has been asked yet');
  });

  step('asks the sample customers: the first step is done', async () => {
    await vscode.chooseOn(FILE, 'Query Recipients');
    await done(vscode, 'sample');
  });

  step('checks the access to every customer: the second step is done, with a result for each', async () => {
    await stepOf(vscode, 'aws').click();
    await press(vscode, 'Check Access');
    await done(vscode, 'aws');
    await vscode.showViews();
    await vscode.result(/^Kestrel Point Energy, /).waitFor();
    await vscode.result(/^Amberquill Legal, /).waitFor();
  });

  step('checks the access to the calendar: the third step is done', async () => {
    await openWalkthrough(vscode);
    await stepOf(vscode, 'microsoft').click();
    await press(vscode, 'Check Calendar Access');
    await done(vscode, 'microsoft');
  });

  step('opens the first metadata file: the fourth step is done', async () => {
    await stepOf(vscode, 'meeting').click();
    await press(vscode, 'Open Meeting File');
    const list = vscode.page.locator('.quick-input-list .monaco-list-row');
    await list.first().waitFor();
    await vscode.page.keyboard.press('Enter');
    await vscode.page
      .getByRole('tab', { name: /\.json/ })
      .first()
      .waitFor();
    await openWalkthrough(vscode);
    await done(vscode, 'meeting');
    assert.deepEqual(vscode.troubles, []);
  });
});

async function openWalkthrough(vscode: Workbench): Promise<void> {
  if (await stepOf(vscode, 'sample').isVisible()) return;
  await vscode.command('Welcome: Open Walkthrough...');
  await vscode.pick(TITLE);
  await stepOf(vscode, 'sample').waitFor();
}

const stepOf = ({ page }: Workbench, name: Step): Locator =>
  page.locator(`[data-step-id="customer-meetings.customer-meetings#start#${name}"].getting-started-step`);

const isDone = (vscode: Workbench, name: Step): Promise<boolean> =>
  stepOf(vscode, name).locator('.codicon.complete').isVisible();

const done = (vscode: Workbench, name: Step): Promise<void> =>
  stepOf(vscode, name).locator('.codicon.complete').waitFor();

async function press({ page }: Workbench, button: string): Promise<void> {
  await page
    .locator('.getting-started-step.expanded')
    .getByRole('button', { name: button, exact: true })
    .click();
}
