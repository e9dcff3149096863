import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestApi } from '../../../src/ui/index.ts';
import { inSandbox, metadata, runningSandbox, workspaceFile, writeWorkspaceFile } from '../extension.ts';
import { eventually, test } from '../suite.ts';

const ALL_CUSTOMERS = 'network-maintenance-all-customers.json';
const TWO_CUSTOMERS = 'test-multi-customer-meeting-metadata.json';

async function query(
  api: TestApi,
  uri: vscode.Uri,
): Promise<NonNullable<ReturnType<TestApi['sessions']['find']>>> {
  await vscode.commands.executeCommand('customerMeetings.queryRecipients', uri);
  const state = api.sessions.find(uri.toString());
  assert.ok(state, 'the command opened no session');
  return state;
}

test('a query asks all thirty customers of the sandbox and fills the results', async () => {
  const api = await inSandbox();
  const state = await query(api, workspaceFile(ALL_CUSTOMERS));
  assert.equal(state.phase, 'planned');
  assert.equal(state.sandbox, true);
  assert.equal(state.customers.length, 30);
  const denied = state.customers.filter(({ status }) => status === 'failed');
  assert.deepEqual(
    denied.map(({ customerCode }) => customerCode),
    ['kstl'],
  );
  assert.equal(state.customers.filter(({ status }) => status === 'answered').length, 29);

  const [meeting, ...others] = await api.results();
  assert.ok(meeting);
  assert.deepEqual(others, []);
  assert.equal(meeting.label, 'Network maintenance: questions and answers');
  const customers = (await api.results(meeting)).filter(({ kind }) => kind === 'customer');
  assert.equal(customers.length, 30);
  assert.equal(customers[0]?.customerCode, 'kstl', 'who failed stands first');
  const hts = customers.find(({ customerCode }) => customerCode === 'hts');
  assert.ok(hts);
  assert.match(hts.label, /Harborline Transit Systems/);
  assert.match(hts.description, /^\d+ recipients? · /);
  const addresses = await api.results(hts);
  assert.ok(addresses.some(({ label }) => label.endsWith('@harborline.example')));
  await eventually('the summary above the tree', () =>
    /^\d+ people · 29 of 30 customers answered · 1 failed · /.exec(api.view.view.message ?? ''),
  );
  assert.equal(api.view.view.badge?.value, 1);
}, 60_000);

test('the tree is refreshed at most ten times a second', async () => {
  const api = await inSandbox();
  const before = api.view.refreshes();
  const started = Date.now();
  await query(api, workspaceFile(ALL_CUSTOMERS));
  const seconds = (Date.now() - started) / 1000;
  const refreshes = api.view.refreshes() - before;
  assert.ok(refreshes >= 2, `only ${refreshes} refreshes: nothing fills in as answers arrive`);
  assert.ok(refreshes <= 10 * seconds + 2, `${refreshes} refreshes in ${seconds} s`);
}, 60_000);

test('a query is read-only: no request that could write, to AWS or Graph', async () => {
  const api = await inSandbox();
  await query(api, workspaceFile(TWO_CUSTOMERS));
  const requests = (await runningSandbox(api)).requests();
  assert.ok(requests.length > 0);
  assert.deepEqual(
    requests.filter(({ write }) => write),
    [],
  );
});

test('cancelling ends a run within a second and keeps the answers that came', async () => {
  const api = await inSandbox();
  const uri = workspaceFile(TWO_CUSTOMERS);
  await query(api, uri);
  const sandbox = await runningSandbox(api);
  sandbox.setFault('htsnonprod', { kind: 'hanging' });
  try {
    const run = vscode.commands.executeCommand('customerMeetings.queryRecipients', uri);
    await eventually('the first answer', () => {
      const state = api.sessions.find(uri.toString());
      if (state?.phase !== 'asking') return undefined; // the answers of the run before are still shown
      return state.customers.find(({ status }) => status === 'answered');
    });
    const cancelled = Date.now();
    await vscode.commands.executeCommand('customerMeetings.cancelQuery');
    await run;
    assert.ok(Date.now() - cancelled < 1000, `took ${Date.now() - cancelled} ms`);
    const state = api.sessions.find(uri.toString());
    assert.equal(state?.phase, 'cancelled');
    assert.deepEqual(
      state.customers.map(({ customerCode, status }) => [customerCode, status]),
      [
        ['hts', 'answered'],
        ['htsnonprod', 'cancelled'],
      ],
    );
  } finally {
    sandbox.setFault('htsnonprod', undefined);
  }
});

test('retrying asks only those that failed', async () => {
  const api = await inSandbox();
  const uri = workspaceFile(TWO_CUSTOMERS);
  await query(api, uri);
  const sandbox = await runningSandbox(api);
  sandbox.setFault('htsnonprod', { kind: 'denied' });
  const failed = await query(api, uri);
  assert.deepEqual(
    failed.customers.map(({ status }) => status),
    ['answered', 'failed'],
  );
  sandbox.setFault('htsnonprod', undefined);
  sandbox.clearRequests();
  await vscode.commands.executeCommand('customerMeetings.retryFailedCustomers');
  const retried = api.sessions.find(uri.toString());
  assert.deepEqual(
    retried?.customers.map(({ status }) => status),
    ['answered', 'answered'],
  );
  const asked = new Set(sandbox.requests().map(({ customerCode }) => customerCode));
  assert.equal(asked.has('hts'), false);
  assert.equal(asked.has('htsnonprod'), true);
});

test('the topic setting decides who is asked for', async () => {
  const api = await inSandbox();
  const uri = workspaceFile(TWO_CUSTOMERS);
  const usual = await query(api, uri);
  assert.equal(usual.topicName, 'aws-calendar');
  const settings = vscode.workspace.getConfiguration('customerMeetings');
  await settings.update('topicName', 'aws-announce', vscode.ConfigurationTarget.Workspace);
  try {
    const other = await query(api, uri);
    assert.equal(other.topicName, 'aws-announce');
    const people = (state: typeof other): string[] =>
      state.customers.flatMap(({ result }) => result?.recipients.map(({ email }) => email) ?? []);
    assert.notDeepEqual(people(other), people(usual));
  } finally {
    await settings.update('topicName', undefined, vscode.ConfigurationTarget.Workspace);
  }
});

test('a file that names another customer makes its plan outdated', async () => {
  const api = await inSandbox();
  const uri = await writeWorkspaceFile('changing.json', metadata({ changeId: 'CHG-2031-0002' }));
  assert.equal((await query(api, uri)).phase, 'planned');
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  const at = document.positionAt(document.getText().indexOf('"htsnonprod"'));
  edit.insert(uri, at, '"kstl", ');
  await vscode.workspace.applyEdit(edit);
  const outdated = await eventually(
    'the plan’s becoming outdated',
    () => api.sessions.find(uri.toString())?.outdated,
  );
  assert.match(outdated, /names other customers now/);
  await document.save();
});
