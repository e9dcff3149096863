import * as l10n from '@vscode/l10n';
import type { InvitePlan } from '../../invite/index.ts';
import type { UiContext } from '../context.ts';
import type { SignInDesk } from '../environment/sign-in-desk.ts';
import { describeIdentity, type Identity } from '../send/identity-text.ts';
import { openCalendar } from '../send/open-calendar.ts';
import type { MeetingLook, PreviewLookups } from './calendar-looks.ts';

/** How long a look at the calendar may take, in ms: it is only a help. */
const PATIENCE_MS = 20_000;

/**
 * Looks for the previews: at the account that would sign in and at the organizer's calendar, as far as that can be done
 * without asking anybody to sign in.
 */
export function createLookups(
  ctx: UiContext,
  signIn: Pick<SignInDesk, 'identity'>,
  isSandbox: () => boolean,
): PreviewLookups {
  const silently = (organizer: string): Promise<Identity> =>
    signIn.identity({ organizer, interactive: false, scope: undefined });
  return {
    identity: async ({ preparation, sandbox }) =>
      preparation?.kind === 'planned'
        ? describeIdentity(await silently(preparation.plan.organizer), sandbox)
        : '',
    conflicts: async (plan) => {
      const identity = await silently(plan.organizer);
      if (identity.kind !== 'ready') return [];
      const { conflictSentence, findConflicts } = await import('../../calendar/index.ts');
      const { calendar } = await openCalendar(ctx, identity, isSandbox());
      const conflicts = await findConflicts(plan, calendar, AbortSignal.timeout(PATIENCE_MS));
      return conflicts.map(conflictSentence);
    },
    meeting: async (plan) => {
      const identity = await silently(plan.organizer);
      return identity.kind === 'ready' ? read(ctx, plan, identity, isSandbox()) : notSignedIn(identity);
    },
    compare: async (plan, snapshot) => (await import('../../calendar/index.ts')).comparePlan(plan, snapshot),
  };
}

async function read(
  ctx: UiContext,
  plan: InvitePlan,
  identity: Extract<Identity, { kind: 'ready' }>,
  sandbox: boolean,
): Promise<MeetingLook> {
  const { CalendarFailure, readMeeting } = await import('../../calendar/index.ts');
  const { calendar, journal } = await openCalendar(ctx, identity, sandbox);
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    return { kind: 'read', snapshot: await readMeeting(plan, calendar, { signal, journal }) };
  } catch (error) {
    if (!(error instanceof CalendarFailure)) throw error;
    return { kind: 'unknown', why: `${error.error.message} ${error.error.remedy}`.trim(), canSignIn: true };
  }
}

function notSignedIn(identity: Exclude<Identity, { kind: 'ready' }>): MeetingLook {
  switch (identity.kind) {
    case 'declined':
      return {
        kind: 'unknown',
        why: l10n.t(
          'nobody is signed in to Microsoft 365 yet, and looking asks nobody to. A send looks first, and tells you what it would change by asking.',
        ),
        canSignIn: true,
      };
    case 'not configured':
      return {
        kind: 'unknown',
        why: l10n.t('no sign-in to Microsoft 365 is set up yet.'),
        canSignIn: true,
      };
    case 'invalid':
      return { kind: 'unknown', why: identity.message, canSignIn: false };
  }
}
