import type { InvitePlan } from '../invite/index.ts';
import { addressKey } from '../recipients/index.ts';
import { bodyLines, lineChanges } from './body-lines.ts';
import type { Calendar } from './calendar.ts';
import type { Changes, Decision } from './decide.ts';
import {
  customersWhoLeft,
  differenceFingerprint,
  differenceOf,
  manyRemoved,
  peopleOf,
  type EventDifference,
  type PlanDifference,
} from './difference.ts';
import { CalendarFailure, GraphFailure } from './failure.ts';
import type { FoundEvent } from './find.ts';
import { knownMeetingOf } from './known-meeting.ts';
import type { LookOptions } from './look.ts';
import { matchMeeting, partsOf, type Match } from './match.ts';
import type { PeopleChanges } from './merge.ts';
import type { EventOutcome, Question } from './outcome.ts';
import { joined, manyRemovedQuestion, questionAbout } from './questions.ts';
import { readHistory } from './read-history.ts';
import { isTest } from './test-plan.ts';
import { questionAboutText } from './text-rewritten.ts';
import { outcomeOf, seen } from './told.ts';

/** A meeting as it is on the calendar, to compare plans with. */
export interface MeetingSnapshot {
  readonly match: Match | { readonly several: Question };
  /** The whole body of each event, by part. */
  readonly bodies: ReadonlyMap<number, string>;
}

/** What a send would do to the people on a meeting: each once, in a fixed order. */
export interface AttendeeChanges extends PeopleChanges {
  /** How many are in the plan and on the meeting already. */
  readonly same: number;
}

/** Something that a send would change, before and after. */
interface Change<T> {
  readonly before: T;
  readonly after: T;
}

/** A stretch of time in milliseconds since the Unix epoch; absent where Graph names a zone that is not known here. */
interface When {
  readonly startMs?: number;
  readonly endMs?: number;
}

/** What of a comparison is there however it comes out. */
interface Compared {
  /** The plan as it would go out: hidden where others stay; and it says hidden or visible as the event will. */
  readonly plan: InvitePlan;
  /** One `planned` outcome per event. */
  readonly events: readonly EventOutcome[];
  /** Everything that the send would ask. */
  readonly questions: readonly Question[];
  readonly attendees: AttendeeChanges;
  /** Customers that the file no longer names, with those of theirs who stay. */
  readonly leftTheFile: ReturnType<typeof customersWhoLeft>;
  /** Absent where nothing can be sent. */
  readonly difference?: PlanDifference;
  /** Of `difference` (`differenceFingerprint`). */
  readonly fingerprint?: string;
}

/** What a send would change on the calendar. */
export type PlanComparison = Compared &
  (
    | { readonly kind: 'new' }
    /** More events than there should be: nothing can be sent before that is put right by hand. */
    | { readonly kind: 'several' }
    | {
        readonly kind: 'there';
        readonly subject?: Change<string>;
        readonly when?: Change<When>;
        readonly location?: Change<string>;
        readonly hideAttendees?: Change<boolean>;
        /** Lines of text that go and come; none of either: only how it looks changes. */
        readonly body?: { readonly removed: readonly string[]; readonly added: readonly string[] };
        /** Events that would be there besides those that are. */
        readonly newEvents: number;
      }
  );

/**
 * Reads what a meeting is on the calendar, looking for it in every way that a send does. Makes no call that writes.
 * @throws CalendarFailure when Graph cannot be asked
 */
export async function readMeeting(
  plan: InvitePlan,
  calendar: Calendar,
  { signal, journal }: LookOptions,
): Promise<MeetingSnapshot> {
  try {
    const history = await readHistory(plan, calendar, journal);
    const known = knownMeetingOf(plan.meeting.record);
    const adopt = !isTest(plan);
    const search = { calendar, history, adopt, signal, ...(known !== undefined && { known }) };
    const match = await matchMeeting(plan, search);
    const bodies = new Map<number, string>();
    if ('several' in match) return { match, bodies };
    for (const [part, { event }] of partsOf(match))
      bodies.set(part, await calendar.readBody(plan.organizer, event.id, signal));
    return { match, bodies };
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    throw new CalendarFailure(calendar.describe(error.facts, plan.organizer));
  }
}

/**
 * What sending a plan would change, by the very decisions that a send takes: what somebody set by hand and a send leaves
 * alone is no change. Asks nobody.
 */
export async function comparePlan(
  given: InvitePlan,
  { match, bodies }: MeetingSnapshot,
  { forceUpdate = false }: Pick<LookOptions, 'forceUpdate'> = {},
): Promise<PlanComparison> {
  if ('several' in match) {
    const attendees = { added: [], removed: [], kept: [], same: 0 };
    const questions = [match.several];
    return {
      kind: 'several',
      plan: given,
      events: plannedOnly(given),
      questions,
      attendees,
      leftTheFile: [],
    };
  }
  const parts = partsOf(match);
  const difference = differenceOf(given, parts, forceUpdate);
  const { plan } = difference;
  const events = difference.events.map((event) => plannedOutcome(difference, event));
  const compared: Compared = {
    plan: events.some(({ hideAttendees }) => hideAttendees === false)
      ? { ...plan, hideAttendees: false }
      : plan,
    events,
    questions: await questionsOf(match, difference, bodies),
    attendees: { ...difference.people, same: sameOf(plan, difference) },
    leftTheFile: customersWhoLeft(difference),
    difference,
    // Forced or not: what is confirmed is who comes and goes, and what differs.
    fingerprint: differenceFingerprint(differenceOf(given, parts)),
  };
  if (parts.size === 0) return { kind: 'new', ...compared };
  const first = parts.get(1) ?? [...parts.values()][0];
  const changes = changesOf(difference.events.map(({ decision }) => decision));
  return {
    kind: 'there',
    ...compared,
    ...(first === undefined ? {} : fieldChanges(plan, first, changes)),
    ...(changes.body && {
      body: lineChanges(await bodyLines(bodies.get(1) ?? ''), await bodyLines(plan.bodyHtml)),
    }),
    newEvents: difference.events.filter(({ found }) => found === undefined).length,
  };
}

/** The events of a plan when nothing is known of the calendar. */
export function plannedOnly(plan: InvitePlan): readonly EventOutcome[] {
  return plan.parts.map(({ subject, attendees }) => {
    return { status: 'planned', subject, attendees: attendees.length };
  });
}

/** What a send would ask, in the order in which it does. */
async function questionsOf(
  match: Match,
  difference: PlanDifference,
  bodies: MeetingSnapshot['bodies'],
): Promise<readonly Question[]> {
  const { plan, events } = difference;
  const many = manyRemoved(difference);
  const asked = [
    ...match.questions,
    ...[...match.parts].flatMap(([part, found]) => questionAbout(plan, part, found) ?? []),
    ...(many === undefined ? [] : [manyRemovedQuestion(difference, many)]),
  ];
  for (const { target, decision } of events) {
    const text = await questionAboutText(plan, decision, bodies.get(target.number));
    if (text !== undefined) asked.push(text);
  }
  return joined(asked);
}

function plannedOutcome(
  { plan, events }: PlanDifference,
  { target, found, decision }: EventDifference,
): EventOutcome {
  const people = peopleOf(decision);
  const link = events.find(({ target: { number } }) => number === 1)?.found?.event.joinUrl;
  if (found === undefined) {
    const count = 'merge' in decision ? decision.merge.attendees.length : target.attendees.length;
    return { status: 'planned', subject: target.subject, attendees: count, people };
  }
  const { event, record } = found;
  const count = 'merge' in decision ? decision.merge.attendees.length : event.attendees.length;
  const sends = decision.kind === 'update' && decision.changes.hideAttendees;
  const hidden = sends ? plan.hideAttendees : (event.hideAttendees ?? record?.sent.hideAttendees);
  const { told, warnings } = seen(plan, event.subject, hidden);
  return { ...outcomeOf('planned', event, target.subject, count, { link, warnings }), people, ...told };
}

function sameOf(plan: InvitePlan, { events }: PlanDifference): number {
  const there = new Set(
    events.flatMap(({ found }) => (found?.event.attendees ?? []).map(({ address }) => addressKey(address))),
  );
  return plan.attendees.filter(({ email }) => there.has(addressKey(email))).length;
}

type Fields = Record<Exclude<keyof Changes, 'attendees'>, boolean>;

function changesOf(decisions: readonly Decision[]): Fields {
  const updates = decisions.flatMap((decision) => (decision.kind === 'update' ? [decision.changes] : []));
  const any = (key: keyof Fields): boolean => updates.some((changes) => changes[key]);
  return {
    subject: any('subject'),
    time: any('time'),
    location: any('location'),
    hideAttendees: any('hideAttendees'),
    body: any('body'),
  };
}

function fieldChanges(plan: InvitePlan, { event }: FoundEvent, changes: Fields) {
  const { startMs, endMs } = event;
  return {
    ...(changes.subject && { subject: { before: event.subject, after: plan.subject } }),
    ...(changes.time && {
      when: {
        before: { ...(startMs !== undefined && { startMs }), ...(endMs !== undefined && { endMs }) },
        after: { startMs: plan.start.epochMs, endMs: plan.end.epochMs },
      },
    }),
    ...(changes.location && { location: { before: event.location, after: plan.location } }),
    ...(changes.hideAttendees && {
      hideAttendees: { before: event.hideAttendees ?? false, after: plan.hideAttendees },
    }),
  };
}
