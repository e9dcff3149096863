// Starting other programs: plainly, with the repository's own Node first on PATH.
import { spawn } from 'node:child_process';
import { basename, delimiter, join } from 'node:path';
import { ROOT } from './places.mjs';

/** A step that did not work, told in one sentence; `output` is what the program said, when it was not shown. */
export class StepFailed extends Error {
  name = 'StepFailed';
  /** @param {string} message @param {string} [output] */
  constructor(message, output = '') {
    super(message);
    this.output = output;
  }
}

/** The environment of every child: node_modules/.bin first, so that `node` means Node 24 also for grandchildren. */
export function childEnvironment(extra = {}) {
  const bin = join(ROOT, 'node_modules', '.bin');
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, ...extra };
}

/**
 * Runs a program to its end and gives back what it said. Nothing is shown unless `show` is set.
 * Throws StepFailed, with the output, when it cannot be started or ends with another status than 0.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, show?: boolean }} [options]
 * @returns {Promise<string>} standard output and standard error, as they came
 */
export function run(command, args, { cwd = ROOT, env = childEnvironment(), show = false } = {}) {
  return new Promise((resolve, reject) => {
    const said = [];
    const child = spawn(command, args, { cwd, env, stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
    child.stdout?.on('data', (chunk) => said.push(chunk));
    child.stderr?.on('data', (chunk) => said.push(chunk));
    const output = () => Buffer.concat(said).toString();
    const what = [basename(command), ...args].join(' ');
    child.once('error', (error) => reject(new StepFailed(`${what} could not be started: ${error.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output());
      else reject(new StepFailed(`${what} failed (${signal ?? `status ${code}`}).`, output()));
    });
  });
}

/**
 * Runs npm: the one that started us where there is one, because on Windows `npm` is a shell script that cannot be
 * spawned directly. It runs under the machine's own Node, since the repository's may be what is being installed.
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined> }} [options]
 */
export function npm(args, options) {
  const started = process.env.npm_execpath;
  if (started !== undefined && basename(started).startsWith('npm-cli'))
    return run(process.execPath, [started, ...args], options);
  return run('npm', args, options);
}
