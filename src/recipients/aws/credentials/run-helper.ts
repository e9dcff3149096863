import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Environment } from '../../../customers/index.ts';

/** How a helper ended. `stderr` and `stdout` are as it wrote them: not fit to be shown. */
export type HelperEnd =
  | { readonly kind: 'done'; readonly stdout: string }
  /** @property how e.g. `exit status 3`, for a sentence */
  | { readonly kind: 'failed'; readonly how: string; readonly stderr: string };

/** More than any credentials; a helper that floods us is stopped. */
const MOST_OUTPUT = 1024 * 1024;

/**
 * Runs a command line through the shell, as the AWS CLI and SDKs do with `credential_process`, but in a process group of
 * its own, so that it can be ended with all its children, which the SDK cannot.
 * @param signal ends it at once. Without mercy: nobody waits for its answer any more, and after us nobody could.
 * @throws the signal's reason
 */
export function runHelper(command: string, env: Environment, signal: AbortSignal): Promise<HelperEnd> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const child = spawn(command, {
      shell: true,
      detached: process.platform !== 'win32', // a group of its own; on Windows it would be a window of its own
      windowsHide: true,
      env: { ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    let isOver = false;
    const end = (act: () => void): void => {
      if (isOver) return;
      isOver = true;
      signal.removeEventListener('abort', stop);
      act();
    };
    const stop = (): void =>
      end(() => {
        killGroup(child);
        reject(signal.reason as Error);
      });
    signal.addEventListener('abort', stop, { once: true });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (stdout.length <= MOST_OUTPUT) return;
      end(() => {
        killGroup(child);
        resolve({ kind: 'failed', how: 'it printed far too much', stderr: '' });
      });
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-MOST_OUTPUT);
    });
    child.on('error', ({ code }: NodeJS.ErrnoException) =>
      end(() => resolve({ kind: 'failed', how: `it could not be started: ${code ?? 'error'}`, stderr: '' })),
    );
    child.on('close', (status, killedBy) =>
      end(() => {
        if (status === 0) resolve({ kind: 'done', stdout });
        else resolve({ kind: 'failed', how: killedBy ?? `exit status ${status ?? 'unknown'}`, stderr });
      }),
    );
  });
}

/** Ends a process with its children, and lets go of its pipes: a grandchild that got away may still hold their other ends. */
function killGroup(child: ChildProcess): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
  child.unref();
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true })
      .on('error', () => undefined)
      .unref();
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}
