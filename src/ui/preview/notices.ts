import * as l10n from '@vscode/l10n';
import type { PlanComparison } from '../../calendar/index.ts';
import type { InvitePlan } from '../../invite/index.ts';
import { sharedCauses } from '../../recipients/index.ts';
import { leftText, nameOf } from '../send/confirmation.ts';
import { cancelEndingOf, endingOf } from '../send/ending.ts';
import { count, summaryLine } from '../session/summary.ts';
import type { SessionState } from '../session/state.ts';
import { isRetryable } from '../tree/nodes.ts';
import type { PreviewNotice } from './protocol.ts';

/** What went well, what went wrong and what is odd, each with what can be done about it; the most urgent first. */
export function noticesOf(
  state: SessionState,
  plan: InvitePlan | undefined,
  conflicts: readonly string[],
  comparison?: PlanComparison,
): PreviewNotice[] {
  return [
    ...outcomeNotice(state),
    ...planNotices(state),
    ...phaseNotice(state),
    ...causeNotices(state),
    ...problemNotices(state, plan),
    ...(comparison === undefined ? [] : calendarNotices(comparison)),
    ...(plan === undefined ? [] : conflictNotices(conflicts)),
  ];
}

function outcomeNotice(state: SessionState): PreviewNotice[] {
  const { outcome, cancellation, sandbox } = state;
  const ending =
    cancellation !== undefined
      ? cancelEndingOf(cancellation, sandbox)
      : outcome === undefined
        ? undefined
        : endingOf(outcome, sandbox);
  if (ending === undefined) return [];
  return [
    {
      tone: ending.severity === 'info' ? 'success' : ending.severity,
      text: ending.message,
      actions: [
        ...(ending.webLink === undefined ? [] : (['openWebLink'] as const)),
        ...(ending.joinUrl === undefined ? [] : (['copyJoinLink'] as const)),
        ...(ending.canCancel === true ? (['cancelMeeting'] as const) : []),
        ...(ending.severity === 'info' ? [] : (['showLog'] as const)),
      ],
    },
  ];
}

/** What the plan has to do with the file as it is now. */
function planNotices({ outdated, replanned }: SessionState): PreviewNotice[] {
  if (outdated !== undefined)
    return [
      {
        tone: 'warning',
        text: l10n.t('{reason} What you see is no longer what would be sent.', { reason: outdated }),
        actions: ['query'],
      },
    ];
  return replanned === undefined ? [] : [{ tone: 'info', text: replanned, actions: [] }];
}

function phaseNotice(state: SessionState): PreviewNotice[] {
  const retry = state.customers.some(isRetryable) ? (['retryFailed'] as const) : [];
  if (state.phase === 'idle' && state.restored === true)
    return [
      {
        tone: 'warning',
        text: l10n.t(
          'These are old answers ({summary}), from before this window was opened. Ask again to see who would be invited now.',
          { summary: summaryLine(state) },
        ),
        actions: ['query', ...retry],
      },
    ];
  if (state.phase === 'idle')
    return [
      {
        tone: 'info',
        text: l10n.t(
          'The customers have not been asked in this window yet. Ask them to see who would be invited.',
        ),
        actions: [],
      },
    ];
  if (state.phase === 'cancelled')
    return [
      {
        tone: 'warning',
        text: l10n.t('The query was cancelled before every customer had answered, so there is no plan.'),
        actions: ['query', ...(state.customers.length > 0 ? (['retryFailed'] as const) : [])],
      },
    ];
  return [];
}

/** What several customers failed by together, with the one thing to do; afterwards only they are asked again. */
function causeNotices(state: SessionState): PreviewNotice[] {
  return sharedCauses(state.preparation?.aggregated?.results ?? []).map(
    ({ message, remedy, customerCodes }) => ({
      tone: 'warning',
      text: l10n.t('{customers} failed for the same reason: {message}. {remedy}', {
        customers: count(customerCodes.length, 'customer'),
        message,
        remedy,
      }),
      actions: ['retryFailed'],
    }),
  );
}

function problemNotices(state: SessionState, plan: InvitePlan | undefined): PreviewNotice[] {
  const problems = state.preparation?.kind === 'failed' ? state.preparation.problems : (plan?.problems ?? []);
  return problems.map((problem) => ({
    tone: problem.severity,
    text: problem.code === 'CustomersMissing' && plan !== undefined ? missingText(plan) : problem.message,
    ...(problem.line === undefined ? {} : { line: problem.line }),
    actions:
      problem.code === 'CustomersMissing' || problem.code === 'AllCustomersFailed'
        ? ['retryFailed', 'showLog']
        : problem.code === 'OldAnswers'
          ? ['query']
          : problem.code === 'Unexpected'
            ? ['query', 'showLog']
            : [],
  }));
}

/** Names instead of codes: the page has the room. */
function missingText(plan: InvitePlan): string {
  const missing = plan.completeness.kind === 'partial' ? plan.completeness.missing : [];
  const names = missing.map((customer) => nameOf(plan, customer.customerCode)).join(', ');
  return missing.length === 1
    ? l10n.t(
        '{name} would not be invited: its answer is missing. People of this customer who are already on the meeting stay on it.',
        { name: names },
      )
    : l10n.t(
        '{names} would not be invited: their answers are missing. People of these customers who are already on the meeting stay on it.',
        { names },
      );
}

/** Customers that the file no longer names, and what is not as it should be on the calendar. */
function calendarNotices({ leftTheFile, events }: PlanComparison): PreviewNotice[] {
  return [
    ...leftTheFile.map(({ customerCode, people }): PreviewNotice => ({
      tone: 'warning',
      text: leftText(customerCode, people),
      actions: [],
      takeOffCustomer: customerCode,
    })),
    ...events.flatMap(({ warnings = [] }) =>
      warnings.map(({ message }): PreviewNotice => ({ tone: 'warning', text: message, actions: [] })),
    ),
  ];
}

/** A full day must not push the meeting itself off the page. */
const MAX_CONFLICTS = 3;

function conflictNotices(conflicts: readonly string[]): PreviewNotice[] {
  const more = conflicts.length - MAX_CONFLICTS;
  const texts = conflicts.slice(0, MAX_CONFLICTS);
  if (more > 0)
    texts.push(
      l10n.t('The organizer has {appointments} at that time.', {
        appointments: count(more, 'other appointment'),
      }),
    );
  return texts.map((text) => ({ tone: 'warning', text, actions: [] }));
}
