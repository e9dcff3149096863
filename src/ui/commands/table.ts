import * as vscode from 'vscode';
import type { UiContext } from '../context.ts';
import type { Workbench } from '../workbench.ts';
import type * as ActionsModule from './actions.ts';
import { COMMAND_IDS, type CommandId } from './ids.ts';
import { reportFailure, requireTrust } from './run-command.ts';

/** What a command needs before it runs, and what it does. Its code is loaded when it is first pressed. */
interface Command {
  readonly needsTrust: boolean;
  readonly run: (load: () => Promise<Workbench>, ctx: UiContext, argument: unknown) => Promise<unknown>;
}

const COMMANDS: Readonly<Record<CommandId, Command>> = {
  'customerMeetings.queryRecipients': onMeeting(async (actions, workbench, session) =>
    actions.query(workbench, session),
  ),
  'customerMeetings.previewInvite': onMeeting(async (actions, workbench, session) =>
    actions.preview(workbench, session),
  ),
  'customerMeetings.sendInvite': onMeeting(async (actions, workbench, session) =>
    actions.send(workbench, session),
  ),
  'customerMeetings.cancelQuery': {
    needsTrust: false,
    run: async (load) => (await import('./actions.ts')).cancelQuery(await load()),
  },
  'customerMeetings.retryFailedCustomers': {
    needsTrust: true,
    run: async (load, _, argument) => (await import('./actions.ts')).retry(await load(), argument),
  },
  'customerMeetings.saveAsICalendarFile': {
    needsTrust: true,
    run: async (_, ctx, argument) => {
      const actions = await import('./actions.ts');
      const file = await actions.chooseMeetingFile(ctx, argument);
      if (file !== undefined) await actions.saveCalendarFile(ctx, file);
    },
  },
  'customerMeetings.openSampleWorkspace': {
    needsTrust: false,
    run: async (load) => (await import('./actions.ts')).openSampleWorkspace(await load()),
  },
  'customerMeetings.showLog': {
    needsTrust: false,
    run: async (_, ctx) => {
      ctx.log.show();
      return Promise.resolve();
    },
  },
  'customerMeetings.copyAddresses': {
    needsTrust: false,
    run: async (_, ctx, argument) => (await import('./actions.ts')).copyAddresses(ctx, argument),
  },
};

type Actions = typeof ActionsModule;
type MeetingAction = (
  actions: Actions,
  workbench: Workbench,
  session: ReturnType<Workbench['open']>,
) => Promise<unknown>;

/** A command about one meeting file: finds out which, then acts on its session. */
function onMeeting(act: MeetingAction): Command {
  return {
    needsTrust: true,
    run: async (load, ctx, argument) => {
      const actions = await import('./actions.ts');
      const file = await actions.chooseMeetingFile(ctx, argument);
      if (file === undefined) return undefined;
      const workbench = await load();
      return act(actions, workbench, workbench.open(file));
    },
  };
}

/**
 * Registers every command. Failures are told and logged, never thrown at VS Code, which would show a bare stack.
 * @param load loads the workbench, once
 */
export function registerCommands(ctx: UiContext, load: () => Promise<Workbench>): void {
  for (const id of COMMAND_IDS) {
    const command = COMMANDS[id];
    const handler = async (argument?: unknown): Promise<unknown> => {
      try {
        if (command.needsTrust && !(await requireTrust())) return undefined;
        return await command.run(load, ctx, argument);
      } catch (error) {
        void reportFailure(ctx, error);
        return undefined;
      }
    };
    ctx.extension.subscriptions.push(vscode.commands.registerCommand(id, handler));
  }
}
