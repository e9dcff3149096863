import * as l10n from '@vscode/l10n';

/** Every sentence about sending says so while the sandbox is on. */
export function inSandbox(sandbox: boolean, message: string): string {
  return sandbox ? l10n.t('Sandbox: {message}', { message }) : message;
}
