import * as l10n from '@vscode/l10n';
import type { MeetingSnapshot, PlanComparison } from '../../calendar/index.ts';
import type { InvitePlan } from '../../invite/index.ts';
import type { SessionState } from '../session/state.ts';
import type { CalendarLook } from './comparison.ts';

/** What a page shows that takes a look elsewhere. May look, may not ask the person to sign in. */
export interface PreviewLookups {
  /** Who would sign in for this meeting. */
  readonly identity: (state: SessionState) => Promise<string>;
  /** What the organizer has at that time, one sentence each; none where it cannot be read. */
  readonly conflicts: (plan: InvitePlan) => Promise<readonly string[]>;
  /** The meeting as it is on the calendar, or why that is not known. */
  readonly meeting: (plan: InvitePlan) => Promise<MeetingLook>;
  readonly compare: (plan: InvitePlan, snapshot: MeetingSnapshot) => Promise<PlanComparison>;
}

/** What came of a look for a meeting on the calendar. */
export type MeetingLook =
  | { readonly kind: 'read'; readonly snapshot: MeetingSnapshot }
  | Extract<CalendarLook, { readonly kind: 'unknown' }>;

/** What is known of accounts and calendar for the plan that is shown. */
export interface Looked {
  readonly identity: string;
  readonly conflicts: readonly string[];
  readonly look: CalendarLook;
}

/** Keeps what is known of a page's plan up to date. */
export interface CalendarLooks {
  readonly now: () => Looked;
  /** Looks where something is not known for this state yet; a plan made anew from the same answers is compared, not looked up. */
  readonly follow: (state: SessionState) => void;
  /** Forgets everything, since somebody else may be signed in. */
  readonly forget: () => void;
}

/**
 * @param changed told whenever `now` gives something else
 * @param failed told what a look came to that broke; it is only a help, so the page goes on without it
 */
export function createCalendarLooks(
  lookups: PreviewLookups,
  changed: () => void,
  failed: (error: unknown) => void,
): CalendarLooks {
  let looked: Looked = { identity: '…', conflicts: [], look: { kind: 'looking' } };
  let asked: string | undefined;
  let meeting: MeetingLook | undefined;
  let compared: string | undefined;

  const set = (change: Partial<Looked>): void => {
    looked = { ...looked, ...change };
    changed();
  };

  const compare = (plan: InvitePlan): void => {
    if (meeting === undefined || compared === plan.fingerprint) return;
    compared = plan.fingerprint;
    if (meeting.kind === 'unknown') {
      set({ look: meeting });
      return;
    }
    lookups.compare(plan, meeting.snapshot).then(
      (comparison) => {
        if (compared === plan.fingerprint) set({ look: { kind: 'compared', comparison } });
      },
      (error: unknown) => {
        failed(error);
        if (compared === plan.fingerprint) set({ look: broken(error) });
      },
    );
  };

  const lookUp = (state: SessionState, plan: InvitePlan, wanted: string): void => {
    asked = wanted;
    meeting = undefined;
    compared = undefined;
    looked = { ...looked, conflicts: [], look: { kind: 'looking' } };
    const take = (work: () => void): void => {
      if (asked === wanted) work();
    };
    lookups.identity(state).then(
      (identity) => take(() => set({ identity })),
      (error: unknown) => take(() => set({ identity: String(error) })),
    );
    lookups.conflicts(plan).then((conflicts) => take(() => set({ conflicts })), failed);
    lookups.meeting(plan).then(
      (found) =>
        take(() => {
          meeting = found;
          compare(latest ?? plan);
        }),
      (error: unknown) => {
        failed(error);
        take(() => set({ look: broken(error) }));
      },
    );
  };

  let latest: InvitePlan | undefined;
  return {
    now: () => looked,
    follow: (state) => {
      if (state.preparation?.kind !== 'planned' || state.phase === 'sending') return;
      const { plan } = state.preparation;
      latest = plan;
      const wanted = questionOf(state, plan);
      if (asked === wanted) compare(plan);
      else lookUp(state, plan, wanted);
    },
    forget: () => {
      asked = undefined;
      changed();
    },
  };
}

/** The same text as long as accounts and calendar need not be looked at again. */
function questionOf({ outcome, cancellation }: SessionState, plan: InvitePlan): string {
  const answeredAt = Math.max(0, ...plan.results.map((result) => result.answeredAt ?? 0));
  const { organizer, key, start, end } = plan;
  const written = [outcome, cancellation].map((ended) => ended?.events.map(({ id, status }) => [id, status]));
  return JSON.stringify([organizer, key, start.epochMs, end.epochMs, answeredAt, written]);
}

function broken(error: unknown): CalendarLook {
  const message = error instanceof Error ? error.message : String(error);
  return {
    kind: 'unknown',
    why: l10n.t('the calendar could not be read ({error}).', { error: message }),
    canSignIn: false,
  };
}
