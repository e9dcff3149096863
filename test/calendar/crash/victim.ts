import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Work } from './work.ts';

/**
 * Bundles the process that is to be killed, since loading a hundred modules takes longer than what it is killed for.
 * @returns the path of the program
 */
export async function buildWorker(directory: string): Promise<string> {
  const outfile = join(directory, 'worker.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('worker.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  return outfile;
}

/** A process that waits for work. */
export interface Victim {
  readonly ready: Promise<void>;
  /** Hands it the work and kills it (SIGKILL) when `kill` settles. @returns what it said when it was quicker */
  readonly run: (work: Work, kill: Promise<unknown>) => Promise<string | undefined>;
  readonly end: () => void;
}

/** Starts one; it loads everything it needs before it is ready. */
export function startVictim(worker: string): Victim {
  const child = spawn(process.execPath, [worker], { stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  let heard = (): void => undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    heard();
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ready = new Promise<void>((resolve, reject) => {
    heard = () => {
      if (said.startsWith('ready\n')) resolve();
    };
    child.once('error', reject);
    void closed.then(() => reject(new Error('the process ended before it was ready')));
  });
  ready.catch(() => undefined); // of one that is ended unused, nobody waits
  return {
    ready,
    run: async (work, kill) => {
      await ready;
      child.stdin.write(`${JSON.stringify(work)}\n`);
      void kill.then(() => child.kill('SIGKILL'));
      await closed;
      return /^ready\n(\w+)\n/.exec(said)?.[1];
    },
    end: () => child.kill('SIGKILL'),
  };
}
