import * as l10n from '@vscode/l10n';
import type { SendOutcome } from '../../calendar/index.ts';
import type { InvitePlan } from '../../invite/index.ts';
import type { Session } from '../session/session.ts';
import type { Confirmation } from './asker.ts';
import { describeIdentity } from './identity-text.ts';
import { currentPlan, type DeliverRequest, type SendEffects } from './send-meeting.ts';

/** What a test needs of the editor besides what a send needs. */
export type TestEffects = Pick<
  SendEffects,
  'ask' | 'showPreview' | 'query' | 'identity' | 'refuse' | 'offerIdentitySettings' | 'deliver' | 'blocks'
> & {
  /** The one address the test goes to; `undefined` when the person gave up. */
  readonly askAddress: (suggestion: string) => Promise<string | undefined>;
  /** `testPlan` of the calendar room. */
  readonly testPlan: (plan: InvitePlan, address: string) => Promise<InvitePlan>;
};

/**
 * "Send Test to Myself…": the invite as it would go out, to one address, as an event of its own.
 * @returns the outcome; `undefined` when nothing was tried
 */
export async function sendTest(session: Session, effects: TestEffects): Promise<SendOutcome | undefined> {
  await currentPlan(session, effects);
  const { preparation, sandbox } = session.state();
  if (preparation?.kind !== 'planned') {
    if (preparation?.kind === 'failed')
      effects.refuse(preparation.problems[0]?.message ?? l10n.t('There is nothing to send.'));
    return undefined;
  }
  const { plan } = preparation;
  const blocked = effects.blocks(plan);
  if (blocked !== undefined) {
    effects.refuse(blocked);
    return undefined;
  }
  const identity = await effects.identity(plan.organizer);
  if (identity.kind !== 'ready') {
    if (identity.kind === 'not configured') effects.offerIdentitySettings();
    if (identity.kind === 'invalid') effects.refuse(identity.message);
    return undefined;
  }
  const address = await effects.askAddress(identity.account ?? plan.organizer);
  if (address === undefined) return undefined;
  const test = await effects.testPlan(plan, address);
  const confirmation = testConfirmation(test, address, sandbox, describeIdentity(identity, sandbox));
  const choice = await effects.ask(confirmation);
  if (choice === undefined || !confirmation.choices.includes(choice)) return undefined;
  const request: DeliverRequest = {
    plan: test,
    token: identity.token,
    baseUrl: identity.baseUrl,
    answer: () => Promise.resolve(false), // a test's event is nobody else's: there is nothing to ask about
  };
  return effects.deliver(request);
}

function testConfirmation(
  test: InvitePlan,
  address: string,
  sandbox: boolean,
  identity: string,
): Confirmation {
  return {
    message: sandbox
      ? l10n.t('Sandbox: send a test to {address}?', { address })
      : l10n.t('Send a test to {address}?', { address }),
    detail: [
      l10n.t(
        'An event “{subject}” is put on the calendar of {organizer} and goes to this address only. No customer is invited, and the meeting itself is not touched.',
        { subject: test.subject, organizer: test.organizer },
      ),
      l10n.t('Signed in: {identity}', { identity }),
    ].join('\n\n'),
    choices: [l10n.t('Send Test')],
  };
}
