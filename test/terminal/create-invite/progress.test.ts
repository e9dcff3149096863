import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CustomerRecipientResult, QueryEvent } from '../../../src/recipients/index.ts';
import { createProgress } from '../../../src/terminal/create-invite/progress.ts';

const started = (...customerCodes: string[]): QueryEvent => ({
  type: 'started',
  topicName: 'aws-calendar',
  customerCodes,
  atMs: 0,
});
const step = (customerCode: string, type: 'credentials' | 'connecting' | 'list'): QueryEvent => ({
  type,
  customerCode,
  atMs: 1,
});
const page = (customerCode: string, number: number): QueryEvent => ({
  type: 'page',
  customerCode,
  page: number,
  recipients: 5,
  atMs: 2,
});
const end = (customerCode: string, type: 'done' | 'failed'): QueryEvent => ({
  type,
  customerCode,
  result: {} as CustomerRecipientResult, // its end alone counts here
  atMs: 3,
});

function after(...events: readonly QueryEvent[]): string | undefined {
  const progress = createProgress();
  for (const event of events) progress.hear(event);
  return progress.line();
}

describe('createProgress', () => {
  it('counts while most are on the way', () => {
    assert.equal(
      after(started('a', 'b', 'c', 'd', 'e'), step('a', 'credentials'), end('b', 'failed')),
      '⏳ 1 of 5 customers answered, waiting for a, c, d and 1 more',
    );
  });

  it('says what the slow ones are doing once half have answered', () => {
    assert.equal(
      after(
        started('a', 'b', 'c', 'd'),
        end('c', 'done'),
        step('a', 'credentials'),
        page('b', 3),
        end('d', 'failed'),
      ),
      '⏳ 2 of 4 customers answered, waiting for a (signing in), b (page 3)',
    );
    assert.equal(
      after(started('a'), {
        type: 'waiting',
        customerCode: 'a',
        delayMs: 1049,
        reason: 'AWS limits requests to this account',
        atMs: 1,
      }),
      '⏳ 0 of 1 customers answered, waiting for a',
    );
  });

  it('is gone when everybody has answered', () => {
    assert.equal(after(started('a'), end('a', 'done')), undefined);
    assert.equal(after(), undefined);
  });
});
