import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { SignInCommand } from './sign-in-command.ts';

/**
 * Runs a program in a terminal, where a person sees what it says (a device code, an address to open) and can stop it. It
 * is started as a process of its own, with its arguments as they are: no shell reads them.
 * @param env added to the terminal's own variables
 * @returns its exit status; `undefined` when it was stopped, or did not start
 */
export async function runInTerminal(
  name: string,
  { program, args }: SignInCommand,
  env: Record<string, string>,
): Promise<number | undefined> {
  const task = new vscode.Task(
    { type: 'customerMeetings.signIn', run: randomUUID() },
    vscode.TaskScope.Global,
    name,
    l10n.t('Customer Meetings'),
    new vscode.ProcessExecution(program, [...args], { env }),
  );
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Dedicated,
    focus: true,
    clear: true,
    showReuseMessage: false,
  };
  const statuses = new Map<vscode.TaskExecution, number | undefined>();
  let waiting: (() => void) | undefined;
  const ended = [
    vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      statuses.set(execution, exitCode);
      waiting?.();
    }),
    // Comes without the other where no process was started.
    vscode.tasks.onDidEndTask(({ execution }) => {
      if (!statuses.has(execution)) statuses.set(execution, undefined);
      waiting?.();
    }),
  ];
  try {
    const execution = await vscode.tasks.executeTask(task);
    await new Promise<void>((resolve) => {
      waiting = () => {
        if (statuses.has(execution)) resolve();
      };
      waiting();
    });
    return statuses.get(execution);
  } finally {
    for (const subscription of ended) subscription.dispose();
  }
}
