import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { realClock } from '../../src/recipients/index.ts';
import { configForScenario, makeScenario, type Sandbox } from '../../src/sandbox/index.ts';
import { EXIT, runCommand, type CommandIo } from '../../src/terminal/index.ts';
import { runSandbox, temporaryDirectory } from '../sandbox/support/bench.ts';
import { certificate, CLIENT, runEntra, SECRET, TENANT } from '../sandbox/support/entra.ts';
import { customer, METADATA } from './support/bench.ts';
import { memoryIo } from './support/memory-io.ts';
import { runCli } from './support/spawn-cli.ts';

const ORGANIZER = 'cloud-team@meetings.example';
const INVITE = [
  ...['ses', '--action', 'create-multi-customer-meeting-invite', '--topic-name', 'aws-calendar'],
  ...['--json-metadata', 'meeting.json', '--sender-email', ORGANIZER],
];

type Variables = Readonly<Record<string, string>>;

/** A workspace, its sandbox, and an Entra whose tokens the sandbox's Graph takes. */
async function desk(t: TestContext, directory: Parameters<typeof runEntra>[1] = {}) {
  const folder = await temporaryDirectory(t);
  const entra = await runEntra(t, directory);
  const scenario = makeScenario({
    graph: { accessToken: 'nobody-has-this-token', signedInUser: ORGANIZER },
    customers: [customer(1, ['ann@one.example'])],
  });
  const sandbox = await runSandbox(t, { scenario, judgeToken: entra.judge });
  await writeFile(join(folder, 'config.json'), JSON.stringify(configForScenario(scenario)));
  await writeFile(join(folder, 'meeting.json'), JSON.stringify({ ...METADATA, customers: ['c1'] }));
  await writeFile(join(folder, 'ca.pem'), (await certificate()).cert);
  const env: Variables = {
    ...withoutToken(sandbox),
    PATH: process.env.PATH ?? '',
    HOME: folder,
    NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
    AZURE_TENANT_ID: TENANT,
    AZURE_CLIENT_ID: CLIENT,
    AZURE_AUTHORITY_HOST: entra.url,
  };
  return { folder, entra, sandbox, env };
}

function withoutToken({ environment }: Sandbox): Variables {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => name !== 'GRAPH_ACCESS_TOKEN'));
}

/** The command in this process, at a terminal with a person who reads what it says. */
function atTerminal(
  folder: string,
  env: Variables,
  read: (said: string) => void,
): { io: CommandIo; stdout: () => string; stderr: () => string } {
  const memory = memoryIo({ env, fetch });
  const io: CommandIo = {
    ...memory.io,
    workingDirectory: folder,
    homeDirectory: folder,
    clock: realClock,
    stderrIsTerminal: true,
    stderr: (text) => {
      memory.io.stderr(text);
      read(text);
    },
    readTextFile: (path) => readFile(path, 'utf8').catch(() => undefined),
  };
  return { ...memory, io };
}

describe('signing in on the command line', () => {
  it('sends with client credentials, in its own process', async (t) => {
    const { folder, env, sandbox } = await desk(t);
    const run = await runCli(INVITE, { cwd: folder, env: { ...env, AZURE_CLIENT_SECRET: SECRET } });
    assert.equal(run.code, EXIT.done, run.stderr);
    assert.equal(sandbox.events().length, 1);
    assert.ok(
      run.lines.includes(
        `🔑 Using Microsoft Graph with application ${CLIENT} of tenant ${TENANT} (AZURE_* variables)`,
      ),
    );
    assert.ok(!(run.stdout + run.stderr).includes(SECRET));
  });

  it('renews a token once that Graph no longer takes', async (t) => {
    const { folder, env, sandbox, entra } = await desk(t, { tokenLifetimeS: 3600 });
    const expireOnce = (text: string): void => {
      if (text.includes('Creating new meeting')) entra.expireTokens();
    };
    const here = atTerminal(folder, { ...env, AZURE_CLIENT_SECRET: SECRET }, () => undefined);
    const io = {
      ...here.io,
      stdout: (text: string) => {
        here.io.stdout(text);
        expireOnce(text);
      },
    };
    assert.equal(await runCommand(INVITE, io), EXIT.done, here.stderr());
    const graph = sandbox.requests().filter(({ service }) => service === 'graph');
    assert.equal(graph.filter(({ status }) => status === 401).length, 1);
    assert.equal(sandbox.events().length, 1);
  });

  it('ends with the remedy where a given token is no longer taken', async (t) => {
    const { folder, env, sandbox } = await desk(t);
    const GRAPH_ACCESS_TOKEN = 'ey.given-token.x';
    const run = await runCli(INVITE, { cwd: folder, env: { ...env, GRAPH_ACCESS_TOKEN } });
    assert.equal(run.code, EXIT.failed);
    assert.match(
      run.stderr,
      /does not accept the token in GRAPH_ACCESS_TOKEN.*Get a new token, set GRAPH_ACCESS_TOKEN/,
    );
    assert.ok(!(run.stdout + run.stderr).includes('given-token'));
    const graph = sandbox.requests().filter(({ service }) => service === 'graph');
    // Once to show what the send would change, once by the send itself; neither is repeated.
    assert.deepEqual([graph.map(({ status }) => status), sandbox.events()], [[401, 401], []]);
  });

  it('says what is wrong with the secret before anything is sent, and never the secret', async (t) => {
    const { folder, env, sandbox } = await desk(t);
    const run = await runCli(INVITE, { cwd: folder, env: { ...env, AZURE_CLIENT_SECRET: 'wrong~one' } });
    assert.equal(run.code, EXIT.failed);
    assert.match(run.stderr, /client secret is wrong\. Set AZURE_CLIENT_SECRET/);
    assert.ok(!(run.stdout + run.stderr).includes('wrong~one'));
    assert.deepEqual(sandbox.events(), []);
  });

  it('does not send a secret to a sign-in host that it cannot trust', async (t) => {
    const { folder, env, entra } = await desk(t);
    const untrusting = { ...env, NODE_EXTRA_CA_CERTS: undefined, AZURE_CLIENT_SECRET: SECRET };
    const run = await runCli(INVITE, { cwd: folder, env: untrusting });
    assert.equal(run.code, EXIT.failed);
    assert.match(run.stderr, /could not prove that it is .*NODE_EXTRA_CA_CERTS/);
    assert.deepEqual(entra.requests(), []);
  });

  it('shows a person at a terminal a code, and who signed in with it', async (t) => {
    const { folder, env, sandbox, entra } = await desk(t, { account: ORGANIZER });
    const { io, stderr, stdout } = atTerminal(folder, env, (said) => {
      if (said.includes('enter the code')) entra.enterCodes('entered');
    });
    assert.equal(await runCommand(INVITE, io), EXIT.done, stderr());
    assert.match(stderr(), /devicelogin and enter the code [0-9A-F]{9}/);
    assert.match(stderr(), new RegExp(`🔑 Signed in as ${ORGANIZER}`));
    assert.doesNotMatch(stdout(), /devicelogin/);
    assert.equal(sandbox.events().length, 1);
  });

  it('asks nobody for a code in a dry run, nor where there is no terminal', async (t) => {
    const { folder, env, sandbox, entra } = await desk(t);
    const here = atTerminal(folder, env, () => undefined);
    assert.equal(await runCommand([...INVITE, '--dry-run'], here.io), EXIT.done, here.stderr());
    const piped = await runCli(INVITE, { cwd: folder, env });
    assert.equal(piped.code, EXIT.failed);
    assert.match(piped.stderr, /AZURE_CLIENT_SECRET missing\. .*takes a terminal/);
    assert.deepEqual([entra.requests(), sandbox.events()], [[], []]);
  });

  it('sends nothing when the person says no to the sign-in', async (t) => {
    const { folder, env, sandbox, entra } = await desk(t);
    const { io, stderr } = atTerminal(folder, env, (said) => {
      if (said.includes('enter the code')) entra.enterCodes('declined');
    });
    assert.equal(await runCommand(INVITE, io), EXIT.failed);
    assert.match(stderr(), /The sign-in was declined/);
    assert.deepEqual(sandbox.events(), []);
  });

  it('refuses a sign-in host of another cloud before anybody is asked', async (t) => {
    const { folder, env, sandbox } = await desk(t);
    const other = { AZURE_CLIENT_SECRET: SECRET, AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.us' };
    const run = await runCli(INVITE, { cwd: folder, env: { ...env, ...other } });
    assert.equal(run.code, EXIT.failed);
    assert.match(run.stderr, /AZURE_AUTHORITY_HOST is not .*Unset AZURE_AUTHORITY_HOST/);
    assert.deepEqual(sandbox.requests(), []);
  });
});
