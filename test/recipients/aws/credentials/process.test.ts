import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { processIdentity } from '../../../../src/recipients/aws/credentials/process.ts';
import { realClock } from '../../../../src/recipients/index.ts';
import { fakeCustomer } from '../../fakes/accounts.ts';
import { eventually } from '../../fakes/eventually.ts';
import { realRun } from '../../fakes/run.ts';
import { startStandIn } from '../../fakes/stand-in.ts';

const folderOf = async (test: TestContext) => {
  const folder = await mkdtemp(join(tmpdir(), 'process-'));
  test.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
};
const { signal: never } = new AbortController();
const run = (command: string, signal = never) =>
  processIdentity(
    { name: 'hts', raw: { credential_process: command } },
    {
      env: { PATH: process.env.PATH, SAID: '{"Version":1,"AccessKeyId":"AKIAENV","SecretAccessKey":"s"}' },
      clock: realClock,
    },
    signal,
  );
const printing = (output: object | string) =>
  run(`printf %s '${typeof output === 'string' ? output : JSON.stringify(output)}'`);
const keys = { Version: 1, AccessKeyId: 'AKIAPROCESS', SecretAccessKey: 'hunter2' };
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
/** A helper that says the ids of itself and of a child of its own, and then waits, whatever it is told kindly. */
const stubborn = (file: string) => `trap "" TERM; sleep 1000 & printf "%s %s" $$ $! > "${file}"; wait; wait`;
const pidsIn = async (file: string): Promise<readonly number[]> =>
  (await readFile(file, 'utf8').catch(() => '')).split(' ').map(Number);

describe('credential_process', () => {
  it('goes through the shell, with the given environment, and gives what it prints', async () => {
    const { credentials } = await run('printf "%s" "$SAID" | cat');
    assert.deepEqual(credentials, { accessKeyId: 'AKIAENV', secretAccessKey: 's' });
    const until = new Date(Date.now() + 3_600_000);
    const { credentials: session } = await printing({
      ...keys,
      SessionToken: 't',
      Expiration: until.toISOString(),
    });
    assert.deepEqual(session.expiration, until);
    assert.equal(session.sessionToken, 't');
  });

  for (const [name, output, why] of [
    ['no JSON', 'hello hunter2', /is no JSON object$/],
    ['no object', '[]', /is no JSON object$/],
    ['another version', { ...keys, Version: 2 }, /is not of Version 1$/],
    ['no version', { ...keys, Version: undefined }, /is not of Version 1$/],
    ['no secret key', { ...keys, SecretAccessKey: undefined }, /SecretAccessKey is missing or wrong$/],
    ['nonsense for a time', { ...keys, Expiration: 'soon' }, /Expiration is missing or wrong$/],
    ['keys whose time is over', { ...keys, Expiration: '2020-01-01T00:00:00Z' }, /already expired$/],
  ] as const)
    it(`is refused when it prints ${name}`, async () => {
      await assert.rejects(printing(output), (error: Error) => {
        assert.match(error.message, /^the credential_process of profile hts gave no usable credentials: /);
        assert.match(error.message, why);
        assert.doesNotMatch(error.message, /hunter2|AKIA/);
        return true;
      });
    });

  it('that fails is shown by the last line of its stderr, and by nothing of its command line', async () => {
    await assert.rejects(
      run('helper() { echo first >&2; echo "bad --token $2; sign in" >&2; exit 3; }; helper --token hunter2'),
      {
        code: 'CredentialProcessFailed',
        cause: 'profile hts',
        message:
          'the credential_process of profile hts failed (exit status 3): bad --token [hidden]; sign in',
      },
    );
    await assert.rejects(run('kill -9 $$'), { message: /failed \(SIGKILL\)$/ });
    await assert.rejects(run('yes'), { message: /printed far too much/ });
    await assert.rejects(run('no-such-helper-anywhere'), { message: /exit status 127/ });
  });

  it('is ended with its children at once', async (test) => {
    const file = join(await folderOf(test), 'pids');
    const stopping = new AbortController();
    const running = run(stubborn(file), stopping.signal);
    let pids: readonly number[] = [];
    await eventually('it has begun', () => {
      void pidsIn(file).then((found) => (pids = found));
      return pids.length === 2 && pids.every((pid) => pid > 0);
    });
    stopping.abort(new Error('stopped'));
    await assert.rejects(running, /stopped/);
    await eventually('both are gone', () => !pids.some(isAlive));
  });

  it('that hangs fails its customer in time, and is gone before the others are ready', async (test) => {
    const file = join(await folderOf(test), 'pids');
    const server = await startStandIn({ ListContacts: () => undefined });
    test.after(() => server.close());
    let aliveAtItsEnd: boolean | undefined;
    const { results } = await realRun(test, {
      customers: [fakeCustomer('hung'), fakeCustomer('busy')],
      config: `[profile hung]\nregion = us-east-1\ncredential_process = sh -c 'trap "" TERM; echo $$ > ${file}; sleep 1000; sleep 1000'\n[profile busy]\nregion = us-east-1\nendpoint_url = ${server.url}\n`,
      credentials: '[busy]\naws_access_key_id = AKIABUSY\naws_secret_access_key = s\n',
      env: { PATH: process.env.PATH },
      limits: { customerTimeoutMs: 1000, requestTimeoutMs: 1000 },
      onEvent: (event) => {
        if (event.type === 'failed' && event.customerCode === 'hung')
          void pidsIn(file).then(async ([pid = 0]) => {
            await eventually('it is gone', () => !isAlive(pid));
            aliveAtItsEnd = isAlive(pid);
          });
      },
    });
    const [hung] = results;
    assert.equal(hung?.error?.code, 'CustomerTimeout');
    assert.match(hung.error.message, /within 1 s \(credentials of profile hung\)$/);
    await eventually('its end was seen', () => aliveAtItsEnd === false);
  });

  it('that hangs does not keep the program after the run', async (test) => {
    const folder = await folderOf(test);
    const [config, credentials] = [join(folder, 'config'), join(folder, 'credentials')] as const;
    await writeFile(config, '[profile hts]\nregion = us-east-1\ncredential_process = sleep 1000\n');
    await writeFile(credentials, '');
    const program = fileURLToPath(new URL('../../fakes/query-and-leave.ts', import.meta.url));
    const child = spawn(process.execPath, [program, config, credentials, '1500'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    let saidAt = Number.NaN;
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      saidAt = performance.now();
    });
    const status = await new Promise((resolve) => child.on('close', resolve));
    const lingeredMs = performance.now() - saidAt;
    assert.deepEqual([said, status], ['Cancelled', 0]);
    assert.ok(lingeredMs < 1000, `${lingeredMs} ms`);
  });
});
