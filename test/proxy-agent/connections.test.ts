import assert from 'node:assert/strict';
import { Agent } from 'node:http';
import { test } from 'node:test';
import { ListContactListsCommand } from '@aws-sdk/client-sesv2';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { runSandbox, sesOf } from '../sandbox/support/bench.ts';
import { openThirtyCustomers, thirtyCustomers } from './thirty-customers.ts';
import { patchAsVsCode } from './vscode-patch.ts';

const somewhereElse = { scenario: thirtyCustomers, host: '127.0.0.2' };

test('the patch takes a caller’s agent away, on any address but localhost', async (t) => {
  const patch = patchAsVsCode();
  t.after(patch.remove);
  const sandbox = await runSandbox(t, somewhereElse);
  const httpAgent = new Agent({ keepAlive: true });
  t.after(() => httpAgent.destroy());
  const client = sesOf(sandbox, 'c0', { requestHandler: new NodeHttpHandler({ httpAgent }) });
  for (let call = 0; call < 3; call++) await client.send(new ListContactListsCommand({}));
  assert.equal(patch.requests(), 3);
  assert.equal(sandbox.connections().opened, 3, 'nothing is kept alive without asking for it');
});

test('thirty customers with three calls each take one connection each, and the next run none', async (t) => {
  const patch = patchAsVsCode();
  t.after(patch.remove);
  const sandbox = await runSandbox(t, somewhereElse);
  const { query, close } = await openThirtyCustomers(sandbox);
  t.after(close);
  assert.equal(await query(), 30);
  assert.ok(patch.requests() >= 90, `${patch.requests()} requests were patched`);
  const { opened } = sandbox.connections();
  assert.ok(opened <= 31, `${opened} connections`);
  assert.equal(await query(), 30);
  assert.equal(sandbox.connections().opened, opened, 'the second run opens none');
});
