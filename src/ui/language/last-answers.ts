import type { CustomerRecipientResult } from '../../recipients/index.ts';
import type { KeptRun } from '../session/kept-run.ts';
import type { SessionState } from '../session/state.ts';

/** What the last run of a file came to, in this window or an earlier one. */
export interface LastAnswers {
  readonly topicName: string;
  /** Different people who would be invited, as far as it is known. */
  readonly people: number;
  readonly failed: number;
  /** When the last of the answers came, in ms since the Unix epoch. */
  readonly answeredAt?: number;
  readonly byCustomer: ReadonlyMap<string, CustomerAnswer>;
}

/** One customer's last answer. */
export interface CustomerAnswer {
  readonly recipients: number;
  /** Why there is none; one sentence. */
  readonly error?: string;
  readonly answeredAt?: number;
}

/** The last answers of a session; `undefined` before there are any. */
export function answersOfSession({ preparation, topicName }: SessionState): LastAnswers | undefined {
  const results = preparation?.aggregated?.results;
  if (results === undefined) return undefined;
  const answers = answersOf(results, topicName);
  return preparation?.kind === 'planned'
    ? { ...answers, people: preparation.plan.attendees.length }
    : answers;
}

/** The last answers of a run that was kept. */
export function answersOfKept({ results, topicName }: KeptRun): LastAnswers {
  return answersOf(results, topicName);
}

function answersOf(results: readonly CustomerRecipientResult[], topicName: string): LastAnswers {
  const people = new Set(
    results.flatMap(({ recipients }) => recipients.map(({ email }) => email.trim().toLowerCase())),
  );
  const times = results.flatMap(({ answeredAt }) => answeredAt ?? []);
  return {
    topicName,
    people: people.size,
    failed: results.filter(({ error }) => error !== undefined).length,
    ...(times.length === 0 ? {} : { answeredAt: Math.max(...times) }),
    byCustomer: new Map(
      results.map(({ customerCode, recipients, error, answeredAt }) => [
        customerCode,
        {
          recipients: recipients.length,
          ...(error === undefined ? {} : { error: error.message }),
          ...(answeredAt === undefined ? {} : { answeredAt }),
        },
      ]),
    ),
  };
}
