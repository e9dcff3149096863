import * as vscode from 'vscode';
import { linkBehind, literal, type MessageLink } from './literal.ts';

// The one door to every place where VS Code shows a text of ours outside documents and trees. Lint bans the bare calls.

/** How much a message matters. */
export type Severity = 'info' | 'warning' | 'error';

/**
 * Shows a notification. The text is shown as it is written: nothing in it becomes a link, a command, or an icon.
 * @returns the button that was pressed
 */
export function notify(
  severity: Severity,
  text: string,
  ...buttons: readonly string[]
): Thenable<string | undefined> {
  return show(severity, literal(text), buttons);
}

/** The same with a link behind the text. @returns the button that was pressed */
export function notifyWithLink(
  severity: Severity,
  text: string,
  link: MessageLink,
  ...buttons: readonly string[]
): Thenable<string | undefined> {
  return show(severity, `${literal(text)}${linkBehind(link)}`, buttons);
}

function show(severity: Severity, text: string, buttons: readonly string[]): Thenable<string | undefined> {
  switch (severity) {
    case 'info':
      return vscode.window.showInformationMessage(text, ...buttons);
    case 'warning':
      return vscode.window.showWarningMessage(text, ...buttons);
    case 'error':
      return vscode.window.showErrorMessage(text, ...buttons);
  }
}

/** A question in front of everything else; VS Code adds the button that says no. @returns the button that was pressed */
export function ask(
  severity: Exclude<Severity, 'error'>,
  text: string,
  detail: string,
  ...buttons: readonly string[]
): Thenable<string | undefined> {
  const options = { modal: true, detail: literal(detail) };
  return severity === 'info'
    ? vscode.window.showInformationMessage(literal(text), options, ...buttons)
    : vscode.window.showWarningMessage(literal(text), options, ...buttons);
}

/** What a task under way says of itself. */
export type Progress = vscode.Progress<{ readonly message?: string; readonly increment?: number }>;

/** Shows that something is under way, as `vscode.window.withProgress` does. */
export function showProgress<T>(
  options: vscode.ProgressOptions,
  work: (progress: Progress, token: vscode.CancellationToken) => Thenable<T>,
): Thenable<T> {
  const { title } = options;
  return vscode.window.withProgress(
    { ...options, ...(title !== undefined && { title: literal(title) }) },
    (progress, token) =>
      work(
        {
          report: ({ message, increment }) =>
            progress.report({
              ...(message !== undefined && { message: literal(message) }),
              ...(increment !== undefined && { increment }),
            }),
        },
        token,
      ),
  );
}

/** Asks for a line of text, as `vscode.window.showInputBox` does. */
export function promptText(
  options: vscode.InputBoxOptions,
  token?: vscode.CancellationToken,
): Thenable<string | undefined> {
  const { title, prompt } = options;
  return vscode.window.showInputBox(
    {
      ...options,
      ...(title !== undefined && { title: literal(title) }),
      ...(prompt !== undefined && { prompt: literal(prompt) }),
      validateInput: async (value) => {
        const problem = await options.validateInput?.(value);
        return typeof problem === 'string' ? literal(problem) : problem;
      },
    },
    token,
  );
}

/** Lets a person pick one of several, as `vscode.window.showQuickPick` does. Icons go into `iconPath`, never into a label. */
export async function pickOne<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: vscode.QuickPickOptions,
): Promise<T | undefined> {
  const shown = items.map((item) => ({
    ...item,
    label: literal(item.label),
    ...(item.description !== undefined && { description: literal(item.description) }),
    ...(item.detail !== undefined && { detail: literal(item.detail) }),
    item,
  }));
  return (await vscode.window.showQuickPick(shown, options))?.item;
}

const SHORT_MS = 3000;
const LONG_MS = 10_000;

/** Says for a moment in the status bar that something is done. */
export function flashDone(text: string): void {
  vscode.window.setStatusBarMessage(`$(check) ${literal(text)}`, SHORT_MS);
}

/** Says something in the status bar for as long as it takes to read. */
export function flashHint(text: string): void {
  vscode.window.setStatusBarMessage(literal(text), LONG_MS);
}
