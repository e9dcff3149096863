// Runs the same suite in a desktop VS Code, which is downloaded first: for machines that may do that.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { bundleSuite } from './bundle.ts';
import { harmlessEnvironment, makeWorkspace } from './workspace.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** The oldest VS Code that the extension says it runs in, and the newest; `VSCODE_VERSION` chooses another. */
const version = process.env.VSCODE_VERSION ?? 'stable';

const suite = await bundleSuite();
const workspace = await makeWorkspace();
const userData = await mkdtemp(join(tmpdir(), 'cm-')); // short: VS Code puts Unix sockets in it
try {
  const vscodeExecutablePath = await downloadAndUnzipVSCode({
    version,
    timeout: 60_000,
    cachePath: join(ROOT, 'out', 'desktop'),
  }).catch((error: unknown) => {
    throw new Error(
      `VS Code ${version} could not be downloaded (${error instanceof Error ? error.message : String(error)}). ` +
        'On a machine without that download, npm test runs the same suite in the VS Code of the package code-server.',
    );
  });
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: suite,
    extensionTestsEnv: harmlessEnvironment(),
    launchArgs: [
      workspace.folder,
      `--user-data-dir=${userData}`,
      '--disable-extensions',
      '--disable-workspace-trust',
      '--skip-welcome',
    ],
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await workspace.close();
  await rm(userData, { recursive: true, force: true });
}
