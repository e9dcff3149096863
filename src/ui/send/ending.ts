import * as l10n from '@vscode/l10n';
import type { CalendarError, CancelOutcome, EventOutcome, SendOutcome } from '../../calendar/index.ts';
import { count } from '../session/summary.ts';
import { inSandbox } from './sandbox-mark.ts';

/** What the person is told after a send or a cancel, and which links there are to follow. */
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
  if (outcome.kind !== 'done') {
    const ending = troubleOf(outcome, SEND_WORDS, sandbox);
    const isOnCalendar = ['partial', 'unknown', 'differs'].includes(outcome.kind);
    return ending === undefined || !isOnCalendar ? ending : { ...ending, ...links(outcome.events) };
  }
  const warnings = outcome.events.flatMap((event) => event.warnings ?? []);
  return {
    severity: warnings.length > 0 ? 'warning' : 'info',
    message: inSandbox(sandbox, [sent(outcome.events), ...warnings.map(({ message }) => message)].join(' ')),
    ...links(outcome.events),
    ...(outcome.events.length > 0 && { canCancel: true }),
  };
}

/** The same for a cancel; only what the calendar confirmed counts as cancelled. */
export function cancelEndingOf(outcome: CancelOutcome, sandbox: boolean): Ending | undefined {
  const info = (message: string): Ending => ({ severity: 'info', message: inSandbox(sandbox, message) });
  switch (outcome.kind) {
    case 'done': {
      const told = {
        subject: outcome.events[0]?.subject ?? '',
        people: count(attendeesOn(outcome.events), 'person'),
        events: outcome.events.length,
      };
      return info(
        outcome.events.length > 1
          ? l10n.t('Meeting cancelled: “{subject}” ({events} events), {people} told.', told)
          : l10n.t('Meeting cancelled: “{subject}”, {people} told.', told),
      );
    }
    case 'nothing':
      return info(
        outcome.alreadyCancelled
          ? l10n.t('Nothing to cancel: this meeting was cancelled already.')
          : outcome.invitedBy !== undefined
            ? l10n.t('Nothing to cancel: {organizer} organizes this meeting, and can cancel it.', {
                organizer: outcome.invitedBy,
              })
            : outcome.gone === true
              ? l10n.t(
                  'Nothing to cancel: this meeting was sent, but it was deleted or cancelled on the calendar since, and not from here.',
                )
              : l10n.t('Nothing to cancel: this meeting is not on the organizer’s calendar.'),
      );
    case 'question':
    case 'aborted':
    case 'refused':
    case 'partial':
    case 'unknown':
    case 'differs':
      return troubleOf(outcome, CANCEL_WORDS, sandbox);
  }
}

/** How many people are on events together. */
export function attendeesOn(events: readonly EventOutcome[]): number {
  return events.reduce((sum, { attendees }) => sum + attendees, 0);
}

/** What differs between a send and a cancel that did not come to their end. */
interface Words {
  readonly refused: (told: { error: string }) => string;
  readonly partial: (told: { error: string }) => string;
  readonly unknown: (told: { error: string }) => string;
  /** It was done, and the calendar says something else than it should. */
  readonly differs: (told: { error: string }) => string;
}

const SEND_WORDS: Words = {
  differs: (told) => l10n.t('Sent, but not as planned. {error}', told),
  refused: (told) => l10n.t('Nothing was sent. {error}', told),
  partial: (told) => l10n.t('Sent in part. {error} Sending again is safe: nothing is created twice.', told),
  unknown: (told) =>
    l10n.t(
      'It is not known whether the meeting was sent. {error} Sending again is safe: nothing is created twice.',
      told,
    ),
};

const CANCEL_WORDS: Words = {
  differs: (told) => l10n.t('Cancelled, but not as planned. {error}', told),
  refused: (told) => l10n.t('Nothing was cancelled. {error}', told),
  partial: (told) => l10n.t('Cancelled in part. {error} Cancelling again is safe.', told),
  unknown: (told) =>
    l10n.t('It is not known whether the meeting was cancelled. {error} Cancelling again is safe.', told),
};

type Trouble =
  | { readonly kind: 'question' | 'aborted' }
  | { readonly kind: 'refused' | 'partial' | 'unknown' | 'differs'; readonly error: CalendarError };

function troubleOf(outcome: Trouble, words: Words, sandbox: boolean): Ending | undefined {
  if (!('error' in outcome)) return undefined;
  const { message, remedy } = outcome.error;
  return {
    severity: outcome.kind === 'refused' ? 'error' : 'warning',
    message: inSandbox(sandbox, words[outcome.kind]({ error: `${message} ${remedy}`.trim() })),
  };
}

function sent(events: readonly EventOutcome[]): string {
  const [first] = events;
  if (first === undefined) return l10n.t('Nothing to send: nobody is to be invited.');
  const told = {
    subject: first.subject,
    people: count(attendeesOn(events), 'person'),
    events: events.length,
  };
  const doubtful = events.some(({ warnings = [] }) =>
    warnings.some(({ code }) => code === 'PerhapsThereBefore'),
  );
  if (doubtful && events.every((event) => event.status === 'unchanged'))
    return l10n.t(
      '“{subject}” is on the calendar exactly like this ({people}), but nothing shows whether it was sent now or before.',
      told,
    );
  if (events.every((event) => event.status === 'unchanged'))
    return l10n.t(
      'Nothing was sent: “{subject}” is on the calendar exactly like this already (unchanged, {people}).',
      told,
    );
  const created = events.some((event) => event.status === 'created');
  if (events.length > 1)
    return created
      ? l10n.t('Meeting created: “{subject}”, {people} invited in {events} events.', told)
      : l10n.t('Meeting updated: “{subject}”, {people} invited in {events} events.', told);
  return created
    ? l10n.t('Meeting created: “{subject}”, {people} invited.', told)
    : l10n.t('Meeting updated: “{subject}”, {people} invited.', told);
}

function links(events: readonly EventOutcome[]): Pick<Ending, 'joinUrl' | 'webLink'> {
  const joinUrl = events.find((event) => event.joinUrl !== undefined)?.joinUrl;
  const webLink = events.find((event) => event.webLink !== undefined)?.webLink;
  return { ...(joinUrl === undefined ? {} : { joinUrl }), ...(webLink === undefined ? {} : { webLink }) };
}
