import * as l10n from '@vscode/l10n';
import { notify } from '../messages.ts';
import * as z from 'zod';
import { addressKey, isValidAddress, shownAddress } from '../../recipients/index.ts';
import type { UiContext } from '../context.ts';
import { hasAddress, type ChoiceChange } from '../session/choices.ts';
import type { Session } from '../session/session.ts';

/** What the preview's rows say of themselves to VS Code's menus. */
const Clicked = z.object({ uri: z.string(), email: z.string() });

/** *Leave Out*, *Invite Again*, *Take Off the Meeting*: of the person that was right-clicked in a preview. */
export async function decideOnClicked(
  { sessions }: UiContext,
  argument: unknown,
  type: 'leaveOut' | 'inviteAgain' | 'takeOff',
): Promise<void> {
  const clicked = Clicked.safeParse(argument);
  const session = clicked.success ? sessions.find(clicked.data.uri) : undefined;
  if (!clicked.success || session === undefined) {
    void notify(
      'info',
      l10n.t('Right-click a person in the preview of a meeting to leave them out or invite them again.'),
    );
    return;
  }
  await decide(session, { type, email: clicked.data.email });
}

/**
 * Takes a decision about somebody. Leaving out somebody who is invited only because they were added by hand undoes that.
 */
export async function decide(session: Session, change: ChoiceChange): Promise<void> {
  if (session.state().phase === 'sending') {
    void notify('info', l10n.t('It is being sent right now.'));
    return;
  }
  const undoes = change.type === 'leaveOut' && isOnlyAdded(session, change.email);
  await session.decide(undoes ? { type: 'undoAdd', email: change.email } : change);
}

function isOnlyAdded(session: Session, email: string): boolean {
  const { choices, preparation } = session.state();
  if (preparation?.kind !== 'planned' || !hasAddress(choices.byHand.added, email)) return false;
  const { attendees, meeting } = preparation.plan;
  const attendee = attendees.find((one) => addressKey(one.email) === addressKey(email));
  return attendee?.customerCodes.length === 0 && !hasAddress(meeting.manualAttendees, email);
}

/**
 * Adds somebody to a meeting by hand.
 * @returns why not, in a sentence; empty when it was done
 */
export async function addPerson(session: Session, text: string): Promise<string> {
  const email = text.trim();
  if (!isValidAddress(email))
    return l10n.t('“{text}” is not one mail address.', { text: shownAddress(email) });
  const { preparation } = session.state();
  if (preparation?.kind !== 'planned') return l10n.t('There is no plan yet: ask the customers first.');
  const known = (one: { readonly email: string }): boolean => addressKey(one.email) === addressKey(email);
  if (preparation.plan.attendees.some(known))
    return l10n.t('{email} is invited already.', { email: shownAddress(email) });
  await session.decide({ type: 'add', email });
  const after = session.state().preparation;
  if (after?.kind === 'planned' && after.plan.attendees.some(known)) return '';
  await session.decide({ type: 'undoAdd', email });
  return l10n.t(
    '{email} may not be invited: every customer of this meeting has restricted_recipients, and none of them lists this address.',
    { email: shownAddress(email) },
  );
}
