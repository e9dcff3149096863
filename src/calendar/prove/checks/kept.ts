import { ourPart, replaceOurPart } from '../../body.ts';
import { GraphFailure } from '../../failure.ts';
import { RECORD_PROPERTY } from '../../properties.ts';
import { sameText, sentBy, writeRecord } from '../../record.ts';
import { cannotBeTold, differs, holds, type Finding, type ProofCheck } from '../check.ts';
import { refusalText, secondsText } from '../seen.ts';
import type { Trial, TrialEvent } from '../trial.ts';
import { longRecord } from '../trial-meeting.ts';
import { until } from '../until.ts';

/** How long a join link is waited for, in milliseconds. */
const LINK_LIMIT_MS = 30_000;

const HIDE = 'Microsoft Graph docs: event, hideAttendees';
const ONLINE = 'Microsoft Graph docs: update event (“preserve the meeting blob”)';
const CUT = 'Exchange docs: FindItem gives the first 255 characters of a text';

/** Whether what a send puts into an event stays in it. */
export const KEPT: readonly ProofCheck[] = [
  {
    code: 'OnlineMeetingMade',
    assumption: 'An online meeting is made with the event.',
    meaning:
      'Invitations go out without a join link; a send warns (NoOnlineMeeting). Check that the organizer may make Teams meetings.',
    source:
      'Microsoft Graph docs: online meetings of calendars; not always made: seen (microsoft-graph-docs issue 9741)',
    run: async (trial, signal) => {
      const { joinUrl, looks, afterMs } = await joinLink(trial, signal);
      if (joinUrl === undefined) return differs(`no join link within ${secondsText(afterMs)}`);
      return holds(looks === 0 ? 'with a join link' : `with a join link, after ${secondsText(afterMs)}`);
    },
  },
  {
    code: 'JoinLinkAtOnce',
    assumption: 'The answer to the create has the join link.',
    meaning:
      'A send reads the event again for the link. Parts 2 and up of a split meeting wait for it, at most some seconds.',
    source: 'Microsoft Graph docs: online meetings of calendars, example',
    run: async (trial, signal) => {
      const { joinUrl, looks, afterMs } = await joinLink(trial, signal);
      if (joinUrl === undefined) return cannotBeTold('there is no online meeting');
      return looks === 0 ? holds('it has') : differs(`it came after ${secondsText(afterMs)}`);
    },
  },
  {
    code: 'TextFoundAgain',
    assumption: 'The part of the text that comes from here can be found again in it.',
    meaning: 'A changed text cannot be put in the place of the old one: it is kept, and a send says so.',
    source: 'Microsoft Graph docs: create event (the text comes back rewritten)',
    run: async (trial, signal) => textFound(trial, await trial.event(signal), signal),
  },
  {
    code: 'LongTitleKept',
    assumption: 'A title of 300 characters is kept, or cut to its first 255.',
    meaning:
      'A meeting with so long a title is refused, or asked about as moved by hand. Give shorter titles.',
    source: 'Exchange docs: Subject is limited to 255 characters',
    run: async (trial, signal) => {
      const { id, meeting } = await trial.event(signal);
      const long = `${meeting.content.plan.subject} ${'long '.repeat(60)}`
        .slice(0, 299)
        .trim()
        .padEnd(300, '.');
      const { subject } = await trial.calendar.update(trial.mailbox, id, { subject: long });
      await trial.calendar.update(trial.mailbox, id, { subject: meeting.content.plan.subject });
      if (subject === long) return holds('kept whole');
      const seen = `${String(subject.length)} characters are kept`;
      return sameText(subject, long) ? holds(seen) : differs(seen);
    },
  },
  {
    code: 'HiddenStored',
    assumption: 'Attendees are hidden from each other where a create asks for it.',
    meaning: 'Customers would see each other. Do not send to several customers from this mailbox.',
    source: HIDE,
    run: async (trial, signal) => {
      const { id, made } = await trial.event(signal);
      const event = await trial.calendar.read(trial.mailbox, id, signal);
      return hidden([made.hideAttendees, event?.hideAttendees]);
    },
  },
  {
    code: 'LongRecordWhole',
    assumption: 'A record of 500 people is given back whole when the event is read.',
    meaning:
      'Who was added for which customer is not known of large meetings: nobody is ever taken off them automatically.',
    source: 'Documented nowhere: no limit is given for an extended property',
    run: async (trial, signal) => {
      const event = await trial.event(signal);
      const text = await writeLongRecord(trial, event);
      return whole(text, (await trial.calendar.read(trial.mailbox, event.id, signal))?.recordText);
    },
  },
  {
    code: 'LongRecordInLists',
    assumption: 'A list of events gives it back whole too.',
    meaning: 'The event is read by itself as well: one request more, nothing else.',
    source: `${CUT}; Graph says nothing of it`,
    run: async (trial, signal) => {
      const event = await trial.event(signal);
      const text = longRecords.get(event);
      if (text === undefined) return cannotBeTold('so long a record could not be written');
      const { key } = event.meeting.content.plan;
      const look = async (): Promise<Finding | undefined> => {
        const found = await trial.calendar.findByKey(trial.mailbox, key, signal);
        const listed = found.find(({ id }) => id === event.id);
        return listed === undefined ? undefined : whole(text, listed.recordText);
      };
      const { value } = await until(look, LINK_LIMIT_MS, trial.clock, signal);
      return value ?? cannotBeTold('the event is not in the list');
    },
  },
  {
    code: 'OutdatedRefused',
    assumption: 'A change that is based on an older state of the event is refused.',
    meaning:
      'Somebody added by hand at the moment of a send may be lost from the list. Do not edit attendees in Outlook while a send is under way.',
    source: 'Microsoft Graph docs: errors, 412 (If-Match)',
    run: async (trial, signal) => {
      const { id, meeting } = await trial.event(signal);
      const { subject } = meeting.content.plan;
      const before = await trial.calendar.read(trial.mailbox, id, signal);
      if (before?.etag === undefined) return cannotBeTold('the event names no version of itself');
      await trial.calendar.update(trial.mailbox, id, { subject: `${subject}.` });
      try {
        await trial.calendar.update(trial.mailbox, id, { subject }, before.etag);
        return differs('carried out');
      } catch (error) {
        if (!(error instanceof GraphFailure)) throw error;
        const { status } = error.facts;
        if (status === 412 || status === 409) return holds(`refused with ${refusalText(error.facts)}`);
        throw error;
      }
    },
  },
  {
    code: 'OnlineMeetingKept',
    assumption: 'The online meeting stays when text and title are changed as a send changes them.',
    meaning:
      'An update can cost the join link. A send says so when it is gone; the invitation then has to be sent again, or the link be put in by hand.',
    source: `${ONLINE}; lost nevertheless: seen (microsoft-graph-docs issues 9743, 10618, 16336)`,
    run: async (trial, signal) => {
      const event = await trial.event(signal);
      const { joinUrl } = await joinLink(trial, signal);
      if (joinUrl === undefined) return cannotBeTold('there is no online meeting');
      const { calendar, mailbox } = trial;
      const body = await calendar.readBody(mailbox, event.id, signal);
      const part = await ourPart(event.meeting.rewritten.bodyHtml);
      const content = await replaceOurPart(body, part, joinUrl);
      if (content === undefined) return cannotBeTold('its text cannot be changed without touching it');
      const { subject } = event.meeting.content.plan;
      const changes = [
        ['the text', { body: { contentType: 'html', content } }],
        ['the title', { subject: `${subject}!` }],
      ] as const;
      for (const [what, change] of changes) {
        const answer = await calendar.update(mailbox, event.id, change);
        const read = await calendar.read(mailbox, event.id, signal);
        if (read?.joinUrl !== joinUrl)
          return differs(
            `its link is ${read?.joinUrl === undefined ? 'lost' : 'another'} after a change of ${what}`,
          );
        if (answer.joinUrl !== joinUrl)
          return differs(`left out of the answer to a change of ${what}; still there`);
      }
      return holds('kept');
    },
  },
  {
    code: 'TextFoundAfterUpdate',
    assumption: 'The part of the text that comes from here can still be found after an update.',
    meaning: 'A text can be changed once and not again: later it is kept, and a send says so.',
    source: 'Microsoft Graph docs: update event',
    run: async (trial, signal) => textFound(trial, await trial.event(signal), signal),
  },
  {
    code: 'HiddenKept',
    assumption: 'Attendees stay hidden when other things of the event are changed.',
    meaning: 'An update can make customers see each other. A send compares, says so and hides them again.',
    source: HIDE,
    run: async (trial, signal) => {
      const { id, meeting } = await trial.event(signal);
      const { calendar, mailbox } = trial;
      const before = await calendar.read(mailbox, id, signal);
      if (before?.hideAttendees === false) return cannotBeTold('they were not hidden before');
      const changed = await calendar.update(mailbox, id, { subject: meeting.content.plan.subject });
      const event = await calendar.read(mailbox, id, signal);
      return hidden([changed.hideAttendees, event?.hideAttendees]);
    },
  },
];

/** The join link of the trial's event; `looks` is 0 where the create's own answer has it. */
async function joinLink(
  trial: Trial,
  signal: AbortSignal,
): Promise<{ readonly joinUrl?: string; readonly looks: number; readonly afterMs: number }> {
  const event = await trial.event(signal);
  const known = links.get(event);
  if (known !== undefined) return known;
  const { made, id } = event;
  const found =
    made.joinUrl !== undefined
      ? { joinUrl: made.joinUrl, looks: 0, afterMs: 0 }
      : await lateLink(trial, id, signal);
  links.set(event, found);
  return found;
}

/** What was waited for once is not waited for again. */
const links = new WeakMap<
  TrialEvent,
  { readonly joinUrl?: string; readonly looks: number; readonly afterMs: number }
>();

async function lateLink(
  { calendar, mailbox, clock }: Trial,
  id: string,
  signal: AbortSignal,
): Promise<{ readonly joinUrl?: string; readonly looks: number; readonly afterMs: number }> {
  const look = async (): Promise<string | undefined> => (await calendar.read(mailbox, id, signal))?.joinUrl;
  const { value, looks, afterMs } = await until(look, LINK_LIMIT_MS, clock, signal);
  return { looks, afterMs, ...(value !== undefined && { joinUrl: value }) };
}

async function textFound(
  { calendar, mailbox }: Trial,
  { id, meeting }: TrialEvent,
  signal: AbortSignal,
): Promise<Finding> {
  const body = await calendar.readBody(mailbox, id, signal);
  const part = await ourPart(meeting.content.plan.bodyHtml);
  return (await replaceOurPart(body, part)) === undefined ? differs('it cannot') : holds('found once');
}

function hidden(said: readonly (boolean | undefined)[]): Finding {
  if (said.includes(false)) return differs('the event says that they see each other');
  return said.includes(true) ? holds('hidden') : cannotBeTold('the event does not say');
}

/** The records that were written; what was refused is not tried again. */
const longRecords = new WeakMap<TrialEvent, string>();

/** Gives the trial's event a record as long as it gets. */
async function writeLongRecord({ calendar, mailbox }: Trial, event: TrialEvent): Promise<string> {
  const { plan } = event.meeting.content;
  const value = writeRecord({ part: 1, parts: 1, sent: sentBy(plan, undefined), added: longRecord() });
  await calendar.update(mailbox, event.id, {
    singleValueExtendedProperties: [{ id: RECORD_PROPERTY, value }],
  });
  longRecords.set(event, value);
  return value;
}

function whole(sent: string, got: string | undefined): Finding {
  if (got === sent) return holds(`all ${String(sent.length)} characters`);
  if (got === undefined) return differs('left out');
  if (sent.startsWith(got))
    return differs(`cut to ${String(got.length)} of ${String(sent.length)} characters`);
  return differs('another text is given back');
}
