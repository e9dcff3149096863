import { tmpdir } from 'node:os';
import { readTextFile } from '../../src/files/index.ts';
import type { Clock } from '../../src/recipients/index.ts';
import { runCommand, type CommandIo } from '../../src/terminal/index.ts';
import type { Crash } from './steps.ts';

/** Waits up to this long are over at once; longer ones are time limits, and take their time. ms */
const LONGEST_PAUSE_MS = 9_000;

/** A clock whose pauses take no time: it is that much later at once. */
export interface QuickClock extends Clock {
  /** Time passes: ms. */
  readonly pass: (ms: number) => void;
}

/** Starts one; ms since the Unix epoch. */
export function quickClock(startMs: number): QuickClock {
  const started = performance.now();
  let ahead = 0;
  const elapsed = () => performance.now() - started + ahead;
  return {
    pass: (ms) => {
      ahead += ms;
    },
    now: () => startMs + elapsed(),
    monotonic: elapsed,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason as Error);
          return;
        }
        if (ms <= LONGEST_PAUSE_MS) {
          ahead += ms;
          return void setImmediate(resolve);
        }
        const stop = () => {
          clearTimeout(timer);
          reject(signal.reason as Error);
        };
        const timer = setTimeout(() => {
          signal.removeEventListener('abort', stop);
          resolve();
        }, ms);
        timer.unref();
        signal.addEventListener('abort', stop, { once: true });
      }),
  };
}

/** What a run of the command line left behind. */
export interface Ran {
  /** Undefined when the process was killed. */
  readonly exit: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Files by path, shared by all machines; each has a home of its own. */
export type Files = Map<string, string>;

/**
 * Runs the command line in this process, killed where `crash` says: from then on nothing of it reaches the outside, as
 * after SIGKILL.
 */
export async function runOn(
  machine: number,
  words: readonly string[],
  surroundings: {
    readonly files: Files;
    readonly env: Readonly<Record<string, string>>;
    readonly clock: Clock;
    readonly crash?: Crash | undefined;
  },
): Promise<Ran> {
  const { files, env, clock, crash } = surroundings;
  const out: string[] = [];
  const err: string[] = [];
  let effects = 0;
  let dead = false;
  let die = (): void => undefined;
  const killed = new Promise<undefined>((resolve) => {
    die = () => {
      dead = true;
      resolve(undefined);
    };
  });
  /** Never settles, as nothing does in a process that is no more. */
  const nothing = <T>(): Promise<T> => new Promise<T>(() => undefined);
  const alive = <T>(work: () => Promise<T>): Promise<T> => (dead ? nothing() : work());
  /** Something that the outside notices. */
  const effect = async <T>(work: () => Promise<T>): Promise<T> => {
    if (dead) return nothing();
    effects += 1;
    const dies = crash?.effect === effects;
    if (dies && !crash.after) {
      die();
      return nothing();
    }
    const result = await work();
    if (dies) die();
    return alive(() => Promise.resolve(result));
  };
  const write = (path: string, text: string): Promise<void> =>
    effect(() => {
      files.set(path, text);
      return Promise.resolve();
    });
  // The AWS files are the sandbox's own.
  const read = (path: string) =>
    alive(async () => files.get(path) ?? (path.startsWith(tmpdir()) ? readTextFile(path) : undefined));
  const home = `/home/machine${machine}`;
  const io: CommandIo = {
    env: { ...env, HOME: home },
    workingDirectory: '/workspace',
    homeDirectory: home,
    temporaryDirectory: '/tmp',
    stdout: (text) => void out.push(text),
    stderr: (text) => void err.push(text),
    stderrIsTerminal: false,
    stderrColumns: () => undefined,
    signal: new AbortController().signal,
    onCalendarWrite: () => undefined,
    clock,
    fetch: (input, init) => {
      const writes = (init?.method ?? 'GET') !== 'GET';
      const call = () => fetch(input, init);
      return writes ? effect(call) : alive(call).then((answer) => (dead ? nothing() : answer));
    },
    readTextFile: read,
    readStateFile: read,
    writeTextFile: write,
    writeStateFile: write,
    replaceTextFile: async (path, before, after) => {
      if (files.get(path) !== before) return false;
      await write(path, after);
      return true;
    },
    appendTextFile: (path, text) => write(path, (files.get(path) ?? '') + text),
    makePrivateFolder: () => Promise.reject(new Error('no folders here')),
    removeFolder: () => Promise.resolve(),
  };
  const exit = await Promise.race([runCommand(words, io), killed]);
  return { exit, stdout: out.join(''), stderr: err.join('') };
}
