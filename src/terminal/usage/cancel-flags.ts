import { FORCEABLE } from '../../common/index.ts';
import type { FlagTable } from '../flags/flag.ts';
import { INVITE_FLAGS } from './invite-flags.ts';

/**
 * Flags of `ses --action cancel-multi-customer-meeting-invite`: the same file and sender as for the invite. Nobody is
 * asked for a cancel, so that topic and configuration are taken, for lines made from those of the invite, and not used.
 */
export const CANCEL_FLAGS = {
  'json-metadata': INVITE_FLAGS['json-metadata'],
  'sender-email': {
    ...INVITE_FLAGS['sender-email'],
    help: 'the organizer: on whose calendar the meeting is',
  },
  comment: { kind: 'text', placeholder: 'TEXT', help: 'what attendees are told' },
  'dry-run': { kind: 'switch', help: 'look for the meeting, cancel nothing' },
  'force-update': {
    kind: 'switch',
    help: `cancel although it was not made or was changed elsewhere, which answers ${FORCEABLE.join(', ')}`,
  },
  answer: INVITE_FLAGS.answer,
  'update-metadata': {
    kind: 'switch',
    help: 'once the calendar has confirmed the cancel, add it to modifications of the metadata file',
  },
  output: INVITE_FLAGS.output,
  'log-level': INVITE_FLAGS['log-level'],
  sandbox: INVITE_FLAGS.sandbox,
  'topic-name': { kind: 'text', placeholder: 'NAME', help: 'taken and not used: nobody is asked' },
  'config-file': { kind: 'file', placeholder: 'FILE|none', help: 'taken and not used: nobody is asked' },
} as const satisfies FlagTable;
