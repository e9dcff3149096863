import type { FlagTable } from '../flags/flag.ts';
import { INVITE_FLAGS } from './invite-flags.ts';

/** Flags of `ses --action prove-calendar`: the mailbox and nothing about any meeting. */
export const PROVE_FLAGS = {
  'sender-email': {
    ...INVITE_FLAGS['sender-email'],
    help: 'the mailbox that invites: its calendar is tried',
  },
  output: INVITE_FLAGS.output,
  'log-level': INVITE_FLAGS['log-level'],
  sandbox: INVITE_FLAGS.sandbox,
} as const satisfies FlagTable;
