// Runs one suite in a process group of its own, with a limit in time: a suite that hangs is ended, not waited for.
import { spawn } from 'node:child_process';
import { childEnvironment } from '../setup/run.mjs';
import { ROOT } from '../setup/places.mjs';

/** How long an ended suite may take to close its browser and servers before it is killed, in ms. */
const GRACE_MS = 8_000;

const running = new Set();

/**
 * Runs a command, passes its output on, and reads the last line of the form `N passed, N failed` in it.
 * @param {string[]} command program and arguments
 * @param {number} limitMs
 * @param {Record<string, string>} [extra] variables on top of the environment
 * @returns {Promise<{ passed: number, failed: number, remark?: string }>} a suite that ends without that line, that
 *   hangs, or that ends with another status than its counts say, has at least one failure, and `remark` says which
 */
export function runGuarded([program, ...args], limitMs, extra = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env: childEnvironment(extra),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    running.add(child);
    let hung = false;
    let tail = '';
    const pass = (stream) => (chunk) => {
      stream.write(chunk);
      tail = (tail + chunk.toString()).slice(-20_000);
    };
    child.stdout.on('data', pass(process.stdout));
    child.stderr.on('data', pass(process.stderr));
    const guard = setTimeout(() => {
      hung = true;
      end(child);
    }, limitMs);
    child.once('error', (error) => finish(`could not be started: ${error.message}`));
    child.once('close', (code, signal) => finish(signal ?? `status ${code}`, code));

    function finish(how, code) {
      clearTimeout(guard);
      running.delete(child);
      const counts = lastCounts(tail);
      if (hung) resolve(atLeastOneFailed(counts, `did not end within ${limitMs / 1000} s`));
      else if (counts === undefined) resolve(atLeastOneFailed(counts, `ended without a result (${how})`));
      else if (code !== 0 && counts.failed === 0) resolve(atLeastOneFailed(counts, `ended with ${how}`));
      else if (counts.passed + counts.failed === 0) resolve(atLeastOneFailed(counts, 'ran no test'));
      else resolve(counts);
    }
  });
}

/** Ends every suite that is still running; for Ctrl-C. */
export function endAll() {
  for (const child of running) end(child);
}

function end(child) {
  signalGroup(child, 'SIGTERM');
  setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS).unref();
}

function signalGroup(child, signal) {
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}

/** @param {string} text @returns {{ passed: number, failed: number } | undefined} */
export function lastCounts(text) {
  const found = [...text.matchAll(/^(?:\[suite\] )?(\d+) passed, (\d+) failed\s*$/gm)].at(-1);
  return found === undefined ? undefined : { passed: Number(found[1]), failed: Number(found[2]) };
}

function atLeastOneFailed(counts = { passed: 0, failed: 0 }, remark) {
  return { passed: counts.passed, failed: Math.max(1, counts.failed), remark };
}
