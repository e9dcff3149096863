import * as l10n from '@vscode/l10n';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { promptText } from '../messages.ts';
import { readTextFile, writePrivateFile } from '../../files/index.ts';
import type { AskMfaCode, AwsPool, TextStore } from '../../recipients/index.ts';

/** The window's way to AWS: one pool for all its runs. */
export interface AwsWindow {
  /** Opened with the first run. */
  readonly pool: () => Promise<AwsPool>;
  readonly askMfaCode: AskMfaCode;
  readonly close: () => Promise<void>;
}

/** @param context whose global storage keeps the names of contact lists between sessions */
export function createAwsWindow(context: vscode.ExtensionContext): AwsWindow {
  let pool: Promise<AwsPool> | undefined;
  const file = join(context.globalStorageUri.fsPath, 'contact-lists.json');
  return {
    pool: () =>
      (pool ??= import('../../recipients/index.ts').then(({ openAwsPool }) =>
        openAwsPool({ readTextFile, contactListStore: textFile(file) }),
      )),
    askMfaCode,
    close: async () => (await pool)?.close(),
  };
}

/** Several windows share the file. */
const textFile = (path: string): TextStore => ({
  read: () => readTextFile(path).catch(() => undefined),
  write: (text) => writePrivateFile(path, text),
});

const askMfaCode: AskMfaCode = async ({ serial, profile, again }, signal) => {
  const given = new vscode.CancellationTokenSource();
  const stop = (): void => given.cancel();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await promptText(
      {
        title: l10n.t('Multi-factor code for AWS profile {profile}', { profile }),
        prompt: again
          ? l10n.t('AWS refused that code. The next one that {device} shows:', { device: serial })
          : l10n.t('The code that {device} shows now', { device: serial }),
        placeHolder: '123456',
        ignoreFocusOut: true,
        validateInput: (text) =>
          /^\d{6}$/.test(text.trim()) || text === '' ? undefined : l10n.t('Six digits.'),
      },
      given.token,
    );
  } finally {
    signal.removeEventListener('abort', stop);
    given.dispose();
  }
};
