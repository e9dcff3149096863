import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe } from 'node:test';
import type { Locator } from 'playwright-core';
import { configForScenario, type Scenario } from '../../src/sandbox/index.ts';
import { meetingOf, startCloud, type Cloud } from './cloud.ts';
import { openVsCode } from './opened.ts';
import { picture } from './picture.ts';
import { sendFromPreview } from './sending.ts';
import { closingAfter, journey } from './steps.ts';
import { until, type Workbench } from './workbench.ts';

const FILE = 'renewal.json';
const BROKEN = 'over-before-it-begins.json';
const SOUTH_TOPIC = 'south-calendar';

/** Two teams with a folder each: files of the same names, customers of their own, and in one a topic of its own. */
const TEAMS = [
  { folder: 'north', codes: ['alpha', 'bravo'], settings: {} },
  { folder: 'south', codes: ['delta'], settings: { 'customerMeetings.topicName': SOUTH_TOPIC } },
] as const;

describe('two folders in one window', () => {
  const step = journey(() => vscode.page);
  const closing = closingAfter();
  let cloud: Cloud;
  let vscode: Workbench;

  before(async () => {
    const south = { count: 2, domain: 'south.example', optedIn: [SOUTH_TOPIC] };
    cloud = closing(
      await startCloud(
        {
          customers: [
            { code: 'alpha', subscribers: 3 },
            { code: 'bravo', subscribers: 3 },
            { code: 'delta', subscribers: 5, topics: { [SOUTH_TOPIC]: 'OPT_OUT' }, generate: [south] },
          ],
        },
        {},
      ),
    );
    const workspace = await teamFolders(cloud.folder, cloud.sandbox.scenario);
    ({ vscode } = await openVsCode(closing, { environment: cloud.environment, workspace }));
  });

  const meeting = (name: RegExp): Locator => vscode.page.getByRole('treeitem', { name });
  /** What the explorer marks, by path from the folders' parent. */
  const marked = async (): Promise<Readonly<Record<string, string>>> => {
    const labels = await vscode.page
      .locator('.explorer-folders-view .explorer-item.monaco-decoration-badge')
      .evaluateAll((items: readonly Item[]) => items.map((item) => item.getAttribute('aria-label') ?? ''));
    return Object.fromEntries(
      labels.map((label) => {
        const [path = '', ...tooltip] = label.split(' • ');
        return [path.slice(cloud.folder.length + 1), tooltip.join(' • ')];
      }),
    );
  };

  step('the meetings of both are listed, each under its folder', async () => {
    await vscode.showViews();
    for (const { folder } of TEAMS) {
      await meeting(new RegExp(`^${folder}\\b`))
        .first()
        .waitFor();
      await meeting(new RegExp(`^${FILE}, .*Renew the certificates of ${folder}, Draft`)).waitFor();
    }
    await meeting(new RegExp(`^${BROKEN}, .*Has errors`)).waitFor();
    assert.deepEqual(cloud.asked(), []);
  });

  for (const { folder, codes } of [TEAMS[1], TEAMS[0]])
    step(
      `the one in ${folder} is about that folder’s customers, by its config.json and its topic`,
      async () => {
        cloud.forget();
        await meeting(new RegExp(`^${FILE}, .*of ${folder}`)).dblclick();
        await vscode.command('Customer Meetings: Preview Invite');
        const preview = vscode.preview();
        await preview.getByRole('heading', { level: 1, name: new RegExp(folder) }).waitFor();
        const people = folder === 'south' ? 2 : 6;
        await preview
          .getByRole('status')
          .filter({ hasText: `${people} people` })
          .waitFor();
        assert.deepEqual(new Set(cloud.asked().map((asked) => asked.split(' ')[0])), new Set(codes));
      },
    );

  step('the explorer marks the file with errors, and no other', async () => {
    await vscode.command('View: Show Explorer');
    await until(async () => {
      const marks = await marked();
      assert.deepEqual(Object.keys(marks), [`south/${BROKEN}`]);
      assert.match(marks[`south/${BROKEN}`] ?? '', /^Meeting metadata with errors: .* lies before the start/);
    });
  });

  step('once sent, the meeting is marked where it was sent from, not its namesake', async () => {
    await sendFromPreview(vscode, 6);
    await until(async () => {
      const marks = await marked();
      assert.deepEqual(Object.keys(marks).sort(), [`north/${FILE}`, `south/${BROKEN}`]);
      assert.match(marks[`north/${FILE}`] ?? '', /^On the calendar: .*Renew the certificates of north$/);
    });
    await picture(vscode, 'multi-root');
    assert.deepEqual(
      cloud.sandbox.events().map(({ attendees }) => attendees.length),
      [6],
    );
  });

  step('met no error of ours', () => {
    assert.deepEqual(vscode.troubles, []);
    return Promise.resolve();
  });
});

/** An element of the page, as far as it is used here. */
interface Item {
  getAttribute(name: string): string | null;
}

/** Makes the folders and a workspace file that opens both. @returns the workspace file */
async function teamFolders(parent: string, scenario: Scenario): Promise<string> {
  const { customer_mappings: all, ...frame } = configForScenario(scenario);
  for (const { folder, codes, settings } of TEAMS) {
    const mine = Object.entries(all).filter(([code]) => codes.some((one) => one === code));
    // Of another change each: by its id a meeting is told from others, wherever its file is.
    const change = { changeId: `CHG-${folder}`, changeTitle: `Renew the certificates of ${folder}` };
    const files = {
      'config.json': { ...frame, customer_mappings: Object.fromEntries(mine) },
      '.vscode/settings.json': settings,
      [FILE]: meetingOf(codes, change),
      [BROKEN]: meetingOf(codes, {
        ...change,
        changeId: 'CHG-broken',
        implementationEnd: '2031-02-03T09:00:00',
      }),
    };
    await mkdir(join(parent, folder, '.vscode'), { recursive: true });
    for (const [name, content] of Object.entries(files))
      if (name !== BROKEN || folder === 'south')
        await writeFile(join(parent, folder, name), JSON.stringify(content, undefined, 2));
  }
  const workspace = join(parent, 'teams.code-workspace');
  await writeFile(workspace, JSON.stringify({ folders: TEAMS.map(({ folder }) => ({ path: folder })) }));
  return workspace;
}
