import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { InvitePlan } from '../invite/index.ts';
import { addressKey } from '../recipients/index.ts';

/** What we sent, as short hashes: whether the plan or the calendar has changed since is known without storing texts. */
export interface Sent {
  /** The meeting's subject without the number of the part. */
  readonly subject: string;
  readonly start: string;
  readonly end: string;
  readonly location: string;
  readonly hideAttendees: boolean;
  /** Our part of the body, without the join link. */
  readonly body: string;
  /** The join link in the body of part 2 and up, where one was known. */
  readonly join?: string;
}

/** What the calendar's answers have said of people whom it keeps otherwise than they were sent; all hashes of addresses. */
export interface PeopleFacts {
  /** Who was sent → under which address the calendar has them. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Who was sent, is not on the list, and is therefore somebody who is there already. */
  readonly absorbed: ReadonlySet<string>;
  /** What the list has besides: names of somebody who is on it under an address as well. */
  readonly extra: ReadonlySet<string>;
}

/** What is remembered with an event, in an extended property of it: the base for least updates and for removing people. */
export interface MeetingRecord {
  /** 1-based, of how many when it was last written. */
  readonly part: number;
  readonly parts: number;
  readonly sent: Sent;
  /** Whom we added: hash of the address → codes of the customers that named it (none for manual attendees). */
  readonly added: ReadonlyMap<string, readonly string[]>;
  readonly people?: PeopleFacts;
  /** Whether the calendar once made another time of one in a zone, so that times go to it in UTC. */
  readonly utc?: true;
  /** What the calendar shows for the start and end that were sent, where it keeps them otherwise even in UTC. */
  readonly shown?: { readonly start: string; readonly end: string };
}

const HASH_DIGITS = 12;

/** Hashes, end to end. */
const hashList = z.string().regex(/^([0-9a-f]{12})*$/);

function hashes(text = ''): readonly string[] {
  return text.match(/.{12}/g) ?? [];
}

function peopleIn({
  as,
  absorbed,
  extra,
}: {
  readonly as?: string | undefined;
  readonly absorbed?: string | undefined;
  readonly extra?: string | undefined;
}): Pick<MeetingRecord, 'people'> {
  if (as === undefined && absorbed === undefined && extra === undefined) return {};
  const pairs = as?.match(/.{24}/g) ?? [];
  return {
    people: {
      aliases: new Map(pairs.map((pair) => [pair.slice(0, HASH_DIGITS), pair.slice(HASH_DIGITS)])),
      absorbed: new Set(hashes(absorbed)),
      extra: new Set(hashes(extra)),
    },
  };
}

const stored = z
  .object({
    /** 2: with anything of what stands last. */
    v: z.union([z.literal(1), z.literal(2)]),
    part: z.int().min(1),
    of: z.int().min(1),
    subject: z.string(),
    start: z.string(),
    end: z.string(),
    location: z.string(),
    hide: z.boolean(),
    body: z.string(),
    join: z.string().optional(),
    /** Customer codes, and the hashes of everybody who came from exactly these, end to end. */
    added: z.array(z.tuple([z.array(z.string()), hashList])),
    /** Pairs of hashes, end to end. */
    as: hashList.optional(),
    absorbed: hashList.optional(),
    extra: hashList.optional(),
    utc: z.literal(true).optional(),
    shown: z.object({ start: z.string(), end: z.string() }).optional(),
  })
  .transform((json): MeetingRecord => {
    return {
      part: json.part,
      parts: json.of,
      sent: {
        subject: json.subject,
        start: json.start,
        end: json.end,
        location: json.location,
        hideAttendees: json.hide,
        body: json.body,
        ...(json.join !== undefined && { join: json.join }),
      },
      added: new Map(
        json.added.flatMap(([codes, text]) => hashes(text).map((hash) => [hash, codes] as const)),
      ),
      ...peopleIn(json),
      ...(json.utc === true && { utc: true }),
      ...(json.shown !== undefined && { shown: json.shown }),
    };
  });

/**
 * A stored record. One that cannot be read (cut off, damaged, of a later version) is none: then nobody is removed
 * (design: who is invited).
 */
export function readRecord(text: string | undefined): MeetingRecord | undefined {
  if (text === undefined) return undefined;
  try {
    return stored.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Compact JSON; the same record always gives the same text, since a repeated create has to say the same. */
export function writeRecord(record: MeetingRecord): string {
  const groups = new Map<string, string[]>();
  for (const [hash, codes] of record.added) {
    const group = JSON.stringify([...codes].sort());
    groups.set(group, [...(groups.get(group) ?? []), hash]);
  }
  const { sent, people, utc, shown } = record;
  const text = (list: Iterable<string>): string | undefined => [...list].sort().join('') || undefined;
  const as = text([...(people?.aliases ?? [])].map((pair) => pair.join('')));
  const absorbed = text(people?.absorbed ?? []);
  const extra = text(people?.extra ?? []);
  const later = [as, absorbed, extra, utc, shown].some((fact) => fact !== undefined);
  const json: z.input<typeof stored> = {
    v: later ? 2 : 1,
    part: record.part,
    of: record.parts,
    subject: sent.subject,
    start: sent.start,
    end: sent.end,
    location: sent.location,
    hide: sent.hideAttendees,
    body: sent.body,
    ...(sent.join !== undefined && { join: sent.join }),
    added: [...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([codes, hashes]) => [JSON.parse(codes) as string[], hashes.sort().join('')]),
    ...(as !== undefined && { as }),
    ...(absorbed !== undefined && { absorbed }),
    ...(extra !== undefined && { extra }),
    ...(utc === true && { utc }),
    ...(shown !== undefined && { shown }),
  };
  return JSON.stringify(json);
}

/** What sending a plan now would send. @param joinUrl the online meeting's link, for part 2 and up */
export function sentBy(plan: InvitePlan, joinUrl: string | undefined): Sent {
  const { key } = plan;
  return {
    subject: textHash(key, plan.subject),
    start: timeHash(key, plan.start.epochMs),
    end: timeHash(key, plan.end.epochMs),
    location: textHash(key, plan.location),
    hideAttendees: plan.hideAttendees,
    body: shortHash(key, plan.bodyHtml),
    ...(joinUrl !== undefined && { join: shortHash(key, joinUrl) }),
  };
}

/** How an address is remembered: a hash that says nothing without the meeting's key and the address. */
export function addressHash(key: string, address: string): string {
  return shortHash(key, addressKey(address));
}

/** Subjects and places, compared as mail servers keep them: white space run together, at most 255 characters (Exchange). */
export function sameText(a: string, b: string): boolean {
  return normal(a) === normal(b);
}

/** Hash under which `sameText` texts are the same. */
export function textHash(key: string, text: string): string {
  return shortHash(key, normal(text));
}

/** Hash of a moment, milliseconds since the Unix epoch. */
export function timeHash(key: string, epochMs: number): string {
  return shortHash(key, String(epochMs));
}

function normal(text: string): string {
  return text.normalize().replace(/\s+/g, ' ').trim().slice(0, 255).trim();
}

function shortHash(key: string, text: string): string {
  return createHash('sha256').update(`${key}\n${text}`, 'utf8').digest('hex').slice(0, HASH_DIGITS);
}
