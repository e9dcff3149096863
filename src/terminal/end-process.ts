import { existsSync } from 'node:fs';
import { EXIT } from './exit-code.ts';

/** What of Node's `process` ends it. */
export type EndableProcess = Pick<
  NodeJS.Process,
  'exit' | 'kill' | 'pid' | 'platform' | 'execPath' | 'removeAllListeners'
> & {
  readonly stdin: { readonly isRaw?: boolean; readonly setRawMode?: (raw: boolean) => unknown };
  /** Since Node 22.15: puts another program in this one's place (execve(2)). */
  readonly execve?: (file: string, words: string[], env: Record<string, string>) => void;
};

const SHELL = '/bin/sh';

/**
 * Ends the program with a status, whatever still hangs. `process.exit` waits for the threads of Node's pool, and one of
 * them that waits for a disk or a name server would keep the program for as long. So another program takes this one's place
 * and ends with the status: that ends every thread. Where this Node cannot do that, and before a write, it ends by SIGINT,
 * which a shell reports as 130; after a write by SIGKILL.
 */
export function endProcess(status: number, own: EndableProcess = process): void {
  if (own.stdin.isRaw === true) own.stdin.setRawMode?.(false); // as process.exit would
  if (own.platform === 'win32') own.exit(status);
  try {
    // Not every container has a shell.
    if (existsSync(SHELL)) own.execve?.(SHELL, ['sh', '-c', `exit ${status}`], {});
    else own.execve?.(own.execPath, ['node', '-e', `process.exit(${status})`], {});
  } catch {
    // Forbidden, say by Node's permission model.
  }
  if (status === EXIT.interrupted) {
    own.removeAllListeners('SIGINT');
    own.kill(own.pid, 'SIGINT');
  } else own.kill(own.pid, 'SIGKILL');
}
