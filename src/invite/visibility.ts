import type { Meeting } from '../metadata/index.ts';
import { attendeesVisible } from './problems.ts';
import type { Attendee, InvitePlan, MissingCustomer } from './plan.ts';

/** `auto` follows the rule; `always` and `never` are the person's own decision. */
export type HideAttendees = 'auto' | 'always' | 'never';

/** Whether attendees see each other, and who is concerned. */
export interface Visibility {
  readonly hideAttendees: boolean;
  /** Customers whose people see each other's addresses: more than one code, or none. In the metadata's order. */
  readonly seeingEachOther: readonly string[];
  /** Customers that the body may name, in the metadata's order. */
  readonly named: readonly string[];
}

/**
 * Hidden by `auto` for announcements and whenever attendees can come from more than one customer, else visible.
 * A missing customer counts as one that has people on the meeting: those of an earlier run stay there, and they must
 * not become visible because their customer could not be asked this time.
 *
 * The body names nobody when attendees are hidden, unless the meeting has one customer only; when they are visible, it
 * names the customer they come from, or all of the meeting's when a person decided that everybody may be seen.
 */
export function decideVisibility(
  meeting: Meeting,
  mode: HideAttendees,
  attendees: readonly Attendee[],
  missing: readonly MissingCustomer[],
): Visibility {
  const contributing = new Set(attendees.flatMap(({ customerCodes }) => customerCodes));
  const present = new Set([...contributing, ...missing.map(({ customerCode }) => customerCode)]);
  const severalCustomers = present.size > 1;
  const hideAttendees =
    mode === 'always' || (mode === 'auto' && (meeting.kind === 'announcement' || severalCustomers));
  const inOrder = (codes: ReadonlySet<string>) => meeting.customerCodes.filter((code) => codes.has(code));
  return {
    hideAttendees,
    seeingEachOther: !hideAttendees && severalCustomers ? inOrder(present) : [],
    named: namedInBody(),
  };

  function namedInBody(): readonly string[] {
    if (meeting.customerCodes.length === 1) return meeting.customerCodes;
    if (hideAttendees) return [];
    return mode === 'never' ? meeting.customerCodes : inOrder(contributing);
  }
}

/** Who would be on a meeting after a send, beyond what the plan knows. */
export interface PeopleWhoStay {
  /** Codes of the customers whose people will be on the meeting, the plan's and those who stay. */
  readonly customerCodes: ReadonlySet<string>;
  /** Whether anybody stays who is not in the plan. */
  readonly anybody: boolean;
  /** Whether anybody stays of whom no customer is known. */
  readonly strangers: boolean;
  /** Whether the attendees are hidden from each other now. */
  readonly hiddenNow: boolean;
  /** Whether the text that names customers has been sent to them before. */
  readonly textSentBefore: boolean;
}

/**
 * The plan as it goes out to a meeting that others are on: hidden, and naming no customer, where people of several
 * customers will be on it; never made visible while anybody stays who is not in the plan. What a person has decided
 * (`never`) stays.
 */
export function withPeopleWhoStay(plan: InvitePlan, stay: PeopleWhoStay): InvitePlan {
  const { guarded } = plan;
  const several = stay.customerCodes.size > 1;
  if (guarded === undefined) {
    if (plan.hideAttendees || !several || !stay.anybody) return plan;
    const others = plan.problems.filter(({ code }) => code !== 'AttendeesVisible');
    const names = new Map(plan.results.map(({ customerCode, customerName }) => [customerCode, customerName]));
    const codes = [...stay.customerCodes].sort().map((customerCode) => {
      const customerName = names.get(customerCode);
      return customerName === undefined ? { customerCode } : { customerCode, customerName };
    });
    return { ...plan, problems: [...others, ...attendeesVisible(codes)] };
  }
  const hide = plan.hideAttendees || several || (stay.anybody && stay.hiddenNow);
  const unnamed = several || (stay.strangers && !stay.textSentBefore);
  if (hide === plan.hideAttendees && !unnamed) return plan;
  return {
    ...plan,
    ...(unnamed && guarded),
    hideAttendees: hide,
    problems: hide ? plan.problems.filter(({ code }) => code !== 'AttendeesVisible') : plan.problems,
  };
}
