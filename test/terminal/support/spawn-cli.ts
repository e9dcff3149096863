import { spawn } from 'node:child_process';
import { builtCli } from './built-cli.ts';
import { assertCleanLogs } from './clean-logs.ts';

/** How a run of the built program ended. */
export interface CliRun {
  /** The exit status, or the signal that ended it. */
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
  readonly lines: readonly string[];
  /** Milliseconds from the first signal sent by the test to the end; 0 without one. */
  readonly afterSignalMs: number;
}

export interface CliSurroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Another Node than the one of the tests. */
  readonly node?: string;
  /** Called with everything stdout and stderr have said so far; true sends SIGINT, once. */
  readonly interruptWhen?: (said: string) => boolean;
  /** Sends SIGINT when it settles, if `interruptWhen` has not. */
  readonly interruptAt?: Promise<unknown>;
  /** SIGINT twice instead of once. */
  readonly twice?: boolean;
  /** Sends SIGKILL when it settles. */
  readonly killAt?: Promise<unknown>;
  /** Called once the program has started. */
  readonly onStart?: (closeStdout: () => void) => void;
}

/** Runs the built command line to its end, as its own process. Killed after a minute, which fails the test. */
export async function runCli(words: readonly string[], where: CliSurroundings): Promise<CliRun> {
  const program = await builtCli();
  const child = spawn(where.node ?? process.execPath, [program, ...words], {
    cwd: where.cwd,
    env: where.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  where.onStart?.(() => child.stdout.destroy());
  const said = { stdout: '', stderr: '' };
  let signalledAt: number | undefined;
  const interrupt = (): void => {
    if (signalledAt !== undefined) return;
    signalledAt = performance.now();
    child.kill('SIGINT');
    if (where.twice === true) child.kill('SIGINT');
  };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
      if (where.interruptWhen?.(said.stdout + said.stderr) === true) interrupt();
    });
  }
  void where.interruptAt?.then(interrupt);
  void where.killAt?.then(() => child.kill('SIGKILL'));
  const code = await new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) => resolve(status ?? signal ?? 'unknown'));
  });
  assertCleanLogs(said, where.env);
  const afterSignalMs = signalledAt === undefined ? 0 : performance.now() - signalledAt;
  return { code, ...said, lines: said.stdout.split('\n'), afterSignalMs };
}
