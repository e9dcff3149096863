import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { notify } from '../messages.ts';
import type { CalendarError, PlanComparison, PlanDifference, SendOutcome } from '../../calendar/index.ts';
import { planBlocks, type InvitePlan } from '../../invite/index.ts';
import { readSettings } from '../environment/settings.ts';
import type { Identity } from '../send/identity-text.ts';
import { endingOf } from '../send/ending.ts';
import { openCalendar } from '../send/open-calendar.ts';
import { sendMeeting, type DeliverRequest, type SendEffects } from '../send/send-meeting.ts';
import type { Session } from '../session/session.ts';
import type { Workbench } from '../workbench.ts';
import { query } from './query.ts';
import { offerIdentitySettings, tellEnding, whenOf, withStop } from './send-surfaces.ts';

const MINUTE_MS = 60_000;

/**
 * *Send Invite…*: makes sure there is a current plan, asks, sends, tells. Nothing is written before the person's yes.
 * @param shown fingerprint of the plan that the person pressed on, where the press was in the preview
 * @returns the outcome, `undefined` when nothing was tried
 */
export async function send(
  workbench: Workbench,
  session: Session,
  shown?: string,
): Promise<SendOutcome | undefined> {
  const { phase } = session.state();
  if (phase === 'asking' || phase === 'sending') {
    void notify(
      'info',
      phase === 'asking'
        ? l10n.t('Answers are still coming in. Send when they are all there.')
        : l10n.t('It is being sent right now.'),
    );
    return undefined;
  }
  // A double click is one press: the question for this meeting stands already.
  if (confirming.has(session)) return undefined;
  confirming.add(session);
  try {
    return await confirmAndSend(workbench, session, shown);
  } finally {
    confirming.delete(session);
  }
}

/** Meetings whose question before a send stands, or whose send is under way. */
const confirming = new WeakSet<Session>();

async function confirmAndSend(
  workbench: Workbench,
  session: Session,
  shown: string | undefined,
): Promise<SendOutcome | undefined> {
  const { ctx } = workbench;
  const uri = vscode.Uri.parse(session.file.uri);
  const effects: SendEffects = {
    ask: (confirmation) => ctx.asker.current(confirmation),
    showPreview: () => workbench.panels.show(session),
    query: (retry) => query(workbench, session, { quiet: true, ...(retry === undefined ? {} : { retry }) }),
    identity: (organizer) => workbench.signIn.identity({ organizer, interactive: true, scope: uri }),
    refuse: (message) => void refuse(workbench, message),
    offerIdentitySettings: () => void offerIdentitySettings(),
    formatWhen: whenOf,
    blocks: (plan) =>
      plan.attendees.length === 0
        ? l10n.t(
            'Nobody would be invited, so there is nothing to send. A meeting that is already on the calendar stays as it is.',
          )
        : planBlocks(plan).find(({ code }) => code !== 'PartialNotAccepted')?.message,
    compare: (plan, identity) => compare(workbench, session, plan, identity),
    deliver: (request) => deliver(workbench, session, request),
    now: Date.now,
    maxAnswerAgeMs: readSettings(uri).maxAnswerAge * MINUTE_MS,
  };
  const outcome = await sendMeeting(session, effects, shown);
  if (outcome === undefined) return undefined;
  tell(workbench, session, outcome);
  await recordOutcome(workbench, session, outcome);
  return outcome;
}

async function recordOutcome({ ctx }: Workbench, session: Session, outcome: SendOutcome): Promise<void> {
  const { preparation } = session.state();
  if (preparation?.kind !== 'planned') return;
  const { writeBack } = await import('../write-back/write-back.ts');
  await writeBack(ctx, session, preparation.plan, outcome.events);
}

/** Sends a plan with its progress shown; stops before the next write when the person presses Cancel. */
export async function deliver(
  { ctx }: Workbench,
  session: Session,
  { plan, token, baseUrl, answer, calendar: shown }: DeliverRequest,
): Promise<SendOutcome> {
  const { differenceFingerprint, sendPlan } = await import('../../calendar/index.ts');
  const confirm = (difference: PlanDifference): CalendarError | undefined =>
    shown === undefined || differenceFingerprint(difference) === shown ? undefined : calendarChanged();
  const { sandbox } = session.state();
  return withStop(
    l10n.t('Sending “{subject}”', { subject: plan.subject }),
    sandbox,
    async (signal, onEvent) => {
      const { calendar, journal } = await openCalendar(ctx, { token, baseUrl }, sandbox, onEvent);
      return sendPlan(plan, calendar, { forceUpdate: false, answer, confirm, signal, journal });
    },
  );
}

function calendarChanged(): CalendarError {
  return {
    code: 'FingerprintDiffers',
    message: l10n.t('The meeting on the calendar changed while the send was being confirmed.'),
    remedy: l10n.t('Look at the new preview, then send again.'),
  };
}

/** How long the look before the question may take, in ms: without it the send looks, and asks, by itself. */
const PATIENCE_MS = 20_000;

async function compare(
  { ctx }: Workbench,
  session: Session,
  plan: InvitePlan,
  identity: Extract<Identity, { kind: 'ready' }>,
): Promise<PlanComparison | undefined> {
  const { CalendarFailure, comparePlan, readMeeting } = await import('../../calendar/index.ts');
  const { calendar, journal } = await openCalendar(ctx, identity, session.state().sandbox);
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    return await comparePlan(plan, await readMeeting(plan, calendar, { signal, journal }));
  } catch (error) {
    if (!(error instanceof CalendarFailure)) throw error;
    ctx.log.debug(`The organizer’s calendar could not be read: ${error.message}`);
    return undefined;
  }
}

function tell(workbench: Workbench, session: Session, outcome: SendOutcome): void {
  const ending = endingOf(outcome, session.state().sandbox);
  if (ending !== undefined) void tellEnding(workbench, session, ending);
  else if (outcome.kind === 'question' && !outcome.question.canProceed)
    void notify('warning', outcome.question.message);
}

/** Says why nothing was sent. */
export async function refuse({ ctx }: Workbench, message: string): Promise<void> {
  const showLog = l10n.t('Show Log');
  const pressed = await notify('error', l10n.t('Nothing was sent. {error}', { error: message }), showLog);
  if (pressed === showLog) ctx.log.show(true);
}
