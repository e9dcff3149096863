import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe } from 'node:test';
import { meetingOf, startCloud, type Cloud } from './cloud.ts';
import { openVsCode } from './opened.ts';
import { picture } from './picture.ts';
import { sendFromPreview } from './sending.ts';
import { closingAfter, journey } from './steps.ts';
import type { Workbench } from './workbench.ts';

const FILE = 'certificates.json';
const CODES = ['alpha', 'bravo'];

describe('a customer is taken out of a file whose meeting was sent', () => {
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

  const peopleOn = (): number => cloud.sandbox.events()[0]?.attendees.length ?? 0;

  step('the meeting is sent to both customers, hidden from each other', async () => {
    await vscode.file(FILE).dblclick();
    await vscode.chooseOn(FILE, 'Preview Invite');
    await vscode.preview().getByRole('button', { name: 'Send…', disabled: false }).waitFor();
    await sendFromPreview(vscode, 6);
    assert.equal(cloud.sandbox.events()[0]?.hideAttendees, true);
  });

  step(
    'without one of them: the preview and the question say who stays, and that all stay hidden',
    async () => {
      await writeFile(join(cloud.folder, FILE), JSON.stringify(meetingOf(['alpha']), null, 2));
      await vscode.preview().getByRole('button', { name: 'Ask the Customers' }).first().click();
      const left = /bravo is no longer in the file, and 3 people of theirs stay on the meeting/;
      await vscode.preview().getByText(left).first().waitFor();
      await vscode.preview().getByRole('button', { name: 'Send…', disabled: false }).click();
      await vscode.modal().waitFor();
      await vscode.modal().getByText(left).waitFor();
      await vscode
        .modal()
        .getByText(/Attendees: hidden from each other/)
        .waitFor();
      await picture(vscode, 'customer-left-modal', vscode.modal());
      await vscode.modal().getByRole('button', { name: 'Cancel' }).click();
      assert.equal(peopleOn(), 6);
    },
  );

  step('they are taken off from the notice: the question names them, and only they leave', async () => {
    await vscode.preview().getByRole('button', { name: 'Take Them Off' }).click();
    await vscode
      .preview()
      .getByText(/3 people are taken off it/)
      .first()
      .waitFor();
    await vscode.preview().getByRole('button', { name: 'Send…', disabled: false }).click();
    await vscode.modal().waitFor();
    await vscode
      .modal()
      .getByText(/0 people added, 3 people taken off/)
      .waitFor();
    await picture(vscode, 'customer-taken-off-modal', vscode.modal());
    await vscode
      .modal()
      .getByRole('button', { name: /^Send to 3 / })
      .click();
    await vscode
      .preview()
      .getByText(/Meeting updated/)
      .waitFor();
    const [event] = cloud.sandbox.events();
    assert.ok(
      event?.attendees.every(({ address }) => address.includes('alpha')),
      JSON.stringify(event?.attendees),
    );
    assert.equal(peopleOn(), 3);
    assert.deepEqual(vscode.troubles, []);
  });
});
