import type { CalendarEvent } from '../../graph-event.ts';
import { GraphFailure, isTransient, type FailureFacts } from '../../failure.ts';
import { differs, holds, cannotBeTold, type Finding, type ProofCheck } from '../check.ts';
import { refusalText } from '../seen.ts';
import type { Trial, TrialEvent } from '../trial.ts';

const DUPLICATE = 'ErrorDuplicateTransactionId';
const TRANSACTION = 'Microsoft Graph docs: event, transactionId (against redundant POSTs of retries)';

/** Whether Graph itself keeps a repeated create from making a second event. */
export const MADE_ONCE: readonly ProofCheck[] = [
  {
    code: 'SameCreateRepeated',
    assumption: 'The same create again, with the same transaction id, makes no second event.',
    meaning:
      'After a lost answer a send looks at the calendar first; where that look comes too early, the repeated create makes a second meeting. Do not run from two machines at once.',
    source: `${TRANSACTION}; 201 with the same event: seen (blog.rykoma.net, 2020)`,
    run: async (trial, signal) => {
      const event = await trial.event(signal);
      const reply = await trial.post(event.meeting.content);
      return afterRepeat(trial, event, reply, 'answered with the event that is there');
    },
  },
  {
    code: 'OtherContentRefused',
    assumption: 'A create with other content and a transaction id that is in use is refused.',
    meaning:
      'A send of a changed file that did not see the event is answered as if it had been made. It is compared with what was sent, and the next run puts the difference right.',
    source: 'Documented nowhere; seen: alcionai/corso issue 2490',
    run: async (trial, signal) => {
      const event = await trial.event(signal);
      const reply = await trial.post(otherContent(event));
      if ('id' in reply) return afterRepeat(trial, event, reply, undefined);
      return reply.code === DUPLICATE ? holds(`refused with ${refusalText(reply)}`) : otherRefusal(reply);
    },
  },
  {
    code: 'RefusalNamesEvent',
    assumption: 'That refusal names the event that has the transaction id, by an id that can be read.',
    meaning: 'The event is then looked for by its key; where that finds nothing, a send stops and says so.',
    source: 'Documented nowhere; seen in public code (@event.existingEventId)',
    run: async (trial, signal) => {
      const event = await trial.event(signal);
      const reply = await trial.post(otherContent(event));
      if ('id' in reply) {
        await removeSecond(trial, event, reply);
        return cannotBeTold('such a create is not refused');
      }
      if (reply.code !== DUPLICATE) return otherRefusal(reply);
      if (reply.existingEventId === undefined) return differs('it names none');
      if (reply.existingEventId === event.id) return holds('it names the event, by the id that is used here');
      const named = await trial.calendar.read(trial.mailbox, reply.existingEventId, signal);
      if (named === undefined) return differs('it names an id that is not answered');
      return named.id === event.id ? holds('it names the event') : differs('it names another event');
    },
  },
];

/** The trial's event with another title, still one that is known as the proof's. */
function otherContent({
  meeting: { content },
}: TrialEvent): Trial['post'] extends (content: infer C) => unknown ? C : never {
  const subject = `${content.target.subject}, again`;
  return { ...content, target: { ...content.target, subject } };
}

/** What a create that was expected to make nothing has come to. */
async function afterRepeat(
  trial: Trial,
  event: TrialEvent,
  reply: CalendarEvent | FailureFacts,
  expected: string | undefined,
): Promise<Finding> {
  if (!('id' in reply)) {
    return reply.code === DUPLICATE ? differs(`refused with ${refusalText(reply)}`) : otherRefusal(reply);
  }
  if (reply.id !== event.id) {
    const isGone = await removeSecond(trial, event, reply);
    return differs(`a second event was made${isGone ? ', and deleted' : ''}`);
  }
  if (expected !== undefined) return holds(expected);
  const same = reply.subject === event.made.subject;
  return differs(`answered with the event that is there${same ? '' : ', changed'}`);
}

function otherRefusal(facts: FailureFacts): Finding {
  const seen = `answered with ${refusalText(facts)}`;
  return isTransient(facts) || facts.kind !== 'answer' ? cannotBeTold(seen) : differs(seen);
}

/** Deletes a second event at once; what cannot be deleted now is tried again at the end. */
async function removeSecond(trial: Trial, event: TrialEvent, second: CalendarEvent): Promise<boolean> {
  if (second.id === event.id) return false;
  try {
    await trial.remove(second.id);
    return true;
  } catch (error) {
    if (error instanceof GraphFailure) return false;
    throw error;
  }
}
