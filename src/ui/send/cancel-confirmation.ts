import * as l10n from '@vscode/l10n';
import type { EventOutcome, SoughtMeeting } from '../../calendar/index.ts';
import type { Confirmation } from './asker.ts';
import { count } from '../session/summary.ts';
import { attendeesOn } from './ending.ts';

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
  { organizer, subject }: Pick<SoughtMeeting, 'organizer' | 'subject'>,
  events: readonly EventOutcome[],
  { sandbox, identity, when, comment }: CancelFacts,
): Confirmation {
  const total = attendeesOn(events);
  const people = count(total, 'person');
  return {
    message: sandbox
      ? l10n.t('Sandbox: cancel “{subject}” and tell {people}?', { subject, people })
      : l10n.t('Cancel “{subject}” and tell {people}?', { subject, people }),
    detail: [
      sandbox ? l10n.t('This is the sandbox: nobody gets mail, no real calendar is touched.') : undefined,
      [
        l10n.t('Organizer: {organizer}', { organizer }),
        l10n.t('When: {when}', { when }),
        ...(events.length > 1
          ? [l10n.t('Events: {count}, all of them are cancelled', { count: events.length })]
          : []),
        l10n.t('Signed in: {identity}', { identity }),
      ].join('\n'),
      comment === ''
        ? l10n.t('Without a message.')
        : l10n.t('Message to all {people}:\n{comment}', { people, comment }),
      l10n.t(
        'Everybody on the meeting is told by mail, people added by hand too. It cannot be undone; sending the invite again makes a new meeting.',
      ),
    ]
      .filter((block) => block !== undefined)
      .join('\n\n'),
    choices: [
      total === 1
        ? l10n.t('Cancel Meeting and Tell 1 Person')
        : l10n.t('Cancel Meeting and Tell {count} People', { count: total.toLocaleString('en-US') }),
    ],
  };
}
