import type { EventOutcome, SendOutcome } from '../../calendar/index.ts';
import { count } from '../session/summary.ts';

/** What the person is told after a send, and which links there are to follow. */
export interface Ending {
  readonly severity: 'info' | 'warning' | 'error';
  readonly message: string;
  readonly joinUrl?: string;
  readonly webLink?: string;
  /** There is a meeting on the calendar now that can be cancelled. */
  readonly canCancel?: boolean;
}

/**
 * A send's outcome in one or two sentences; nothing is claimed that the calendar did not confirm.
 * @returns `undefined` when the person stopped it or answered no: they know
 */
export function endingOf(outcome: SendOutcome, sandbox: boolean): Ending | undefined {
  const where = sandbox ? 'Sandbox: ' : '';
  switch (outcome.kind) {
    case 'done':
      return {
        severity: 'info',
        message: where + done(outcome.events),
        ...links(outcome.events),
        ...(outcome.events.length > 0 && { canCancel: true }),
      };
    case 'question':
    case 'aborted':
      return undefined;
    case 'refused':
      return {
        severity: 'error',
        message: `${where}Nothing was sent. ${outcome.error.message} ${outcome.error.remedy}`.trim(),
      };
    case 'partial':
    case 'unknown':
      return {
        severity: 'warning',
        message:
          `${where}${outcome.kind === 'partial' ? 'Sent in part' : 'It is not known whether the meeting was sent'}. ` +
          `${outcome.error.message} ${outcome.error.remedy} Sending again is safe: nothing is created twice.`,
        ...links(outcome.events),
      };
  }
}

function done(events: readonly EventOutcome[]): string {
  const [first] = events;
  if (first === undefined) return 'Nothing to send: nobody is to be invited.';
  const people = count(
    events.reduce((sum, event) => sum + event.attendees, 0),
    'person',
  );
  if (events.every((event) => event.status === 'unchanged'))
    return `Nothing was sent: “${first.subject}” is on the calendar exactly like this already (unchanged, ${people}).`;
  const verb = events.some((event) => event.status === 'created') ? 'created' : 'updated';
  const parts = events.length > 1 ? ` in ${events.length} events` : '';
  return `Meeting ${verb}: “${first.subject}”, ${people} invited${parts}.`;
}

function links(events: readonly EventOutcome[]): Pick<Ending, 'joinUrl' | 'webLink'> {
  const joinUrl = events.find((event) => event.joinUrl !== undefined)?.joinUrl;
  const webLink = events.find((event) => event.webLink !== undefined)?.webLink;
  return { ...(joinUrl === undefined ? {} : { joinUrl }), ...(webLink === undefined ? {} : { webLink }) };
}
