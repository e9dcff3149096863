import { ANSWERABLE, FORCEABLE } from '../../common/index.ts';
import type { FlagTable } from '../flags/flag.ts';

/**
 * Flags of `ses --action create-multi-customer-meeting-invite`, in the order in which help lists them and missing
 * ones are named (the Go tool's order: metadata, topic, sender).
 */
export const INVITE_FLAGS = {
  'json-metadata': {
    kind: 'file',
    placeholder: 'FILE',
    required: 'JSON metadata file',
    help: "the meeting's metadata",
  },
  'topic-name': {
    kind: 'text',
    placeholder: 'NAME',
    required: 'Topic name',
    help: 'whose subscribers are invited, e.g. aws-calendar',
  },
  'sender-email': {
    kind: 'address',
    placeholder: 'ADDRESS',
    required: 'Sender email',
    help: 'the organizer: the meeting is made on the calendar of this mailbox',
  },
  'dry-run': { kind: 'switch', help: 'ask every customer for real, show everything, send nothing' },
  'force-update': {
    kind: 'switch',
    help: `update the meeting that is there, which answers ${FORCEABLE.join(', ')}; send an unchanged one again`,
  },
  answer: {
    kind: 'words',
    words: ANSWERABLE,
    placeholder: 'CODE[,CODE]',
    help: `yes to exactly these questions: ${ANSWERABLE.join(', ')}`,
  },
  'config-file': {
    kind: 'file',
    placeholder: 'FILE|none',
    help: 'default: config.json beside the metadata, else in the working directory; none: there is none',
  },
  'customer-code': { kind: 'codes', placeholder: 'A[,B]', help: "only these of the meeting's customers" },
  'take-off': {
    kind: 'codes',
    placeholder: 'CODE[,CODE]',
    help: 'customers that the file no longer names: their people are taken off the meeting',
  },
  'max-customer-concurrency': {
    kind: 'count',
    placeholder: 'N',
    default: '0',
    help: 'customers asked at the same time; 0: all at once, up to 256',
  },
  'requests-per-second': {
    kind: 'rate',
    placeholder: 'N',
    default: '0',
    help: "to one customer's account; 0: as many as AWS lets through",
  },
  'total-requests-per-second': {
    kind: 'rate',
    placeholder: 'N',
    default: '0',
    help: 'to all customers together; 0: no limit',
  },
  'request-timeout': {
    kind: 'duration',
    placeholder: 'TIME',
    default: '10s',
    help: 'the longest one request may take',
  },
  'customer-timeout': {
    kind: 'duration',
    placeholder: 'TIME',
    default: '60s',
    help: 'the longest one customer may take altogether',
  },
  'max-attempts': {
    kind: 'positive',
    placeholder: 'N',
    default: '3',
    help: 'tries of one request, the first one included',
  },
  'require-all-customers': {
    kind: 'switch',
    help: 'send nothing (exit 3) unless every customer has answered',
  },
  'hide-attendees': {
    kind: 'choice',
    choices: ['auto', 'always', 'never'],
    default: 'auto',
    help: 'from each other; auto: for announcements and whenever they come from several customers',
  },
  confirm: {
    kind: 'text',
    placeholder: 'PLAN[-CALENDAR]',
    help: 'send only what the dry run that printed this fingerprint showed',
  },
  output: {
    kind: 'choice',
    choices: ['text', 'json'],
    default: 'text',
    help: 'json: one document on stdout, the log on stderr',
  },
  'test-recipient': {
    kind: 'address',
    placeholder: 'ADDRESS',
    help: 'send the same invite to this address alone, marked [TEST]; the meeting itself is not touched',
  },
  preview: { kind: 'file', placeholder: 'FILE.html', help: 'write the invite as a page to look at' },
  ics: {
    kind: 'file',
    placeholder: 'FILE.ics',
    help: 'write the meeting as a calendar file, without attendees',
  },
  'update-metadata': {
    kind: 'switch',
    help: 'once the calendar has the meeting, add it to modifications of the metadata file',
  },
  'log-level': {
    kind: 'choice',
    choices: ['info', 'debug'],
    default: 'info',
    help: 'debug: every request and stack traces, on stderr',
  },
  sandbox: {
    kind: 'switch',
    help: 'a stand-in for AWS and Microsoft 365 on this machine; nothing leaves it',
  },
} as const satisfies FlagTable;
