import type { BeforeCall } from '../history/index.ts';
import { partSubject, type InvitePlan } from '../invite/index.ts';
import type { ManyRemoved, PlanDifference } from './difference.ts';
import type { FoundEvent, SoughtMeeting } from './find.ts';

import type { CalendarEvent } from './graph-event.ts';
import type { KnownMeeting } from './known-meeting.ts';
import { dayOf, wallTime } from './instant.ts';
import type { Question } from './outcome.ts';
import { sameText, textHash, timeHash } from './record.ts';

/** How an event on the calendar compares with the plan, and with what we sent. */
export interface Differences {
  readonly subject: boolean;
  readonly start: boolean;
  readonly end: boolean;
  /** Whether subject, start or end on the calendar are not what we sent: somebody changed them there. `false` without a record. */
  readonly byHand: boolean;
}

/**
 * Compares an event with a plan. The number of a part in its subject counts for nothing, so that a meeting that grows by
 * one event does not mail the others. A time that Graph gives in a zone unknown here is judged by the record alone.
 */
export function differences(plan: SoughtMeeting, number: number, found: FoundEvent): Differences {
  const { event, record } = found;
  const sent = sentFace(plan);
  const base = baseSubject(event.subject, number);
  const time = (
    calendar: number | undefined,
    planned: number,
    before: string | undefined,
    now: string,
  ): boolean => (calendar === undefined ? before !== now : calendar !== planned);
  const subject = !sameText(event.subject, plan.subject) && !sameText(base, plan.subject);
  // A calendar that keeps times otherwise, even those in UTC, is not corrected for ever.
  const kept = (side: 'start' | 'end', calendar: number | undefined): boolean =>
    calendar !== undefined &&
    record?.shown?.[side] === timeHash(plan.key, calendar) &&
    record.sent[side] === sent[side];
  const start =
    !kept('start', event.startMs) && time(event.startMs, plan.start.epochMs, record?.sent.start, sent.start);
  const end = !kept('end', event.endMs) && time(event.endMs, plan.end.epochMs, record?.sent.end, sent.end);
  const moved = (calendar: number | undefined, before: string | undefined): boolean =>
    calendar !== undefined && before !== undefined && timeHash(plan.key, calendar) !== before;
  const renamed =
    record !== undefined &&
    ![event.subject, base].some((text) => textHash(plan.key, text) === record.sent.subject);
  const byHand =
    (subject && renamed) ||
    (start && moved(event.startMs, record?.sent.start)) ||
    (end && moved(event.endMs, record?.sent.end));
  return { subject, start, end, byHand };
}

/**
 * What a person has to be asked before this event may be touched (design: once); `undefined` when nothing.
 * An event that somebody moved by hand is asked about first: the file may say just what it said before.
 */
export function questionAbout(plan: InvitePlan, number: number, found: FoundEvent): Question | undefined {
  return questionsAbout(plan, number, found)[0];
}

/** All of them, in the order in which they are asked. */
export function questionsAbout(plan: InvitePlan, number: number, found: FoundEvent): readonly Question[] {
  const face = questionAboutFace(plan, number, found);
  return [...(found.event.series ? [seriesByHand(plan, found.event)] : []), ...(face ? [face] : [])];
}

function questionAboutFace(plan: InvitePlan, number: number, found: FoundEvent): Question | undefined {
  const differs = differences(plan, number, found);
  const sent = sentFace(plan);
  const before = found.record?.sent;
  const fileUnchanged =
    before?.subject === sent.subject && before.start === sent.start && before.end === sent.end;
  const moved: Question = ask(
    'MovedByHand',
    `"${found.event.subject}" (${when(found.event, plan)}) was changed on the calendar since it was sent from here. Updating it makes it "${plan.subject}" (${planned(plan)}) again for everybody.`,
    [found.event],
    plan,
  );
  if (differs.byHand && fileUnchanged) return moved;
  return anotherMeeting(plan, number, found) ?? (differs.byHand ? moved : undefined);
}

/** What has to be asked when what was found under the file's key may be another meeting; `undefined` when it is this one. */
export function anotherMeeting(plan: SoughtMeeting, number: number, found: FoundEvent): Question | undefined {
  const differs = differences(plan, number, found);
  if (differs.subject && differs.start) {
    return ask(
      'DifferentMeeting',
      `The calendar has "${found.event.subject}" (${when(found.event, plan)}) under this file's id, but the file now says "${plan.subject}" (${planned(plan)}). Both title and time differ: it may be another meeting.`,
      [found.event],
      plan,
    );
  }
  if (plan.meeting.objectIdIsFallback && otherDay(plan, found.event)) {
    return ask(
      'FallbackKeyOtherDay',
      `A meeting of the same title is on the calendar for another day: "${found.event.subject}" (${when(found.event, plan)}); the file says ${planned(plan)}. The file has no id of its own, so they may be two meetings.`,
      [found.event],
      plan,
    );
  }
  return undefined;
}

/** The question that only putting the calendar right can answer: several events, and no telling which is the one. */
export function severalMatches(plan: SoughtMeeting, events: readonly CalendarEvent[]): Question {
  return {
    ...ask(
      'SeveralMatches',
      `The calendar has ${String(events.length)} events of "${plan.subject}" where one is expected, so none of them was touched. Delete the ones that are too many in ${plan.organizer}'s calendar and run again.`,
      events,
      plan,
    ),
    canProceed: false,
  };
}

/** An event of ours that somebody cancelled on the calendar: sending would bring it back for everybody. */
export function cancelledByHand(plan: SoughtMeeting, events: readonly CalendarEvent[]): Question {
  const names = events.map((event) => `"${event.subject}" (${when(event, plan)})`).join(', ');
  return ask(
    'CancelledByHand',
    `${names} was cancelled on the calendar, and not from here. Sending makes a new event and invites everybody again.`,
    events,
    plan,
  );
}

/** The event that the file names as its meeting, although it does not carry the file's mark. */
export function namedByFile(plan: SoughtMeeting, event: CalendarEvent): Question {
  const other = event.key !== undefined;
  const question = ask(
    'NamedByFile',
    `The file says that it was scheduled as "${event.subject}" (${when(event, plan)}), ${other ? 'which carries the mark of another file' : 'which was not made by Customer Meetings'}. ${takingOver(plan, event)}`,
    [event],
    plan,
  );
  return other ? { ...question, byCodeOnly: true } : question;
}

/**
 * An event that looks like the meeting but carries no mark of ours, as the Go tool makes them.
 * @param ticketsFound whether its text names the file's tickets; `undefined` where the file has none
 */
export function sameSubjectAndStart(
  plan: SoughtMeeting,
  event: CalendarEvent,
  ticketsFound: boolean | undefined,
): Question {
  const tickets =
    ticketsFound === undefined
      ? ''
      : ticketsFound
        ? ' and names the same tickets'
        : ', but does not name the same tickets: it may be another meeting';
  return ask(
    'SameSubjectAndStart',
    `The calendar has "${event.subject}" (${when(event, plan)}), which was not made by Customer Meetings${tickets}. ${takingOver(plan, event)}`,
    [event],
    plan,
  );
}

/** So many people would be taken off that it may be a mistake. */
export function manyRemovedQuestion({ plan, events }: PlanDifference, many: ManyRemoved): Question {
  const { people, wholeCustomers } = many;
  const counts = new Map<string, number>();
  for (const { customerCodes } of people)
    for (const code of customerCodes) counts.set(code, (counts.get(code) ?? 0) + 1);
  const told = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([code, count]) =>
        `${String(count)} of ${code}${wholeCustomers.includes(code) ? ', which is everybody of this customer on it' : ''}`,
    );
  const number = people.length === 1 ? '1 person' : `${String(people.length)} people`;
  return ask(
    'ManyRemoved',
    `${number} would be taken off "${plan.subject}" and told that it is cancelled for them: ${told.join('; ')}. A contact list that was emptied, or a topic of another name, looks just like this.`,
    events.flatMap(({ found }) => (found === undefined ? [] : [found.event])),
    plan,
  );
}

/** The file names another organizer, and this one has no event of the meeting yet. */
export function otherOrganizer(plan: SoughtMeeting, known: KnownMeeting): Question {
  return {
    ...ask(
      'OtherOrganizer',
      `The file says that ${known.organizer ?? 'somebody else'} has scheduled this meeting already. Sending it from ${plan.organizer} makes a second one, which people may get beside the first.`,
      [],
      plan,
    ),
    events: [
      {
        id: known.id,
        subject: known.subject ?? plan.subject,
        start: known.startTime ?? 'at a time that the file does not say',
      },
    ],
  };
}

/** The calendar has an invitation to this very meeting, which somebody else organizes. */
export function invitedByOther(plan: SoughtMeeting, copy: CalendarEvent): Question {
  return ask(
    'OtherOrganizer',
    `${copy.organizer ?? 'Somebody else'} has scheduled this meeting already and invited ${plan.organizer} to it: "${copy.subject}" (${when(copy, plan)}). Sending it from ${plan.organizer} makes a second one, which people may get beside the first.`,
    [copy],
    plan,
  );
}

/** The send history of this machine knows the meeting on somebody else's calendar. It keeps no addresses unless asked to. */
export function sentByOther(plan: SoughtMeeting, call: BeforeCall): Question {
  const from = call.addresses?.organizer ?? 'another organizer';
  return {
    ...ask(
      'OtherOrganizer',
      `This meeting was sent from ${from} on ${call.at.slice(0, 10)}, as the send history of this machine says, and has not been cancelled there. Sending it from ${plan.organizer} makes a second one, which people may get beside the first.`,
      [],
      plan,
    ),
    events: [
      {
        id: call.eventId ?? '',
        subject: call.subject,
        start: call.start ?? 'at a time that the send history does not say',
      },
    ],
  };
}

/** A meeting that is known to have been sent: as the event that an id still finds, or as the file has it. */
export interface Gone {
  readonly event?: CalendarEvent;
  readonly known?: KnownMeeting;
}

/** A meeting that was sent and is nowhere to be found: a new one would be a second one for everybody who still has it. */
export function knownMeetingGone(plan: SoughtMeeting, gone: readonly Gone[]): Question {
  const events = gone.flatMap(({ event }) => event ?? []);
  const [known] = gone.flatMap((one) => one.known ?? []);
  const [there] = events;
  const who =
    known === undefined
      ? `"${plan.subject}" was sent before`
      : `The file says that it was scheduled as "${known.subject ?? plan.subject}"${known.startTime === undefined ? '' : ` (${known.startTime})`}`;
  const where =
    there === undefined
      ? `is nowhere to be found in ${plan.organizer}'s mailbox: it was deleted, cancelled or moved there`
      : `is not on ${plan.organizer}'s calendar: "${there.subject}" (${when(there, plan)}) still answers by its id, so it is in Deleted Items or another folder`;
  return ask(
    'KnownMeetingGone',
    `${who}, and ${where}. Sending makes a new meeting and invites everybody again, beside the one that they may still have.`,
    events,
    plan,
  );
}

/** The event was made a series on the calendar: whatever is sent to it changes every meeting of it. */
export function seriesByHand(plan: SoughtMeeting, event: CalendarEvent): Question {
  return ask(
    'SeriesByHand',
    `"${event.subject}" (${when(event, plan)}) was made a series on the calendar. What is changed or cancelled is then the whole series.`,
    [event],
    plan,
  );
}

/** The text was rewritten on the calendar, and it is all that differs. */
export function textRewritten(plan: SoughtMeeting, event: CalendarEvent): Question {
  return ask(
    'TextRewritten',
    `The text of "${event.subject}" (${when(event, plan)}) was rewritten on the calendar, so the new text of the file has no place in it. Nothing else differs. Writing it replaces the text that is there and tells everybody.`,
    [event],
    plan,
  );
}

function takingOver(plan: SoughtMeeting, event: CalendarEvent): string {
  const people = `${event.attendees.length} ${event.attendees.length === 1 ? 'attendee' : 'attendees'}`;
  return `Taking it over makes it "${plan.subject}" (${planned(plan)}), keeps its ${people} and its online meeting, and tells them.`;
}

/** One question where several events raise the same. */
export function joined(questions: readonly Question[]): readonly Question[] {
  const byCode = new Map<Question['code'], Question>();
  for (const question of questions) {
    const first = byCode.get(question.code);
    byCode.set(
      question.code,
      first === undefined ? question : { ...first, events: [...first.events, ...question.events] },
    );
  }
  return [...byCode.values()];
}

function ask(
  code: Question['code'],
  message: string,
  events: readonly CalendarEvent[],
  plan: SoughtMeeting,
): Question {
  return {
    code,
    message,
    canProceed: true,
    events: events.map((event) => ({
      id: event.id,
      subject: event.subject,
      start: when(event, plan),
      ...(event.webLink !== undefined && { webLink: event.webLink }),
    })),
  };
}

function otherDay(plan: SoughtMeeting, event: CalendarEvent): boolean {
  const { timeZone, epochMs } = plan.start;
  return event.startMs !== undefined && dayOf(event.startMs, timeZone) !== dayOf(epochMs, timeZone);
}

/** Subject and times as a record keeps them. */
function sentFace({ key, subject, start, end }: SoughtMeeting): {
  readonly subject: string;
  readonly start: string;
  readonly end: string;
} {
  return {
    subject: textHash(key, subject),
    start: timeHash(key, start.epochMs),
    end: timeHash(key, end.epochMs),
  };
}

/** The subject without ` (2 of 3)`, whatever the number of parts was when it was sent. */
function baseSubject(subject: string, number: number): string {
  const pattern = /^(.*) \((\d{1,3}) of (\d{1,3})\)$/s.exec(subject.trim());
  const [, base, part, total] = pattern ?? [];
  if (base === undefined || part !== String(number) || total === undefined) return subject;
  return partSubject(base, number, Number(total)) === subject.trim() ? base : subject;
}

function planned({ start }: SoughtMeeting): string {
  return `${start.dateTime.slice(0, 16).replace('T', ' ')} ${start.timeZone}`;
}

function when({ startMs }: CalendarEvent, plan: SoughtMeeting): string {
  return startMs === undefined ? 'at a time that could not be read' : wallTime(startMs, plan.start.timeZone);
}
