import assert from 'node:assert/strict';
import { before, describe } from 'node:test';
import { meetingOf, startCloud, type Cloud } from './cloud.ts';
import { openVsCode } from './opened.ts';
import { picture } from './picture.ts';
import { sendFromPreview } from './sending.ts';
import { closingAfter, journey } from './steps.ts';
import type { Workbench } from './workbench.ts';

const FILE = 'certificates.json';
const CODES = ['alpha', 'bravo'];

describe('the file is edited while its preview is open', () => {
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
  });

  step('the preview shows the meeting as the file has it', async () => {
    await vscode.file(FILE).dblclick();
    await vscode.chooseOn(FILE, 'Preview Invite');
    await vscode
      .preview()
      .getByText(/6 people/)
      .first()
      .waitFor();
    await vscode.preview().getByText(/10:00/).first().waitFor();
    await vscode.preview().getByRole('button', { name: 'Send…', disabled: false }).waitFor();
  });

  step('another time is typed, not even saved: the preview follows without asking AWS again', async () => {
    cloud.forget();
    await vscode.replaceInEditor(FILE, 'T10:00:00', 'T10:30:00');
    await vscode.preview().getByText(/10:30/).first().waitFor();
    await vscode.preview().getByRole('button', { name: 'Send…', disabled: false }).waitFor();
    assert.deepEqual(cloud.asked(), []);
  });

  step('something is typed that is no meeting: it says what and where, and nothing can be sent', async () => {
    await vscode.replaceInEditor(FILE, 'T10:30:00', 'T12:30:00');
    const send = vscode.preview().getByRole('button', { name: /^Send/ });
    await vscode
      .preview()
      .getByText(/lies before the start/)
      .first()
      .waitFor();
    assert.ok(await send.isDisabled());
    const editor = vscode.page.locator('.part.editor .editor-group-container').first();
    await picture(vscode, 'editor-light', editor);
  });

  step('it is put right, and what is sent is what the file says now', async () => {
    await vscode.replaceInEditor(FILE, 'T12:30:00', 'T10:45:00');
    await vscode.preview().getByText(/10:45/).first().waitFor();
    await sendFromPreview(vscode, 6, () => vscode.modal().getByText(/10:45/).waitFor());
    const [event, ...more] = cloud.sandbox.events();
    assert.match(event?.start.dateTime ?? '', /T10:45/);
    assert.deepEqual(more, []);
    assert.deepEqual(vscode.troubles, []);
  });
});
