import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EXIT } from '../../src/terminal/index.ts';
import { runCli } from './support/spawn-cli.ts';

describe('sandbox', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'customer-meetings-command-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const where = (): { cwd: string; env: Record<string, string | undefined> } => ({
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, TMPDIR: folder },
  });

  it('prints the environment that leads to it, runs until Ctrl-C and leaves nothing behind', async () => {
    const found: { url?: string; status?: number } = {};
    let asked: Promise<void> | undefined;
    let answered = (): void => undefined;
    const done = new Promise<void>((resolve) => (answered = resolve));
    const run = await runCli(['sandbox'], {
      ...where(),
      interruptAt: done,
      interruptWhen: (said) => {
        const url = /^export GRAPH_BASE_URL=(\S+)$/m.exec(said)?.[1];
        if (url === undefined || asked !== undefined) return false;
        found.url = url;
        asked = fetch(`${url}/v1.0/me/events`).then((response) => {
          found.status = response.status;
          answered();
        });
        return false;
      },
    });
    await asked;
    assert.equal(run.code, EXIT.done, run.stderr);
    assert.equal(found.status, 401, 'it answers, and wants a token');
    assert.ok(run.stdout.includes(`🧪 Sandbox: ${found.url ?? ''} with 30 customers`));
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'GRAPH_ACCESS_TOKEN']) {
      assert.match(run.stdout, new RegExp(`^export ${name}=\\S+$`, 'm'));
    }
    assert.deepEqual(readdirSync(folder), []);
  });

  it('takes a scenario and a directory', async () => {
    const scenario = {
      base: { accountId: '111122220000', region: 'us-east-1', userName: 'u' },
      topics: { t: 'OPT_IN' },
      graph: { accessToken: 'some-token', signedInUser: 'u@example.com' },
      customers: [],
    };
    writeFileSync(join(folder, 's.json'), JSON.stringify(scenario));
    let seen = false;
    const run = await runCli(['sandbox', '--scenario', 's.json', '--directory', 'it is here'], {
      ...where(),
      interruptWhen: (said) => {
        if (!said.includes('export GRAPH_ACCESS_TOKEN')) return false;
        seen = existsSync(join(folder, 'it is here', 'credentials'));
        return true;
      },
    });
    assert.equal(run.code, EXIT.done, run.stderr);
    assert.ok(seen);
    assert.match(run.stdout, /with 0 customers/);
    assert.match(run.stdout, /^export AWS_CONFIG_FILE='.*it is here\/config'$/m);
  });

  it('says what is wrong with a scenario', async () => {
    writeFileSync(join(folder, 'bad.json'), '{}');
    const bad = await runCli(['sandbox', '--scenario', 'bad.json'], where());
    assert.equal(bad.code, EXIT.failed);
    assert.match(bad.stderr, /^The sandbox scenario cannot be used: base: /);
    const missing = await runCli(['sandbox', '--scenario', 'nothing.json'], where());
    assert.equal(missing.code, EXIT.failed);
    assert.match(missing.stderr, /nothing\.json could not be read/);
  });

  it('takes how the calendar behaves, in words, as JSON or from a file', async () => {
    writeFileSync(join(folder, 'switches.json'), '{"blindFinds": 5}');
    for (const [given, name, value] of [
      ['unkind', 'replay', 'returned'],
      ['kind', 'blindFinds', 0],
      ['{"blindFinds": 4}', 'blindFinds', 4],
      ['switches.json', 'blindFinds', 5],
    ] as const) {
      let seen: unknown;
      let asked: Promise<void> | undefined;
      let answered = (): void => undefined;
      const done = new Promise<void>((resolve) => (answered = resolve));
      const run = await runCli(['sandbox', '--switches', given], {
        ...where(),
        interruptAt: done,
        interruptWhen: (said) => {
          const url = /^export GRAPH_BASE_URL=(\S+)$/m.exec(said)?.[1];
          if (url === undefined || asked !== undefined) return false;
          asked = fetch(`${url}/_sandbox/switches`).then(async (response) => {
            seen = ((await response.json()) as Record<string, unknown>)[name];
            answered();
          });
          return false;
        },
      });
      assert.equal(run.code, EXIT.done, run.stderr);
      assert.equal(seen, value, given);
    }
    const bad = await runCli(['sandbox', '--switches', '{"blind": 1}'], where());
    assert.equal(bad.code, EXIT.failed);
    assert.match(bad.stderr, /^The switches cannot be used: .*blind/);
    const missing = await runCli(['sandbox', '--switches', 'nothing.json'], where());
    assert.match(missing.stderr, /nothing\.json could not be read/);
  });
});
