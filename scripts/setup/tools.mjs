// The programs that cannot come from the package registry: a browser and a C++ tool chain.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

/** How each tool may be called on PATH, where else it may be, and Debian's package where that has another name. */
const TOOLS = {
  chromium: {
    names: [
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
      'microsoft-edge',
      'msedge',
    ],
    places: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
  },
  'g++': { names: ['g++', 'c++', 'clang++'], places: [] },
  make: { names: ['make', 'gmake'], places: [] },
  python3: { names: ['python3'], places: [] },
  aws: { names: ['aws'], places: [], package: 'awscli' },
  code: {
    names: ['code'],
    places: ['/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code'],
  },
};

/** @typedef {keyof typeof TOOLS} Tool */

/** What a real VS Code here needs: its browser, and a compiler for two native modules of its server. */
export const EDITOR_TOOLS = /** @type {const} */ (['chromium', 'g++', 'make', 'python3']);

/** What the comparison with the AWS command line needs. */
export const AWS_TOOLS = /** @type {const} */ (['aws']);

/**
 * Where a tool is on this machine.
 * @param {Tool} tool
 * @returns {string | undefined} an absolute path
 */
export function findTool(tool) {
  const { names, places } = TOOLS[tool];
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = names.flatMap((name) =>
    folders.flatMap((folder) => suffixes.map((suffix) => join(folder, name + suffix))),
  );
  return [...onPath, ...places].find(isExecutable);
}

/**
 * Makes sure of tools. On Debian as root what is missing is installed with apt-get, after saying so; anywhere else
 * nothing is installed.
 * @param {readonly Tool[]} tools
 * @param {(line: string) => void} say
 * @returns {Promise<Tool[]>} the tools that are not to be had here
 */
export async function ensureTools(tools, say) {
  const missing = tools.filter((tool) => findTool(tool) === undefined);
  if (missing.length === 0 || !canInstall()) return missing;
  const packages = missing.map((tool) => TOOLS[tool].package ?? tool);
  say(`apt-get install ${packages.join(' ')} (Debian, as root: tests need them)`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run('apt-get', ['update', '-q'], { env });
    await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages], { env });
  } catch (error) {
    say(`apt-get did not work: ${error.message}\n${lastLines(error.output)}`);
  }
  return tools.filter((tool) => findTool(tool) === undefined);
}

function canInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && isExecutable('/usr/bin/apt-get');
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const lastLines = (text = '') => text.trimEnd().split('\n').slice(-8).join('\n');
