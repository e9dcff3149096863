import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ask, promptText } from './messages.ts';
import { createAccessBoard } from './access/board.ts';
import { registerTools } from './agents/register.ts';
import { registerCommands } from './commands/table.ts';
import type { UiContext } from './context.ts';
import { registerDecorations } from './files/decoration-provider.ts';
import { registerLanguage } from './language/index.ts';
import { registerPreviewSerializer } from './preview/serializer.ts';
import { createListeners } from './session/listeners.ts';
import { createSessionRegistry } from './session/registry.ts';
import { followSessions } from './status.ts';
import { createTestApi, type TestApi } from './test-api.ts';
import { followAchievements } from './walkthrough.ts';
import { registerMeetingsView } from './tree/meetings-view.ts';
import { registerResultsView } from './tree/results-view.ts';
import type { Workbench } from './workbench.ts';

/** The running extension, as its entry holds it. */
export interface Started {
  /** For tests inside the editor; absent in a person's window. */
  readonly testApi: TestApi | undefined;
  /** Cancels what is being asked, lets a send and the keeping of answers end (three seconds at most), and ends the sandbox. */
  readonly stop: () => Promise<void>;
}

export type { TestApi } from './test-api.ts';

/**
 * Puts the extension's commands, views and status in place. Reads no file, asks nobody: all of that is behind the
 * workbench, which the first command loads.
 * @param extension VS Code's context
 */
export function start(extension: vscode.ExtensionContext): Started {
  // The parts without `vscode` speak through the same translations; the editor has already read them.
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });
  const log = vscode.window.createOutputChannel('Customer Meetings', { log: true });
  extension.subscriptions.push(log);
  const ctx: UiContext = {
    extension,
    log,
    sessions: createSessionRegistry(),
    access: createAccessBoard(),
    asker: { current: askInModal },
    saveDialog: { current: (options) => vscode.window.showSaveDialog(options) },
    prompter: { current: async (options) => promptText(options) },
    focus: { previewUri: undefined },
    identityChanges: createListeners(),
    toldCauses: new Set(),
    endings: new Set(),
  };
  let workbench: Promise<Workbench> | undefined;
  const load = (): Promise<Workbench> =>
    (workbench ??= import('./workbench.ts').then(({ createWorkbench }) => createWorkbench(ctx)));

  registerCommands(ctx, load);
  const results = registerResultsView(ctx);
  const meetings = registerMeetingsView(ctx);
  registerDecorations(ctx, meetings);
  followSessions(ctx);
  followAchievements(ctx);
  registerPreviewSerializer(ctx, load);
  registerLanguage(ctx);
  registerTools(ctx, load);
  const isTest = extension.extensionMode === vscode.ExtensionMode.Test;
  return {
    testApi: isTest ? createTestApi(ctx, load, results, meetings) : undefined,
    stop: async () => {
      const sessions = ctx.sessions.all();
      for (const session of sessions) session.cancel();
      // What is being sent goes on, so that what came of it is written down; so is what customers have answered.
      const endings = [...ctx.endings].map((end) => end());
      const settled = [...sessions.map((session) => session.settled()), ...endings];
      await atMost(STOPPING_MS, Promise.allSettled(settled));
      const loaded = await workbench;
      await Promise.all([loaded?.aws.close(), loaded?.sandbox.close()]);
    },
  };
}

/** VS Code gives a closing window five seconds, of which the rest is for what is closed afterwards. */
const STOPPING_MS = 3000;

/** Waits for work, but not longer than `ms`. */
async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, over]);
  clearTimeout(timer);
}

/** Asks with VS Code's own modal. */
const askInModal: UiContext['asker']['current'] = async ({ message, detail, choices }) =>
  ask('warning', message, detail, ...choices);
