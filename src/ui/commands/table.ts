import * as vscode from 'vscode';
import type { UiContext } from '../context.ts';
import type { AccountDesk } from '../environment/account-actions.ts';
import type { Workbench } from '../workbench.ts';
import type * as AccountModule from './account.ts';
import { achieve } from '../walkthrough.ts';
import type * as ActionsModule from './actions.ts';
import { COMMAND_IDS, type CommandId } from './ids.ts';
import type * as NodeActionsModule from './node-actions.ts';
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
  'customerMeetings.sendTestToMyself': onMeeting(async (_, workbench, session) =>
    (await import('./send-test.ts')).sendTestToMyself(workbench, session),
  ),
  'customerMeetings.cancelMeeting': onMeeting(async (_, workbench, session) =>
    (await import('./cancel.ts')).cancelMeeting(workbench, session),
  ),
  'customerMeetings.checkCalendarAccess': {
    needsTrust: true,
    run: async (load, _, argument) =>
      (await import('./check-calendar-access.ts')).checkCalendarAccess(await load(), argument),
  },
  'customerMeetings.proveCalendar': {
    needsTrust: true,
    run: async (load, _, argument) =>
      (await import('./prove-calendar.ts')).proveCalendarCommand(await load(), argument),
  },
  'customerMeetings.switchAccount': onAccount((account, desk) => account.switchAccount(desk)),
  'customerMeetings.signOut': onAccount((account, desk) => account.signOut(desk)),
  'customerMeetings.storeClientSecret': onAccount((account, desk) => account.storeClientSecret(desk)),
  'customerMeetings.forgetClientSecret': onAccount((account, desk) => account.forgetClientSecret(desk)),
  'customerMeetings.showSendHistory': {
    needsTrust: false,
    run: async (load) => (await import('./history.ts')).showSendHistory(await load()),
  },
  'customerMeetings.leaveOut': onAttendee('leaveOut'),
  'customerMeetings.inviteAgain': onAttendee('inviteAgain'),
  'customerMeetings.takeOff': onAttendee('takeOff'),
  'customerMeetings.retry': onNode(async (actions, load, argument) =>
    actions.retryNode(await load(), argument),
  ),
  'customerMeetings.signInWithSso': onNode(async (actions, load, argument) =>
    actions.signInToAws(await load(), 'sso', argument),
  ),
  'customerMeetings.signInWithAwsLogin': onNode(async (actions, load, argument) =>
    actions.signInToAws(await load(), 'login', argument),
  ),
  'customerMeetings.copyError': onNode((actions, _, argument, ctx) => actions.copyError(ctx, argument)),
  'customerMeetings.excludeCustomer': onNode((actions, _, argument, ctx) =>
    actions.excludeCustomer(ctx, argument),
  ),
  'customerMeetings.includeCustomer': onNode((actions, _, argument, ctx) =>
    actions.includeCustomer(ctx, argument),
  ),
  'customerMeetings.openContactList': onNode((actions, _, argument, ctx) =>
    actions.openContactList(ctx, argument),
  ),
  'customerMeetings.openSettings': {
    needsTrust: false,
    run: async (_, ctx, argument) => (await import('./node-actions.ts')).openSettings(ctx, argument),
  },
  'customerMeetings.checkAccess': onNode(async (actions, load, argument) =>
    actions.checkAccess(await load(), argument),
  ),
  'customerMeetings.openMeetingFile': {
    needsTrust: true,
    run: async (_, ctx) => {
      if (await (await import('./node-actions.ts')).openMeetingFile({ ctx })) achieve(ctx, 'meetingOpened');
    },
  },
  'customerMeetings.copyDiagnostics': {
    needsTrust: false,
    run: async (load) => (await import('../diagnostics/copy.ts')).copyDiagnostics(await load()),
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

/** A command about the person that was right-clicked in a preview. */
function onAttendee(decision: 'leaveOut' | 'inviteAgain' | 'takeOff'): Command {
  return {
    needsTrust: true,
    run: async (_, ctx, argument) =>
      (await import('./attendees.ts')).decideOnClicked(ctx, argument, decision),
  };
}

type NodeActions = typeof NodeActionsModule;

/** A command about a node of the view *Customers*; without a node the person is asked which. */
function onNode(
  act: (
    actions: NodeActions,
    load: () => Promise<Workbench>,
    argument: unknown,
    ctx: UiContext,
  ) => Promise<unknown>,
): Command {
  return {
    needsTrust: true,
    run: async (load, ctx, argument) => act(await import('./node-actions.ts'), load, argument, ctx),
  };
}

/** A command about who signs in: the machine's settings decide, no workspace has a say in it. */
function onAccount(act: (account: typeof AccountModule, desk: AccountDesk) => Promise<unknown>): Command {
  return {
    needsTrust: false,
    run: async (load) => {
      const account = await import('./account.ts');
      return act(account, await account.accountDesk(await load()));
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
