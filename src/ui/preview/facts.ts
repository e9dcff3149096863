import * as l10n from '@vscode/l10n';
import type { InvitePlan } from '../../invite/index.ts';
import { endingOf } from '../send/ending.ts';
import { count } from '../session/summary.ts';
import type { SessionState } from '../session/state.ts';
import type { PreviewState } from './protocol.ts';

/** Where, from whom, to how many; and after a send how to join. The time is told by the page, in the reader's zone too. */
export function factsOf(
  { outcome, sandbox }: SessionState,
  plan: InvitePlan,
  identity: string,
): PreviewState['facts'] {
  const joinUrl = outcome === undefined ? undefined : endingOf(outcome, sandbox)?.joinUrl;
  return [
    { label: l10n.t('Where'), value: plan.location, detail: '' },
    {
      label: l10n.t('From'),
      value: plan.organizer,
      detail: l10n.t('signed in: {identity}', { identity }),
    },
    {
      label: l10n.t('To'),
      value: count(plan.attendees.length, 'person'),
      detail: plan.hideAttendees
        ? l10n.t('Hidden: nobody sees who else is invited.')
        : l10n.t('Visible: everybody sees who else is invited.'),
    },
    ...(plan.parts.length > 1
      ? [
          {
            label: l10n.t('Events'),
            value: String(plan.parts.length),
            detail: plan.parts.map((part) => `${part.subject}: ${part.attendees.length}`).join(' · '),
          },
        ]
      : []),
    ...(joinUrl === undefined ? [] : [{ label: l10n.t('Join'), value: joinUrl, detail: '', href: joinUrl }]),
  ];
}

/** Who will see whom, in one line, and the way to have it otherwise. */
export function privacyOf({ choices }: SessionState, plan: InvitePlan): PreviewState['privacy'] {
  const people = count(plan.attendees.length, 'person');
  const n = new Set(plan.attendees.flatMap(({ customerCodes }) => customerCodes)).size;
  const told = { people, customers: count(n, 'customer') };
  const chosen = choices.hideAttendees !== undefined;
  if (plan.attendees.length === 0) return undefined;
  if (plan.hideAttendees) {
    return {
      sentence: chosen
        ? l10n.t('{people} of {customers} are hidden from each other, as you chose', told)
        : l10n.t('{people} of {customers} are hidden from each other', told),
      exposed: false,
      action: chosen ? l10n.t('Do as the Setting Says') : l10n.t('Show Attendees'),
      hide: chosen ? 'setting' : 'never',
    };
  }
  return {
    sentence: chosen
      ? l10n.t('{people} of {customers} will see each other’s addresses, as you chose', told)
      : l10n.t('{people} of {customers} will see each other’s addresses', told),
    exposed: n > 1,
    action: chosen ? l10n.t('Do as the Setting Says') : l10n.t('Hide Attendees'),
    hide: chosen ? 'setting' : 'always',
  };
}
