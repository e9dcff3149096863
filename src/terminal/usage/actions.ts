import type { FlagTable } from '../flags/flag.ts';
import { ICS_FLAGS } from './ics-flags.ts';
import { CANCEL_FLAGS } from './cancel-flags.ts';
import { INVITE_FLAGS } from './invite-flags.ts';
import { PROVE_FLAGS } from './prove-flags.ts';

/** What people call the program: the Go tool's name, so that scripts and habits keep working. */
export const PROGRAM = 'ccoe-customer-contact-manager';

export const CREATE_INVITE = 'create-multi-customer-meeting-invite';
export const CREATE_ICS = 'create-ics-invite';
export const CANCEL_INVITE = 'cancel-multi-customer-meeting-invite';
export const PROVE_CALENDAR = 'prove-calendar';

/** An action of `ses`. */
export interface SesAction {
  readonly summary: string;
  readonly flags: FlagTable;
}

export const SES_ACTIONS: Readonly<Record<string, SesAction>> = {
  [CREATE_INVITE]: {
    summary: "invite every affected customer's subscribers to one meeting",
    flags: INVITE_FLAGS,
  },
  [CANCEL_INVITE]: {
    summary: 'cancel that meeting: everybody on it is told',
    flags: CANCEL_FLAGS,
  },
  [CREATE_ICS]: {
    summary: 'write the meeting as a calendar file (.ics); asks nobody, mails nobody',
    flags: ICS_FLAGS,
  },
  [PROVE_CALENDAR]: {
    summary: 'try what sending rests on, on events without attendees, and delete them; mails nobody',
    flags: PROVE_FLAGS,
  },
};

/** The sub-commands with one line each, in the order in which usage lists them. */
export const SUB_COMMANDS: Readonly<Record<string, string>> = {
  ses: `ses --action ${CREATE_INVITE}: the meeting invite (ses --help)`,
  'validate-customers': 'check every customer: credentials, account, contact list, topic',
  'extract-customers': 'print the customer codes that a metadata file names',
  history: 'print what was sent from this machine, without addresses',
  sandbox: 'run the stand-in for AWS and Microsoft 365 until Ctrl-C',
  version: 'print the version (--output json: also the time zone data in use)',
  help: 'print this, or the usage of a sub-command: help ses',
};
