import type { Problem } from '../metadata/index.ts';
import type { CustomerRecipientResult } from '../recipients/index.ts';

/** From this age on somebody may well have subscribed or unsubscribed meanwhile; milliseconds. */
const OLD_MS = 15 * 60_000;

/**
 * Answers that a plan builds on although they are not fresh (those kept while only the failed customers were asked
 * again). Never silently: the warning goes into the preview, the question before sending and the lines.
 * @param nowEpochMs milliseconds since the Unix epoch
 */
export function oldAnswers(
  results: readonly CustomerRecipientResult[],
  nowEpochMs: number,
): readonly Problem[] {
  const ages = results.flatMap(({ customerCode, answeredAt, error }) =>
    error === undefined && answeredAt !== undefined && nowEpochMs - answeredAt >= OLD_MS
      ? [{ customerCode, ageMs: nowEpochMs - answeredAt }]
      : [],
  );
  if (ages.length === 0) return [];
  const codes = ages.map(({ customerCode }) => customerCode).join(', ');
  const oldest = ageOf(Math.max(...ages.map(({ ageMs }) => ageMs)));
  const [are, whose] = ages.length === 1 ? ['answer is', 'its customer'] : ['answers are', 'these customers'];
  const message = `${ages.length} ${are} up to ${oldest} old (${codes}). Ask ${whose} again to invite who is subscribed now.`;
  return [{ severity: 'warning', code: 'OldAnswers', message, path: '' }];
}

function ageOf(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`;
}
