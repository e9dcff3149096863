import assert from 'node:assert/strict';
import { before, describe } from 'node:test';
import { meetingOf, startCloud, type Cloud } from './cloud.ts';
import { openVsCode } from './opened.ts';
import { sendFromPreview } from './sending.ts';
import { closingAfter, journey } from './steps.ts';
import type { Workbench } from './workbench.ts';

const FILE = 'certificates.json';
const CODES = ['alpha', 'bravo', 'delta'];

describe('the window is reloaded with a preview open', () => {
  const step = journey(() => vscode.page);
  const closing = closingAfter();
  let cloud: Cloud;
  let vscode: Workbench;

  before(async () => {
    cloud = closing(
      await startCloud(
        { customers: CODES.map((code) => ({ code, subscribers: 5 })) },
        { [FILE]: meetingOf(CODES) },
      ),
    );
    ({ vscode } = await openVsCode(closing, cloud));
  });

  step('everybody has answered', async () => {
    await vscode.chooseOn(FILE, 'Preview Invite');
    await vscode
      .preview()
      .getByText(/15 people/)
      .first()
      .waitFor();
    await vscode.preview().getByRole('button', { name: 'Send…', disabled: false }).waitFor();
    await vscode.preview().getByRole('searchbox').fill('bravo');
  });

  step('the preview is there again, with the last answers marked as old, and nobody was asked', async () => {
    cloud.forget();
    await vscode.reload();
    const preview = vscode.preview();
    await preview.getByText(/These are old answers/).waitFor();
    await preview
      .getByText(/@bravo\.example/)
      .first()
      .waitFor();
    assert.equal(await preview.getByText(/@alpha\.example/).count(), 0, 'the search is as it was');
    assert.deepEqual(cloud.asked(), []);
  });

  step('asking again makes it new, and it can be sent', async () => {
    await vscode.command('Customer Meetings: Query Recipients');
    // The button is there all the time, disabled with its reason as long as there is no plan of this window's.
    await vscode.preview().getByRole('button', { name: 'Send…', disabled: false }).waitFor();
    assert.ok(cloud.asked().length > 0);
    await sendFromPreview(vscode, 15);
    assert.equal(cloud.sandbox.events().length, 1);
    assert.deepEqual(vscode.troubles, []);
  });
});
