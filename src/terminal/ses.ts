import type { CommandIo } from './command-io.ts';
import { createIcsInvite } from './create-ics-invite/create-ics-invite.ts';
import { cancelInvite } from './cancel-invite/cancel-invite.ts';
import { createInvite } from './create-invite/create-invite.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { nearestName } from '../metadata/index.ts';
import { asksForHelp, peekFlag } from './flags/tokens.ts';
import { openCommand } from './open-command.ts';
import { printable } from './output/printable.ts';
import { CANCEL_INVITE, CREATE_ICS, PROVE_CALENDAR, SES_ACTIONS } from './usage/actions.ts';
import { CANCEL_FLAGS } from './usage/cancel-flags.ts';
import { sesUsage } from './usage/help-text.ts';
import { ICS_FLAGS } from './usage/ics-flags.ts';
import { INVITE_FLAGS } from './usage/invite-flags.ts';
import { proveCalendarAction } from './prove-calendar/prove-calendar.ts';
import { PROVE_FLAGS } from './usage/prove-flags.ts';

const ACTION_FLAG = { kind: 'text', placeholder: 'ACTION', help: 'what to do' } as const;

/** `ses`: finds the action among the words and runs it with its own flags. */
export async function ses(words: readonly string[], io: CommandIo): Promise<ExitCode> {
  const table = { action: ACTION_FLAG, ...INVITE_FLAGS } as const;
  const action = peekFlag(words, 'action', table);
  if (action === 'help' || (action === undefined && words.some(asksForHelp))) {
    io.stdout(`${sesUsage()}\n`);
    return EXIT.done;
  }
  if (action === undefined || !Object.hasOwn(SES_ACTIONS, action)) return noSuchAction(action, io);
  const line = { words, command: `ses --action ${action}`, purpose: `${action} action`, usage: sesUsage };
  if (action === CREATE_ICS) {
    const ics = { ...line, table: { action: ACTION_FLAG, ...ICS_FLAGS } };
    return openCommand(ics, io, (values, output) => createIcsInvite(values, io, output));
  }
  if (action === CANCEL_INVITE) {
    const cancel = { ...line, table: { action: ACTION_FLAG, ...CANCEL_FLAGS } };
    return openCommand(cancel, io, (values, output) => cancelInvite(values, io, output));
  }
  if (action === PROVE_CALENDAR) {
    const prove = { ...line, table: { action: ACTION_FLAG, ...PROVE_FLAGS } };
    return openCommand(prove, io, (values, output) => proveCalendarAction(values, io, output));
  }
  return openCommand({ ...line, table }, io, (values, output) => createInvite(values, io, output));
}

function noSuchAction(action: string | undefined, io: CommandIo): ExitCode {
  const known = Object.keys(SES_ACTIONS);
  if (action === undefined || action === '') {
    io.stderr(`ses needs --action ACTION, one of: ${known.join(', ')} ("ses --help" tells more).\n`);
    return EXIT.usage;
  }
  io.stderr(`Unknown SES action: ${printable(action)}\n`);
  const near = nearestName(action, known);
  io.stderr(near === undefined ? `Known: ${known.join(', ')}.\n` : `Did you mean ${near}?\n`);
  return EXIT.usage;
}
