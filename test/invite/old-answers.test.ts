import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { oldAnswers } from '../../src/invite/old-answers.ts';
import type { CustomerRecipientResult } from '../../src/recipients/index.ts';

const MINUTE = 60_000;
const NOW = 1_000_000 * MINUTE;

const answer = (
  customerCode: string,
  minutesAgo: number | undefined,
  failed = false,
): CustomerRecipientResult => ({
  customerCode,
  recipients: [],
  unsubscribed: [],
  restrictedRecipients: [],
  warnings: [],
  startedAtMs: 0,
  durationMs: 1,
  pages: 1,
  attempts: 1,
  ...(minutesAgo === undefined ? {} : { answeredAt: NOW - minutesAgo * MINUTE }),
  ...(failed ? { error: { customerCode, code: 'X', message: '', remedy: '', retryable: false } } : {}),
});

const said = (...results: readonly CustomerRecipientResult[]) =>
  oldAnswers(results, NOW).map(({ severity, message }) => `${severity}: ${message}`);

describe('oldAnswers', () => {
  it('says nothing of fresh answers, of failures, and where nobody was asked', () => {
    assert.deepEqual(said(answer('a', 14), answer('b', 900, true), answer('c', undefined)), []);
  });

  it('names the customers and the age of the oldest answer', () => {
    assert.deepEqual(said(answer('a', 16), answer('b', 0), answer('c', 60 * 24 * 3)), [
      'warning: 2 answers are up to 3 days old (a, c). Ask these customers again to invite who is subscribed now.',
    ]);
    assert.deepEqual(said(answer('a', 15)), [
      'warning: 1 answer is up to 15 minutes old (a). Ask its customer again to invite who is subscribed now.',
    ]);
  });
});
