import type { CancelOutcome, EventOutcome, SoughtMeeting } from '../../calendar/index.ts';
import { count } from '../session/summary.ts';
import type { Confirmation } from './asker.ts';
import type { Ending } from './ending.ts';

/** What the modal says besides the events themselves. */
export interface CancelFacts {
  readonly sandbox: boolean;
  /** Who signs in to the calendar. */
  readonly identity: string;
  /** Start and end for a person, in the meeting's zone. */
  readonly when: string;
  /** What attendees are told; empty: nothing but that it is cancelled. */
  readonly comment: string;
}

/**
 * The last question before a cancel: what goes, who is told and how many, under which account.
 * @param events what was found on the calendar
 * @returns the modal; its only choice cancels
 */
export function cancelConfirmation(
  meeting: Pick<SoughtMeeting, 'organizer' | 'subject'>,
  events: readonly EventOutcome[],
  facts: CancelFacts,
): Confirmation {
  const people = count(attendeesOf(events), 'person');
  return {
    message: `${facts.sandbox ? 'Sandbox: cancel' : 'Cancel'} “${meeting.subject}” and tell ${people}?`,
    detail: [
      facts.sandbox ? 'This is the sandbox: nobody gets mail, no real calendar is touched.' : undefined,
      [
        `Organizer: ${meeting.organizer}`,
        `When: ${facts.when}`,
        ...(events.length > 1 ? [`Events: ${events.length}, all of them are cancelled`] : []),
        `Signed in: ${facts.identity}`,
      ].join('\n'),
      facts.comment === '' ? 'Without a message.' : `Message to all ${people}:\n${facts.comment}`,
      'Everybody on the meeting is told by mail, people added by hand too. It cannot be undone; sending the invite again makes a new meeting.',
    ]
      .filter((block) => block !== undefined)
      .join('\n\n'),
    choices: [`Cancel Meeting and Tell ${capitalized(people)}`],
  };
}

/**
 * A cancel's outcome in one or two sentences; only what the calendar confirmed counts as cancelled.
 * @returns `undefined` when the person stopped it or answered no: they know
 */
export function cancelEndingOf(outcome: CancelOutcome, sandbox: boolean): Ending | undefined {
  const where = sandbox ? 'Sandbox: ' : '';
  switch (outcome.kind) {
    case 'done': {
      const [first] = outcome.events;
      const people = count(attendeesOf(outcome.events), 'person');
      const parts = outcome.events.length > 1 ? ` (${outcome.events.length} events)` : '';
      return {
        severity: 'info',
        message: `${where}Meeting cancelled: “${first?.subject ?? ''}”${parts}, ${people} told.`,
      };
    }
    case 'nothing':
      return {
        severity: 'info',
        message: outcome.alreadyCancelled
          ? `${where}Nothing to cancel: this meeting was cancelled already.`
          : `${where}Nothing to cancel: this meeting is not on the organizer’s calendar.`,
      };
    case 'question':
    case 'aborted':
      return undefined;
    case 'refused':
      return {
        severity: 'error',
        message: `${where}Nothing was cancelled. ${outcome.error.message} ${outcome.error.remedy}`.trim(),
      };
    case 'partial':
    case 'unknown':
      return {
        severity: 'warning',
        message:
          `${where}${outcome.kind === 'partial' ? 'Cancelled in part' : 'It is not known whether the meeting was cancelled'}. ` +
          `${outcome.error.message} ${outcome.error.remedy} Cancelling again is safe.`,
      };
  }
}

function attendeesOf(events: readonly EventOutcome[]): number {
  return events.reduce((sum, { attendees }) => sum + attendees, 0);
}

function capitalized(people: string): string {
  return people.replace('people', 'People').replace('person', 'Person');
}
