// Runs the suite inside a real VS Code: code-server's, its window in a Chromium without a screen.
import { resolve } from 'node:path';
import { startBrowser } from '../vscode-server/browser.ts';
import { startVsCodeServer } from '../vscode-server/server.ts';
import { bundleSuite } from './bundle.ts';
import { runSuiteWindow } from './suite-window.ts';
import { MARK } from './suite.ts';
import { harmlessEnvironment, makeWorkspace } from './workspace.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const LIMIT_MS = 8 * 60_000;

const suite = await bundleSuite();
const workspace = await makeWorkspace();
const others: string[] = [];
const serverLines: string[] = [];
const server = await startVsCodeServer({
  environment: harmlessEnvironment(),
  testDriver: true,
  onLine: (line) => serverLines.push(line),
});
try {
  const browser = await startBrowser();
  try {
    const status = await runSuiteWindow(
      await browser.newPage({ viewport: { width: 1280, height: 800 } }),
      server,
      {
        extensions: [ROOT],
        suite,
        folder: workspace.folder,
        limitMs: LIMIT_MS,
        onSuiteLine: (line) => print(MARK + line),
        onOtherLine: (line) => others.push(line),
      },
    );
    if (status !== 0) print(['VS Code said besides:', ...others, ...serverLines].slice(-60).join('\n'));
    process.exitCode = status;
  } finally {
    await browser.close();
  }
} finally {
  await server.close();
  await workspace.close();
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
