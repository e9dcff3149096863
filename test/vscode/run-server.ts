// Runs the suite inside a real VS Code: code-server's, its window in a Chromium without a screen.
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { startBrowser } from '../vscode-server/browser.ts';
import { startVsCodeServer } from '../vscode-server/server.ts';
import { bundleSuite } from './bundle.ts';
import { MARK } from './suite.ts';
import { harmlessEnvironment, makeWorkspace } from './workspace.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** From opening the page to the suite's end, in ms. */
const LIMIT_MS = 4 * 60_000;

const suite = await bundleSuite();
const workspace = await makeWorkspace();
const serverLines: string[] = [];
const server = await startVsCodeServer({
  environment: harmlessEnvironment(),
  testDriver: true,
  onLine: (line) => serverLines.push(line),
});
try {
  const browser = await startBrowser();
  try {
    process.exitCode = await runSuite(await browser.newPage({ viewport: { width: 1280, height: 800 } }));
  } finally {
    await browser.close();
  }
} finally {
  await server.close();
  await workspace.close();
}

/** @returns 0 when every test passed, 1 otherwise; what the suite says is printed as it comes */
async function runSuite(page: Page): Promise<number> {
  const others: string[] = [];
  const ended = new Promise<number>((end) => {
    const timer = setTimeout(() => {
      others.push(`The suite did not end within ${LIMIT_MS / 1000} s.`);
      end(1);
    }, LIMIT_MS);
    const stop = (status: number): void => {
      clearTimeout(timer);
      end(status);
    };
    page.on('crash', () => stop(1));
    void page.exposeFunction('codeAutomationExit', stop);
  });
  await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => {
    const text = args.map(String).join(' ');
    if (text.startsWith(MARK)) print(text);
    else others.push(text);
  });
  const remote = (path: string): string => `vscode-remote://${server.authority}${path}`;
  const payload = JSON.stringify([
    ['extensionDevelopmentPath', remote(ROOT)],
    ['extensionTestsPath', remote(suite)],
  ]);
  await page.goto(
    `${server.url}/?folder=${encodeURIComponent(workspace.folder)}&payload=${encodeURIComponent(payload)}`,
  );
  const status = await ended;
  if (status !== 0) print(['VS Code said besides:', ...others, ...serverLines].slice(-60).join('\n'));
  return status;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
