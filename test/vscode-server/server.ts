import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The server of a real VS Code as the registry's package `code-server` carries it. */
const SERVER_MAIN = join(
  import.meta.dirname,
  'node_modules',
  'code-server',
  'lib',
  'vscode',
  'out',
  'server-main.js',
);

/** User settings that give a clean, quiet, offline window. */
const QUIET_SETTINGS: Readonly<Record<string, unknown>> = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'extensions.autoUpdate': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.commandCenter': false,
  'git.enabled': false,
};

export interface VsCodeServerOptions {
  /** The whole environment of the server and of its extension host. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** User settings on top of the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Packaged extensions (absolute paths of .vsix files) to install first, as a user would. */
  readonly extensions?: readonly string[];
  /** Turns the payload on that runs a test suite in the extension host; off by default, as for users. */
  readonly testDriver?: boolean;
  /** Leave workspace trust on, to see Restricted Mode for real; off by default. */
  readonly workspaceTrust?: boolean;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Receives the server's own output, line by line. */
  readonly onLine?: (line: string) => void;
}

export interface VsCodeServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** `127.0.0.1:<port>`, the authority of `vscode-remote:` addresses. */
  readonly authority: string;
  /** Everything this server keeps: settings, extensions, logs, global storage. Removed by `close`. */
  readonly dataDirectory: string;
  /** Ends the server and its extension hosts, and removes its data. */
  close(): Promise<void>;
}

/**
 * Starts a real VS Code on loopback with a data directory of its own and waits until it listens.
 * The directory's path is short, because VS Code puts Unix sockets near it (their paths end at about 103 bytes).
 * Rejects with the server's last lines when it ends before it listens or says nothing for a minute.
 */
export async function startVsCodeServer(options: VsCodeServerOptions): Promise<VsCodeServer> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'cm-'));
  const userDirectory = join(dataDirectory, 'data', 'User');
  await mkdir(userDirectory, { recursive: true });
  const settings = { ...QUIET_SETTINGS, ...options.settings };
  await writeFile(join(userDirectory, 'settings.json'), JSON.stringify(settings, undefined, 2));
  const common = [
    '--accept-server-license-terms',
    '--server-data-dir',
    dataDirectory,
    '--telemetry-level',
    'off',
  ];
  const start = (args: readonly string[]): ChildProcess =>
    spawn(process.execPath, [SERVER_MAIN, ...common, ...args], {
      env: extensionHostEnvironment(options.environment),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  try {
    for (const file of options.extensions ?? []) await install(start(['--install-extension', file]), file);
    const child = start([
      ...['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--without-connection-token'],
      ...(options.testDriver === true ? ['--enable-smoke-test-driver'] : []),
      ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
    ]);
    const port = await listening(child, options.onLine);
    return {
      url: `http://127.0.0.1:${String(port)}`,
      authority: `127.0.0.1:${String(port)}`,
      dataDirectory,
      close: async () => {
        await end(child);
        await rm(dataDirectory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      },
    };
  } catch (error) {
    await rm(dataDirectory, { recursive: true, force: true });
    throw error;
  }
}

/** Without what would make the server believe that it runs inside another VS Code, and without an extension gallery. */
function extensionHostEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const kept = Object.entries(environment).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$|NODE_TEST_CONTEXT$)/.test(name),
  );
  return { ...Object.fromEntries(kept), EXTENSIONS_GALLERY: '{}' };
}

async function install(child: ChildProcess, file: string): Promise<void> {
  const { code, lines } = await finished(child);
  if (code !== 0 || !lines.some((line) => line.includes('was successfully installed')))
    throw new Error(`VS Code would not install ${file}:\n${lines.join('\n')}`);
}

function finished(child: ChildProcess): Promise<{ code: number | null; lines: string[] }> {
  const lines: string[] = [];
  readLines(child, (line) => lines.push(line));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, lines }));
  });
}

function listening(child: ChildProcess, onLine: ((line: string) => void) | undefined): Promise<number> {
  const last: string[] = [];
  return new Promise((resolve, reject) => {
    const giveUp = (why: string): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`VS Code's server ${why}:\n${last.slice(-20).join('\n')}`));
    };
    const timer = setTimeout(() => giveUp('did not listen within a minute'), 60_000);
    child.once('error', (error) => giveUp(`could not be started (${error.message})`));
    child.once('exit', (code) => giveUp(`ended before it listened (status ${String(code)})`));
    readLines(child, (line) => {
      last.push(line);
      onLine?.(line);
      const found = /Extension host agent listening on (\d+)/.exec(line);
      if (found === null) return;
      clearTimeout(timer);
      child.removeAllListeners('exit');
      resolve(Number(found[1]));
    });
  });
}

function readLines(child: ChildProcess, onLine: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on('line', onLine);
  }
}

/** SIGTERM lets the server end its extension hosts; what has not ended after five seconds is killed. */
function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
