import { createHash } from 'node:crypto';
import { eventOf } from '../../calendar.ts';
import { GraphFailure } from '../../failure.ts';
import { transactionId } from '../../transaction-id.ts';
import { differs, holds, type ProofCheck } from '../check.ts';
import { refusalText, secondsText } from '../seen.ts';
import { until } from '../until.ts';

/** How long a search is waited for, in milliseconds. */
const SEARCH_LIMIT_MS = 60_000;

const EXTENDED = 'Microsoft Graph docs: singleValueLegacyExtendedProperty, get and create';

/** Whether the event that was made is the one that every later run finds. */
export const FOUND_AGAIN: readonly ProofCheck[] = [
  {
    code: 'Created',
    assumption: 'An event without attendees is made by what a send sends.',
    meaning: 'A send is refused the same way, and says why; nothing is sent.',
    source: 'Microsoft Graph docs: create event',
    run: async (trial, signal) => {
      const { lostAnswer } = await trial.event(signal);
      return lostAnswer === undefined
        ? holds('made')
        : differs(`made, but its create was answered with ${refusalText(lostAnswer)}; found on the calendar`);
    },
  },
  {
    code: 'SameIdEverywhere',
    assumption: 'An event just made is answered by its id, under that same id.',
    meaning:
      'An event that a send has made may be taken for gone right afterwards; its key still finds it, and nothing is made twice.',
    source: 'Microsoft Graph docs: immutable identifiers',
    run: async (trial, signal) => {
      const { id } = await trial.event(signal);
      const event = await trial.calendar.read(trial.mailbox, id, signal);
      if (event === undefined) return differs('not answered by its id right after it was made');
      return event.id === id ? holds('answered') : differs('answered under another id');
    },
  },
  {
    code: 'OrganizedHere',
    assumption: 'The event says that this mailbox organizes it.',
    meaning:
      'Every meeting of this mailbox is taken for an invitation from somebody else: none is found again. Do not send from it.',
    source: 'Microsoft Graph docs: event, isOrganizer',
    run: async (trial, signal) => {
      const { id, made } = await trial.event(signal);
      const event = await trial.calendar.read(trial.mailbox, id, signal);
      return made.own && event?.own !== false ? holds('it does') : differs('it says that somebody else does');
    },
  },
  {
    code: 'KeyStored',
    assumption: 'The key that a create carries is stored with the event.',
    meaning:
      'A meeting cannot be told from others: running again may ask about it, or make a second one. Do not send from this mailbox.',
    source: EXTENDED,
    run: async (trial, signal) => {
      const { id, meeting } = await trial.event(signal);
      const key = (await trial.calendar.read(trial.mailbox, id, signal))?.key;
      if (key === undefined) return differs('not there when the event is read');
      return key === meeting.content.plan.key ? holds('read back') : differs('read back with another value');
    },
  },
  {
    code: 'FoundByKey',
    assumption: 'A search by that key finds the event at once.',
    meaning:
      'Two runs within that time are kept apart by the transaction id alone. Leave that long between two runs from different machines.',
    source: `${EXTENDED}; how soon is documented nowhere`,
    run: async (trial, signal) => {
      const { id, meeting } = await trial.event(signal);
      const { key } = meeting.content.plan;
      const look = async (): Promise<true | undefined> => {
        const found = await trial.calendar.findByKey(trial.mailbox, key, signal);
        return found.some((event) => event.id === id) ? true : undefined;
      };
      const { value, looks, afterMs } = await until(look, SEARCH_LIMIT_MS, trial.clock, signal);
      if (value === undefined) return differs(`not found within ${secondsText(afterMs)}`);
      return looks === 1
        ? holds('found by the first look')
        : differs(`found only after ${secondsText(afterMs)}`);
    },
  },
  {
    code: 'OnlyItsKeyFinds',
    assumption: 'A search by another key does not find it.',
    meaning:
      'The search is not one: every meeting looks like several. Sends end with a question and send nothing.',
    source: EXTENDED,
    run: async (trial, signal) => {
      const { id, meeting } = await trial.event(signal);
      const other = createHash('sha256').update(`not ${meeting.content.plan.key}`).digest('hex');
      const found = await trial.calendar.findByKey(trial.mailbox, other, signal);
      if (found.length === 0) return holds('nothing found');
      return differs(found.some((event) => event.id === id) ? 'it is found' : 'other events are found');
    },
  },
  {
    code: 'ReadsAnswered',
    assumption: 'A read is not refused as a conflict.',
    meaning: 'Reads are repeated; a look at the calendar takes some seconds longer, and rarely fails.',
    source: 'Seen: learn.microsoft.com/answers/questions/271870 (412 on 3.5 % of reads)',
    run: async (trial, signal) => {
      const { id } = await trial.event(signal);
      const path = eventOf(trial.mailbox, id);
      let refused = 0;
      for (let reads = 0; reads < READS; reads += 1) {
        try {
          await trial.call({ method: 'GET', path, query: { $select: 'id' }, signal });
        } catch (error) {
          if (!(error instanceof GraphFailure) || error.facts.status !== 412) throw error;
          refused += 1;
        }
      }
      const of = `${String(refused)} of ${String(READS)} reads`;
      return refused === 0 ? holds(`${of} refused`) : differs(`${of} refused with status 412`);
    },
  },
  {
    code: 'TransactionIdReadBack',
    assumption: 'The event gives back the transaction id that it was made with.',
    meaning: 'Which part of a split meeting an event is, is then known from its record alone.',
    source: 'Microsoft Graph docs: event, transactionId (returned if set)',
    run: async (trial, signal) => {
      const { id, meeting } = await trial.event(signal);
      const sent = transactionId(meeting.content.plan.key, 1, 0);
      const event = await trial.calendar.read(trial.mailbox, id, signal);
      if (event?.transactionId === undefined) return differs('not given back');
      return event.transactionId.toLowerCase() === sent
        ? holds('read back')
        : differs('another one is given back');
    },
  },
];

/** How many reads are made to see whether some are refused. */
const READS = 10;
