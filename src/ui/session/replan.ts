import * as l10n from '@vscode/l10n';
import type { Preparation } from '../../invite/index.ts';

type Planned = Extract<Preparation, { readonly kind: 'planned' }>;

/** What a plan made anew from the answers that are there is good for. */
export type Replanned =
  | { readonly kind: 'holds'; readonly preparation: Planned }
  /** It takes the place of no plan; one sentence. */
  | { readonly kind: 'outdated'; readonly why: string };

/**
 * Whether a preparation from the file's text as it is now, for which nobody was asked, may take the place of the one
 * before: only when it is a plan for the same customers.
 */
export function judgeReplan(before: Planned, now: Preparation): Replanned {
  if (now.kind === 'planned') {
    return sameCustomers(before, now)
      ? { kind: 'holds', preparation: now }
      : {
          kind: 'outdated',
          why: l10n.t('The file names other customers now than those that were asked.'),
        };
  }
  const problems = now.kind === 'failed' ? now.problems : [];
  const error = problems.find(({ severity }) => severity === 'error');
  if (error === undefined || error.code === 'AnswersMissing')
    return {
      kind: 'outdated',
      why: l10n.t('The file names other customers now than those that were asked.'),
    };
  return {
    kind: 'outdated',
    why: l10n.t('The file has changed since its customers were asked, and it has an error: {error}', {
      error: error.message,
    }),
  };
}

function sameCustomers(before: Planned, now: Planned): boolean {
  const codes = ({ plan }: Planned): string => JSON.stringify([...plan.meeting.customerCodes].sort());
  return codes(before) === codes(now);
}

/** What a person is told when a plan was made anew without their asking. */
export function replannedSentence(): string {
  return l10n.t(
    'The file has changed since its customers were asked: this plan was made anew from the same answers.',
  );
}
