import { MAX_ATTENDEES_PER_EVENT, type InvitePlan } from '../invite/index.ts';
import type { PartTarget } from './assign.ts';
import type { FoundEvent } from './find.ts';
import type { EventAttendee } from './graph-event.ts';
import { mergeAttendees, type AttendeeMerge } from './merge.ts';
import type { CalendarError, Question } from './outcome.ts';
import { isAnsweredInAdvance, type QuestionCode } from '../common/index.ts';
import { addressToSend, isMailAddress } from './people.ts';
import { differences, questionsAbout } from './questions.ts';
import { sameText, sentBy } from './record.ts';

/** Which fields of an event a PATCH has to carry. Whatever it carries besides attendees mails everybody. */
export interface Changes {
  readonly subject: boolean;
  readonly time: boolean;
  readonly location: boolean;
  readonly hideAttendees: boolean;
  readonly body: boolean;
  readonly attendees: boolean;
}

/** What to do with one event of a plan. */
export type Decision =
  | { readonly kind: 'create'; readonly merge: AttendeeMerge }
  | { readonly kind: 'unchanged'; readonly found: FoundEvent; readonly merge: AttendeeMerge }
  | {
      readonly kind: 'update';
      readonly found: FoundEvent;
      readonly changes: Changes;
      readonly merge: AttendeeMerge;
      /** True when nothing differs and everybody is only told again. */
      readonly resend: boolean;
    }
  | { readonly kind: 'question'; readonly question: Question }
  | { readonly kind: 'refused'; readonly error: CalendarError };

/** What a decision is made from. */
export interface DecisionInput {
  readonly plan: InvitePlan;
  readonly target: PartTarget;
  readonly found: FoundEvent | undefined;
  /** Link of the online meeting, which is part 1; for the bodies of the others. Absent where it is not known. */
  readonly joinUrl?: string;
  /** Questions that were answered with yes, in advance or when they were asked. */
  readonly accepted: ReadonlySet<QuestionCode>;
  /** Whether a person has said that this event, which carries no mark of ours, is the meeting. */
  readonly adopted?: boolean;
  readonly forceUpdate: boolean;
}

/**
 * Decides about one event: the least that makes the calendar say what the plan says, and nothing at all where it does.
 * Pure. Deciding again after a decision was carried out gives `unchanged` (unless `forceUpdate` asks for a resend).
 */
export function decidePart(input: DecisionInput): Decision {
  const { plan, target, found, accepted, forceUpdate } = input;
  const merge = mergeAttendees(plan, target.attendees, found);
  if (merge.attendees.length > MAX_ATTENDEES_PER_EVENT && (merge.changed || found === undefined)) {
    return { kind: 'refused', error: tooMany(target, merge) };
  }
  if (found === undefined) return { kind: 'create', merge };
  const questions = input.adopted === true ? [] : questionsAbout(plan, target.number, found);
  const changes = changesOf(input, found, merge);
  const changed = Object.values(changes).some(Boolean);
  const question = questions.find(
    (one) =>
      !isAnsweredInAdvance(one, { forceUpdate, answers: accepted }) &&
      // A series that nothing is sent to stays as it is.
      (one.code !== 'SeriesByHand' || changed || forceUpdate),
  );
  if (question !== undefined) return { kind: 'question', question };
  // Names that no mail goes to are never sent back: a list with them would lose whom they mean.
  const nameless = merge.attendees.filter((one) => !isMailAddress(addressToSend(one)));
  if (merge.changed && found.event.attendeesWithoutAddress + nameless.length > 0) {
    return { kind: 'refused', error: unaddressed(found, nameless) };
  }
  if (changed) {
    // Not to be left visible to each other when somebody is added who was promised otherwise.
    const unhide = plan.hideAttendees && found.event.hideAttendees === false;
    const all = forceUpdate
      ? everything(changes, mayTell(input, merge))
      : { ...changes, hideAttendees: changes.hideAttendees || unhide };
    return { kind: 'update', found, changes: all, merge, resend: false };
  }
  if (!forceUpdate) return { kind: 'unchanged', found, merge };
  return { kind: 'update', found, changes: everything(changes, mayTell(input, merge)), merge, resend: true };
}

/**
 * Whether the visibility may be told to the calendar: an event is made visible only where nobody stays on it who is not
 * in the plan, or where a person has decided that everybody may be seen.
 */
function mayTell({ plan }: Pick<DecisionInput, 'plan'>, { people }: AttendeeMerge): boolean {
  return plan.hideAttendees || people.kept.length === 0 || plan.guarded === undefined;
}

/**
 * A field is sent when the plan has changed since the record and the calendar does not say the same already; subject and
 * times also when the calendar differs by itself, about which a person was asked. What somebody set by hand beside that
 * (the place, say) is left alone. Without a record everything of ours that differs is sent, and the body.
 */
function changesOf(input: DecisionInput, found: FoundEvent, merge: AttendeeMerge): Changes {
  const { plan, target, joinUrl } = input;
  const { event, record } = found;
  const joined = target.number > 1 ? joinUrl : undefined;
  const sent = sentBy(plan, joined);
  const before = record?.sent;
  const differs = differences(plan, target.number, found);
  const place = !sameText(event.location, plan.location);
  return {
    subject: differs.subject,
    time: differs.start || differs.end,
    location:
      before === undefined
        ? place && plan.location.trim() !== ''
        : place && before.location !== sent.location,
    hideAttendees:
      mayTell(input, merge) &&
      before?.hideAttendees !== plan.hideAttendees &&
      (event.hideAttendees === undefined ? before !== undefined : event.hideAttendees !== plan.hideAttendees),
    body:
      before === undefined
        ? found.says?.includes(plan.bodyHtml) !== true
        : before.body !== sent.body || (joined !== undefined && before.join !== sent.join),
    attendees: merge.changed,
  };
}

/** All that can be said again; the body only where it has changed, since touching it can cost the online meeting. */
function everything({ body, attendees }: Changes, hideAttendees: boolean): Changes {
  return { subject: true, time: true, location: true, hideAttendees, body, attendees };
}

function tooMany(target: PartTarget, merge: AttendeeMerge): CalendarError {
  return {
    code: 'TooManyAttendees',
    message: `"${target.subject}" would have ${String(merge.attendees.length)} attendees; one event takes at most ${String(MAX_ATTENDEES_PER_EVENT)}.`,
    remedy: "Remove people who were added by hand in the organizer's calendar, and run again.",
  };
}

function unaddressed({ event }: FoundEvent, nameless: readonly EventAttendee[]): CalendarError {
  const count = event.attendeesWithoutAddress + nameless.length;
  const who = nameless.map(({ name, address }) => name ?? address).join(', ');
  return {
    code: 'AttendeeWithoutAddress',
    message: `"${event.subject}" has ${String(count)} ${count === 1 ? 'attendee' : 'attendees'} without an address${who === '' ? '' : ` (${who})`}, who would be lost with a new list of attendees.`,
    remedy: "Open the event in the organizer's calendar, give them an address or remove them, and run again.",
  };
}
