import * as l10n from '@vscode/l10n';
import { describeError, sharedCauses, type CustomerError, type SignIn } from '../../recipients/index.ts';
import { countCustomers, firstError } from '../session/summary.ts';
import type { SessionState } from '../session/state.ts';
import { peopleText } from '../tree/counts.ts';

/** The one notification at the end of a run. */
export interface RunOutcome {
  readonly severity: 'info' | 'warning' | 'error';
  readonly message: string;
  readonly actions: readonly OutcomeAction[];
  /** The sign-in that would remedy what most customers failed by. */
  readonly signIn?: SignIn;
}

export type OutcomeAction = 'preview' | 'signIn' | 'showFailures' | 'retryFailed' | 'showLog';

/**
 * What a person is told of a run: how many customers are ready and how many failed. What several failed by, or a single
 * one needs a sign-in for, is explained once per session; after that the count is enough.
 * @param told causes that were explained before; those explained now are added
 * @returns `undefined` where nothing needs saying: the person cancelled
 */
export function runOutcome(state: SessionState, told: Set<string>): RunOutcome | undefined {
  const { answered, failed } = countCustomers(state.customers);
  if (state.phase !== 'planned' && state.phase !== 'failed') return undefined;
  if (failed > 0) {
    const cause = mainCause(state);
    const isNew = cause !== undefined && !told.has(cause.key);
    if (isNew) told.add(cause.key);
    const counts =
      answered === 0
        ? l10n.t('Every customer failed, so nobody can be invited.')
        : l10n.t('{ready} ready, {failed} failed', { ready: answered, failed });
    const message = isNew
      ? l10n.t('{counts}: {cause}', { counts: counts.replace(/\.$/, ''), cause: cause.text })
      : counts;
    const signIn = cause?.signIn;
    return {
      severity: answered === 0 ? 'error' : 'warning',
      message: marked(state, message),
      actions: [...(signIn === undefined ? [] : (['signIn'] as const)), 'showFailures', 'retryFailed'],
      ...(signIn === undefined ? {} : { signIn }),
    };
  }
  if (state.phase === 'failed') return broken(state);
  const people = state.preparation?.kind === 'planned' ? state.preparation.plan.attendees.length : 0;
  const message =
    answered === 1
      ? l10n.t('1 customer ready, {people}', { people: peopleText(people) })
      : l10n.t('{ready} customers ready, {people}', { ready: answered, people: peopleText(people) });
  return { severity: 'info', message: marked(state, message), actions: ['preview'] };
}

/** Nobody was asked: file, config or settings are wrong, or something broke. */
function broken(state: SessionState): RunOutcome {
  const problems = state.preparation?.kind === 'failed' ? state.preparation.problems : [];
  const more = problems.filter(({ severity }) => severity === 'error').length - 1;
  const first = firstError(state) ?? l10n.t('The query failed.');
  const message =
    more < 1
      ? first
      : more === 1
        ? l10n.t('{error} (and 1 more error)', { error: first })
        : l10n.t('{error} (and {count} more errors)', { error: first, count: more });
  return { severity: 'error', message: marked(state, message), actions: ['showLog'] };
}

interface MainCause {
  /** The same for the same cause, in whichever run. */
  readonly key: string;
  readonly text: string;
  readonly signIn?: SignIn;
}

/** What the most customers failed by; of single failures only one that a sign-in remedies is worth explaining here. */
function mainCause({ customers }: SessionState): MainCause | undefined {
  const results = customers.map(({ result }) => result).filter((result) => result !== undefined);
  const [shared] = [...sharedCauses(results)].sort((a, b) => b.customerCodes.length - a.customerCodes.length);
  if (shared !== undefined) return explained(shared.cause, shared, shared.signIn);
  const single = results.map(({ error }) => error).find((error) => error?.signIn !== undefined);
  return single === undefined ? undefined : explained(causeOf(single), single, single.signIn);
}

const causeOf = ({ cause, signIn, code }: CustomerError): string =>
  cause ?? `${code} ${signIn?.profile ?? ''}`;

const explained = (
  key: string,
  said: { readonly message: string; readonly remedy: string },
  signIn: SignIn | undefined,
): MainCause => ({ key, text: describeError(said), ...(signIn === undefined ? {} : { signIn }) });

const marked = ({ sandbox }: SessionState, message: string): string =>
  sandbox ? l10n.t('Sandbox: {message}', { message }) : message;
