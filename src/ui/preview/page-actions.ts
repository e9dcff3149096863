import * as vscode from 'vscode';
import { addPerson, decide } from '../commands/attendees.ts';
import { cancelMeeting } from '../commands/cancel.ts';
import { copyJson } from '../commands/copy-json.ts';
import { query } from '../commands/query.ts';
import { retryFailed } from '../commands/retry.ts';
import { reportFailure, requireTrust } from '../commands/run-command.ts';
import { saveCalendarFile } from '../commands/save-calendar-file.ts';
import { send } from '../commands/send.ts';
import { copyJoinLink, openIdentitySettings, openWebLink } from '../commands/send-surfaces.ts';
import { sendTestToMyself } from '../commands/send-test.ts';
import type { Session } from '../session/session.ts';
import type { Workbench } from '../workbench.ts';
import { PROTOCOL_VERSION, type FromPage, type PlainAction, type ToPage } from './protocol.ts';

type Press = Exclude<FromPage, { type: 'ready' }>;
type Reply = (message: ToPage) => void;

/** What a press in the page does: the same as the command of that name, for the page's own meeting. */
export function actOnPage(workbench: Workbench, session: Session, message: Press, reply: Reply): void {
  void perform(workbench, session, message, reply).catch((error: unknown) =>
    reportFailure(workbench.ctx, error),
  );
}

async function perform(workbench: Workbench, session: Session, message: Press, reply: Reply): Promise<void> {
  switch (message.type) {
    case 'openFile':
      return openFile(session, message.line);
    case 'openLink':
      return openLink(message.href);
    case 'press':
      if (!NEED_TRUST.has(message.action) || (await requireTrust()))
        await ACTIONS[message.action](workbench, session);
      return;
    case 'send':
      if (await requireTrust()) await send(workbench, session, message.fingerprint);
      return;
    case 'add':
      if (!(await requireTrust())) return;
      reply({
        protocol: PROTOCOL_VERSION,
        type: 'added',
        email: message.email,
        error: await addPerson(session, message.email),
      });
      return;
    case 'leaveOut':
    case 'takeOff':
    case 'inviteAgain':
      if (await requireTrust()) await decide(session, { type: message.type, email: message.email });
      return;
    case 'takeOffCustomer': {
      const { type, customerCode } = message;
      if (await requireTrust()) await decide(session, { type, customerCode });
      return;
    }
    case 'hideAttendees':
      if (await requireTrust()) await decide(session, { type: 'hideAttendees', hide: message.hide });
      return;
  }
}

const ACTIONS: Readonly<Record<PlainAction, (workbench: Workbench, session: Session) => Promise<unknown>>> = {
  query: (workbench, session) => query(workbench, session, { quiet: true }),
  retryFailed: (workbench, session) => retryFailed(workbench, session, { quiet: true }),
  cancel: (_, session) => {
    session.cancel();
    return Promise.resolve();
  },
  sendTest: sendTestToMyself,
  saveCalendarFile: ({ ctx }, session) => saveCalendarFile(ctx, session.file),
  copyJson: (_, session) => copyJson(session),
  showLog: ({ ctx }) => {
    ctx.log.show(true);
    return Promise.resolve();
  },
  openWebLink: (_, session) => openWebLink(session),
  copyJoinLink: (_, session) => copyJoinLink(session),
  cancelMeeting,
  signInSettings: openIdentitySettings,
  checkAccess: (_, session) =>
    Promise.resolve(vscode.commands.executeCommand('customerMeetings.checkCalendarAccess', session.file)),
  undoByHand: (_, session) => decide(session, { type: 'undoAll' }),
};

const NEED_TRUST: ReadonlySet<PlainAction> = new Set([
  'query',
  'retryFailed',
  'sendTest',
  'saveCalendarFile',
  'cancelMeeting',
  'checkAccess',
  'undoByHand',
]);

async function openFile(session: Session, line: number | undefined): Promise<void> {
  const at = new vscode.Position(Math.max(0, (line ?? 1) - 1), 0);
  await vscode.window.showTextDocument(vscode.Uri.parse(session.file.uri), {
    viewColumn: vscode.ViewColumn.One,
    ...(line === undefined ? {} : { selection: new vscode.Range(at, at) }),
  });
}

/** A link of the mail: only web addresses, and VS Code asks before it leaves for an unknown site. */
async function openLink(href: string): Promise<void> {
  const uri = vscode.Uri.parse(href, true);
  if (uri.scheme === 'https' || uri.scheme === 'http') await vscode.env.openExternal(uri);
}
