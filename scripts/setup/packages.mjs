// What comes from the package registry, through plain npm and the lock files: the repository's dependencies, and a
// real VS Code (its server and web workbench) for those who run it.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODE, ROOT, VSCODE_SERVER } from './places.mjs';
import { childEnvironment, npm, run, StepFailed } from './run.mjs';

/** Holds the hash of the lock file that node_modules was installed from. */
const STAMP = '.customer-meetings-installed';

/**
 * Installs the repository's dependencies when they are missing or older than package-lock.json.
 * @param {(line: string) => void} say
 * @returns {Promise<string>} the path of Node 24, which every later step should run under
 */
export async function ensureInstalled(say) {
  if (!isInstalled(ROOT) || !existsSync(NODE)) {
    say('npm ci (the dependencies, about half a minute)');
    await npm(['ci', '--include=dev', '--no-audit', '--no-fund']);
    if (!existsSync(NODE))
      throw new StepFailed(`npm ci worked, yet ${NODE} is missing: were scripts disabled?`);
  }
  stamp(ROOT);
  return NODE;
}

/**
 * Installs a real VS Code into test/vscode-server, when it is not there yet. Needs a C++ compiler, make and python3:
 * without its native logger the editor's log channels stay empty.
 * @param {(line: string) => void} say
 */
export async function ensureVsCode(say) {
  if (isStamped(VSCODE_SERVER)) return;
  say('npm ci in test/vscode-server (a real VS Code, about a minute and 0.6 GB)');
  const env = childEnvironment({ ...nodeHeaders(), JOBS: 'max' });
  await npm(['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: VSCODE_SERVER,
    env,
  });
  const cwd = join(VSCODE_SERVER, 'node_modules', 'code-server', 'lib', 'vscode');
  await npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd, env });
  say('npm rebuild @vscode/spdlog @vscode/native-watchdog (its native modules)');
  await npm(['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], { cwd, env });
  await run(NODE, ['-e', "require('@vscode/spdlog'); require('@vscode/native-watchdog')"], { cwd });
  stamp(VSCODE_SERVER);
}

/**
 * Native modules are built against the headers that the npm package of Node brings, so that nothing is downloaded
 * from anywhere else.
 */
function nodeHeaders() {
  const folders = [join(ROOT, 'node_modules', 'node', 'node_modules'), join(ROOT, 'node_modules')];
  const found = folders
    .flatMap((folder) => (existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []))
    .find((folder) => existsSync(join(folder, 'include', 'node', 'node_api.h')));
  return found === undefined ? {} : { npm_config_nodedir: found };
}

const lockHash = (folder) =>
  createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');

function isStamped(folder) {
  const file = join(folder, 'node_modules', STAMP);
  return existsSync(file) && readFileSync(file, 'utf8') === lockHash(folder);
}

/** Stamped by us, or installed by somebody's own `npm ci` after the lock file last changed. */
function isInstalled(folder) {
  if (isStamped(folder)) return true;
  const own = join(folder, 'node_modules', STAMP);
  const npms = join(folder, 'node_modules', '.package-lock.json');
  if (existsSync(own) || !existsSync(npms)) return false;
  return statSync(npms).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs;
}

function stamp(folder) {
  if (!isStamped(folder)) writeFileSync(join(folder, 'node_modules', STAMP), lockHash(folder));
}
