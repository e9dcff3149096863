import type { FlagTable } from '../flags/flag.ts';
import { INVITE_FLAGS } from './invite-flags.ts';

/** Flags of `ses --action create-ics-invite`; those it shares with the invite mean the same, as far as nobody is asked. */
export const ICS_FLAGS = {
  'json-metadata': INVITE_FLAGS['json-metadata'],
  ics: {
    kind: 'file',
    placeholder: 'FILE.ics',
    help: 'default: named like the metadata and beside it, over nothing but such a file',
  },
  'sender-email': {
    kind: 'address',
    placeholder: 'ADDRESS',
    help: 'the organizer; default: email_config.meeting_organizer of the configuration',
  },
  'topic-name': {
    kind: 'text',
    placeholder: 'NAME',
    help: 'taken as the Go tool wants it; nobody is asked, so it changes nothing',
  },
  'config-file': INVITE_FLAGS['config-file'],
  'customer-code': {
    kind: 'codes',
    placeholder: 'A[,B]',
    help: 'whom the file is for: a single customer is named in it',
  },
  'hide-attendees': {
    kind: 'choice',
    choices: ['auto', 'always', 'never'],
    default: 'auto',
    help: 'never: several customers are named in the file as well',
  },
  'dry-run': { kind: 'switch', help: 'say what would be written, write nothing' },
  output: INVITE_FLAGS.output,
  'log-level': INVITE_FLAGS['log-level'],
  sandbox: { kind: 'switch', help: 'changes nothing: this action asks nobody and sends nothing' },
} as const satisfies FlagTable;
