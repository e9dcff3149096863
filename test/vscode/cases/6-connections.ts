import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { openThirtyCustomers, thirtyCustomers } from '../../proxy-agent/thirty-customers.ts';
import { test } from '../suite.ts';

/** One request over an agent that keeps connections alive; the answer is read to its end. */
function requestThrough(agent: http.Agent, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.get(url, { agent }, (response) => response.on('end', resolve).resume()).on('error', reject);
  });
}

// The engine by itself: this window's extension has its sandbox at 127.0.0.1, where VS Code leaves connections alone.
test('with VS Code’s proxy support thirty customers take a connection each, and the next run none', async () => {
  assert.equal(vscode.workspace.getConfiguration('http').get('proxySupport'), 'override');
  const directory = await mkdtemp(join(tmpdir(), 'cm-connections-'));
  const sandbox = await startSandbox({ scenario: thirtyCustomers, directory, host: '127.0.0.2' });
  const agent = new http.Agent({ keepAlive: true });
  const { query, close } = await openThirtyCustomers(sandbox);
  try {
    for (let turn = 0; turn < 3; turn++) await requestThrough(agent, `${sandbox.url}/v2/email/contact-lists`);
    const unkept = sandbox.connections().opened;
    assert.equal(unkept, 3, 'VS Code takes a request’s agent away, and with it its connections');

    assert.equal(await query(), 30);
    const opened = sandbox.connections().opened - unkept;
    assert.ok(sandbox.requests().length >= 93, `${sandbox.requests().length} requests`);
    assert.ok(opened <= 31, `${opened} connections`);
    assert.equal(await query(), 30);
    assert.equal(sandbox.connections().opened - unkept, opened, 'the second run opens none');
  } finally {
    close();
    agent.destroy();
    await sandbox.close();
    await rm(directory, { recursive: true, force: true });
  }
}, 60_000);
