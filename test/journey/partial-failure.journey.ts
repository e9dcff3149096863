import assert from 'node:assert/strict';
import { before, describe } from 'node:test';
import { auditPreview } from './audit.ts';
import { meetingOf, startCloud, type Cloud } from './cloud.ts';
import { openVsCode } from './opened.ts';
import { sendFromPreview } from './sending.ts';
import { closingAfter, journey } from './steps.ts';
import type { Workbench } from './workbench.ts';

const FILE = 'certificates.json';
const CODES = ['alpha', 'bravo', 'delta'];

describe('one of three customers cannot be asked at first', () => {
  const step = journey(() => vscode.page);
  const closing = closingAfter();
  let cloud: Cloud;
  let vscode: Workbench;

  before(async () => {
    cloud = closing(
      await startCloud(
        { customers: CODES.map((code) => ({ code, name: `Customer ${code}`, subscribers: 4 })) },
        { [FILE]: meetingOf(CODES) },
      ),
    );
    cloud.sandbox.setFault('bravo', { kind: 'denied-role' });
    ({ vscode } = await openVsCode(closing, cloud));
  });

  step('the others are there, the failed one comes first and says what to do', async () => {
    await vscode.chooseOn(FILE, 'Query Recipients');
    await vscode.showViews();
    await vscode.result(/^Customer bravo, failed, /).waitFor();
    await vscode.result(/^Customer alpha, answered, 4 recipients/).waitFor();
    const [first] = await vscode.results();
    assert.match(first ?? '', /bravo/);
  });

  step('its error can be copied, with the remedy and without secrets', async () => {
    await vscode.chooseOnResult(/^Customer bravo, failed/, 'Copy Error');
    const copied = await vscode.clipboard(/bravo/);
    assert.match(copied, /AssumeRoleDenied/);
    assert.match(copied, /trust/i);
    assert.doesNotMatch(copied, /secret|AKIA/i);
  });

  step('the preview would send without it, and says so on the button and before the question', async () => {
    await vscode.command('Customer Meetings: Preview Invite');
    await vscode.pick(FILE); // no file is open, so it asks which
    const button = vscode.preview().getByRole('button', { name: 'Send Without 1 Customer…' });
    await button.click();
    const modal = vscode.modal();
    await modal.getByText(/Customer bravo \(bravo\)/).waitFor();
    await modal.getByRole('button', { name: 'Cancel' }).click();
    await auditPreview(vscode.preview(), 'with a failed customer');
    assert.deepEqual(cloud.sandbox.events(), []);
  });

  step('once the role lets us in, only that customer is asked again', async () => {
    cloud.sandbox.setFault('bravo', undefined);
    cloud.forget();
    await vscode
      .preview()
      .getByRole('button', { name: /^Retry Failed/ })
      .click();
    await vscode.result(/^Customer bravo, answered, 4 recipients/).waitFor();
    assert.deepEqual(new Set(cloud.asked().map((asked) => asked.split(' ')[0])), new Set(['bravo']));
  });

  step('and everybody is invited, once', async () => {
    await sendFromPreview(vscode, 12);
    const [event, ...more] = cloud.sandbox.events();
    assert.deepEqual([event?.attendees.length, more], [12, []]);
  });

  step('without an error of ours or a breach of the content policy', () => {
    assert.deepEqual(vscode.troubles, []);
    return Promise.resolve();
  });
});
