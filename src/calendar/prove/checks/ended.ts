import { eventOf } from '../../calendar.ts';
import { GraphFailure, type FailureFacts } from '../../failure.ts';
import { calendarEvent, type CalendarEvent } from '../../graph-event.ts';
import { cannotBeTold, differs, holds, NothingToLookAt, type Finding, type ProofCheck } from '../check.ts';
import { refusalText, secondsText } from '../seen.ts';
import type { Trial, TrialEvent } from '../trial.ts';
import { until } from '../until.ts';

/** How long an ended event may still be found, in milliseconds. */
const SEARCH_LIMIT_MS = 60_000;

const IMMUTABLE =
  'Microsoft Graph docs: immutable identifiers (an id stays when an item moves to another folder)';
const CANCEL = 'Microsoft Graph docs: cancel event (the event moves to Deleted Items)';
const AFTERWARDS = 'Documented nowhere';

type Ending = 'deleted' | 'cancelled';

/** What is known of an event that has ended, and whether its transaction id keeps another one from being made. */
export const ENDED: readonly ProofCheck[] = [
  {
    code: 'DeletedNotFound',
    assumption: 'A deleted event is no longer found by its key.',
    meaning:
      'A meeting that was deleted in Outlook is taken for alive: a send leaves it alone or updates it, and nobody has a meeting. Look into Deleted Items.',
    source: AFTERWARDS,
    run: (trial, signal) => notFound(trial, 'deleted', signal),
  },
  {
    code: 'DeletedNotAnswered',
    assumption: 'A deleted event is no longer answered by its id.',
    meaning:
      'An event that only its id finds may be in Deleted Items. A send does not take it for alive: it asks (KnownMeetingGone).',
    source: `${IMMUTABLE}, so that it may well be answered`,
    run: async (trial, signal) => {
      const { facts, event } = await lookAt(trial, 'deleted', signal);
      if (facts !== undefined) return goneText(facts);
      return differs(
        event?.cancelled === true ? 'answered, marked as cancelled' : 'answered, and not marked as ended',
      );
    },
  },
  {
    code: 'DeletedKeepsId',
    assumption: 'A deleted event that is still answered is answered under the same id.',
    meaning:
      'What the send history knows of a deleted meeting cannot be connected with it; it is looked for by its key.',
    source: IMMUTABLE,
    run: async (trial, signal) => {
      const { event, id } = await lookAt(trial, 'deleted', signal);
      if (event === undefined) return cannotBeTold('it is not answered');
      return event.id === id ? holds('the same id') : differs('another id');
    },
  },
  {
    code: 'DeletedOnNoCalendar',
    assumption: 'A deleted event that is still answered is said to be on no calendar.',
    meaning:
      'An event in Deleted Items looks like one on the calendar. A send that only finds it by its id asks (KnownMeetingGone).',
    source: AFTERWARDS,
    run: async (trial, signal) => {
      const { event, id } = await lookAt(trial, 'deleted', signal);
      if (event === undefined) return cannotBeTold('it is not answered');
      try {
        await trial.get({ path: `${eventOf(trial.mailbox, id)}/calendar`, query: { $select: 'id' }, signal });
        return differs('a calendar is named');
      } catch (error) {
        if (!(error instanceof GraphFailure) || error.facts.status !== 404) throw error;
        return holds(`answered with ${refusalText(error.facts)}`);
      }
    },
  },
  {
    code: 'DeletedIdUsedUp',
    assumption: 'The transaction id of a deleted event cannot be used for another one.',
    meaning:
      'Two machines that make a meeting anew at the same moment can make it twice; each then says so (SeveralMatches). Do not run from two machines at once after a meeting was deleted or cancelled.',
    source: AFTERWARDS,
    run: (trial, signal) => usedUp(trial, 'deleted', signal),
  },
  {
    code: 'CancelTaken',
    assumption: 'An event without attendees can be cancelled.',
    meaning: 'A meeting whose people have all left cannot be cancelled from here: delete it in Outlook.',
    source: CANCEL,
    run: async (trial, signal) => {
      const ended = await endedEvent(trial, 'cancelled', signal);
      return ended.refusal === undefined
        ? holds('cancelled')
        : differs(`answered with ${refusalText(ended.refusal)}`);
    },
  },
  {
    code: 'CancelledNotFound',
    assumption: 'A cancelled event is no longer found by its key, or is marked as cancelled.',
    meaning:
      'A cancelled meeting is taken for alive: a send leaves it alone or updates it, and nobody has a meeting. Cancels are known from the send history as well.',
    source: CANCEL,
    run: (trial, signal) => notFound(trial, 'cancelled', signal),
  },
  {
    code: 'CancelledTold',
    assumption: 'A cancelled event is no longer answered by its id, or says that it is cancelled.',
    meaning:
      'After a lost answer to a cancel it cannot be told whether it was carried out; a cancel that was answered is believed, whatever is answered later.',
    source: `${CANCEL}; ${IMMUTABLE}`,
    run: async (trial, signal) => {
      const { facts, event } = await lookAt(trial, 'cancelled', signal);
      if (facts !== undefined) return goneText(facts);
      return event?.cancelled === true
        ? holds('answered, marked as cancelled')
        : differs('answered, and not marked as cancelled');
    },
  },
  {
    code: 'CancelledIdUsedUp',
    assumption: 'The transaction id of a cancelled event cannot be used for another one.',
    meaning:
      'Two machines that make a meeting anew at the same moment can make it twice; each then says so (SeveralMatches). Do not run from two machines at once after a meeting was deleted or cancelled.',
    source: AFTERWARDS,
    run: (trial, signal) => usedUp(trial, 'cancelled', signal),
  },
];

/** The trial's event after it was ended. */
interface Ended {
  readonly event: TrialEvent;
  /** Why a cancel was not carried out. */
  readonly refusal?: FailureFacts;
}

/** How each trial's events were ended; the first check that needs it ends one. */
const endings = new WeakMap<Trial, Map<Ending, Ended>>();

async function endedEvent(trial: Trial, ending: Ending, signal: AbortSignal): Promise<Ended> {
  const known = endings.get(trial) ?? new Map<Ending, Ended>();
  endings.set(trial, known);
  const before = known.get(ending);
  if (before !== undefined) return before;
  const event = await trial.event(signal);
  let ended: Ended = { event };
  if (ending === 'deleted') await trial.remove(event.id);
  else {
    try {
      await trial.calendar.cancel(trial.mailbox, event.id, undefined);
    } catch (error) {
      if (!(error instanceof GraphFailure) || error.facts.kind !== 'answer') throw error;
      ended = { event, refusal: error.facts };
    }
  }
  known.set(ending, ended);
  trial.next();
  return ended;
}

/** The same, for checks that need it to have ended. */
async function surelyEnded(trial: Trial, ending: Ending, signal: AbortSignal): Promise<TrialEvent> {
  const { event, refusal } = await endedEvent(trial, ending, signal);
  if (refusal !== undefined) throw new NothingToLookAt('the event could not be cancelled');
  return event;
}

async function notFound(trial: Trial, ending: Ending, signal: AbortSignal): Promise<Finding> {
  const { id, meeting } = await surelyEnded(trial, ending, signal);
  const { key } = meeting.content.plan;
  const look = async (): Promise<string | undefined> => {
    const found = await trial.calendar.findByKey(trial.mailbox, key, signal);
    const event = found.find((one) => one.id === id) ?? found[0];
    if (event === undefined) return 'not found';
    return event.cancelled ? 'found, marked as cancelled' : undefined;
  };
  const { value, looks, afterMs } = await until(look, SEARCH_LIMIT_MS, trial.clock, signal);
  if (value === undefined)
    return differs(`still found after ${secondsText(afterMs)}, and not marked as ended`);
  return looks === 1 ? holds(value) : differs(`still found for ${secondsText(afterMs)}`);
}

/** What asking for an ended event by its id is answered with. Rejects with `GraphFailure` for trouble that says nothing of it. */
async function lookAt(
  trial: Trial,
  ending: Ending,
  signal: AbortSignal,
): Promise<{ readonly id: string; readonly event?: CalendarEvent; readonly facts?: FailureFacts }> {
  const { id } = await surelyEnded(trial, ending, signal);
  const query = { $select: 'id,isCancelled,start,end' };
  try {
    const answer = await trial.get({ path: eventOf(trial.mailbox, id), query, signal });
    const event = calendarEvent.safeParse(answer).data;
    if (event === undefined) throw new GraphFailure({ kind: 'garbled', code: 'UnreadableAnswer' });
    return { id, event };
  } catch (error) {
    if (error instanceof GraphFailure && error.facts.status === 404) return { id, facts: error.facts };
    throw error;
  }
}

/** Only this code says that there is no such event; others may be about the mailbox. */
function goneText(facts: FailureFacts): Finding {
  const seen = `answered with ${refusalText(facts)}`;
  return facts.code === 'ErrorItemNotFound' ? holds(seen) : differs(seen);
}

/** Tries to make an ended event anew with its own transaction id; what that makes is deleted at once. */
async function usedUp(trial: Trial, ending: Ending, signal: AbortSignal): Promise<Finding> {
  const { id, meeting } = await surelyEnded(trial, ending, signal);
  const reply = await trial.post(meeting.content);
  if (!('id' in reply)) {
    const seen = `answered with ${refusalText(reply)}`;
    return reply.code === 'ErrorDuplicateTransactionId' ? holds(seen) : cannotBeTold(seen);
  }
  if (reply.id === id) return differs('answered with the ended event, as if it had been made');
  await trial.remove(reply.id);
  return differs('another event was made with it, and deleted');
}
