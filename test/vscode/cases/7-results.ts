import assert from 'node:assert/strict';
import { appendFile, chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { TestApi } from '../../../src/ui/index.ts';
import type { TreeNode } from '../../../src/ui/tree/node.ts';
import { inSandbox, metadata, runningSandbox, workspaceFile, writeWorkspaceFile } from '../extension.ts';
import { eventually, test } from '../suite.ts';

const TWO_CUSTOMERS = 'test-multi-customer-meeting-metadata.json';

const run = (command: string, argument?: unknown): Thenable<unknown> =>
  vscode.commands.executeCommand(`customerMeetings.${command}`, argument);

/** The customers below the meeting, as the view shows them. */
async function customers(api: TestApi): Promise<readonly TreeNode[]> {
  const [meeting] = await api.results();
  assert.ok(meeting);
  return (await api.results(meeting)).filter(({ kind }) => kind === 'customer');
}

async function customer(api: TestApi, code: string): Promise<TreeNode> {
  const found = (await customers(api)).find(({ customerCode }) => customerCode === code);
  assert.ok(found, `${code} is not in the tree`);
  return found;
}

test('an excluded customer is not asked, is missing in the plan, and comes back when it is included again', async () => {
  const api = await inSandbox();
  const uri = workspaceFile(TWO_CUSTOMERS);
  await run('queryRecipients', uri);
  const sandbox = await runningSandbox(api);
  const state = () => api.sessions.find(uri.toString());
  const codes = () => state()?.customers.map(({ customerCode }) => customerCode);
  const asked = () => new Set(sandbox.requests().map(({ customerCode }) => customerCode));

  sandbox.clearRequests();
  await run('excludeCustomer', await customer(api, 'htsnonprod'));
  assert.deepEqual(codes(), ['hts']);
  assert.equal(asked().size, 0, 'excluding asks nobody');
  const preparation = state()?.preparation;
  assert.equal(preparation?.kind, 'planned');
  assert.deepEqual(
    preparation.plan.completeness.kind === 'partial' &&
      preparation.plan.completeness.missing.map(({ customerCode, reason }) => [customerCode, reason]),
    [['htsnonprod', 'left out']],
  );
  assert.match((await customer(api, 'htsnonprod')).contextValue, /\bexcluded\b/);

  await run('queryRecipients', uri);
  assert.equal(asked().has('htsnonprod'), false);
  assert.equal(asked().has('hts'), true);

  sandbox.clearRequests();
  await run('includeCustomer', await customer(api, 'htsnonprod'));
  assert.deepEqual(codes(), ['hts', 'htsnonprod']);
  assert.equal(asked().has('hts'), false);
  assert.equal(asked().has('htsnonprod'), true);
});

test('signing in runs aws with an argument vector for a profile of the AWS files, then asks the missing customers alone', async () => {
  const api = await inSandbox();
  await run('queryRecipients', workspaceFile(TWO_CUSTOMERS));
  const sandbox = await runningSandbox(api);
  const configFile = sandbox.environment.AWS_CONFIG_FILE;
  assert.ok(configFile);
  const before = await readFile(configFile, 'utf8');
  await appendFile(
    configFile,
    '\n[profile sso-test]\nsso_session = never\nsso_account_id = 111122223333\nsso_role_name = Reader\nregion = us-east-1\n' +
      '\n[sso-session never]\nsso_start_url = https://example.com/start\nsso_region = us-east-1\n',
  );
  const folder = await mkdtemp(join(tmpdir(), 'cm-aws-'));
  const heard = join(folder, 'heard');
  const program = join(folder, 'aws');
  await writeFile(program, `#!/bin/sh\nprintf '%s\\n' "$@" "$AWS_CONFIG_FILE" > '${heard}'\n`);
  await chmod(program, 0o755);
  const path = process.env.PATH;
  try {
    await mkdir(workspaceFile('sso').fsPath, { recursive: true });
    const sample: unknown = JSON.parse(await readFile(workspaceFile('config.json').fsPath, 'utf8'));
    const config = sample as { customer_mappings: Record<string, unknown> };
    config.customer_mappings = {
      hts: config.customer_mappings.hts,
      corp: { customer_name: 'Corp', region: 'us-east-1', aws_profile: 'sso-test' },
    };
    await writeFile(workspaceFile('sso/config.json').fsPath, JSON.stringify(config));
    const uri = await writeWorkspaceFile(
      'sso/change.json',
      metadata({ changeId: 'CHG-2031-0070', customers: ['hts', 'corp'] }),
    );
    await run('queryRecipients', uri);
    const failed = await customer(api, 'corp');
    assert.match(failed.contextValue, /\bfailed\b.*\bsso\b/);
    process.env.PATH = `${folder}:${path ?? ''}`;
    sandbox.clearRequests();
    await run('signInWithSso', failed);
    assert.deepEqual((await readFile(heard, 'utf8')).trim().split('\n'), [
      'sso',
      'login',
      '--profile',
      'sso-test',
      configFile,
    ]);
    const asked = new Set(sandbox.requests().map(({ customerCode }) => customerCode));
    assert.equal(asked.has('hts'), false, 'who has answered is not asked again');
    assert.equal(api.sessions.find(uri.toString())?.phase, 'planned');
  } finally {
    process.env.PATH = path;
    await writeFile(configFile, before);
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);

test('Check Access has a line for every customer of config.json and reads no contact', async () => {
  const api = await inSandbox();
  await run('queryRecipients', workspaceFile(TWO_CUSTOMERS));
  const sandbox = await runningSandbox(api);
  sandbox.clearRequests();
  await run('checkAccess', workspaceFile('config.json'));
  const roots = await api.results();
  const access = roots.find(({ kind }) => kind === 'access');
  assert.equal(access?.description, 'Sandbox · 29 of 30 customers can be asked, 1 cannot');
  const below = await api.results(access);
  assert.match(below[0]?.label ?? '', /^AWS files of .+: .+config/);
  const lines = below.filter(({ kind }) => kind === 'customer');
  assert.equal(lines.length, 30);
  assert.equal(lines[0]?.customerCode, 'kstl', 'who failed stands first');
  assert.match(lines[0].contextValue, /^access customer failed retryable failure/);
  const operations = new Set(sandbox.requests().map(({ operation }) => operation));
  assert.equal(operations.has('ListContacts'), false);

  sandbox.clearRequests();
  await run('retry', lines[0]);
  const again = new Set(sandbox.requests().map(({ customerCode }) => customerCode));
  assert.equal(again.has('hts'), false, 'only the clicked customer is checked again');
}, 60_000);

test('the order of customers follows its setting without a reload', async () => {
  const api = await inSandbox();
  await run('queryRecipients', workspaceFile(TWO_CUSTOMERS));
  const settings = vscode.workspace.getConfiguration('customerMeetings');
  const groups = async (): Promise<number> => {
    const [meeting] = await api.results();
    return (await api.results(meeting)).filter(({ kind }) => kind === 'group').length;
  };
  assert.equal(await groups(), 0);
  await settings.update('results.order', 'byState', vscode.ConfigurationTarget.Global);
  try {
    await eventually('the groups', async () => ((await groups()) > 0 ? true : undefined));
  } finally {
    await settings.update('results.order', undefined, vscode.ConfigurationTarget.Global);
  }
}, 60_000);

test('tools for language models list, validate and preview in numbers, and send nothing', async () => {
  const api = await inSandbox();
  const sandbox = await runningSandbox(api);
  const ours = vscode.lm.tools.filter(({ name }) => name.startsWith('customer-meetings_'));
  assert.deepEqual(ours.map(({ name }) => name).sort(), [
    'customer-meetings_check_accounts',
    'customer-meetings_list_meetings',
    'customer-meetings_preview_meeting',
    'customer-meetings_validate_meeting',
  ]);
  const call = async (name: string, input: object): Promise<Record<string, unknown>> => {
    const result = await vscode.lm.invokeTool(`customer-meetings_${name}`, {
      input,
      toolInvocationToken: undefined,
    });
    const [part] = result.content;
    assert.ok(part instanceof vscode.LanguageModelTextPart);
    return JSON.parse(part.value) as Record<string, unknown>;
  };
  const { meetings } = await call('list_meetings', {});
  assert.ok(Array.isArray(meetings) && meetings.length >= 2);
  assert.ok(JSON.stringify(meetings).includes(TWO_CUSTOMERS));
  const valid = await call('validate_meeting', { file: TWO_CUSTOMERS });
  assert.equal(valid.valid, true);
  assert.deepEqual(valid.customerCodes, ['hts', 'htsnonprod']);
  for (const file of ['../outside.json', '/etc/hostname', 'no-such.json', 'config.json'])
    await assert.rejects(call('validate_meeting', { file }), file);
  await assert.rejects(call('validate_meeting', { path: TWO_CUSTOMERS }));

  // What reaches AWS is confirmed by a person in the editor's own dialog, so these two are called behind it.
  sandbox.clearRequests();
  const preview = await api.callTool('customer-meetings_preview_meeting', { file: TWO_CUSTOMERS });
  assert.match(JSON.stringify(preview), /"planned":true/);
  assert.doesNotMatch(JSON.stringify(preview), /@/);
  const access = await api.callTool('customer-meetings_check_accounts', { configFile: 'config.json' });
  assert.match(JSON.stringify(access), /"failed":\[\{"customerCode":"kstl"/);
  assert.deepEqual(
    sandbox.requests().filter(({ write }) => write),
    [],
  );
}, 60_000);

test('Copy Diagnostics has versions, masked settings and the last run, and no address', async () => {
  const api = await inSandbox();
  await run('queryRecipients', workspaceFile(TWO_CUSTOMERS));
  const settings = vscode.workspace.getConfiguration('customerMeetings');
  await settings.update('senderEmail', 'typed@provider.example', vscode.ConfigurationTarget.Workspace);
  try {
    const report = await api.diagnostics();
    assert.match(report, /^- Customer Meetings: \d+\.\d+\.\d+$/m);
    assert.match(report, /^- customerMeetings\.senderEmail: set \(22 characters\)$/m);
    assert.match(report, /^\| #2 \| answered \| \d+ \|/m);
    assert.doesNotMatch(report, /\w@\w|harborline|htsnonprod|\d{12}/i);
  } finally {
    await settings.update('senderEmail', undefined, vscode.ConfigurationTarget.Workspace);
  }
}, 60_000);
