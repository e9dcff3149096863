import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { before, describe } from 'node:test';
import { startBrowser } from '../vscode-server/browser.ts';
import { startVsCodeServer } from '../vscode-server/server.ts';
import { MARKUP_ATTACKS } from '../fixtures/markup-attacks.ts';
import { harmlessEnvironment, makeWorkspace } from '../vscode/workspace.ts';
import { calendarAt } from './calendar.ts';
import { CLI, packagedExtension } from './packaged.ts';
import { closingAfter, journey } from './steps.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const HOSTILE = `<script>alert('title')</script><img src=x onerror="alert('image')">`;

describe('somebody whose environment names other endpoints, as for the command line, opens a folder of their own', () => {
  const step = journey(() => vscode.page);
  const closing = closingAfter();
  let sandbox: StandaloneSandbox;
  let vscode: Workbench;

  before(async () => {
    sandbox = closing(await startStandaloneSandbox());
    const { folder } = closing(await makeWorkspace());
    await writeFile(join(folder, 'hostile.json'), hostileMetadata());
    await writeFile(join(folder, 'every-attack.json'), everyAttack());
    await writeFile(join(folder, 'too-short.json'), endsBeforeItStarts());
    await writeFile(join(folder, 'settings-of-mine.json'), '{ "compilerOptions": {} }');
    const server = closing(
      await startVsCodeServer({
        environment: { ...harmlessEnvironment(), ...sandbox.environment },
        extensions: [await packagedExtension()],
        workspaceTrust: true,
      }),
    );
    const browser = closing(await startBrowser());
    vscode = closing(await openWorkbench(browser, `${server.url}/?folder=${encodeURIComponent(folder)}`));
  });

  step('does not trust the folder yet: nobody is asked, and it says so', async () => {
    await vscode.page.getByText('Restricted Mode', { exact: true }).waitFor();
    await vscode.chooseOn('hostile.json', 'Preview Invite');
    await vscode
      .notification(/This workspace is not trusted, so no customer is asked and nothing is sent/)
      .waitFor();
    assert.deepEqual(await sandbox.requests(), []);
  });

  step(
    'sees the problems of a file all the same, and nothing else happens, whatever is pressed',
    async () => {
      await vscode.file('too-short.json').dblclick();
      await vscode.page.locator('.monaco-editor .squiggly-error').first().waitFor();
      for (const item of ['Query Recipients', 'Send Invite…', 'Save as iCalendar File…'])
        await vscode.chooseOn('too-short.json', item);
      for (const title of ['Check Access', 'Check Calendar Access', 'Retry Failed Customers'])
        await vscode.page.keyboard
          .press('Escape')
          .then(() => vscode.tryCommand(`Customer Meetings: ${title}`));
      assert.deepEqual(await sandbox.requests(), []);
      assert.equal(await vscode.modal().count(), 0);
      await vscode.command('View: Close All Editors');
    },
  );

  step('trusts it', async () => {
    // Said again: what was said before may have gone from the screen by now.
    await vscode.chooseOn('hostile.json', 'Preview Invite');
    await vscode
      .notification(/not trusted/)
      .first()
      .getByRole('button', { name: 'Manage Workspace Trust' })
      .click();
    await vscode.page.getByRole('button', { name: 'Trust', exact: true }).click();
    await vscode.page.getByText('You trust this folder').first().waitFor();
    await vscode.command('View: Close Editor');
  });

  step('right-clicks a file that is no metadata and reads why', async () => {
    await vscode.chooseOn('settings-of-mine.json', 'Preview Invite');
    await vscode.notification(/settings-of-mine\.json is not meeting metadata: .+compilerOptions/).waitFor();
    assert.deepEqual(await sandbox.requests(), []);
  });

  step('previews a meeting whose title is an attack: it is text, in the page and in the mail', async () => {
    await vscode.chooseOn('hostile.json', 'Preview Invite');
    const preview = vscode.preview();
    await preview.getByRole('heading', { level: 1 }).filter({ hasText: HOSTILE }).waitFor();
    const mail = preview.frameLocator('iframe.mail');
    await mail.getByText(HOSTILE).first().waitFor();
    for (const frame of [preview, mail]) {
      assert.equal(await frame.locator('body script:not([src])').count(), 0);
      assert.equal(await frame.locator('img').count(), 0);
    }
    assert.deepEqual(vscode.troubles, []);
  });

  step('sends it to the calendar that the environment names, once', async () => {
    await vscode
      .preview()
      .getByRole('button', { name: /^Send…$/ })
      .click();
    const modal = vscode.modal();
    await modal.getByText(/From: cloud-team@meetings\.example/).waitFor();
    await modal.getByRole('button', { name: /^Send to \d+ people$/ }).click();
    // In the page: VS Code holds back notifications that come too fast, and this goes fast.
    await vscode
      .preview()
      .getByText(/Meeting created/)
      .waitFor();
    const events = await calendarAt(sandbox.url);
    assert.deepEqual(
      events.map(({ subject, state }) => [subject, state]),
      [[HOSTILE, 'live']],
    );
    assert.doesNotMatch(events[0]?.body.content ?? '', /<script|<img/i);
    await vscode
      .preview()
      .getByRole('button', { name: /^Send Again…$/ })
      .click();
    await modal.getByRole('button', { name: /^Send to \d+ people$/ }).click();
    await vscode
      .preview()
      .getByText(/exactly like this already \(unchanged/)
      .waitFor();
    assert.deepEqual(await calendarAt(sandbox.url), events);
  });

  step(
    'previews an announcement with every kind of attack in every field: nothing comes to life',
    async () => {
      await vscode.command('View: Close All Editors');
      await vscode.chooseOn('every-attack.json', 'Preview Invite');
      const preview = vscode.preview();
      await preview
        .getByRole('heading', { level: 1 })
        .filter({ hasText: ALL_AS_ONE_LINE.slice(0, 200) })
        .waitFor();
      const mail = preview.frameLocator('iframe.mail');
      await mail
        .getByText(MARKUP_ATTACKS['markdown link'] ?? '')
        .first()
        .waitFor();
      for (const [frame, own] of [
        [mail, MAIL_ELEMENTS],
        [preview, PAGE_ELEMENTS],
      ] as const) {
        const found = await frame.locator('body').evaluate((body: Elements) => {
          const all = [...body.querySelectorAll('*')];
          return {
            tags: [...new Set(all.map(({ tagName }) => tagName.toLowerCase()))],
            handlers: all
              .flatMap((element) => element.getAttributeNames())
              .filter((name) => name.startsWith('on')),
            links: all.flatMap((element) =>
              element.tagName === 'A' ? [element.getAttribute('href') ?? ''] : [],
            ),
            pwned: Reflect.has(globalThis, 'pwned'),
          };
        });
        assert.deepEqual(
          found.tags.filter((tag) => !own.test(tag)),
          [],
        );
        assert.deepEqual(found.handlers, []);
        assert.deepEqual(
          found.links.filter((link) => !/^https?:\/\//i.test(link)),
          [],
        );
        assert.equal(found.pwned, false);
        assert.equal(await frame.locator('body script:not([src])').count(), 0);
      }
      assert.deepEqual(vscode.troubles, []);
    },
  );

  step('would have noticed: a breach on purpose is heard', async () => {
    assert.deepEqual(vscode.troubles, []);
    const attack = '<img src="data:image/gif;base64,AAAA" onerror="alert(1)">';
    await vscode
      .preview()
      .locator('body')
      .evaluate((body: Markup, html) => body.insertAdjacentHTML('beforeend', html), attack);
    const heard = (): readonly string[] => vscode.troubles;
    const deadline = Date.now() + 10_000;
    while (heard().length === 0 && Date.now() < deadline) await vscode.page.waitForTimeout(20);
    assert.match(heard().join('\n'), /content security policy/i);
    assert.ok(!heard().some((trouble) => trouble.startsWith('dialog:')));
  });
});

function hostileMetadata(): string {
  return JSON.stringify({
    changeId: 'CHG-2031-0666',
    changeTitle: HOSTILE,
    changeReason: HOSTILE,
    implementationPlan: HOSTILE,
    customers: ['hts', 'htsnonprod'],
    meetingTitle: HOSTILE,
    implementationStart: '2031-02-03T10:00:00-05:00',
    implementationEnd: '2031-02-03T11:00:00-05:00',
    timezone: 'America/New_York',
  });
}

function endsBeforeItStarts(): string {
  return JSON.stringify(
    {
      changeId: 'CHG-2031-0667',
      changeTitle: 'Ends before it starts',
      customers: ['hts'],
      implementationStart: '2031-02-03T10:00:00-05:00',
      implementationEnd: '2031-02-03T09:00:00-05:00',
    },
    undefined,
    2,
  );
}

const ALL_AS_ONE_LINE = Object.values(MARKUP_ATTACKS)
  .join(' ')
  .replace(/\p{Cc}/gu, '')
  .replace(/\s+/g, ' ');

/** What our own templates for the mail, and for the page around it, are made of; none of it runs, loads or opens anything. */
const MAIL_ELEMENTS =
  /^(a|blockquote|br|code|div|em|h[234]|hr|li|ol|p|pre|s|strong|table|tbody|td|th|thead|tr|ul)$/;
const PAGE_ELEMENTS =
  /^(a|b|button|circle|code|dd|details|div|dl|dt|em|footer|h[1-4]|header|i|iframe|input|label|li|main|ol|p|path|progress|rect|script|section|small|span|strong|summary|svg|table|tbody|td|tfoot|th|thead|time|tr|ul)$/;

function everyAttack(): string {
  const all = Object.values(MARKUP_ATTACKS).join('\n\n');
  return JSON.stringify({
    object_type: 'announcement_general',
    announcement_type: all,
    announcement_id: all,
    title: all,
    summary: all,
    content: all,
    customers: ['hts', 'htsnonprod'],
    meeting_title: all,
    meeting_location: all,
    meeting_date: '2031-02-03T10:00:00-05:00',
    meeting_timezone: 'America/New_York',
    meeting_duration: '60',
  });
}

/** The part of a page's element that looking through it needs. */
interface Elements {
  querySelectorAll(selector: string): Iterable<{
    readonly tagName: string;
    getAttribute(name: string): string | null;
    getAttributeNames(): string[];
  }>;
}

/** The part of a page's element that the breach needs; this project's tests know no browser types. */
interface Markup {
  insertAdjacentHTML(where: string, html: string): void;
}

interface StandaloneSandbox {
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
  requests(): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

/** Starts `cli.js sandbox` as a person would, and reads the `export` lines that it prints. */
async function startStandaloneSandbox(): Promise<StandaloneSandbox> {
  const child = spawn(process.execPath, [CLI, 'sandbox'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const environment: Record<string, string> = {};
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /^export (\w+)='?(.*?)'?$/.exec(line);
    if (found?.[1] !== undefined) environment[found[1]] = found[2] ?? '';
    if (environment.GRAPH_BASE_URL !== undefined && environment.GRAPH_ACCESS_TOKEN !== undefined) break;
  }
  const url = environment.GRAPH_BASE_URL;
  if (url === undefined) throw new Error('The sandbox ended without saying where it is.');
  return {
    url,
    environment,
    requests: async () => {
      const answer = (await (await fetch(`${url}/_sandbox/requests`)).json()) as { requests: unknown[] };
      return answer.requests;
    },
    close: () => interrupted(child),
  };
}

function interrupted(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGINT');
  });
}
