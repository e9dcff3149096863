import type { Page } from 'playwright-core';
import type { VsCodeServer } from '../vscode-server/server.ts';
import { MARK } from './suite.ts';

/** A window of VS Code that runs a suite in its extension host. */
export interface SuiteWindow {
  /** Absolute paths of the extensions under development. */
  readonly extensions: readonly string[];
  /** Absolute path of the bundled suite (`extensionTestsPath`). */
  readonly suite: string;
  /** Absolute path of the folder to open. */
  readonly folder: string;
  /** From opening the page to the suite's end, in ms. */
  readonly limitMs: number;
  /** Receives what the suite says, without its mark. */
  readonly onSuiteLine: (line: string) => void;
  /** Receives what anybody else says on the extension host's console. */
  readonly onOtherLine: (line: string) => void;
}

/**
 * Opens the window in a page of its own and waits for the suite's end.
 * @returns 0 when every test passed, 1 otherwise, also when the page crashed or the time was up
 */
export async function runSuiteWindow(page: Page, server: VsCodeServer, window: SuiteWindow): Promise<number> {
  const ended = new Promise<number>((end) => {
    const timer = setTimeout(() => {
      window.onOtherLine(`The suite did not end within ${window.limitMs / 1000} s.`);
      end(1);
    }, window.limitMs);
    const stop = (status: number): void => {
      clearTimeout(timer);
      end(status);
    };
    page.on('crash', () => stop(1));
    void page.exposeFunction('codeAutomationExit', stop);
  });
  await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => {
    const text = args.map(String).join(' ');
    if (text.startsWith(MARK)) window.onSuiteLine(text.slice(MARK.length));
    else window.onOtherLine(text);
  });
  const remote = (path: string): string => `vscode-remote://${server.authority}${path}`;
  const payload = JSON.stringify([
    ...window.extensions.map((path) => ['extensionDevelopmentPath', remote(path)]),
    ['extensionTestsPath', remote(window.suite)],
  ]);
  await page.goto(
    `${server.url}/?folder=${encodeURIComponent(window.folder)}&payload=${encodeURIComponent(payload)}`,
  );
  return ended;
}
