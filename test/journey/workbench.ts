import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';

/** One window of VS Code in a browser, driven as a person would: palette, menus, buttons. */
export interface Workbench {
  readonly page: Page;
  /** Breaches of a content policy, errors of our page and script dialogs, as they came. */
  readonly troubles: readonly string[];
  /** Runs a command by its title, through the palette. */
  readonly command: (title: string) => Promise<void>;
  /** Chooses an entry of the list that a command has opened. */
  readonly pick: (entry: string) => Promise<void>;
  /** A row of the explorer. */
  readonly file: (name: string) => Locator;
  /** Right-clicks a file of the explorer and chooses from its menu. */
  readonly chooseOn: (name: string, item: string) => Promise<void>;
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

const ACTION_MS = 20_000;

/**
 * Opens a window and waits until its parts are there.
 * @param address the server's, with the folder to open in its query
 */
export async function openWorkbench(browser: Browser, address: string): Promise<Workbench> {
  const context = await browser.newContext({
    viewport: { width: 1600, height: 950 },
    locale: 'en-US',
    timezoneId: 'Europe/Berlin', // another zone than the meetings', as for most readers
  });
  context.setDefaultTimeout(ACTION_MS);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  const troubles = watch(page);
  await page.goto(address);
  await ready(page);
  return { page, troubles, ...driving(page), close: () => close(context) };
}

/** The extension's commands are known once its view container stands in the activity bar. */
async function ready(page: Page): Promise<void> {
  await container(page).waitFor({ timeout: 60_000 });
}

function container(page: Page): Locator {
  return page.locator('.part.activitybar').getByRole('tab', { name: 'Customer Meetings' });
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
    const isOurs = isOurPage(url) || /customer-?meetings/i.test(text);
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

/** The preview's page and what it loads, as opposed to VS Code's workbench. */
function isOurPage(address: string): boolean {
  return /fake\.html|about:srcdoc|\/dist\/media\/|customer-meetings/.test(address);
}

function driving(page: Page): Omit<Workbench, 'page' | 'troubles' | 'close'> {
  const file = (name: string): Locator =>
    page.locator('.explorer-folders-view .monaco-list-row', { has: page.getByText(name, { exact: true }) });
  const input = page.locator('.quick-input-widget input[type="text"]');
  const pick = async (typed: string, entry: string): Promise<void> => {
    await input.waitFor();
    await input.fill(typed);
    const row = page.locator('.quick-input-list .monaco-list-row');
    await row
      .filter({ has: page.getByText(entry, { exact: true }) })
      .first()
      .click();
  };
  return {
    file,
    command: async (title) => {
      await page.keyboard.press('F1');
      await pick(`>${title}`, title);
    },
    pick: (entry) => pick(entry, entry),
    chooseOn: async (name, item) => {
      const menu = page.locator('.context-view .monaco-menu');
      let pressed = false;
      // For its first moments a menu ignores the mouse, so that the right click itself chooses nothing; and on a busy
      // machine it goes a while after the press that did choose.
      await until(async () => {
        if (!(await menu.isVisible())) {
          if (pressed) return;
          await file(name).click({ button: 'right' });
        }
        await menu.getByRole('menuitem', { name: item, exact: true }).click({ timeout: 2000 });
        pressed = true;
        await menu.waitFor({ state: 'hidden', timeout: 500 });
      });
    },
    result: (name) => page.locator('.pane', { hasText: 'Customers' }).getByRole('treeitem', { name }),
    showViews: () => container(page).click(),
    preview: () => page.frameLocator('iframe.webview.ready').frameLocator('#active-frame'),
    modal: () => page.locator('.monaco-dialog-box'),
    notification: (text) =>
      page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text }),
  };
}

/** Tries again until `attempt` no longer rejects. */
async function until(attempt: () => Promise<unknown>): Promise<void> {
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
