import type { FlagTable } from '../flags/flag.ts';
import { INVITE_FLAGS } from './invite-flags.ts';

/** Flags of `validate-customers`. Those it shares with the invite mean the same. */
export const VALIDATE_FLAGS = {
  'config-file': {
    kind: 'file',
    placeholder: 'FILE',
    default: 'config.json',
    help: 'whose customer_mappings are checked',
  },
  'topic-name': {
    kind: 'text',
    placeholder: 'NAME',
    default: 'aws-calendar',
    help: 'the topic each contact list should have',
  },
  'max-customer-concurrency': INVITE_FLAGS['max-customer-concurrency'],
  'requests-per-second': INVITE_FLAGS['requests-per-second'],
  'total-requests-per-second': INVITE_FLAGS['total-requests-per-second'],
  'request-timeout': INVITE_FLAGS['request-timeout'],
  'customer-timeout': INVITE_FLAGS['customer-timeout'],
  'max-attempts': INVITE_FLAGS['max-attempts'],
  output: INVITE_FLAGS.output,
  'log-level': INVITE_FLAGS['log-level'],
  sandbox: INVITE_FLAGS.sandbox,
} as const satisfies FlagTable;

/** Flags of `extract-customers`; `--input-file` is what the Go tool calls the metadata here. */
export const EXTRACT_FLAGS = {
  'json-metadata': {
    kind: 'file',
    placeholder: 'FILE',
    required: 'JSON metadata file',
    alias: 'input-file',
    help: "the meeting's metadata (also --input-file)",
  },
  output: {
    kind: 'choice',
    choices: ['text', 'json'],
    default: 'text',
    help: 'text: the codes, one a line; json: one document',
  },
  'log-level': INVITE_FLAGS['log-level'],
} as const satisfies FlagTable;

/** Flags of `history`. */
export const HISTORY_FLAGS = {
  last: { kind: 'count', placeholder: 'N', default: '20', help: 'calls shown, newest last; 0: all' },
  output: {
    kind: 'choice',
    choices: ['text', 'json'],
    default: 'text',
    help: 'text: one line a call; json: one document',
  },
  'log-level': INVITE_FLAGS['log-level'],
  sandbox: { kind: 'switch', help: "of the sandbox's calendar instead" },
} as const satisfies FlagTable;

/** Flags of `version`. */
export const VERSION_FLAGS = {
  output: {
    kind: 'choice',
    choices: ['text', 'json'],
    default: 'text',
    help: 'json: one document, with the time zone data in use',
  },
} as const satisfies FlagTable;

/** Flags of `sandbox`. */
export const SANDBOX_FLAGS = {
  scenario: {
    kind: 'file',
    placeholder: 'FILE',
    help: 'customers, subscribers, latencies and faults; default: 30 made-up customers',
  },
  switches: {
    kind: 'text',
    placeholder: 'kind|unkind|JSON|FILE',
    help: 'how the calendar behaves, over what the scenario says: docs/sandbox.md',
  },
  port: { kind: 'count', placeholder: 'N', default: '0', help: 'on 127.0.0.1; 0: whichever is free' },
  directory: {
    kind: 'file',
    placeholder: 'DIR',
    help: 'where its AWS files and calendar are kept; default: a folder removed at the end',
  },
  'log-level': INVITE_FLAGS['log-level'],
} as const satisfies FlagTable;
