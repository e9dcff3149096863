import type { Question } from '../../calendar/index.ts';
import { cautions, type InvitePlan } from '../../invite/index.ts';
import type { Problem } from '../../metadata/index.ts';
import { count } from '../session/summary.ts';
import type { Confirmation } from './asker.ts';

/** What the modal says besides the plan itself. */
export interface ConfirmationFacts {
  readonly sandbox: boolean;
  /** Who signs in to the calendar, e.g. `ops@customer.example (Microsoft account)`. */
  readonly identity: string;
  /** Start and end for a person, in the meeting's zone. */
  readonly when: string;
  /** Said first, when the plan is not the one the person last looked at. */
  readonly replanned?: string;
}

/** A modal does not scroll everywhere: what is more than this is counted. The preview has it all. */
const MAX_WARNINGS = 4;
const MAX_MISSING = 6;

/**
 * The last question before a send: how many people of how many customers, from whom, when, hidden or visible, who is
 * missing, what is odd about the plan, and under which account. The button says what will happen, never "OK".
 * @returns the modal; its only choice sends
 */
export function sendConfirmation(plan: InvitePlan, facts: ConfirmationFacts): Confirmation {
  const { attendees } = plan;
  const missing = plan.completeness.kind === 'partial' ? plan.completeness.missing : [];
  const customers = new Set(attendees.flatMap((attendee) => attendee.customerCodes)).size;
  const message =
    `${facts.sandbox ? 'Sandbox: send' : 'Send'} “${plan.subject}” to ${count(attendees.length, 'person')}` +
    (customers === 0 ? '?' : ` of ${count(customers, 'customer')}?`);
  const detail = [
    facts.replanned,
    facts.sandbox ? 'This is the sandbox: nobody gets mail, no real calendar is touched.' : undefined,
    [
      `From: ${plan.organizer}`,
      `When: ${facts.when}`,
      plan.location === '' ? undefined : `Where: ${plan.location}`,
      `Attendees: ${privacy(plan)}`,
      plan.parts.length > 1
        ? `Events: ${plan.parts.length}, because one event holds 500 attendees at most`
        : undefined,
      `Signed in: ${facts.identity}`,
    ],
    missing.length === 0
      ? undefined
      : [
          `${count(missing.length, 'customer')} will NOT be invited:`,
          ...atMost(
            MAX_MISSING,
            missing.map((customer) => `• ${nameOf(plan, customer.customerCode)}: ${customer.message}`),
          ),
        ],
    warnings(plan),
  ];
  return {
    message,
    detail: detail
      .filter((block) => block !== undefined)
      .map((block) =>
        typeof block === 'string' ? block : block.filter((line) => line !== undefined).join('\n'),
      )
      .filter((block) => block !== '')
      .join('\n\n'),
    choices: [
      missing.length === 0
        ? `Send to ${count(attendees.length, 'person')}`
        : `Send Without ${count(missing.length, 'Customer')}`,
    ],
  };
}

function privacy(plan: InvitePlan): string {
  return plan.hideAttendees
    ? 'hidden from each other'
    : `visible: all ${count(plan.attendees.length, 'person')} see each other’s addresses`;
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
  return lines.length > most ? [...lines.slice(0, most), `… and ${lines.length - most} more`] : lines;
}

/** Without a config.json nobody's restrictions are known, so the invite could reach people it must not reach. */
export function noConfigConfirmation(configProblem: string): Confirmation {
  return {
    message: 'Send without a config.json?',
    detail: `${configProblem}\n\nWithout it no customer’s restricted_recipients are known: everybody subscribed would be invited.`,
    choices: ['Go On Without config.json'],
  };
}

/**
 * Something the calendar raised that only a person can answer.
 * @returns the modal; without choices when the matter must be put right by hand first
 */
export function questionConfirmation(question: Question): Confirmation {
  const events = question.events.map((event) => `• ${event.subject}, ${event.start}`);
  return {
    message: question.message,
    detail: [
      ...(events.length === 0 ? [] : ['On the calendar:', ...events, '']),
      question.canProceed
        ? 'Nothing has been sent yet.'
        : 'Nothing was sent. Put this right on the calendar, then send again.',
    ].join('\n'),
    choices: question.canProceed ? ['Go Ahead'] : [],
  };
}
