import { startBrowser } from '../vscode-server/browser.ts';
import { startVsCodeServer, type VsCodeServer } from '../vscode-server/server.ts';
import type { Environment } from '../../src/sandbox/index.ts';
import { packagedExtension } from './packaged.ts';
import type { closingAfter } from './steps.ts';
import { themeSetting, type Theme } from './themes.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

/** A window as a journey wants it. */
export interface WindowOptions {
  readonly environment: Environment;
  /** Absolute path; absent for a window without a folder. */
  readonly folder?: string;
  /** Absolute path of a `.code-workspace` file, instead of a folder. */
  readonly workspace?: string;
  /** Light unless given. */
  readonly theme?: Theme;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Leave workspace trust on. */
  readonly workspaceTrust?: boolean;
  /** VS Code's display language, e.g. `de`; English unless given. */
  readonly language?: string;
  /** What the view container is called in that language. */
  readonly viewsTitle?: string;
  /** Prepares what was installed before the window opens. @param directory the server's data */
  readonly beforeOpening?: (directory: string) => Promise<void>;
}

/** Installs the packaged extension into a VS Code of its own and opens a window; both end with the journey. */
export async function openVsCode(
  closing: ReturnType<typeof closingAfter>,
  options: WindowOptions,
): Promise<{ readonly server: VsCodeServer; readonly vscode: Workbench }> {
  const { theme = 'light', settings = {}, workspaceTrust = false, language, viewsTitle } = options;
  const server = closing(
    await startVsCodeServer({
      environment: options.environment,
      extensions: [await packagedExtension()],
      settings: { ...themeSetting(theme), ...settings },
      workspaceTrust,
    }),
  );
  await options.beforeOpening?.(server.dataDirectory);
  const browser = closing(await startBrowser());
  const vscode = closing(
    await openWorkbench(browser, `${server.url}${whatToOpen(options)}`, {
      ...(language === undefined ? {} : { language }),
      ...(viewsTitle === undefined ? {} : { viewsTitle }),
    }),
  );
  return { server, vscode };
}

function whatToOpen({ folder, workspace }: WindowOptions): string {
  if (workspace !== undefined) return `/?workspace=${encodeURIComponent(workspace)}`;
  return folder === undefined ? '' : `/?folder=${encodeURIComponent(folder)}`;
}
