import type { SendJournal } from '../history/index.ts';
import { meetingKey } from '../invite/index.ts';
import type { Meeting } from '../metadata/index.ts';
import type { Calendar } from './calendar.ts';
import { cancelPart, type Cancelling } from './cancel-part.ts';
import { CalendarFailure, GraphFailure } from './failure.ts';
import type { FoundEvent, SoughtMeeting } from './find.ts';
import { knownMeetingOf } from './known-meeting.ts';
import { matchMeeting } from './match.ts';
import type { EventOutcome, Question, SendOutcome } from './outcome.ts';
import { isAnsweredInAdvance, type QuestionCode } from '../common/index.ts';
import { anotherMeeting, seriesByHand } from './questions.ts';
import { readHistory } from './read-history.ts';
import { located, STOPPED, unexpected } from './tell-ending.ts';
import { outcomeOf } from './told.ts';

/** How a meeting is to be cancelled. */
export interface CancelOptions {
  /** What attendees are told, plain text. */
  readonly comment?: string;
  /** Yes to the questions of `FORCEABLE`. */
  readonly forceUpdate: boolean;
  /** Questions that were answered with yes before they were asked. */
  readonly answers?: ReadonlySet<QuestionCode>;
  /** Asks a person; true to go on. Without it every question ends the cancel. */
  readonly answer?: (question: Question) => Promise<boolean>;
  /** Stops before the next event; a cancel that has begun is finished. */
  readonly signal: AbortSignal;
  readonly journal?: SendJournal;
}

/** How a cancel ended. Events are `cancelled` only when Graph has confirmed it. */
export type CancelOutcome =
  | SendOutcome
  /** There is nothing to cancel, because it has been cancelled already or was never there. */
  | {
      readonly kind: 'nothing';
      readonly alreadyCancelled: boolean;
      /** It was sent, and is gone from the calendar without a cancel from here. */
      readonly gone?: true;
      /** Who organizes it instead, where the calendar has only an invitation to it. */
      readonly invitedBy?: string;
      readonly events: readonly EventOutcome[];
    };

/** A meeting as its file describes it, to be looked for without asking anybody who is invited. */
export function meetingOnFile(meeting: Meeting, organizer: string): SoughtMeeting {
  return {
    meeting,
    organizer: organizer.trim(),
    key: meetingKey(meeting.objectId),
    subject: meeting.subject,
    start: meeting.start,
    end: meeting.end,
  };
}

/**
 * Cancels every event of a meeting; everybody on them is told. The online meeting is the last to go. Scheduling again
 * afterwards makes a new event. Never rejects for anything Graph does.
 */
export async function cancelMeeting(
  meeting: SoughtMeeting,
  calendar: Calendar,
  options: CancelOptions,
): Promise<CancelOutcome> {
  const { signal, comment, journal } = options;
  if (signal.aborted) return { kind: 'aborted', events: [] };
  calendar.report({ type: 'identity', description: calendar.identity });
  try {
    const found = await findToCancel(meeting, calendar, options);
    if (found.kind !== 'found') return found;
    return await cancelAll({ plan: meeting, calendar, signal, comment, journal }, found.parts);
  } catch (error) {
    if (!(error instanceof GraphFailure)) return { kind: 'unknown', error: unexpected(error), events: [] };
    // Only reads before the first write come here.
    if (error.facts.kind === 'aborted') return { kind: 'aborted', events: [] };
    return { kind: 'refused', error: calendar.describe(error.facts, meeting.organizer), events: [] };
  }
}

/**
 * What a cancel would cancel: one `planned` outcome per event. Makes no call that writes.
 * @throws CalendarFailure when Graph cannot be asked
 */
export async function lookToCancel(
  meeting: SoughtMeeting,
  calendar: Calendar,
  options: CancelOptions,
): Promise<CancelOutcome> {
  calendar.report({ type: 'identity', description: calendar.identity });
  try {
    const found = await findToCancel(meeting, calendar, options);
    if (found.kind !== 'found') return found;
    const events = [...found.parts].map(([, one]) => told('planned', one));
    return { kind: 'done', events };
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    throw new CalendarFailure(calendar.describe(error.facts, meeting.organizer));
  }
}

type Sighting =
  | { readonly kind: 'found'; readonly parts: readonly (readonly [number, FoundEvent])[] }
  | Extract<CancelOutcome, { kind: 'question' | 'nothing' }>;

async function findToCancel(
  meeting: SoughtMeeting,
  calendar: Calendar,
  options: CancelOptions,
): Promise<Sighting> {
  const { signal, journal, answer } = options;
  const known = knownMeetingOf(meeting.meeting.record);
  const history = await readHistory(meeting, calendar, journal);
  const answered = async (question: Question): Promise<boolean> =>
    isAnsweredInAdvance(question, options) || (question.canProceed && ((await answer?.(question)) ?? false));
  const search = { calendar, history, adopt: true, signal, ...(known !== undefined && { known }) };
  const match = await matchMeeting(meeting, search);
  if ('several' in match) return { kind: 'question', question: match.several, events: [] };
  const parts = new Map(match.parts);
  if (match.candidate !== undefined) parts.set(1, match.candidate);
  const questions = [
    ...(match.candidate === undefined ? [] : [match.candidate.question]),
    ...[...match.parts].flatMap(([, { event }]) => (event.series ? seriesByHand(meeting, event) : [])),
    ...[...match.parts].flatMap(([part, found]) => anotherMeeting(meeting, part, found) ?? []),
  ];
  for (const question of questions) {
    if (!(await answered(question))) return { kind: 'question', question, events: [] };
  }
  if (parts.size > 0) return { kind: 'found', parts: [...parts].sort(([a], [b]) => b - a) };
  const alreadyCancelled =
    match.cancelled.length > 0 || match.ended || history.ended || known?.cancelled === true;
  return {
    kind: 'nothing',
    alreadyCancelled,
    ...(match.gone && { gone: true }),
    ...(match.invitedBy !== undefined && { invitedBy: match.invitedBy }),
    events: [],
  };
}

async function cancelAll(
  run: Cancelling,
  parts: readonly (readonly [number, FoundEvent])[],
): Promise<CancelOutcome> {
  const events: EventOutcome[] = [];
  const total = Math.max(...parts.map(([part]) => part));
  for (const [part, found] of parts) {
    const ended = run.signal.aborted
      ? ({ kind: 'aborted' } as const)
      : await cancelPart(run, found, part, total);
    const place = { number: part, total };
    switch (ended.kind) {
      case 'cancelled':
        events.push(told('cancelled', found));
        break;
      case 'failed': {
        const error = located(ended.error, place, events);
        if (ended.unknown) return { kind: 'unknown', error, events };
        return { kind: events.length > 0 ? 'partial' : 'refused', error, events };
      }
      case 'aborted':
        if (events.length === 0) return { kind: 'aborted', events };
        return { kind: 'partial', error: located(STOPPED, place, events), events };
    }
  }
  return { kind: 'done', events };
}

function told(status: EventOutcome['status'], { event }: FoundEvent): EventOutcome {
  return outcomeOf(status, event, event.subject, event.attendees.length);
}
