import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { DEFAULT_LIMITS } from '../../src/recipients/index.ts';
import { DEFAULT_FILES } from '../../src/ui/files/globs.ts';
import { COMMAND_IDS } from '../../src/ui/commands/ids.ts';
import { localizedManifest } from './localized-manifest.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

const MenuItem = z.object({ command: z.string(), when: z.string().optional(), group: z.string().optional() });
const Property = z.object({
  type: z.string(),
  default: z.unknown(),
  scope: z.string(),
  order: z.number(),
  markdownDescription: z.string().min(40),
  enum: z.array(z.string()).optional(),
  enumItemLabels: z.array(z.string()).optional(),
  markdownEnumDescriptions: z.array(z.string()).optional(),
});
const Manifest = z.object({
  main: z.string(),
  icon: z.string(),
  activationEvents: z.array(z.string()),
  capabilities: z.object({
    untrustedWorkspaces: z.object({
      supported: z.literal('limited'),
      restrictedConfigurations: z.array(z.string()),
    }),
  }),
  contributes: z.object({
    commands: z.array(
      z.object({ command: z.string(), title: z.string(), category: z.string(), icon: z.string().optional() }),
    ),
    viewsContainers: z.object({ activitybar: z.array(z.object({ id: z.string(), icon: z.string() })) }),
    views: z.record(z.string(), z.array(z.object({ id: z.string(), name: z.string(), icon: z.string() }))),
    viewsWelcome: z.array(z.object({ view: z.string(), when: z.string(), contents: z.string() })),
    walkthroughs: z.array(
      z.object({
        id: z.string(),
        steps: z.array(
          z.object({
            id: z.string(),
            description: z.string(),
            media: z.union([
              z.object({ svg: z.string(), altText: z.string() }),
              z.object({ image: z.record(z.string(), z.string()), altText: z.string() }),
            ]),
            completionEvents: z.array(z.string()).length(1),
          }),
        ),
      }),
    ),
    menus: z.record(z.string(), z.array(MenuItem)),
    configuration: z.array(z.object({ properties: z.record(z.string(), Property) })),
  }),
});

/** What the nodes' `contextValue` is made of (src/ui/tree). */
const NODE_WORDS = [
  'access',
  'address',
  'cause',
  'customer',
  'excluded',
  'failed',
  'failure',
  'hasContactList',
  'hasRecipients',
  'login',
  'meeting',
  'retryable',
  'setting',
  'sso',
];

const manifest = Manifest.parse(localizedManifest());
const { commands, menus, views, viewsWelcome, configuration } = manifest.contributes;
const items = Object.entries(menus).flatMap(([menu, entries]) =>
  entries.map((entry) => ({ menu, ...entry })),
);
const properties = new Map(configuration.flatMap((section) => Object.entries(section.properties)));

describe('manifest', () => {
  it('declares exactly the commands that are registered', () => {
    assert.deepEqual(commands.map(({ command }) => command).sort(), [...COMMAND_IDS].sort());
  });

  it('names the commands as documented, in one category', () => {
    const titles = Object.fromEntries(
      commands.map(({ command, title }) => [command.split('.')[1] ?? '', title]),
    );
    assert.deepEqual(titles, {
      queryRecipients: 'Query Recipients',
      previewInvite: 'Preview Invite',
      sendInvite: 'Send Invite…',
      cancelQuery: 'Cancel Query',
      retryFailedCustomers: 'Retry Failed Customers',
      saveAsICalendarFile: 'Save as iCalendar File…',
      openSampleWorkspace: 'Open Sample Workspace',
      showLog: 'Show Log',
      copyAddresses: 'Copy Addresses',
      sendTestToMyself: 'Send Test to Myself…',
      cancelMeeting: 'Cancel Meeting…',
      checkCalendarAccess: 'Check Calendar Access',
      proveCalendar: 'Prove Calendar…',
      switchAccount: 'Switch Account',
      signOut: 'Sign Out',
      storeClientSecret: 'Store Client Secret…',
      forgetClientSecret: 'Forget Client Secret',
      showSendHistory: 'Show Send History',
      leaveOut: 'Leave Out',
      inviteAgain: 'Invite Again',
      takeOff: 'Take Off the Meeting',
      retry: 'Retry',
      signInWithSso: 'Sign In with SSO…',
      signInWithAwsLogin: 'Sign In with AWS Login…',
      copyError: 'Copy Error',
      excludeCustomer: 'Exclude This Customer',
      includeCustomer: 'Include Again',
      openContactList: 'Open Contact List in AWS Console',
      openSettings: 'Open Settings',
      checkAccess: 'Check Access',
      openMeetingFile: 'Open Meeting File…',
      copyDiagnostics: 'Copy Diagnostics',
    });
    assert.ok(commands.every(({ category, icon }) => category === 'Customer Meetings' && icon !== undefined));
  });

  it('has only declared commands in its menus and welcome texts', () => {
    const known = new Set<string>(COMMAND_IDS);
    for (const { menu, command } of items) assert.ok(known.has(command), `${menu}: ${command}`);
    const linked = viewsWelcome.flatMap(({ contents }) =>
      [...contents.matchAll(/\(command:(customerMeetings\.[a-zA-Z]+)\)/g)].map(([, id]) => id ?? ''),
    );
    assert.ok(linked.length > 0);
    for (const id of linked) assert.ok(known.has(id), id);
  });

  it('uses only operators that when clauses have', () => {
    for (const { menu, when = '' } of items) assert.doesNotMatch(when, /!~/, `${menu}: ${when}`);
  });

  it('keeps title bars short', () => {
    const navigation = (menu: string, view = ''): number =>
      items.filter(
        ({ menu: place, group = '', when = '' }) =>
          place === menu && group.startsWith('navigation') && when.includes(view),
      ).length;
    assert.ok(navigation('editor/title') <= 1);
    // Cancel and Query take turns.
    assert.ok(navigation('view/title', 'customerMeetings.results') <= 4);
    const shown = (asking: boolean): number =>
      (menus['view/title'] ?? []).filter(
        ({ group = '', when = '' }) =>
          group.startsWith('navigation') &&
          when.includes('customerMeetings.results') &&
          (asking
            ? !when.includes('!customerMeetings.asking')
            : !/(?<!!)customerMeetings\.asking/.test(when)),
      ).length;
    assert.ok(shown(true) <= 3, `${shown(true)} icons while customers are asked`);
    assert.ok(shown(false) <= 3, `${shown(false)} icons otherwise`);
  });

  it('offers query, preview, send and the calendar file on every JSON file of the explorer', () => {
    const offered = menus['explorer/context'] ?? [];
    assert.deepEqual(
      offered.map(({ command }) => command.split('.')[1]),
      ['queryRecipients', 'previewInvite', 'sendInvite', 'saveAsICalendarFile', 'checkAccess'],
    );
    for (const { when } of offered.slice(0, 4)) assert.match(when ?? '', /resourceExtname == \.json\b/);
  });

  it('offers Check Access on a config.json', () => {
    const offered = (menus['explorer/context'] ?? []).find(({ command }) => command.endsWith('.checkAccess'));
    const pattern = /=~ \/(.+)\/$/.exec(offered?.when ?? '')?.[1] ?? '$^';
    for (const name of ['config.json', 'corp.meetings-config.json']) assert.match(name, new RegExp(pattern));
    for (const name of ['tsconfig.json', 'config.json.bak']) assert.doesNotMatch(name, new RegExp(pattern));
  });

  it('matches only words that nodes of the view Customers have', () => {
    const known = new Set(NODE_WORDS);
    for (const { when = '' } of menus['view/item/context'] ?? []) {
      if (!when.includes('customerMeetings.results')) continue;
      const patterns = [...when.matchAll(/viewItem =~ \/([^/]+)\//g)].map(([, pattern]) => pattern ?? '');
      assert.ok(patterns.length > 0, when);
      const words =
        patterns
          .join(' ')
          .replaceAll('\\b', ' ')
          .match(/[a-zA-Z]+/g) ?? [];
      for (const word of words) assert.ok(known.has(word), `${when}: ${word}`);
    }
  });

  it('has at most two actions on a line of the view Customers, whatever became of the customer', () => {
    const inline = (menus['view/item/context'] ?? []).filter(
      ({ when = '', group = '' }) => when.includes('customerMeetings.results') && group.startsWith('inline'),
    );
    for (const contextValue of [
      'meeting customer failed retryable failure sso',
      'meeting customer failed retryable failure login setting',
      'meeting customer answered hasRecipients hasContactList',
      'meeting customer excluded',
      'meeting cause retryable failure sso',
      'access customer failed retryable failure sso',
      'access customer ok hasContactList',
    ]) {
      const shown = inline.filter(({ when = '' }) =>
        [...when.matchAll(/viewItem =~ \/([^/]+)\//g)].every(([, pattern]) =>
          new RegExp(pattern ?? '').test(contextValue),
        ),
      );
      assert.ok(shown.length <= 2, `${contextValue}: ${shown.map(({ command }) => command).join(', ')}`);
    }
  });

  it('tells in each welcome text of the view Customers one clear thing to press', () => {
    const states = viewsWelcome.filter(({ view }) => view === 'customerMeetings.results');
    assert.deepEqual(
      states.map(({ when }) => when),
      [
        '!isWorkspaceTrusted',
        'isWorkspaceTrusted && workspaceFolderCount == 0',
        'isWorkspaceTrusted && workspaceFolderCount != 0',
      ],
    );
    for (const { contents } of states) {
      const buttons = contents.split('\n').filter((line) => /^\[[^\]]+\]\(command:[^)]+\)$/.test(line));
      assert.equal(buttons.length, 1, contents);
    }
  });

  it('has a walkthrough of four steps with one button each, done by what went well', async () => {
    const [walkthrough, ...others] = manifest.contributes.walkthroughs;
    assert.ok(walkthrough);
    assert.deepEqual(others, []);
    const set = await readFile(resolve(ROOT, 'src/ui/walkthrough.ts'), 'utf8');
    const events = walkthrough.steps.map(({ completionEvents }) => completionEvents);
    assert.deepEqual(
      events,
      ['sampleQueried', 'accessChecked', 'calendarChecked', 'meetingOpened'].map((name) => [
        `onContext:customerMeetings.achieved.${name}`,
      ]),
    );
    for (const { id, description, media, completionEvents } of walkthrough.steps) {
      const buttons = description.split('\n').filter((line) => /^\[[^\]]+\]\(command:[^)]+\)$/.test(line));
      assert.equal(buttons.length, 1, id);
      const command = /command:([\w.]+)\)$/.exec(buttons[0] ?? '')?.[1] ?? '';
      assert.ok((COMMAND_IDS as readonly string[]).includes(command), command);
      assert.ok(media.altText.length > 20, id);
      // A walkthrough knows links, code and bold only: other marks would be read as they are.
      assert.doesNotMatch(description.replaceAll('**', ''), /[*_]\w/, id);
      if ('svg' in media) {
        const svg = await readFile(resolve(ROOT, media.svg), 'utf8');
        assert.match(svg, /var\(--vscode-/, `${media.svg} follows no theme`);
        assert.doesNotMatch(svg, /<script|href=|url\(/);
      } else {
        assert.deepEqual(Object.keys(media.image), ['light', 'dark', 'hc', 'hcLight']);
        for (const file of Object.values(media.image)) assert.ok(existsSync(resolve(ROOT, file)), file);
      }
      assert.ok(set.includes(`'${completionEvents[0]?.split('.').at(-1) ?? '?'}'`), id);
    }
  });

  it('says of every choice in the settings what it is called and what it does', () => {
    for (const [key, property] of properties) {
      if (property.enum === undefined) continue;
      assert.equal(property.enumItemLabels?.length, property.enum.length, key);
      assert.equal(property.markdownEnumDescriptions?.length, property.enum.length, key);
    }
  });

  it('links only to settings that exist', () => {
    const foreign = new Set(['microsoft-sovereign-cloud.environment']);
    for (const [key, { markdownDescription }] of properties)
      for (const [, linked = ''] of markdownDescription.matchAll(/`#([\w.-]+)#`/g))
        assert.ok(properties.has(linked) || foreign.has(linked), `${key}: ${linked}`);
  });

  it('hides from the palette what only makes sense on a node', () => {
    assert.deepEqual(
      menus.commandPalette?.map(({ command, when }) => [command.split('.')[1], when]),
      [
        ['copyAddresses', 'false'],
        ['leaveOut', 'false'],
        ['inviteAgain', 'false'],
        ['takeOff', 'false'],
      ],
    );
  });

  it('activates by its own contributions, and by a JSON document, as only its content says whether it is ours', () => {
    assert.deepEqual(manifest.activationEvents, [
      'onLanguage:json',
      'onWebviewPanel:customerMeetings.preview',
    ]);
  });

  it('has the documented settings, with the defaults of the command line', () => {
    assert.deepEqual(Object.fromEntries([...properties].map(([key, value]) => [key, value.default])), {
      'customerMeetings.topicName': 'aws-calendar',
      'customerMeetings.senderEmail': '',
      'customerMeetings.configFile': '',
      'customerMeetings.defaultTimeZone': 'America/New_York',
      'customerMeetings.hideAttendees': 'auto',
      'customerMeetings.updateMetadata': false,
      'customerMeetings.maxAnswerAge': 15,
      'customerMeetings.results.order': 'failuresFirst',
      'customerMeetings.files': DEFAULT_FILES,
      'customerMeetings.codeLens': true,
      'customerMeetings.baseProfile': '',
      'customerMeetings.graph.clientId': '',
      'customerMeetings.graph.tenantId': '',
      'customerMeetings.graph.cloud': 'global',
      'customerMeetings.sendHistory.keepAddresses': false,
      'customerMeetings.limits.maxCustomerConcurrency': DEFAULT_LIMITS.maxCustomerConcurrency,
      'customerMeetings.limits.requestsPerSecond': DEFAULT_LIMITS.requestsPerSecond,
      'customerMeetings.limits.totalRequestsPerSecond': DEFAULT_LIMITS.totalRequestsPerSecond,
      'customerMeetings.limits.requestTimeout': DEFAULT_LIMITS.requestTimeoutMs / 1000,
      'customerMeetings.limits.customerTimeout': DEFAULT_LIMITS.customerTimeoutMs / 1000,
      'customerMeetings.limits.maxAttempts': DEFAULT_LIMITS.maxAttempts,
    });
  });

  it('lets no workspace choose the sign-in, and no untrusted one choose account, sender, config or topic', () => {
    for (const key of ['graph.clientId', 'graph.tenantId', 'graph.cloud', 'sendHistory.keepAddresses'])
      assert.equal(properties.get(`customerMeetings.${key}`)?.scope, 'machine');
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    for (const key of [
      'topicName',
      'senderEmail',
      'configFile',
      'baseProfile',
      'hideAttendees',
      'updateMetadata',
    ])
      assert.ok(restrictedConfigurations.includes(`customerMeetings.${key}`), key);
    for (const key of restrictedConfigurations) assert.ok(properties.has(key), key);
  });

  it('has no setting that could turn the sandbox on', () => {
    assert.deepEqual(
      [...properties.keys()].filter((key) => /sandbox|sample/i.test(key)),
      [],
    );
  });

  it('names pictures that exist', () => {
    const files = [
      manifest.icon,
      ...manifest.contributes.viewsContainers.activitybar.map(({ icon }) => icon),
      ...Object.values(views).flatMap((list) => list.map(({ icon }) => icon)),
      'media/icons/preview-light.svg',
      'media/icons/preview-dark.svg',
    ];
    for (const file of files) assert.ok(existsSync(resolve(ROOT, file)), file);
  });
});
