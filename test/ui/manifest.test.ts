import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
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
    viewsWelcome: z.array(z.object({ view: z.string(), contents: z.string() })),
    menus: z.record(z.string(), z.array(MenuItem)),
    configuration: z.array(z.object({ properties: z.record(z.string(), Property) })),
  }),
});

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
      switchAccount: 'Switch Account',
      signOut: 'Sign Out',
      storeClientSecret: 'Store Client Secret…',
      forgetClientSecret: 'Forget Client Secret',
      showSendHistory: 'Show Send History',
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
  });

  it('offers query, preview, send and the calendar file on every JSON file of the explorer', () => {
    const offered = menus['explorer/context'] ?? [];
    assert.deepEqual(
      offered.map(({ command }) => command.split('.')[1]),
      ['queryRecipients', 'previewInvite', 'sendInvite', 'saveAsICalendarFile'],
    );
    for (const { when } of offered) assert.match(when ?? '', /resourceExtname == \.json\b/);
  });

  it('hides from the palette what only makes sense on a node', () => {
    assert.deepEqual(menus.commandPalette, [{ command: 'customerMeetings.copyAddresses', when: 'false' }]);
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
