import type { InvitePlan } from '../invite/index.ts';
import { addressKey } from '../recipients/index.ts';
import { assignParts } from './assign.ts';
import { bodyLines, lineChanges } from './body-lines.ts';
import type { Calendar } from './calendar.ts';
import { decidePart, type Changes, type Decision } from './decide.ts';
import { CalendarFailure, GraphFailure } from './failure.ts';
import type { FoundEvent } from './find.ts';
import { knownMeetingOf } from './known-meeting.ts';
import type { LookOptions } from './look.ts';
import { matchMeeting, type Match } from './match.ts';
import type { Question } from './outcome.ts';
import { questionAbout } from './questions.ts';
import { readHistory } from './read-history.ts';
import { isTest } from './test-plan.ts';

/** A meeting as it is on the calendar, to compare plans with. */
export interface MeetingSnapshot {
  readonly match: Match | { readonly several: Question };
  /** What the first event's body says, as lines; none without an event. */
  readonly bodyLines: readonly string[];
}

/** What a send would do to the people on a meeting. Addresses, each in a fixed order. */
export interface AttendeeChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** On the meeting, not in the plan, and staying all the same. */
  readonly kept: readonly string[];
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

/** What a send would change on the calendar. */
export type PlanComparison =
  | { readonly kind: 'new'; readonly question?: Question }
  /** More events than there should be: nothing can be sent before that is put right by hand. */
  | { readonly kind: 'several'; readonly question: Question }
  | {
      readonly kind: 'there';
      /** What the send would ask first. */
      readonly question?: Question;
      readonly subject?: Change<string>;
      readonly when?: Change<When>;
      readonly location?: Change<string>;
      readonly hideAttendees?: Change<boolean>;
      /** Lines of text that go and come; none of either: only how it looks changes. */
      readonly body?: { readonly removed: readonly string[]; readonly added: readonly string[] };
      readonly attendees: AttendeeChanges;
      /** Events that would be there besides those that are. */
      readonly newEvents: number;
    };

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
    if ('several' in match) return { match, bodyLines: [] };
    const first = partsOf(match).get(1);
    if (first === undefined) return { match, bodyLines: [] };
    const body = await calendar.readBody(plan.organizer, first.event.id, signal);
    return { match, bodyLines: await bodyLines(body) };
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
  plan: InvitePlan,
  { match, bodyLines: before }: MeetingSnapshot,
): Promise<PlanComparison> {
  if ('several' in match) return { kind: 'several', question: match.several };
  const parts = partsOf(match);
  const [question] = [
    ...match.questions,
    ...[...match.parts].flatMap(([part, found]) => questionAbout(plan, part, found) ?? []),
  ];
  const asked = question === undefined ? {} : { question };
  if (parts.size === 0) return { kind: 'new', ...asked };
  const targets = assignParts(plan, parts);
  const joinUrl = parts.get(1)?.event.joinUrl;
  const decided = targets.map((target) => {
    const found = parts.get(target.number);
    const decision = decidePart({
      plan,
      target,
      found,
      accepted: new Set(),
      adopted: true, // what would be asked is told beside what would change
      forceUpdate: false,
      ...(joinUrl === undefined ? {} : { joinUrl }),
    });
    return { found, decision };
  });
  const first = parts.get(1) ?? [...parts.values()][0];
  const changes = changesOf(decided.map(({ decision }) => decision));
  return {
    kind: 'there',
    ...asked,
    ...(first === undefined ? {} : fieldChanges(plan, first, changes)),
    ...(changes.body && { body: lineChanges(before, await bodyLines(plan.bodyHtml)) }),
    attendees: attendeeChanges(plan, decided),
    newEvents: decided.filter(({ found }) => found === undefined).length,
  };
}

/** The events of a match by part, with the one that is part 1 if a person says so. */
function partsOf(match: Match): ReadonlyMap<number, FoundEvent> {
  const { candidate, parts } = match;
  return candidate === undefined ? parts : new Map([...parts, [1, { event: candidate.event }]]);
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

function attendeeChanges(
  plan: InvitePlan,
  decided: readonly { readonly found: FoundEvent | undefined; readonly decision: Decision }[],
): AttendeeChanges {
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  for (const { found, decision } of decided) {
    const there = found?.event.attendees ?? [];
    for (const { address } of there) before.set(addressKey(address), address);
    const next = 'merge' in decision ? decision.merge.attendees : there;
    for (const { address } of next) after.set(addressKey(address), address);
  }
  const inPlan = new Set(plan.attendees.map(({ email }) => addressKey(email)));
  const staying = [...before].filter(([person]) => after.has(person));
  const of = (people: readonly (readonly [string, string])[]): readonly string[] =>
    people.map(([, address]) => address);
  return {
    added: of([...after].filter(([person]) => !before.has(person))),
    removed: of([...before].filter(([person]) => !after.has(person))),
    kept: of(staying.filter(([person]) => !inPlan.has(person))),
    same: staying.filter(([person]) => inPlan.has(person)).length,
  };
}
