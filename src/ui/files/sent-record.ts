import * as z from 'zod';
import type { MeetingDigest } from '../../metadata/index.ts';

/** What is on record about a meeting: how it was put on the calendar last, or that it was cancelled. */
export interface SentRecord {
  readonly kind: 'scheduled' | 'cancelled';
  /** Milliseconds since the Unix epoch; absent where the record does not say when. */
  readonly atEpochMs?: number;
  /** As it was sent; absent where the record does not say. */
  readonly subject?: string;
  readonly startEpochMs?: number;
  readonly endEpochMs?: number;
  readonly digest?: MeetingDigest;
}

/**
 * As much of the send history's lines as a list needs. Read by itself, as the room that writes them speaks to Graph and is
 * not loaded before somebody sends.
 */
const Line = z.discriminatedUnion('stage', [
  z.object({
    stage: z.literal('before'),
    call: z.string(),
    at: z.string(),
    action: z.enum(['create', 'update', 'cancel']),
    key: z.string(),
    part: z.number(),
    subject: z.string(),
    start: z.string().optional(),
    test: z.boolean().optional(),
    file: z.object({ content: z.string(), customers: z.string() }).optional(),
  }),
  z.object({ stage: z.literal('after'), call: z.string(), result: z.string() }),
]);

type Call = Extract<z.output<typeof Line>, { stage: 'before' }>;

/**
 * The last that the send history knows of each meeting, by its key. Only what Microsoft Graph has confirmed counts, and no
 * tests. A meeting is cancelled when the last that happened to each of its events is a cancel.
 * @param text of the history: JSON lines, oldest first; lines that cannot be read are passed over
 */
export function sentRecords(text: string): ReadonlyMap<string, SentRecord> {
  const calls = new Map<string, Call>();
  const confirmed: Call[] = [];
  for (const line of text.split('\n').flatMap(lineOf)) {
    if (line.stage === 'before') calls.set(line.call, line);
    const call = line.stage === 'after' && line.result === 'done' ? calls.get(line.call) : undefined;
    if (call !== undefined && call.test !== true) confirmed.push(call);
  }
  const meetings = new Map<string, Call[]>();
  for (const call of confirmed) {
    const own = meetings.get(call.key);
    if (own === undefined) meetings.set(call.key, [call]);
    else own.push(call);
  }
  const records = new Map<string, SentRecord>();
  for (const [key, own] of meetings) {
    const lastOfParts = [...new Map(own.map((call) => [call.part, call])).values()];
    const standing = lastOfParts.filter(({ action }) => action !== 'cancel');
    const last = (standing.length > 0 ? standing : lastOfParts).at(-1);
    if (last !== undefined) records.set(key, recordOf(last, standing.length > 0));
  }
  return records;
}

function recordOf({ at, subject, start, file }: Call, isStanding: boolean): SentRecord {
  return {
    kind: isStanding ? 'scheduled' : 'cancelled',
    atEpochMs: Date.parse(at),
    subject,
    ...(start === undefined ? {} : { startEpochMs: Date.parse(start) }),
    ...(file === undefined ? {} : { digest: file }),
  };
}

function lineOf(text: string): readonly z.output<typeof Line>[] {
  if (text.trim() === '') return [];
  try {
    const parsed = Line.safeParse(JSON.parse(text));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return []; // cut off when a process was killed
  }
}
