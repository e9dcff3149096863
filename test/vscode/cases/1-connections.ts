import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { configForScenario, makeScenario, startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { activated, metadata, writeWorkspaceFile } from '../extension.ts';
import { test } from '../suite.ts';

const codes = Array.from({ length: 30 }, (_, index) => `c${index}`);
const scenario = makeScenario({
  customers: codes.map((code) => ({ code, subscribers: 2, latencyMs: 100 })),
});

/** One request over an agent that keeps connections alive; the answer is read to its end. */
function requestThrough(agent: http.Agent, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.get(url, { agent }, (response) => response.on('end', resolve).resume()).on('error', reject);
  });
}

/** Points this extension host at a sandbox, as a person's own environment would. */
async function pointedAt(sandbox: Sandbox, work: () => Promise<void>): Promise<void> {
  const aws = Object.entries(sandbox.environment).filter(([name]) => name.startsWith('AWS_'));
  const before = aws.map(([name]) => [name, process.env[name]] as const);
  Object.assign(process.env, Object.fromEntries(aws));
  try {
    await work();
  } finally {
    for (const [name, value] of before)
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
  }
}

// Before any case turns the window's sandbox on: that one is at 127.0.0.1, where VS Code leaves connections alone.
test('with VS Code’s proxy support thirty customers take a connection each, and the next run none', async () => {
  assert.equal(vscode.workspace.getConfiguration('http').get('proxySupport'), 'override');
  const api = await activated();
  const directory = await mkdtemp(join(tmpdir(), 'cm-connections-'));
  const sandbox = await startSandbox({ scenario, directory, host: '127.0.0.2' });
  const settings = vscode.workspace.getConfiguration('customerMeetings');
  const agent = new http.Agent({ keepAlive: true });
  try {
    for (let turn = 0; turn < 3; turn++) await requestThrough(agent, `${sandbox.url}/v2/email/contact-lists`);
    const unkept = sandbox.connections().opened;
    assert.equal(unkept, 3, 'VS Code takes a request’s agent away, and with it its connections');
    sandbox.clearRequests();

    await writeWorkspaceFile('connections-config.json', JSON.stringify(configForScenario(scenario)));
    const uri = await writeWorkspaceFile('connections.json', metadata({ customers: codes }));
    await settings.update('configFile', 'connections-config.json', vscode.ConfigurationTarget.Workspace);
    const query = async (): Promise<number> => {
      const before = sandbox.connections().opened;
      await vscode.commands.executeCommand('customerMeetings.queryRecipients', uri);
      const state = api.sessions.find(uri.toString());
      assert.equal(state?.sandbox, false);
      assert.deepEqual(
        state.customers.filter(({ status }) => status !== 'answered'),
        [],
      );
      return sandbox.connections().opened - before;
    };
    await pointedAt(sandbox, async () => {
      const opened = await query();
      assert.ok(sandbox.requests().length >= 90, `${sandbox.requests().length} requests`);
      assert.ok(opened <= 31, `${opened} connections`);
      assert.equal(await query(), 0, 'connections opened by the second run');
    });
  } finally {
    await settings.update('configFile', undefined, vscode.ConfigurationTarget.Workspace);
    agent.destroy();
    await sandbox.close();
    await rm(directory, { recursive: true, force: true });
  }
}, 60_000);
