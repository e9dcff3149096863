import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { EXIT } from '../../src/terminal/index.ts';
import { builtCli } from './support/built-cli.ts';
import { customer, openBench, type Bench } from './support/bench.ts';

/** Fills every thread of Node's pool with the opening of a pipe that nobody writes to. */
const HANG = (pipe: string): string =>
  `import { readFile } from 'node:fs/promises';
   const hang = () => { for (let n = 0; n < 4; n += 1) readFile(${JSON.stringify(pipe)}); process.stderr.write('HUNG\\n'); };`;

const asModule = (text: string): string => `data:text/javascript,${encodeURIComponent(text)}`;

/** Runs Node until it ends; each word that it says on stderr for the first time is answered with a Ctrl-C. */
async function interrupted(
  words: readonly string[],
  where: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
  answered: readonly string[],
): Promise<{ readonly code: number | string; readonly stderr: string }> {
  const child = spawn(process.execPath, words, {
    ...where,
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 60_000,
    killSignal: 'SIGTERM', // which no hanging program ends by: it would fail the test by SIGKILL of the runner
  });
  const left = [...answered];
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    while (left[0] !== undefined && stderr.includes(left[0])) {
      left.shift();
      child.kill('SIGINT');
    }
  });
  const code = await new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) => resolve(status ?? signal ?? 'unknown'));
  });
  assert.deepEqual(left, [], stderr);
  return { code, stderr };
}

describe('Ctrl-C while every thread of Node’s pool hangs', () => {
  let bench: Bench;
  let pipe = '';
  before(async () => {
    bench = await openBench([customer(1, ['ann@one.example'])]);
    pipe = join(bench.workspace, 'pipe');
    execFileSync('mkfifo', [pipe]);
  });
  after(() => bench.close());
  const run = async (
    preload: string,
    answered: readonly string[],
  ): Promise<{ readonly code: number | string; readonly stderr: string }> =>
    interrupted(
      [
        ...['--import', asModule(HANG(pipe) + preload), await builtCli()],
        ...['ses', '--action', 'create-multi-customer-meeting-invite', '--topic-name', 'aws-calendar'],
        ...['--json-metadata', 'meeting.json', '--sender-email', 'cloud-team@meetings.example'],
      ],
      { cwd: bench.workspace, env: bench.env },
      answered,
    );

  it('once ends the program where a file is being read: 130', async () => {
    const { code, stderr } = await run(
      'setTimeout(hang, 0); setTimeout(() => process.stderr.write("NOW\\n"), 300);',
      ['NOW'],
    );
    assert.equal(code, EXIT.interrupted, stderr);
    assert.match(stderr, /Interrupted: nothing was sent/);
  });

  it('twice ends it after a write: 4', async () => {
    const preload = `
      const real = globalThis.fetch;
      globalThis.fetch = async (input, init) => {
        const answer = await real(input, init);
        if (init?.method === 'POST' && String(input).includes('/events')) hang();
        return answer;
      };`;
    const { code } = await run(preload, ['HUNG', 'Stopping']);
    assert.equal(code, EXIT.unsure);
    assert.equal(bench.sandbox.events().length, 1);
  });

  const ends = (own: string, status: number): Promise<{ readonly code: number | string }> => {
    const module = pathToFileURL(
      join(import.meta.dirname, '..', '..', 'src', 'terminal', 'end-process.ts'),
    ).href;
    const text = `${HANG(pipe)}
      import { endProcess } from ${JSON.stringify(module)};
      process.on('SIGINT', () => endProcess(${status}, ${own}));
      hang();`;
    return interrupted(['--input-type=module', '--eval', text], { cwd: bench.workspace, env: bench.env }, [
      'HUNG',
    ]);
  };

  it('a Node that cannot put another program in its place ends by the signal, after a write by SIGKILL', async () => {
    const older = 'Object.defineProperty(process, "execve", { value: undefined })';
    assert.equal((await ends('process', 4)).code, 4);
    assert.equal((await ends('process', 130)).code, 130);
    assert.equal((await ends(older, 130)).code, 'SIGINT');
    assert.equal((await ends(older, 4)).code, 'SIGKILL');
  });
});
