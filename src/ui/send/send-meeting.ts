import type { GraphToken, Question, SendOutcome } from '../../calendar/index.ts';
import type { InvitePlan, Preparation } from '../../invite/index.ts';
import { describeIdentity, type Identity } from './identity-text.ts';
import type { Session } from '../session/session.ts';
import type { Asker } from './asker.ts';
import { noConfigConfirmation, questionConfirmation, sendConfirmation } from './confirmation.ts';

/** What sending needs of the editor. */
export interface SendEffects {
  readonly ask: Asker;
  /** Shows the plan, so that the modal is never the first thing a person sees of it. */
  readonly showPreview: () => void;
  /** The run with its progress; gives the session's state when it ended. */
  readonly query: () => Promise<unknown>;
  /** Signs in if need be. */
  readonly identity: (organizer: string) => Promise<Identity>;
  /** Told when nothing can be sent, and why. */
  readonly refuse: (message: string) => void;
  /** Told when nobody can sign in yet. */
  readonly offerIdentitySettings: () => void;
  readonly formatWhen: (plan: InvitePlan) => string;
  /** `planBlocks` of the invite room: why this plan cannot be sent, `undefined` when it can. */
  readonly blocks: (plan: InvitePlan) => string | undefined;
  readonly deliver: (request: DeliverRequest) => Promise<SendOutcome>;
}

export interface DeliverRequest {
  readonly plan: InvitePlan;
  readonly token: GraphToken;
  readonly baseUrl: string;
  readonly answer: (question: Question) => Promise<boolean>;
}

/**
 * From "Send Invite…" to the calendar: makes sure the plan is the current one, asks the person, sends exactly that plan.
 * @returns the outcome; `undefined` when nothing was sent because the person said no or the plan does not allow it
 */
export async function sendMeeting(session: Session, effects: SendEffects): Promise<SendOutcome | undefined> {
  const replanned = await currentPlan(session, effects);
  const { preparation, sandbox } = session.state();
  if (preparation?.kind !== 'planned') {
    if (preparation?.kind === 'failed') effects.refuse(firstMessage(preparation));
    return undefined;
  }
  const { plan } = preparation;
  const blocked = effects.blocks(plan);
  if (blocked !== undefined) {
    effects.refuse(blocked);
    return undefined;
  }
  if (!(await allowsMissingConfig(preparation, effects))) return undefined;

  const identity = await effects.identity(plan.organizer);
  if (identity.kind === 'declined') return undefined;
  if (identity.kind === 'not configured') {
    effects.offerIdentitySettings();
    return undefined;
  }
  if (identity.kind === 'invalid') {
    effects.refuse(identity.message);
    return undefined;
  }
  const confirmation = sendConfirmation(plan, {
    sandbox,
    identity: describeIdentity(identity, sandbox),
    when: effects.formatWhen(plan),
    ...(replanned === undefined ? {} : { replanned }),
  });
  const choice = await effects.ask(confirmation);
  if (choice === undefined || !confirmation.choices.includes(choice)) return undefined;

  const confirmed = await decided(session, plan);
  if (confirmed === undefined) {
    effects.refuse(
      'The plan changed while it was being confirmed. Nothing was sent: look at the new preview.',
    );
    return undefined;
  }
  return session.sending(() =>
    effects.deliver({
      plan: confirmed,
      token: identity.token,
      baseUrl: identity.baseUrl,
      answer: async (question) => {
        const modal = questionConfirmation(question);
        const answer = await effects.ask(modal);
        return answer !== undefined && modal.choices.includes(answer);
      },
    }),
  );
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
  if (before.preparation?.kind === 'planned' && outdated === undefined) return undefined;
  effects.showPreview();
  await effects.query();
  return outdated === undefined ? undefined : `${outdated} Everybody was asked again: this is the new plan.`;
}

async function allowsMissingConfig(
  preparation: Extract<Preparation, { kind: 'planned' }>,
  effects: SendEffects,
): Promise<boolean> {
  const { config, plan } = preparation;
  if (config.kind !== 'absent' || config.declared) return true;
  const problem = plan.problems.find((candidate) => candidate.code === 'NoConfigFile');
  const modal = noConfigConfirmation(problem?.message ?? 'No config.json was found.');
  const answer = await effects.ask(modal);
  return answer !== undefined && modal.choices.includes(answer);
}

/**
 * The plan with the decision in it that its customers may be missing. It must still be the very plan that was shown.
 * @returns `undefined` when it is not
 */
async function decided(session: Session, shown: InvitePlan): Promise<InvitePlan | undefined> {
  if (shown.completeness.kind === 'complete') return shown;
  const accepted = await session.acceptPartial();
  return accepted?.fingerprint === shown.fingerprint ? accepted : undefined;
}

function firstMessage(preparation: Extract<Preparation, { kind: 'failed' }>): string {
  return preparation.problems[0]?.message ?? 'There is nothing to send.';
}
