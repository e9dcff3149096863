import { computeWaterfall, planBlocks, type InvitePlan } from '../../invite/index.ts';
import { aggregateRecipients, sharedCauses } from '../../recipients/index.ts';
import { cancelEndingOf } from '../send/cancel-confirmation.ts';
import { endingOf } from '../send/ending.ts';
import { nameOf } from '../send/confirmation.ts';
import { count, countCustomers, seconds, summaryLine } from '../session/summary.ts';
import type { SessionState } from '../session/state.ts';
import { isRetryable } from '../tree/nodes.ts';
import { groupsOf, leftOutOf } from './people.ts';
import { mailPage } from './mail-page.ts';
import type { PreviewNotice, PreviewState } from './protocol.ts';

/** What the page shows that is not in the session. */
export interface PreviewSurroundings {
  /** Who signs in, from `describeIdentity`. */
  readonly identity: string;
  /** What the organizer has at that time, one sentence each. */
  readonly conflicts: readonly string[];
  /** BCP 47, the editor's display language. */
  readonly locale: string;
  readonly styleNonce: string;
}

/**
 * The whole page as data. Pure: the page and its tests see the same.
 * @param state the meeting's session
 */
export function previewContent(state: SessionState, surroundings: PreviewSurroundings): PreviewState {
  const plan = state.preparation?.kind === 'planned' ? state.preparation.plan : undefined;
  const shown = plan ?? (state.phase === 'asking' ? state.previousPlan : undefined);
  const meeting = shown?.meeting ?? state.reading?.meeting;
  const counts = countCustomers(state.customers);
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
    notices: noticesOf(state, plan, surroundings.conflicts),
    ...(meeting === undefined
      ? {}
      : {
          when: {
            startMs: meeting.start.epochMs,
            endMs: meeting.end.epochMs,
            timeZone: meeting.start.timeZone,
          },
        }),
    facts: shown === undefined ? [] : [...factsOf(shown, surroundings.identity), ...joinFact(state)],
    ...(shown === undefined ? {} : { mail: mailPage(shown.bodyHtml, surroundings.styleNonce) }),
    mailIsPrevious: plan === undefined && shown !== undefined,
    people: plan?.attendees.length ?? 0,
    groups: groupsOf(state, plan),
    leftOut: plan === undefined ? [] : leftOutOf(plan),
    ...waterfallOf(state),
    fingerprint: plan?.fingerprint ?? '',
    ...(state.phase === 'asking'
      ? { progress: { done: counts.customers - counts.open, total: counts.customers } }
      : {}),
    send: sendButton(state, plan),
    failed: counts.failed + counts.cancelled,
  };
}

function factsOf(plan: InvitePlan, identity: string): PreviewState['facts'] {
  const people = count(plan.attendees.length, 'person');
  return [
    { label: 'Where', value: plan.location, detail: '' },
    { label: 'From', value: plan.organizer, detail: `signed in: ${identity}` },
    {
      label: 'To',
      value: people,
      detail: plan.hideAttendees
        ? 'Hidden: nobody sees who else is invited.'
        : `Visible: all ${people} see each other’s addresses.`,
    },
    ...(plan.parts.length > 1
      ? [
          {
            label: 'Events',
            value: String(plan.parts.length),
            detail: plan.parts.map((part) => `${part.subject}: ${part.attendees.length}`).join(' · '),
          },
        ]
      : []),
  ];
}

function joinFact({ outcome, sandbox }: SessionState): PreviewState['facts'] {
  const joinUrl = outcome === undefined ? undefined : endingOf(outcome, sandbox)?.joinUrl;
  return joinUrl === undefined ? [] : [{ label: 'Join', value: joinUrl, detail: '', href: joinUrl }];
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

/** The button says what it would do; disabled, it says why. */
function sendButton(state: SessionState, plan: InvitePlan | undefined): PreviewState['send'] {
  const missing = plan?.completeness.kind === 'partial' ? plan.completeness.missing.length : 0;
  const again = state.phase === 'sent' ? 'Send Again' : 'Send';
  const label = missing > 0 ? `${again} Without ${count(missing, 'Customer')}…` : `${again}…`;
  const reason = whyNotSend(state, plan);
  return { label, enabled: reason === '', reason };
}

function whyNotSend(state: SessionState, plan: InvitePlan | undefined): string {
  if (state.phase === 'asking') return 'Answers are still coming in.';
  if (state.phase === 'sending')
    return state.cancelling === true ? 'It is being cancelled.' : 'It is being sent.';
  if (plan === undefined) return 'There is no plan yet: ask the customers first.';
  const block = planBlocks(plan).find((problem) => problem.code !== 'PartialNotAccepted');
  if (block !== undefined) return block.message;
  return plan.attendees.length === 0 ? 'Nobody would be invited.' : '';
}

function noticesOf(
  state: SessionState,
  plan: InvitePlan | undefined,
  conflicts: readonly string[],
): PreviewNotice[] {
  return [
    ...outcomeNotice(state),
    ...(state.outdated === undefined
      ? []
      : [
          {
            tone: 'warning' as const,
            text: `${state.outdated} What you see is no longer what would be sent.`,
            actions: ['query' as const],
          },
        ]),
    ...phaseNotice(state),
    ...causeNotices(state),
    ...problemNotices(state, plan),
    ...(plan === undefined ? [] : conflictNotices(conflicts)),
  ];
}

/** A full day must not push the meeting itself off the page. */
const MAX_CONFLICTS = 3;

function conflictNotices(conflicts: readonly string[]): PreviewNotice[] {
  const more = conflicts.length - MAX_CONFLICTS;
  const texts = conflicts.slice(0, MAX_CONFLICTS);
  if (more > 0) texts.push(`The organizer has ${count(more, 'other appointment')} at that time.`);
  return texts.map((text) => ({ tone: 'warning', text, actions: [] }));
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

function phaseNotice(state: SessionState): PreviewNotice[] {
  if (state.phase === 'idle' && state.restored === true)
    return [
      {
        tone: 'warning',
        text: `These are old answers (${summaryLine(state)}), from before this window was opened. Ask again to see who would be invited now.`,
        actions: ['query', ...(state.customers.some(isRetryable) ? (['retryFailed'] as const) : [])],
      },
    ];
  if (state.phase === 'idle')
    return [
      {
        tone: 'info',
        text: 'The customers have not been asked in this window yet. Ask them to see who would be invited.',
        actions: [],
      },
    ];
  if (state.phase === 'cancelled')
    return [
      {
        tone: 'warning',
        text: 'The query was cancelled before every customer had answered, so there is no plan.',
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
      text: `${count(customerCodes.length, 'customer')} failed for the same reason: ${message}. ${remedy}`,
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
        : problem.code === 'Unexpected'
          ? ['query', 'showLog']
          : [],
  }));
}

/** Names instead of codes: the page has the room. */
function missingText(plan: InvitePlan): string {
  const missing = plan.completeness.kind === 'partial' ? plan.completeness.missing : [];
  const names = missing.map((customer) => nameOf(plan, customer.customerCode)).join(', ');
  return (
    `${names} would not be invited: ${missing.length === 1 ? 'its answer is' : 'their answers are'} missing. ` +
    `People of ${missing.length === 1 ? 'this customer' : 'these customers'} who are already on the meeting stay on it.`
  );
}
