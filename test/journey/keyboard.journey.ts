import assert from 'node:assert/strict';
import { before, describe } from 'node:test';
import { meetingOf, startCloud, type Cloud } from './cloud.ts';
import { forbidMouse, openFileByName, pressUntil, tabTo, tabToInDialog, typeCommand } from './keyboard.ts';
import { openVsCode } from './opened.ts';
import { closingAfter, journey } from './steps.ts';
import type { Workbench } from './workbench.ts';

const FILE = 'certificates.json';
const CODES = ['alpha', 'bravo'];

describe('the whole way with the keyboard alone', () => {
  const step = journey(() => vscode.page);
  const closing = closingAfter();
  let cloud: Cloud;
  let vscode: Workbench;

  before(async () => {
    cloud = closing(
      await startCloud(
        { customers: CODES.map((code) => ({ code, subscribers: 3 })) },
        { [FILE]: meetingOf(CODES) },
      ),
    );
    ({ vscode } = await openVsCode(closing, cloud));
    forbidMouse(vscode);
  });

  step('opens the file and asks for its preview from the palette', async () => {
    await openFileByName(vscode, FILE);
    await typeCommand(vscode, 'Customer Meetings: Preview Invite');
    await vscode
      .preview()
      .getByText(/6 people/)
      .first()
      .waitFor();
    await vscode.preview().getByRole('button', { name: 'Send…', disabled: false }).waitFor();
  });

  step('walks with Tab through the page to Send…, always seeing where it is', async () => {
    await typeCommand(vscode, 'View: Focus Next Editor Group');
    await tabTo(vscode, /^Send…$/);
  });

  step('hears the question, says no with Escape and yes with Enter', async () => {
    const { page } = vscode;
    await page.keyboard.press('Enter');
    await vscode.modal().waitFor();
    await page.keyboard.press('Escape');
    await vscode.modal().waitFor({ state: 'detached' });
    assert.deepEqual(cloud.sandbox.events(), []);
    await typeCommand(vscode, 'Customer Meetings: Send Invite…');
    await vscode.modal().waitFor();
    await tabToInDialog(vscode, /^Send to 6 /);
    await page.keyboard.press('Enter');
    await vscode
      .preview()
      .getByText(/Meeting created/)
      .waitFor();
    assert.equal(cloud.sandbox.events().length, 1);
  });

  step('reads who was asked in the tree, with the arrow keys', async () => {
    const { page } = vscode;
    await typeCommand(vscode, 'Customer Meetings: Focus on Customers View');
    await vscode.result(/alpha/i).first().waitFor();
    await pressUntil(vscode, 'ArrowDown', vscode.result(/^Customer alpha.*/i).and(page.locator('.focused')));
    await page.keyboard.press('ArrowRight');
    await vscode
      .result(/@alpha\.example/)
      .first()
      .waitFor();
    assert.deepEqual(vscode.troubles, []);
  });
});
