import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

/** Names of remotes as people know them; VS Code tells an extension only the kind. */
const KINDS: Readonly<Record<string, string>> = {
  wsl: 'WSL',
  'ssh-remote': 'SSH',
  'dev-container': 'Dev Container',
  'attached-container': 'Container',
  codespaces: 'Codespaces',
  tunnel: 'Remote Tunnel',
};

/** @returns the kind of remote machine the extension runs on, e.g. `WSL`; `undefined` where it is the person's own */
export function remoteName(): string | undefined {
  const name = vscode.env.remoteName;
  return name === undefined ? undefined : (KINDS[name] ?? name);
}

/** @returns how a sentence calls the machine the extension runs on, and with it the AWS files and the AWS CLI */
export function machineName(): string {
  const remote = remoteName();
  return remote === undefined
    ? l10n.t('this computer')
    : l10n.t('the remote machine ({kind})', { kind: remote });
}
