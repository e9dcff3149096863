import * as l10n from '@vscode/l10n';
import type { PlanComparison, Question } from '../../calendar/index.ts';
import { cautions, type InvitePlan, type MissingCustomer } from '../../invite/index.ts';
import type { Problem } from '../../metadata/index.ts';
import { count } from '../session/summary.ts';
import { answersAge } from './answer-age.ts';
import type { Confirmation } from './asker.ts';

/** What the modal says besides the plan itself. */
export interface ConfirmationFacts {
  readonly sandbox: boolean;
  /** Who signs in to the calendar, e.g. `ops@customer.example (Microsoft account)`. */
  readonly identity: string;
  /** Start and end for a person, in the meeting's zone. */
  readonly when: string;
  /** Milliseconds since the Unix epoch, for the age of the answers. */
  readonly now: number;
  /** Said first, when the plan is not the one the person last looked at. */
  readonly news?: string;
  /** What the send would do to a meeting that is on the calendar already; absent where nobody could look. */
  readonly comparison?: PlanComparison;
}

/** A modal does not scroll everywhere: what is more than this is counted. The preview has it all. */
const MAX_WARNINGS = 4;
const MAX_NAMED = 6;

/**
 * The last question before a send: how many people of how many customers, from whom, when, hidden or visible, who is
 * missing or excluded, how old the answers are, what was decided by hand, what is odd about the plan, and under which
 * account. The button says what will happen, never "OK".
 * @returns the modal; its only choice sends
 */
export function sendConfirmation(made: InvitePlan, facts: ConfirmationFacts): Confirmation {
  // As it goes out: to a meeting that others are on it may be hidden although the plan alone is not.
  const plan = facts.comparison?.plan ?? made;
  const people = count(plan.attendees.length, 'person');
  const { failed, leftOut } = missingOf(plan);
  const detail: readonly (string | readonly (string | undefined)[] | undefined)[] = [
    facts.news,
    facts.sandbox ? l10n.t('This is the sandbox: nobody gets mail, no real calendar is touched.') : undefined,
    [
      l10n.t('From: {organizer}', { organizer: plan.organizer }),
      l10n.t('When: {when}', { when: facts.when }),
      plan.location === '' ? undefined : l10n.t('Where: {location}', { location: plan.location }),
      privacy(plan, people),
      plan.parts.length > 1
        ? l10n.t('Events: {count}, because one event holds 500 attendees at most', {
            count: plan.parts.length,
          })
        : undefined,
      l10n.t('Signed in: {identity}', { identity: facts.identity }),
      plan.results.some(({ error }) => error === undefined)
        ? l10n.t('Answers: {age}', { age: answersAge(plan.results, facts.now) })
        : undefined,
    ],
    failed.length === 0
      ? undefined
      : [
          failed.length === 1
            ? l10n.t('1 customer will NOT be invited:')
            : l10n.t('{count} customers will NOT be invited:', { count: failed.length }),
          ...atMost(
            MAX_NAMED,
            failed.map((customer) => missingLine(plan, customer)),
          ),
        ],
    leftOut.length === 0
      ? undefined
      : l10n.t('Excluded by you: {customers}', {
          customers: leftOut.map(({ customerCode }) => nameOf(plan, customerCode)).join(', '),
        }),
    byHand(plan),
    facts.comparison === undefined ? undefined : differences(facts.comparison),
    warnings(plan),
  ];
  return {
    message: question(plan, people, facts.sandbox),
    detail: detail
      .filter((block) => block !== undefined)
      .map((block) =>
        typeof block === 'string' ? block : block.filter((line) => line !== undefined).join('\n'),
      )
      .filter((block) => block !== '')
      .join('\n\n'),
    choices: [l10n.t('Send to {people}', { people })],
  };
}

function question(plan: InvitePlan, people: string, sandbox: boolean): string {
  const { subject } = plan;
  const n = new Set(plan.attendees.flatMap((attendee) => attendee.customerCodes)).size;
  if (n === 0)
    return sandbox
      ? l10n.t('Sandbox: send “{subject}” to {people}?', { subject, people })
      : l10n.t('Send “{subject}” to {people}?', { subject, people });
  const told = { subject, people, customers: count(n, 'customer') };
  return sandbox
    ? l10n.t('Sandbox: send “{subject}” to {people} of {customers}?', told)
    : l10n.t('Send “{subject}” to {people} of {customers}?', told);
}

/** What the person can answer to customers that did not. */
export interface PartialConfirmation extends Confirmation {
  readonly retry: string;
  readonly goOn: string;
}

/**
 * The extra question before a send without customers that failed: it is a decision of its own, with the way out first.
 * @returns `undefined` when nobody is missing but those whom the person excluded: that decision was taken
 */
export function partialConfirmation(plan: InvitePlan, sandbox: boolean): PartialConfirmation | undefined {
  const { failed } = missingOf(plan);
  const n = failed.length;
  if (n === 0) return undefined;
  const retry = n === 1 ? l10n.t('Retry 1 Customer') : l10n.t('Retry {count} Customers', { count: n });
  const goOn =
    n === 1 ? l10n.t('Send Without 1 Customer') : l10n.t('Send Without {count} Customers', { count: n });
  const message =
    n === 1
      ? l10n.t('Send without 1 customer that did not answer?')
      : l10n.t('Send without {count} customers that did not answer?', { count: n });
  return {
    message: sandbox ? l10n.t('Sandbox: {message}', { message }) : message,
    detail: [
      atMost(
        MAX_NAMED,
        failed.map((customer) => missingLine(plan, customer)),
      ).join('\n'),
      l10n.t(
        'Nobody of theirs is invited. Whoever of them is on the meeting already stays on it. You are asked once more before anything is sent.',
      ),
    ].join('\n\n'),
    choices: [retry, goOn],
    retry,
    goOn,
  };
}

/** Customers that are missing because they did not answer, and those that the person excluded. */
export function missingOf({ completeness }: Pick<InvitePlan, 'completeness'>): {
  readonly failed: readonly MissingCustomer[];
  readonly leftOut: readonly MissingCustomer[];
} {
  const missing = completeness.kind === 'partial' ? completeness.missing : [];
  return {
    failed: missing.filter(({ reason }) => reason !== 'left out'),
    leftOut: missing.filter(({ reason }) => reason === 'left out'),
  };
}

function missingLine(plan: InvitePlan, { customerCode, message }: MissingCustomer): string {
  return `• ${nameOf(plan, customerCode)}: ${message}`;
}

function privacy(plan: InvitePlan, people: string): string {
  return plan.hideAttendees
    ? l10n.t('Attendees: hidden from each other')
    : l10n.t('Attendees: visible: all {people} see each other’s addresses', { people });
}

function byHand({ byHand }: InvitePlan): readonly string[] | undefined {
  if (byHand === undefined) return undefined;
  const line = (people: readonly string[], told: (people: string) => string): string | undefined =>
    people.length === 0 ? undefined : told(atMost(MAX_NAMED, people).join(', '));
  return [
    line(byHand.added, (people) => l10n.t('Added by hand: {people}', { people })),
    line(byHand.leftOut, (people) =>
      l10n.t('Left out by hand, on the meeting if they are there already: {people}', { people }),
    ),
    line(byHand.takenOffCustomers ?? [], (people) =>
      l10n.t('Customers taken off the meeting: {people}', { people }),
    ),
    line(byHand.takenOff, (people) => l10n.t('Taken off the meeting by hand: {people}', { people })),
  ].filter((told) => told !== undefined);
}

/** What changes for a meeting that is there, in sentences; who stays and why, since a list of names would not tell. */
function differences(comparison: PlanComparison): readonly string[] | undefined {
  if (comparison.kind !== 'there') return undefined;
  const { attendees, leftTheFile, subject, when, location, hideAttendees, body, events } = comparison;
  const { added, removed, kept } = attendees;
  const changed = [
    subject === undefined ? undefined : l10n.t('title'),
    when === undefined ? undefined : l10n.t('time'),
    location === undefined ? undefined : l10n.t('place'),
    hideAttendees === undefined ? undefined : l10n.t('who sees whom'),
    body === undefined ? undefined : l10n.t('text'),
  ].filter((field) => field !== undefined);
  const people = (some: readonly { readonly email: string }[]): string =>
    atMost(
      MAX_NAMED,
      some.map(({ email }) => email),
    ).join(', ');
  const told = <Reason extends string>(
    some: readonly { readonly email: string; readonly reason: Reason }[],
    reason: Reason,
    tell: (told: { readonly people: string }) => string,
  ): readonly string[] => {
    const those = some.filter((person) => person.reason === reason);
    return those.length === 0 ? [] : [tell({ people: people(those) })];
  };
  return [
    l10n.t('On the calendar already: {added} added, {removed} taken off.', {
      added: count(added.length, 'person'),
      removed: count(removed.length, 'person'),
    }),
    ...told(removed, 'unsubscribed', (those) =>
      l10n.t('Taken off and told so, since their customers answered without them: {people}', those),
    ),
    ...told(removed, 'taken off', (those) => l10n.t('Taken off and told so, by decision: {people}', those)),
    ...told(kept, 'failed', (those) =>
      l10n.t('Staying without being in this plan, since their customers did not answer: {people}', those),
    ),
    ...told(kept, 'left out', (those) =>
      l10n.t('Staying without being in this plan, since they were left out: {people}', those),
    ),
    ...told(kept, 'by hand', (those) =>
      l10n.t(
        'Staying without being in this plan, since they were added on the calendar by hand: {people}',
        those,
      ),
    ),
    ...leftTheFile.map(({ customerCode, people: left }) => `⚠ ${leftText(customerCode, left)}`),
    ...(changed.length === 0
      ? []
      : [l10n.t('Changes for everybody on it: {fields}', { fields: changed.join(', ') })]),
    ...events.flatMap(({ warnings = [] }) => warnings.map(({ message }) => `⚠ ${message}`)),
  ];
}

/** A customer that the file no longer names, with its people who stay. */
export function leftText(customerCode: string, people: readonly string[]): string {
  const told = { customer: customerCode, people: atMost(MAX_NAMED, people).join(', ') };
  return people.length === 1
    ? l10n.t(
        '{customer} is no longer in the file, and 1 person of theirs stays on the meeting: {people}',
        told,
      )
    : l10n.t(
        '{customer} is no longer in the file, and {count} people of theirs stay on the meeting: {people}',
        {
          ...told,
          count: people.length.toLocaleString('en-US'),
        },
      );
}

/** @returns a customer's name with its code, or the code alone where nobody gave it a name. */
export function nameOf(plan: InvitePlan, customerCode: string): string {
  const result = plan.results.find((candidate) => candidate.customerCode === customerCode);
  return result?.customerName === undefined ? customerCode : `${result.customerName} (${customerCode})`;
}

/** What may mean not to send comes first and is never cut off. */
function warnings(plan: InvitePlan): readonly string[] {
  const grave = cautions(plan);
  const others = plan.problems.filter(
    (problem) =>
      problem.severity === 'warning' && problem.code !== 'CustomersMissing' && !grave.includes(problem), // missing: said above, by name
  );
  const told = (problems: readonly Problem[]): readonly string[] =>
    problems.map(({ message }) => `⚠ ${message}`);
  return [...told(grave), ...atMost(Math.max(0, MAX_WARNINGS - grave.length), told(others))];
}

function atMost(most: number, lines: readonly string[]): readonly string[] {
  return lines.length > most
    ? [...lines.slice(0, most), l10n.t('… and {count} more', { count: lines.length - most })]
    : lines;
}

/** Without a config.json nobody's restrictions are known, so the invite could reach people it must not reach. */
export function noConfigConfirmation(configProblem: string): Confirmation {
  return {
    message: l10n.t('Send without a config.json?'),
    detail: l10n.t(
      '{problem}\n\nWithout it no customer’s restricted_recipients are known: everybody subscribed would be invited.',
      { problem: configProblem },
    ),
    choices: [l10n.t('Go On Without config.json')],
  };
}

/**
 * Something the calendar raised that only a person can answer.
 * @param nothingDone what has not happened yet, in a sentence
 * @returns the modal; without choices when the matter must be put right by hand first
 */
export function questionConfirmation(
  question: Question,
  nothingDone: string = l10n.t('Nothing has been sent yet.'),
): Confirmation {
  const events = question.events.map((event) => `• ${event.subject}, ${event.start}`);
  return {
    message: question.message,
    detail: [
      ...(events.length === 0 ? [] : [l10n.t('On the calendar:'), ...events, '']),
      question.canProceed
        ? nothingDone
        : l10n.t('Nothing was sent. Put this right on the calendar, then send again.'),
      l10n.t('Question: {code}', { code: question.code }),
    ].join('\n'),
    choices: question.canProceed ? [l10n.t('Go Ahead')] : [],
  };
}
