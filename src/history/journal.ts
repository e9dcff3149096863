import { createHash } from 'node:crypto';
import * as z from 'zod';
import { addressKey } from '../common/index.ts';

const common = {
  v: z.literal(1),
  /** Ties the two entries of one call together. */
  call: z.string(),
  /** ISO 8601, UTC. */
  at: z.string(),
};

const before = z.object({
  ...common,
  stage: z.literal('before'),
  action: z.enum(['create', 'update', 'cancel']),
  /** Which calendars: Graph's origin, or the name of a sandbox. */
  place: z.string(),
  key: z.string(),
  /** Hash of the organizer's address. */
  organizer: z.string(),
  /** 1-based, of how many. */
  part: z.int().min(1),
  parts: z.int().min(1),
  /** Without anything that looks like an address. */
  subject: z.string(),
  /** ISO 8601, UTC. */
  start: z.string().optional(),
  test: z.boolean().optional(),
  fingerprint: z.string().optional(),
  /** What the file said then (`meetingDigest`), to tell later whether it says the same. */
  file: z.object({ content: z.string(), customers: z.string() }).optional(),
  /** Which edition the file said it was then (`meetingEdition`). */
  edition: z.int().min(0).optional(),
  /** The transaction id's, where it is known. */
  generation: z.int().min(0).optional(),
  eventId: z.string().optional(),
  attendees: z.object({
    count: z.int().min(0),
    added: z.int().min(0),
    removed: z.int().min(0),
    /** Of the whole list, whatever its order. */
    hash: z.string(),
  }),
  /** Only when the person has asked for it. */
  addresses: z.object({ organizer: z.string(), attendees: z.array(z.string()) }).optional(),
});

const after = z.object({
  ...common,
  stage: z.literal('after'),
  /** `unknown`: it may or may not have been carried out. */
  result: z.enum(['done', 'refused', 'unknown']),
  eventId: z.string().optional(),
  code: z.string().optional(),
  status: z.int().optional(),
  requestId: z.string().optional(),
});

const entrySchema = z.discriminatedUnion('stage', [before, after]);

/** What was about to be sent. */
export type BeforeCall = z.output<typeof before>;
/** What Graph answered. */
export type AfterCall = z.output<typeof after>;
export type JournalEntry = BeforeCall | AfterCall;

/** The record of all calls that write: an entry before each and one after. */
export interface SendJournal {
  /** Oldest first; entries that cannot be read (half written when a process was killed) are left out. */
  readonly read: () => Promise<readonly JournalEntry[]>;
  /** Settles once the entry is on the disk. */
  readonly append: (entry: JournalEntry) => Promise<void>;
  /** Whether the addresses themselves are kept; else only their number and a hash. */
  readonly keepsAddresses: boolean;
}

/** The file system, as far as a journal goes. */
export interface JournalFiles {
  /** The file's text; undefined when there is no such file. */
  readonly readTextFile: (path: string) => Promise<string | undefined>;
  /** Appends in one write and brings it to the disk; makes file (only for this user) and folders where need be. */
  readonly appendTextFile: (path: string, text: string) => Promise<void>;
}

/** A journal in a file of JSON lines. Touches nothing by itself; both methods reject with what the file system says. */
export function openJournal(path: string, files: JournalFiles, keepsAddresses = false): SendJournal {
  return {
    keepsAddresses,
    read: async () => journalEntries((await files.readTextFile(path)) ?? ''),
    // The line end before it: a line that was cut off by a kill must not swallow this one.
    append: (entry) => files.appendTextFile(path, `\n${JSON.stringify(entry)}\n`),
  };
}

/** The entries of a journal's text. Never throws. */
export function journalEntries(text: string): readonly JournalEntry[] {
  return text.split('\n').flatMap((line) => {
    if (line.trim() === '') return [];
    try {
      return entrySchema.safeParse(JSON.parse(line)).data ?? [];
    } catch {
      return [];
    }
  });
}

/** How the journal names an organizer: 12 hex digits that say nothing without the address. */
export function organizerHash(organizer: string): string {
  return digest(addressKey(organizer));
}

/** One hash for a list of addresses, whatever its order and the letter case. */
export function attendeesHash(key: string, addresses: readonly string[]): string {
  return digest([key, ...addresses.map(addressKey).sort()].join('\n'));
}

/** A text without anything that looks like a mail address. Begun only where a word begins: a long word is read once. */
export function withoutAddresses(text: string): string {
  return text.replace(/(?<![^\s"'(<:,])[^\s"'(<:,]+@[^\s"')>,;:]+/g, '<address>');
}

function digest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 12);
}
