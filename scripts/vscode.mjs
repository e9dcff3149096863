// `npm run vscode`: the extension and the sample workspace in the installed VS Code, else in one in the browser.
// `--browser` takes the one in the browser in any case, `--port N` chooses its port.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, ensureTools, ensureVsCode } from './setup.mjs';
import { NODE, ROOT } from './setup/places.mjs';
import { childEnvironment, npm } from './setup/run.mjs';
import { findTool } from './setup/tools.mjs';

const say = (line) => console.log(line);
const sayStep = (line) => say(`set-up: ${line}`);
const words = process.argv.slice(2);

try {
  await ensureInstalled(sayStep);
  sayStep('npm run package (a production build)');
  await npm(['run', '--silent', 'package']);
  // In VS Code's own remote terminals `code` is a messenger to the window, which cannot load an extension from a folder.
  const isMessenger = process.env.VSCODE_IPC_HOOK_CLI !== undefined;
  const code = words.includes('--browser') || isMessenger ? undefined : findTool('code');
  process.exitCode = code === undefined ? await inBrowser() : await onDesktop(code);
} catch (error) {
  console.error(`${error.message}\n${error.output ?? ''}`);
  process.exitCode = 1;
}

/** A window with settings and storage of its own, so that nothing of the person's is touched. */
async function onDesktop(code) {
  const userData = await mkdtemp(join(await realpath(tmpdir()), 'cm-'));
  try {
    const storage = join(userData, 'User', 'globalStorage', 'customer-meetings.customer-meetings');
    const folder = join(storage, 'sample-workspace');
    await cp(join(ROOT, 'src', 'sandbox', 'sample-workspace'), folder, { recursive: true });
    say(`Opening the sample workspace in ${code}. Close its window, or press Ctrl-C here, to end it.`);
    return await attended(code, [
      ...['--wait', '--new-window', `--user-data-dir=${userData}`, `--extensionDevelopmentPath=${ROOT}`],
      ...['--disable-workspace-trust', '--skip-welcome', folder],
    ]);
  } finally {
    await rm(userData, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
  }
}

async function inBrowser() {
  const missing = await ensureTools(['g++', 'make', 'python3'], sayStep);
  if (missing.length > 0) {
    console.error(
      `Install ${missing.join(', ')} to run VS Code in the browser, or VS Code itself (its command code).`,
    );
    return 1;
  }
  await ensureVsCode(sayStep);
  const { name, version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const port = words.includes('--port') ? [words[words.indexOf('--port') + 1] ?? '0'] : [];
  const open = join('test', 'vscode-server', 'open.ts');
  return attended(NODE, [open, `${name}-${version}.vsix`, ...port]);
}

/** Runs a program in the person's sight until it ends; Ctrl-C is its business. */
function attended(program, args) {
  const child = spawn(program, args, {
    cwd: ROOT,
    env: childEnvironment(),
    stdio: 'inherit',
    shell: process.platform === 'win32', // where `code` is a script
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status) => resolve(status ?? 0));
  });
}
