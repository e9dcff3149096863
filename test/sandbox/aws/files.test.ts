import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import {
  defaultScenario,
  makeScenario,
  sandboxEnvironment,
  startSandbox,
} from '../../../src/sandbox/index.ts';
import { profile, runSandbox, temporaryDirectory } from '../support/bench.ts';

const scenario = makeScenario({ customers: [{ code: 'a', subscribers: 3, region: 'eu-west-1' }] });

test('every customer has a profile with region, endpoint and keys of its own account', async (t) => {
  const sandbox = await runSandbox(t);
  const config = readFileSync(sandbox.environment.AWS_CONFIG_FILE!, 'utf8');
  for (const { code, region } of defaultScenario.customers)
    assert.ok(
      config.includes(`[profile ${code}]\nregion = ${region}\nendpoint_url = ${sandbox.url}\n`),
      code,
    );
  assert.ok(config.includes(`[default]\nregion = us-east-1\nendpoint_url = ${sandbox.url}\n`));
  const keys = await Promise.all(
    ['default', ...defaultScenario.customers.map(({ code }) => code)].map((name) => profile(sandbox, name)()),
  );
  assert.equal(new Set(keys.map(({ accessKeyId }) => accessKeyId)).size, 31);
  for (const { accessKeyId, secretAccessKey } of keys) {
    assert.match(accessKeyId, /^AKIASANDBOX\d{9}$/);
    assert.match(secretAccessKey, /not-a-real-secret/);
  }
});

test('only their owner can read the files, also where others could read their predecessors', async (t) => {
  const directory = join(await temporaryDirectory(t), 'deep', 'aws');
  const first = await startSandbox({ scenario, directory });
  const mode = (file: string) => statSync(file).mode & 0o777;
  assert.equal(mode(join(directory, 'config')), 0o600);
  assert.equal(mode(join(directory, 'credentials')), 0o600);
  await first.close();
  const other = await temporaryDirectory(t);
  writeFileSync(join(other, 'credentials'), 'old', { mode: 0o644 });
  const second = await startSandbox({ scenario, directory: other });
  assert.equal(mode(join(other, 'credentials')), 0o600);
  await second.close();
});

test('closing takes the files away, unless another sandbox has written its own there', async (t) => {
  const directory = join(await temporaryDirectory(t), 'aws');
  const first = await startSandbox({ scenario, directory });
  const second = await startSandbox({ scenario, directory });
  await first.close();
  assert.ok(readFileSync(join(directory, 'config'), 'utf8').includes(second.url));
  await second.close();
  assert.equal(existsSync(join(directory, 'credentials')), false);
});

test('an unmodified SDK in another process finds the sandbox by its environment alone', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const program = `
    import { SESv2Client, ListContactsCommand } from '@aws-sdk/client-sesv2';
    import { STSClient, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
    const contacts = await new SESv2Client({ profile: 'a' }).send(new ListContactsCommand({ ContactListName: 'customer-contacts' }));
    const who = await new STSClient({}).send(new GetCallerIdentityCommand({}));
    console.log(JSON.stringify([contacts.Contacts.length, who.Account]));`;
  const environment = sandboxEnvironment(
    { ...process.env, AWS_PROFILE: 'of-the-developer', AWS_ENDPOINT_URL: 'http://192.0.2.1' },
    sandbox,
  );
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    env: environment,
    cwd: import.meta.dirname,
  });
  t.after(() => child.kill('SIGKILL'));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(code, 0, output);
  assert.equal(output.trim(), '[3,"111122220000"]');
});

test('sandboxEnvironment lets no AWS, Azure or Graph setting of the machine through', () => {
  const environment = sandboxEnvironment(
    {
      PATH: '/bin',
      AWS_PROFILE: 'x',
      AWS_REGION: 'x',
      AZURE_CLIENT_SECRET: 'x',
      GRAPH_ACCESS_TOKEN: 'real',
      aws_profile: 'x',
    },
    { environment: { GRAPH_ACCESS_TOKEN: 'sandbox' } },
  );
  assert.deepEqual(environment, { PATH: '/bin', GRAPH_ACCESS_TOKEN: 'sandbox' });
});
