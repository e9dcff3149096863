import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';

/** One window of VS Code in a browser, driven as a person would: palette, menus, buttons. */
export interface Workbench {
  readonly page: Page;
  /** Breaches of a content policy, errors of our page and script dialogs, as they came. */
  readonly troubles: readonly string[];
  /** Runs a command by its title, through the palette. */
  readonly command: (title: string) => Promise<void>;
  /** The same, where the palette may not offer the command at the moment. */
  readonly tryCommand: (title: string) => Promise<void>;
  /** Chooses an entry of the list that a command has opened. */
  readonly pick: (entry: string) => Promise<void>;
  /** A row of the explorer. */
  readonly file: (name: string) => Locator;
  /** Right-clicks a file of the explorer and chooses from its menu. */
  readonly chooseOn: (name: string, item: string) => Promise<void>;
  /** The same on a row of the results tree. */
  readonly chooseOnResult: (name: RegExp, item: string) => Promise<void>;
  /** What screen readers say of the customers in the results tree, from the top. */
  readonly results: () => Promise<readonly string[]>;
  /** Replaces a text in the file's editor by typing over it; the file is not saved. */
  readonly replaceInEditor: (name: string, text: string, by: string) => Promise<void>;
  /** Waits until the clipboard holds a text like that, and gives it. */
  readonly clipboard: (text: RegExp) => Promise<string>;
  /** Loads the window again, as after a restart of the editor. */
  readonly reload: () => Promise<void>;
  /** Shows the extension's own views in the side bar. */
  readonly showViews: () => Promise<void>;
  /** Rows of the results tree, by what a screen reader says. */
  readonly result: (name: string | RegExp) => Locator;
  /** The page inside the preview. */
  readonly preview: () => FrameLocator;
  /** VS Code's modal dialog. */
  readonly modal: () => Locator;
  /** A notification with the text. */
  readonly notification: (text: string | RegExp) => Locator;
  readonly close: () => Promise<void>;
}

/** A row of a tree, as far as it is looked at; this project's tests know no browser types. */
interface Row {
  getAttribute(name: string): string | null;
}

const ACTION_MS = 20_000;

/**
 * Opens a window and waits until its parts are there.
 * @param address the server's, with the folder to open in its query
 * @param options `language`: what VS Code would have from an installed language pack; `viewsTitle`: the view container's
 */
export async function openWorkbench(
  browser: Browser,
  address: string,
  options: { readonly language?: string; readonly viewsTitle?: string } = {},
): Promise<Workbench> {
  const context = await browser.newContext({
    viewport: { width: 1600, height: 950 },
    locale: 'en-US',
    timezoneId: 'Europe/Berlin', // another zone than the meetings', as for most readers
  });
  context.setDefaultTimeout(ACTION_MS);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  const troubles = watch(page);
  if (options.language !== undefined)
    await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(options.language)};`);
  await page.goto(address);
  const { viewsTitle = 'Customer Meetings' } = options;
  await ready(page, viewsTitle);
  return { page, troubles, ...driving(page, viewsTitle), close: () => close(context) };
}

/** The extension's commands are known once its view container stands in the activity bar. */
async function ready(page: Page, viewsTitle: string): Promise<void> {
  await container(page, viewsTitle).waitFor({ timeout: 60_000 });
}

function container(page: Page, title: string): Locator {
  return page.locator('.part.activitybar').getByRole('tab', { name: title });
}

/**
 * Hears what a page says. VS Code's own workbench grumbles a lot on a machine without a network; its errors count only
 * where they name the extension. A breach of a content policy counts wherever it happens.
 */
function watch(page: Page): string[] {
  const troubles: string[] = [];
  page.on('console', (message) => {
    const { url } = message.location();
    const text = message.text();
    const isOurs = isOurPage(url) || (/customer-?meetings/i.test(text) && !LEFT_BEHIND.test(text));
    if (/content security policy/i.test(text) || (message.type() === 'error' && isOurs))
      troubles.push(`${text} (${url})`);
  });
  page.on('pageerror', (error) => {
    if (isOurPage(error.stack ?? '')) troubles.push(`uncaught: ${error.message}`);
  });
  page.on('dialog', (dialog) => {
    // The browser asks before a window with unsaved state is left; a person who asked for another folder says yes.
    if (dialog.type() === 'beforeunload') void dialog.accept();
    else {
      troubles.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    }
  });
  return troubles;
}

/**
 * What VS Code says of its own settings files where a window goes to another folder while they are read. The sample
 * workspace's folder has our name in its path.
 */
const LEFT_BEHIND = /Unable to read file '[^']*\/\.vscode\/\w+\.json' \(Canceled: Canceled\)/;

/** The preview's page and what it loads, as opposed to VS Code's workbench. */
function isOurPage(address: string): boolean {
  return /fake\.html|about:srcdoc|\/dist\/media\/|customer-meetings/.test(address);
}

function driving(page: Page, viewsTitle: string): Omit<Workbench, 'page' | 'troubles' | 'close'> {
  const file = (name: string): Locator =>
    page.locator('.explorer-folders-view .monaco-list-row', { has: page.getByText(name, { exact: true }) });
  const results = page.locator('.pane', { hasText: 'Customers' }).getByRole('treeitem');
  const result = (name: string | RegExp): Locator =>
    page.locator('.pane', { hasText: 'Customers' }).getByRole('treeitem', { name });
  const input = page.locator('.quick-input-widget input[type="text"]');
  const pick = async (typed: string, entry: string, timeout = ACTION_MS): Promise<void> => {
    await input.waitFor({ timeout });
    await input.fill(typed, { timeout });
    const row = page.locator('.quick-input-list .monaco-list-row');
    await row
      .filter({ has: page.getByText(entry, { exact: true }) })
      .first()
      .click({ timeout });
  };
  const command = async (title: string): Promise<void> => {
    // What is just opening may take the focus, and with it the palette, away again.
    await until(async () => {
      await page.keyboard.press('F1');
      await input.waitFor({ timeout: 2000 });
      await pick(`>${title}`, title, 3000);
    });
  };
  return {
    file,
    command,
    tryCommand: async (title) => {
      await page.keyboard.press('F1');
      await input.fill(`>${title}`);
      const row = page.locator('.quick-input-list .monaco-list-row').first();
      await row.waitFor();
      if (await row.getByText(title, { exact: true }).isVisible()) await row.click();
      else await page.keyboard.press('Escape');
    },
    pick: (entry) => pick(entry, entry),
    chooseOn: (name, item) => chooseFromMenu(page, file(name), item),
    chooseOnResult: (name, item) => chooseFromMenu(page, result(name), item),
    results: async () => {
      const rows = await results.evaluateAll((elements: readonly Row[]) =>
        elements.map((row) => ({
          level: row.getAttribute('aria-level'),
          place: Number(row.getAttribute('aria-posinset')),
          label: row.getAttribute('aria-label') ?? '',
        })),
      );
      return rows
        .filter(({ level }) => level === '2')
        .sort((a, b) => a.place - b.place)
        .map(({ label }) => label);
    },
    replaceInEditor: async (name, text, by) => {
      await page.getByRole('tab', { name: new RegExp(`^${name.replaceAll('.', '\\.')}`) }).click();
      await page.keyboard.press('Control+h');
      const find = page.locator('.find-widget.visible');
      await find.getByRole('textbox', { name: 'Find', exact: true }).fill(text);
      await find.getByRole('textbox', { name: 'Replace', exact: true }).fill(by);
      await find.getByText(/^1 of \d+$/).waitFor();
      await page.keyboard.press('Control+Alt+Enter');
      await find.getByText('No results').waitFor();
      await page.keyboard.press('Escape');
    },
    clipboard: async (text) => {
      let found = '';
      await until(async () => {
        found = String(await page.evaluate('navigator.clipboard.readText()'));
        if (!text.test(found)) throw new Error(`The clipboard holds: ${found}`);
        await Promise.resolve();
      });
      return found;
    },
    reload: async () => {
      const loaded = page.waitForEvent('load');
      await command('Developer: Reload Window');
      await loaded;
      await ready(page, viewsTitle);
    },
    result,
    showViews: () => container(page, viewsTitle).click(),
    preview: () => page.frameLocator('iframe.webview.ready').frameLocator('#active-frame'),
    modal: () => page.locator('.monaco-dialog-box'),
    notification: (text) =>
      page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text }),
  };
}

/**
 * For its first moments a menu ignores the mouse, so that the right click itself chooses nothing; and on a busy machine it
 * goes a while after the press that did choose.
 */
async function chooseFromMenu(page: Page, on: Locator, item: string): Promise<void> {
  const menu = page.locator('.context-view .monaco-menu');
  let pressed = false;
  await until(async () => {
    if (!(await menu.isVisible())) {
      if (pressed) return;
      await on.click({ button: 'right' });
    }
    await menu.getByRole('menuitem', { name: item, exact: true }).click({ timeout: 2000 });
    pressed = true;
    await menu.waitFor({ state: 'hidden', timeout: 500 });
  });
}

/** Tries again until `attempt` no longer rejects. */
export async function until(attempt: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + ACTION_MS;
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

async function close(context: BrowserContext): Promise<void> {
  // Leaving a window with work under way asks; a test that ends does not want to be asked.
  for (const page of context.pages()) await page.close({ runBeforeUnload: false });
  await context.close();
}
