import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { parseFromPage, type FromPage, type ToPage } from '../../../src/ui/preview/protocol.ts';
import { shellHtml } from '../../../src/ui/preview/shell.ts';
import { THEMES, type Theme } from './themes.ts';

const MEDIA = resolve(import.meta.dirname, '..', '..', '..', 'media', 'preview');
const ORIGIN = 'http://preview.invalid';
const NONCE = 'bm9uY2U=';

/** The preview's page by itself in a browser, under the content policy that it has in VS Code. */
export interface OpenPage {
  readonly page: Page;
  readonly nonce: string;
  /** What was pressed so far. */
  readonly pressed: FromPage[];
  /** Breaches of the content policy, errors and dialogs. */
  readonly troubles: string[];
  /** Says something to the page, as the extension does, and waits until it is drawn. */
  readonly tell: (...messages: ToPage[]) => Promise<void>;
  readonly setTheme: (theme: Theme) => Promise<void>;
  /** Loads it again, as VS Code does with a page that was hidden. */
  readonly reload: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What VS Code's webview gives to a page: its API, with a state that outlives the page. */
const VSCODE_API = `{
  const key = 'vscode-state';
  let given = false;
  window.acquireVsCodeApi = () => {
    if (given) throw new Error('the API was asked for twice');
    given = true;
    return {
      postMessage: (message) => window.pressedInPage(message),
      getState: () => JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined,
      setState: (state) => sessionStorage.setItem(key, JSON.stringify(state)),
    };
  };
}`;

/** Opens the page. No request of it leaves the process. */
export async function openPage(browser: Browser, viewport = { width: 1280, height: 900 }): Promise<OpenPage> {
  const context = await browser.newContext({ viewport, locale: 'en-US', timezoneId: 'Europe/Berlin' });
  const page = await context.newPage();
  const pressed: FromPage[] = [];
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(`uncaught: ${error.message}`));
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const files = await pageFiles();
  await page.route('**/*', (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    const body = files.get(name);
    return body === undefined ? route.abort() : route.fulfill(body);
  });
  await page.exposeFunction('pressedInPage', (message: unknown) => {
    const known = parseFromPage(message);
    if (known === undefined) troubles.push(`no message of ours: ${JSON.stringify(message)}`);
    else pressed.push(known);
  });
  await page.addInitScript(VSCODE_API);
  let theme: Theme = 'dark';
  const setTheme = async (next: Theme): Promise<void> => {
    theme = next;
    const { body, colors } = THEMES[next];
    await page.evaluate(
      `document.body.className = ${JSON.stringify(body)};
       document.documentElement.style.cssText = ${JSON.stringify(cssOf(colors))};`,
    );
  };
  const load = async (): Promise<void> => {
    pressed.length = 0;
    await page.goto(`${ORIGIN}/index.html`);
    await setTheme(theme);
  };
  await load();
  return {
    page,
    nonce: NONCE,
    pressed,
    troubles,
    setTheme,
    reload: load,
    tell: async (...messages) => {
      for (const message of messages) await page.evaluate((data) => postMessage(data, '*'), message);
      await page.evaluate(AFTER_PAINT);
    },
    close: () => context.close(),
  };
}

/** Settles when what was drawn has been painted. */
export const AFTER_PAINT =
  'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(undefined))))';

declare function postMessage(data: unknown, origin: string): void;

async function pageFiles(): Promise<
  ReadonlyMap<string, { readonly body: string; readonly contentType: string }>
> {
  const { outputFiles } = await build({
    entryPoints: [join(MEDIA, 'main.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
  });
  const shell = shellHtml({
    source: ORIGIN,
    nonce: NONCE,
    script: 'preview.js',
    styles: ['preview.css', 'people.css'],
  });
  const css = async (name: string) =>
    [name, { body: await readFile(join(MEDIA, name), 'utf8'), contentType: 'text/css' }] as const;
  return new Map([
    ['index.html', { body: shell, contentType: 'text/html' }],
    ['preview.js', { body: outputFiles[0]?.text ?? '', contentType: 'text/javascript' }],
    await css('preview.css'),
    await css('people.css'),
  ]);
}

function cssOf(colors: Readonly<Record<string, string>>): string {
  const variables = {
    ...colors,
    'font-family': 'sans-serif',
    'font-size': '13px',
    'editor-font-family': 'monospace',
  };
  return Object.entries(variables)
    .map(([name, value]) => `--vscode-${name}: ${value}`)
    .join('; ');
}
