import * as l10n from '@vscode/l10n';
import { computeWaterfall, type InvitePlan } from '../../invite/index.ts';
import { aggregateRecipients } from '../../recipients/index.ts';
import { countByHand } from '../session/choices.ts';
import { countCustomers, seconds, summaryLine } from '../session/summary.ts';
import type { SessionState } from '../session/state.ts';
import { comparisonView, type CalendarLook } from './comparison.ts';
import { factsOf, privacyOf } from './facts.ts';
import { mailPage } from './mail-page.ts';
import { noticesOf } from './notices.ts';
import { customersOf } from './people.ts';
import type { PreviewState } from './protocol.ts';
import { sendButton } from './send-button.ts';

/** What the page shows that is not in the session. */
export interface PreviewSurroundings {
  /** Who signs in, from `describeIdentity`. */
  readonly identity: string;
  /** What the organizer has at that time, one sentence each. */
  readonly conflicts: readonly string[];
  /** What is on the calendar already. */
  readonly look: CalendarLook;
  /** Whether this workspace may ask and send. */
  readonly trusted: boolean;
  /** BCP 47, the editor's display language. */
  readonly locale: string;
  readonly styleNonce: string;
}

/**
 * The whole page but its people as data. Pure: the page and its tests see the same.
 * @param state the meeting's session
 */
export function previewContent(state: SessionState, surroundings: PreviewSurroundings): PreviewState {
  const made = state.preparation?.kind === 'planned' ? state.preparation.plan : undefined;
  const { look } = surroundings;
  const comparison =
    look.kind === 'compared' && look.comparison.plan.fingerprint === made?.fingerprint
      ? look.comparison
      : undefined;
  // As it goes out: to a meeting that others are on it may be hidden although the plan alone is not.
  const plan = comparison?.plan ?? made;
  const shown = plan ?? (state.phase === 'asking' ? state.previousPlan : undefined);
  const meeting = shown?.meeting ?? state.reading?.meeting;
  const privacy = plan === undefined ? undefined : privacyOf(state, plan);
  return {
    uri: state.file.uri,
    fileName: state.file.name,
    phase: state.phase,
    sandbox: state.sandbox,
    topicName: state.topicName,
    locale: surroundings.locale,
    kind: meeting?.kind ?? '',
    subject: shown?.subject ?? meeting?.subject ?? state.file.name,
    summary: summaryLine(state),
    notices: noticesOf(state, plan, surroundings.conflicts, comparison),
    ...(meeting === undefined
      ? {}
      : {
          when: {
            startMs: meeting.start.epochMs,
            endMs: meeting.end.epochMs,
            timeZone: meeting.start.timeZone,
          },
        }),
    facts: shown === undefined ? [] : factsOf(state, shown, surroundings.identity),
    ...(shown === undefined ? {} : { mail: mailPage(shown.bodyHtml, surroundings.styleNonce) }),
    mailIsPrevious: plan === undefined && shown !== undefined,
    comparison: comparisonOf(plan, surroundings),
    ...(privacy === undefined ? {} : { privacy }),
    byHand: countByHand(state.choices),
    canDecide: surroundings.trusted && plan !== undefined && state.phase !== 'sending',
    customers: customersOf(state, plan),
    ...waterfallOf(state),
    fingerprint: plan?.fingerprint ?? '',
    ...progressOf(state),
    send: sendButton(state, plan, surroundings.trusted),
    retry: retryLabel(state),
  };
}

function comparisonOf(
  plan: InvitePlan | undefined,
  { look, locale }: PreviewSurroundings,
): PreviewState['comparison'] {
  return comparisonView(plan === undefined ? undefined : look, {
    locale,
    timeZone: plan?.start.timeZone ?? 'UTC',
  });
}

function progressOf({ phase, customers }: SessionState): Pick<PreviewState, 'progress'> {
  if (phase !== 'asking') return {};
  const counts = countCustomers(customers);
  return { progress: { done: counts.customers - counts.open, total: counts.customers } };
}

function retryLabel({ customers }: SessionState): string {
  const { failed, cancelled } = countCustomers(customers);
  const n = failed + cancelled;
  if (n === 0) return '';
  return n === 1 ? l10n.t('Retry 1 Failed') : l10n.t('Retry {count} Failed', { count: n });
}

function waterfallOf(state: SessionState): Pick<PreviewState, 'waterfall'> {
  const results = state.customers.map(({ result }) => result).filter((result) => result !== undefined);
  if (results.length === 0) return {};
  const finished = state.preparation?.aggregated;
  const waterfall = computeWaterfall(
    finished ?? aggregateRecipients(state.topicName, results, { durationMs: 0 }),
  );
  return {
    waterfall: {
      bars: waterfall.bars.map(({ customerCode, customerName, ...bar }) => ({
        title: customerName ?? customerCode,
        ...bar,
      })),
      total: seconds(waterfall.totalMs),
      sentence: finished === undefined ? '' : waterfall.sentence,
    },
  };
}
