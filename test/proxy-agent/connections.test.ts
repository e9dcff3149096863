import assert from 'node:assert/strict';
import { Agent } from 'node:http';
import { test } from 'node:test';
import { ListContactListsCommand } from '@aws-sdk/client-sesv2';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { loadCustomerConfig, readAwsProfiles, resolveCustomers } from '../../src/customers/index.ts';
import {
  DEFAULT_LIMITS,
  openAwsPool,
  queryAndAggregateCalendarRecipients,
  realClock,
} from '../../src/recipients/index.ts';
import { configForScenario, makeScenario, sandboxEnvironment } from '../../src/sandbox/index.ts';
import { runSandbox, sesOf } from '../sandbox/support/bench.ts';
import { patchAsVsCode } from './vscode-patch.ts';

const codes = Array.from({ length: 30 }, (_, index) => `c${index}`);
const scenario = makeScenario({
  // Long enough that all are under way at once: what is reused is then reused from call to call, not from one to another.
  customers: codes.map((code) => ({ code, subscribers: 2, latencyMs: 100 })),
});

test('the patch takes a caller’s agent away, on any address but localhost', async (t) => {
  const patch = patchAsVsCode();
  t.after(patch.remove);
  const sandbox = await runSandbox(t, { scenario, host: '127.0.0.2' });
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
  const sandbox = await runSandbox(t, { scenario, host: '127.0.0.2' });
  const homeDirectory = '/nonexistent';
  const env = sandboxEnvironment({}, sandbox);
  const profiles = await readAwsProfiles(env, homeDirectory);
  const config = await loadCustomerConfig(
    () => Promise.resolve(JSON.stringify(configForScenario(scenario))),
    { configFile: 'config.json', metadataFile: 'meeting.json', workingDirectory: homeDirectory },
  );
  const pool = openAwsPool();
  t.after(pool.close);
  const query = async () => {
    const accounts = pool.open({ env, homeDirectory, profiles, limits: DEFAULT_LIMITS });
    try {
      const { successful } = await queryAndAggregateCalendarRecipients(
        resolveCustomers(codes, config, profiles, {}),
        'aws-calendar',
        DEFAULT_LIMITS,
        { accounts, memory: pool.memory, clock: realClock, signal: new AbortController().signal },
      );
      assert.equal(successful, 30);
    } finally {
      accounts.close();
    }
  };
  await query();
  assert.ok(patch.requests() >= 90, `${patch.requests()} requests were patched`);
  assert.ok(sandbox.timing().peakCustomersInFlight >= 15);
  const { opened } = sandbox.connections();
  assert.ok(opened <= 31, `${opened} connections`);
  await query();
  assert.equal(sandbox.connections().opened, opened, 'the second run opens none');
});
