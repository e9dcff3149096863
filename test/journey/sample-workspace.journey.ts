import assert from 'node:assert/strict';
import { before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import type { VsCodeServer } from '../vscode-server/server.ts';
import { harmlessEnvironment } from '../vscode/workspace.ts';
import { auditPreview } from './audit.ts';
import { sampleCalendar, type CalendarEvent } from './calendar.ts';
import { openVsCode } from './opened.ts';
import { picture } from './picture.ts';
import { closingAfter, journey } from './steps.ts';
import { changeTheme } from './themes.ts';
import type { Workbench } from './workbench.ts';

const FILE = 'network-maintenance-all-customers.json';
const SUBJECT = 'Network maintenance: questions and answers';

describe('somebody without AWS tries the packaged extension in its sample workspace', () => {
  const step = journey(() => vscode.page);
  const closing = closingAfter();
  let server: VsCodeServer;
  let vscode: Workbench;
  let sent: readonly CalendarEvent[];

  before(async () => {
    ({ server, vscode } = await openVsCode(closing, {
      environment: harmlessEnvironment(),
      settings: { 'window.title': '${activeEditorShort}' },
    }));
  });

  step('opens the sample workspace from the palette', async () => {
    await vscode.command('Customer Meetings: Open Sample Workspace');
    await vscode.file(FILE).waitFor();
  });

  step(
    'right-clicks the metadata file, chooses Preview Invite, and watches the answers come in',
    async () => {
      await vscode.chooseOn(FILE, 'Preview Invite');
      const preview = vscode.preview();
      await preview.getByRole('heading', { level: 1, name: SUBJECT }).waitFor();
      await preview.getByRole('progressbar').waitFor();
      await preview
        .getByRole('status')
        .filter({ hasText: /^\s*\d+ people · 29 of 30 customers answered · 1 failed/ })
        .waitFor();
      await preview.locator('strong', { hasText: 'Sandbox' }).waitFor();
      await preview.getByText('cloud-team@meetings.example').first().waitFor();
      await preview.getByText('your time, Europe/Berlin').waitFor();
      await preview.getByText(/Asking one by one would have taken/i).waitFor();
      await preview
        .frameLocator('iframe.mail')
        .getByText('Network maintenance: transit gateway upgrade')
        .waitFor();
    },
  );

  step('sees every customer in the tree: who failed first, then with their people', async () => {
    await vscode.showViews();
    await vscode.result(/^Kestrel Point Energy, failed, failed to assume role: /).waitFor();
    const customer = vscode.result(/^Amberquill Legal, answered, 4 recipients/);
    await customer.click();
    await vscode
      .result(/@amberquill\.example/)
      .first()
      .waitFor();
  });

  step('finds it good to look at in every kind of theme, and nothing in the way of anybody', async () => {
    await vscode.page.setViewportSize({ width: 1280, height: 800 });
    await makeRoomForTheTree(vscode);
    const title = vscode.preview().getByRole('heading', { level: 1 });
    for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const) {
      if (theme !== 'light') await changeTheme(vscode, theme);
      await title.scrollIntoViewIfNeeded();
      await auditPreview(vscode.preview(), theme);
      await picture(vscode, `preview-${theme}`);
    }
    await changeTheme(vscode, 'dark');
    const waterfall = vscode.preview().locator('section', { hasText: 'How the customers were asked' }).last();
    await picture(vscode, 'waterfall-dark', waterfall);
  });

  step('is asked before anything is sent, and says no first', async () => {
    await vscode.preview().getByRole('button', { name: 'Send Without 1 Customer…' }).click();
    const modal = vscode.modal();
    await modal.getByText('Sandbox: Send without 1 customer that did not answer?').waitFor();
    await modal.getByRole('button', { name: 'Send Without 1 Customer' }).click();
    await modal
      .getByText(new RegExp(`^Sandbox: send “${SUBJECT}” to \\d+ people of 28 customers\\?$`))
      .waitFor();
    await modal.getByText(/From: cloud-team@meetings\.example/).waitFor();
    await modal.getByText(/Kestrel Point Energy \(kstl\): failed to assume role/).waitFor();
    await picture(vscode, 'send-dark', modal);
    await modal.getByRole('button', { name: 'Cancel' }).click();
    await modal.waitFor({ state: 'detached' });
    assert.deepEqual(await sampleCalendar(server.dataDirectory), []);
  });

  step('says yes, gets the join link, and the meeting is on the calendar once', async () => {
    await vscode.preview().getByRole('button', { name: 'Send Without 1 Customer…' }).click();
    await sendWithoutOne(vscode);
    const told = vscode.notification(/Sandbox: Meeting created/);
    await told.waitFor();
    sent = await sampleCalendar(server.dataDirectory);
    assert.deepEqual(
      sent.map(({ subject, state }) => [subject, state]),
      [[SUBJECT, 'live']],
    );
    const [event] = sent;
    assert.ok(event?.joinUrl);
    await told.getByText('Join link', { exact: true }).waitFor();
    assert.match(await told.innerText(), new RegExp(`${event.attendees.length} people invited`));
    const preview = vscode.preview();
    await preview.getByText(`${event.attendees.length} people invited`).waitFor();
    await preview.getByText(event.joinUrl).waitFor();
    await preview.getByRole('button', { name: 'Copy Join Link' }).click();
    await vscode.page.getByText('Join link copied').waitFor();
    assert.equal(await vscode.page.evaluate('navigator.clipboard.readText()'), event.joinUrl);
  });

  step('sends the same again from the explorer: unchanged, nothing is written', async () => {
    await vscode.command('View: Show Explorer');
    await vscode.chooseOn(FILE, 'Send Invite…');
    await sendWithoutOne(vscode);
    await vscode
      .preview()
      .getByText(/on the calendar exactly like this already \(unchanged/)
      .waitFor();
    assert.deepEqual(await sampleCalendar(server.dataDirectory), sent);
  });

  step('cancels it with a message after being told who hears of it', async () => {
    await vscode.preview().getByRole('button', { name: 'Cancel Meeting…' }).click();
    const input = vscode.page.locator('.quick-input-widget input[type="text"]');
    await input.fill('The maintenance was called off.');
    await input.press('Enter');
    const modal = vscode.modal();
    await modal.getByText(/The maintenance was called off\./).waitFor();
    await modal.getByText(/Organizer: cloud-team@meetings\.example/).waitFor();
    await modal.getByRole('button', { name: /^Cancel Meeting and Tell \d+ People$/ }).click();
    await vscode
      .preview()
      .getByText(/Sandbox: Meeting cancelled/)
      .waitFor();
    const [event, ...more] = await sampleCalendar(server.dataDirectory);
    assert.deepEqual([event?.state, more], ['cancelled', []]);
  });

  step('met no error of ours and no breach of the content policy on the way', () => {
    assert.deepEqual(vscode.troubles, []);
    return Promise.resolve();
  });
});

/** Takes the decision to leave out the customer that failed, then says yes to all of it. */
async function sendWithoutOne({ modal }: Workbench): Promise<void> {
  await modal().getByRole('button', { name: 'Send Without 1 Customer' }).click();
  await modal()
    .getByRole('button', { name: /^Send to \d+ people$/ })
    .click();
}

/** Makes the side bar wider and the list of meetings shorter, so that pictures show names, counts and people. */
async function makeRoomForTheTree({ page }: Workbench): Promise<void> {
  const bar = await page.locator('.part.sidebar').boundingBox();
  assert.ok(bar);
  await drag(page, { x: bar.x + bar.width, y: bar.y + 200 }, { x: 110, y: 0 });
  const header = await page.getByRole('button', { name: /^Customers .*Section$/ }).boundingBox();
  assert.ok(header);
  await drag(page, { x: header.x + 150, y: header.y }, { x: 0, y: 150 - header.y });
  await page.mouse.move(800, 15); // away, so that no hover is in the picture
}

async function drag(page: Page, from: Point, by: Point): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + by.x, from.y + by.y, { steps: 5 });
  await page.mouse.up();
}

interface Point {
  readonly x: number;
  readonly y: number;
}
