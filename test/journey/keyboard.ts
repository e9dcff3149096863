import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

const MOST_TABS = 80;

/** A page's document, as far as looking for the focus needs it. */
interface Focusable {
  readonly activeElement?: Focused | null;
}
interface Focused {
  readonly innerText?: string;
  readonly ariaLabel?: string | null;
  readonly tagName: string;
  readonly shadowRoot?: Focusable | null;
  getBoundingClientRect(): { readonly width: number; readonly height: number };
}

/** Makes every use of the mouse an error from now on, also by accident. */
export function forbidMouse({ page }: Workbench): void {
  const refuse = (): never => assert.fail('this journey has no mouse');
  for (const name of ['click', 'dblclick', 'move', 'down', 'up', 'wheel'] as const) page.mouse[name] = refuse;
}

/** Runs a command by its title through the palette, then answers what it asks for, by typing and Enter alone. */
export async function typeCommand(
  vscode: Workbench,
  title: string,
  ...answers: readonly string[]
): Promise<void> {
  const { page } = vscode;
  await page.keyboard.press('F1');
  for (const text of [`>${title}`, ...answers]) {
    const input = page.locator('.quick-input-widget input[type="text"]');
    await input.waitFor();
    await input.fill(text);
    const wanted = text.replace(/^>/, '');
    await page
      .locator('.quick-input-list .monaco-list-row.focused')
      .filter({ has: page.getByText(wanted, { exact: true }) })
      .waitFor();
    await page.keyboard.press('Enter');
  }
}

/** Opens a file of the folder by typing its name. */
export async function openFileByName({ page }: Workbench, name: string): Promise<void> {
  await page.keyboard.press('Control+p');
  await page.locator('.quick-input-widget input[type="text"]').fill(name);
  await page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: name }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active').filter({ hasText: name }).waitFor();
  // The tab is there before what is in it, and only then do commands know of it.
  await page.locator('.editor-instance .view-line').first().waitFor();
}

/** Presses Tab until something with the name has the focus, in the preview's page. */
export async function tabTo(vscode: Workbench, name: RegExp): Promise<void> {
  const seen: string[] = [];
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    const focused = await nameOfFocus(vscode.preview().locator('body'));
    if (focused !== undefined && name.test(focused)) return;
    seen.push(focused ?? '–');
    await vscode.page.keyboard.press('Tab');
  }
  assert.fail(`Tab never came to ${String(name)}, but to: ${seen.join(' | ')}`);
}

/** Presses a key, again if need be, until something is there: a list moves a line at a time, and only once it is ready. */
export async function pressUntil({ page }: Workbench, key: string, there: Locator): Promise<void> {
  for (let presses = 0; presses < 10; presses++) {
    await page.keyboard.press(key);
    const isThere = await there.waitFor({ timeout: 1000 }).then(
      () => true,
      () => false,
    );
    if (isThere) return;
  }
  assert.fail(`${key} never led to ${String(there)}`);
}

/** Presses Tab until a button of VS Code's dialog with the name has the focus. */
export async function tabToInDialog(vscode: Workbench, name: RegExp): Promise<void> {
  const button = vscode.modal().getByRole('button', { name });
  await button.waitFor();
  for (let tabs = 0; tabs < 10; tabs++) {
    if (
      await button.evaluate(
        (element) => element === (globalThis as unknown as { document: Focusable }).document.activeElement,
      )
    )
      return;
    await vscode.page.keyboard.press('Tab');
  }
  assert.fail(`Tab never came to ${String(name)}`);
}

/** @returns what a person hears of the element with the focus; undefined while nothing in the page has it */
function nameOfFocus(body: Locator): Promise<string | undefined> {
  return body.evaluate(() => {
    const { document } = globalThis as unknown as { document: Focusable };
    const focused = document.activeElement;
    if (focused === null || focused === undefined || focused.tagName === 'BODY') return undefined;
    const { width, height } = focused.getBoundingClientRect();
    if (width === 0 || height === 0) return '(something that cannot be seen)';
    return (focused.ariaLabel ?? focused.innerText ?? '').trim();
  });
}
