import { randomUUID } from 'node:crypto';
import {
  attendeesHash,
  organizerHash,
  withoutAddresses,
  type AfterCall,
  type BeforeCall,
  type JournalEntry,
  type SendJournal,
} from '../history/index.ts';
import { meetingDigest, meetingEdition } from '../metadata/index.ts';
import type { Calendar } from './calendar.ts';
import { GraphFailure, mayHaveHappened } from './failure.ts';
import type { SoughtMeeting } from './find.ts';

/** What a call is recorded with. */
export interface Recorder {
  readonly calendar: Calendar;
  readonly journal: SendJournal | undefined;
}

/** One call that writes, as it is about to be made. */
export interface Intent {
  readonly action: BeforeCall['action'];
  readonly meeting: SoughtMeeting & { readonly fingerprint?: string };
  readonly part: number;
  readonly parts: number;
  readonly subject: string;
  readonly test?: boolean;
  readonly generation?: number | undefined;
  readonly eventId?: string;
  /** The whole list after the call. */
  readonly attendees: readonly string[];
  readonly added: number;
  readonly removed: number;
}

/**
 * Makes a call that writes, with an entry in the journal before it and one after. A journal that cannot be written is
 * told and keeps nobody from sending: what makes a repetition safe is on the calendar, not here.
 */
export async function recorded<T>(
  { calendar, journal }: Recorder,
  intent: Intent,
  call: () => Promise<T>,
  idOf: (answer: T) => string | undefined = () => undefined,
): Promise<T> {
  if (journal === undefined) return call();
  const write = async (entry: JournalEntry): Promise<void> => {
    await journal.append(entry).catch((error: unknown) => {
      calendar.report({ type: 'unrecorded', code: codeOf(error) });
    });
  };
  const common = { v: 1, call: randomUUID(), at: '' } as const;
  const now = (): string => new Date(calendar.clock.now()).toISOString();
  await write(beforeCall(intent, { ...common, at: now() }, calendar.place, journal.keepsAddresses));
  const after = (rest: Pick<AfterCall, 'result'> & Partial<AfterCall>): Promise<void> =>
    write({ ...common, at: now(), stage: 'after', ...rest });
  try {
    const answer = await call();
    const eventId = idOf(answer) ?? intent.eventId;
    await after({ result: 'done', ...(eventId !== undefined && { eventId }) });
    return answer;
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    const { facts } = error;
    const { code, status, requestId } = facts;
    await after({
      result: mayHaveHappened(facts) ? 'unknown' : 'refused',
      code,
      ...(status !== undefined && { status }),
      ...(requestId !== undefined && { requestId }),
    });
    throw error;
  }
}

function beforeCall(
  intent: Intent,
  common: Pick<BeforeCall, 'v' | 'call' | 'at'>,
  place: string,
  keepsAddresses: boolean,
): BeforeCall {
  const { meeting, attendees, generation, eventId } = intent;
  return {
    ...common,
    stage: 'before',
    action: intent.action,
    place,
    key: meeting.key,
    organizer: organizerHash(meeting.organizer),
    part: intent.part,
    parts: intent.parts,
    subject: withoutAddresses(intent.subject),
    start: new Date(meeting.start.epochMs).toISOString(),
    ...(intent.test === true && { test: true }),
    ...(meeting.fingerprint !== undefined && { fingerprint: meeting.fingerprint }),
    ...(intent.action !== 'cancel' && {
      file: meetingDigest(meeting.meeting),
      edition: meetingEdition(meeting.meeting),
    }),
    ...(generation !== undefined && { generation }),
    ...(eventId !== undefined && { eventId }),
    attendees: {
      count: attendees.length,
      added: intent.added,
      removed: intent.removed,
      hash: attendeesHash(meeting.key, attendees),
    },
    ...(keepsAddresses && { addresses: { organizer: meeting.organizer, attendees: [...attendees] } }),
  };
}

/** The operating system's word for it; never a path or text of a foreign error. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown error';
}
