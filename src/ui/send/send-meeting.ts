import * as l10n from '@vscode/l10n';
import type { GraphToken, PlanComparison, Question, SendOutcome } from '../../calendar/index.ts';
import type { InvitePlan, Preparation } from '../../invite/index.ts';
import type { Session } from '../session/session.ts';
import { customersToAskAgain, planDifferences } from './answer-age.ts';
import type { Asker } from './asker.ts';
import {
  missingOf,
  noConfigConfirmation,
  partialConfirmation,
  questionConfirmation,
  sendConfirmation,
} from './confirmation.ts';
import { describeIdentity, type Identity } from './identity-text.ts';

/** What sending needs of the editor. */
export interface SendEffects {
  readonly ask: Asker;
  /** Shows the plan, so that the modal is never the first thing a person sees of it. */
  readonly showPreview: () => void;
  /** The run with its progress, of these customers or of all; gives the session's state when it ended. */
  readonly query: (retry?: readonly string[]) => Promise<unknown>;
  /** Signs in if need be. */
  readonly identity: (organizer: string) => Promise<Identity>;
  /** Told when nothing can be sent, and why. */
  readonly refuse: (message: string) => void;
  /** Told when nobody can sign in yet. */
  readonly offerIdentitySettings: () => void;
  readonly formatWhen: (plan: InvitePlan) => string;
  /** `planBlocks` of the invite room: why this plan cannot be sent, `undefined` when it can. */
  readonly blocks: (plan: InvitePlan) => string | undefined;
  /** What the send would do to the calendar; `undefined` where it cannot be looked at. */
  readonly compare: (
    plan: InvitePlan,
    identity: Extract<Identity, { kind: 'ready' }>,
  ) => Promise<PlanComparison | undefined>;
  readonly deliver: (request: DeliverRequest) => Promise<SendOutcome>;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Answers older than this, in milliseconds, are asked for again before the question. */
  readonly maxAnswerAgeMs: number;
}

export interface DeliverRequest {
  readonly plan: InvitePlan;
  readonly token: GraphToken;
  readonly baseUrl: string;
  /** Of what was confirmed (`PlanComparison.fingerprint`): nothing is sent when the calendar is another one by then. */
  readonly calendar?: string;
  readonly answer: (question: Question) => Promise<boolean>;
}

/**
 * From "Send Invite…" to the calendar: makes sure the plan is the current one and its answers are fresh, asks the person,
 * sends exactly that plan.
 * @param shown fingerprint of the plan that the person had before their eyes when they pressed; absent where the press
 *   was not on a plan
 * @returns the outcome; `undefined` when nothing was sent because the person said no or the plan does not allow it
 */
export async function sendMeeting(
  session: Session,
  effects: SendEffects,
  shown?: string,
): Promise<SendOutcome | undefined> {
  const current = await currentPlan(session, effects);
  if (shown !== undefined && plannedOf(session)?.plan.fingerprint !== shown) {
    effects.refuse(
      l10n.t('The plan is another one than the preview showed when you pressed. Look at the new one.'),
    );
    return undefined;
  }
  const refreshed = await withFreshAnswers(session, effects);
  const news = [current, refreshed].filter((told) => told !== undefined).join('\n\n');
  const preparation = sendable(session, effects);
  if (preparation === undefined) return undefined;
  const { plan } = preparation;
  if (!(await allowsMissingConfig(preparation, effects))) return undefined;
  const partial = await decidePartial(session, plan, effects);
  if (partial === 'no') return undefined;
  if (partial === 'retried') return sendMeeting(session, effects);

  const identity = await effects.identity(plan.organizer);
  if (identity.kind !== 'ready') {
    if (identity.kind === 'not configured') effects.offerIdentitySettings();
    if (identity.kind === 'invalid') effects.refuse(identity.message);
    return undefined;
  }
  const { sandbox } = session.state();
  const comparison = await effects.compare(plan, identity);
  const confirmation = sendConfirmation(plan, {
    ...(comparison === undefined ? {} : { comparison }),
    sandbox,
    identity: describeIdentity(identity, sandbox),
    when: effects.formatWhen(plan),
    now: effects.now(),
    ...(news === '' ? {} : { news }),
  });
  const choice = await effects.ask(confirmation);
  if (choice === undefined || !confirmation.choices.includes(choice)) return undefined;

  const confirmed = await stillThat(session, plan);
  if (confirmed === undefined) {
    effects.refuse(l10n.t('The plan changed while it was being confirmed. Look at the new preview.'));
    return undefined;
  }
  return session.sending(() =>
    effects.deliver({
      plan: confirmed,
      token: identity.token,
      baseUrl: identity.baseUrl,
      ...(comparison?.fingerprint === undefined ? {} : { calendar: comparison.fingerprint }),
      answer: async (question) => {
        const modal = questionConfirmation(question);
        const answer = await effects.ask(modal);
        return answer !== undefined && modal.choices.includes(answer);
      },
    }),
  );
}

type Planned = Extract<Preparation, { readonly kind: 'planned' }>;

function plannedOf(session: Session): Planned | undefined {
  const { preparation } = session.state();
  return preparation?.kind === 'planned' ? preparation : undefined;
}

/** The plan there is, if it may be sent at all; else the person is told why not. */
function sendable(session: Session, effects: Pick<SendEffects, 'refuse' | 'blocks'>): Planned | undefined {
  const { preparation } = session.state();
  if (preparation?.kind !== 'planned') {
    if (preparation?.kind === 'failed')
      effects.refuse(preparation.problems[0]?.message ?? l10n.t('There is nothing to send.'));
    return undefined;
  }
  const blocked = effects.blocks(preparation.plan);
  if (blocked === undefined) return preparation;
  effects.refuse(blocked);
  return undefined;
}

/**
 * Queries when there is no plan, or when the one there is no longer matches the file.
 * @returns a sentence for the modal when the person has not seen this plan before
 */
export async function currentPlan(
  session: Session,
  effects: Pick<SendEffects, 'showPreview' | 'query'>,
): Promise<string | undefined> {
  const before = session.state();
  const outdated = before.preparation?.kind === 'planned' ? await session.compare() : undefined;
  if (before.preparation?.kind === 'planned' && outdated === undefined) {
    const { replanned } = session.state();
    if (replanned !== undefined) effects.showPreview();
    return replanned;
  }
  effects.showPreview();
  await effects.query();
  return outdated === undefined
    ? undefined
    : l10n.t('{reason} Everybody was asked again: this is the new plan.', { reason: outdated });
}

/**
 * Asks those customers again whose answers are too old.
 * @returns what that has changed, for the modal; `undefined` when nobody had to be asked
 */
async function withFreshAnswers(session: Session, effects: SendEffects): Promise<string | undefined> {
  const before = plannedOf(session);
  if (before === undefined) return undefined;
  const old = customersToAskAgain(before.plan.results, effects.now(), effects.maxAnswerAgeMs);
  if (old.length === 0) return undefined;
  effects.showPreview();
  await effects.query(old);
  const after = plannedOf(session);
  return after === undefined ? undefined : planDifferences(before.plan, after.plan, old.length);
}

/** A send without customers that did not answer takes a decision of its own. */
async function decidePartial(
  session: Session,
  plan: InvitePlan,
  effects: Pick<SendEffects, 'ask' | 'query'>,
): Promise<'yes' | 'no' | 'retried'> {
  const modal = partialConfirmation(plan, session.state().sandbox);
  if (modal === undefined) return 'yes';
  const answer = await effects.ask(modal);
  if (answer === modal.goOn) return 'yes';
  if (answer !== modal.retry) return 'no';
  await effects.query(missingOf(plan).failed.map(({ customerCode }) => customerCode));
  return 'retried';
}

async function allowsMissingConfig(
  { config, plan }: Planned,
  effects: Pick<SendEffects, 'ask'>,
): Promise<boolean> {
  if (config.kind !== 'absent' || config.declared) return true;
  const problem = plan.problems.find((candidate) => candidate.code === 'NoConfigFile');
  const modal = noConfigConfirmation(problem?.message ?? l10n.t('No config.json was found.'));
  const answer = await effects.ask(modal);
  return answer !== undefined && modal.choices.includes(answer);
}

/**
 * The plan that was confirmed, with the decision in it that its customers may be missing; it must still be the very plan
 * that the file, the settings and the person's decisions give.
 * @returns `undefined` when it is not
 */
async function stillThat(session: Session, shown: InvitePlan): Promise<InvitePlan | undefined> {
  if ((await session.compare()) !== undefined) return undefined;
  const now = plannedOf(session)?.plan;
  if (now?.fingerprint !== shown.fingerprint) return undefined;
  if (now.completeness.kind === 'complete') return now;
  const accepted = await session.acceptPartial();
  return accepted?.fingerprint === shown.fingerprint ? accepted : undefined;
}
