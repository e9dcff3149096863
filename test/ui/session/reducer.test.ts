import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { QueryEvent } from '../../../src/recipients/index.ts';
import { reduce, type SessionEvent } from '../../../src/ui/session/reducer.ts';
import { idle, type SessionState } from '../../../src/ui/session/state.ts';
import { answer, failure, FILE, planned, reading } from '../samples.ts';

const ASKED: SessionEvent = { type: 'asked', topicName: 'aws-calendar', sandbox: false };

function after(...events: readonly SessionEvent[]): SessionState {
  return events.reduce(reduce, idle(FILE));
}

function query(event: QueryEvent): SessionEvent {
  return { type: 'query', event };
}

function statuses(state: SessionState): readonly string[] {
  return state.customers.map(({ customerCode, status }) => `${customerCode} ${status}`);
}

describe('session reducer', () => {
  it('shows every customer as waiting as soon as the file is read', () => {
    const state = after(ASKED, { type: 'read', reading: reading(['a', 'b']) });
    assert.equal(state.phase, 'asking');
    assert.deepEqual(statuses(state), ['a waiting', 'b waiting']);
  });

  it('follows one customer from its queue to its answer', () => {
    const asked = after(
      ASKED,
      { type: 'read', reading: reading(['a']) },
      query({ type: 'queued', customerCode: 'a', customerName: 'Acme', atMs: 0 }),
      query({ type: 'credentials', customerCode: 'a', atMs: 1 }),
    );
    assert.deepEqual(asked.customers[0], {
      customerCode: 'a',
      customerName: 'Acme',
      status: 'asking',
      recipients: 0,
      note: 'signing in',
    });
    const paged = reduce(asked, query({ type: 'page', customerCode: 'a', page: 1, recipients: 7, atMs: 2 }));
    assert.equal(paged.customers[0]?.recipients, 7);
    assert.equal(paged.customers[0].note, 'page 1');
    const result = answer('a', ['x@a.example']);
    const done = reduce(paged, query({ type: 'done', customerCode: 'a', result, atMs: 3 }));
    assert.deepEqual(done.customers[0], {
      customerCode: 'a',
      customerName: 'A Inc.',
      status: 'answered',
      recipients: 1,
      result,
    });
  });

  it('tells a cancelled customer from a failed one', () => {
    const state = after(
      ASKED,
      { type: 'read', reading: reading(['a', 'b']) },
      query({ type: 'failed', customerCode: 'a', result: failure('a'), atMs: 1 }),
      query({ type: 'cancelled', customerCode: 'b', result: failure('b', 'Cancelled'), atMs: 1 }),
    );
    assert.deepEqual(statuses(state), ['a failed', 'b cancelled']);
  });

  it('keeps the other answers while one customer is asked again', () => {
    const first = after(ASKED, {
      type: 'prepared',
      preparation: planned([answer('a', ['x@a.example']), failure('b')]),
      at: 0,
    });
    assert.deepEqual(statuses(first), ['a answered', 'b failed']);
    const again = reduce(first, { ...ASKED, retry: ['b'] });
    assert.equal(again.phase, 'asking');
    assert.deepEqual(statuses(again), ['a answered', 'b waiting']);
    assert.equal(again.customers[1]?.customerName, 'B Inc.');
    assert.equal(again.preparation, undefined);
    assert.equal(again.previousPlan?.attendees.length, 1);
  });

  it('tells the age of answers that are not of this run', () => {
    const HOUR = 3_600_000;
    const state = after(ASKED, {
      type: 'prepared',
      preparation: planned([
        answer('a', ['x@a.example'], { answeredAt: 0 }),
        answer('b', ['x@b.example'], { answeredAt: 3 * HOUR }),
      ]),
      at: 3 * HOUR + 500,
    });
    assert.deepEqual(
      state.customers.map(({ ageMs }) => ageMs),
      [3 * HOUR + 500, undefined],
    );
  });

  it('shows what an earlier window was told, as old, with nothing that could be sent', () => {
    const HOUR = 3_600_000;
    const kept = {
      inputs: 'hash',
      files: [],
      sandbox: false,
      topicName: 'aws-calendar',
      results: [answer('a', ['x@a.example'], { answeredAt: 0 }), failure('b')],
      older: [answer('b', ['y@b.example', 'z@b.example'], { answeredAt: -HOUR })],
    };
    const state = reduce(idle(FILE), { type: 'restored', kept, at: HOUR });
    assert.equal(state.phase, 'idle');
    assert.equal(state.restored, true);
    assert.equal(state.preparation, undefined);
    assert.deepEqual(statuses(state), ['a answered', 'b failed']);
    assert.equal(state.customers[0]?.ageMs, HOUR);
    assert.deepEqual(state.customers[1]?.older, { recipients: 2, ageMs: 2 * HOUR });
    assert.equal(reduce(state, ASKED).restored, undefined);
  });

  it('forgets the customers of a run that never asked anybody', () => {
    const problem = { severity: 'error', code: 'ConfigMissing', message: 'No.', path: '' } as const;
    const state = after(
      ASKED,
      { type: 'read', reading: reading(['a']) },
      { type: 'prepared', preparation: { kind: 'failed', problems: [problem] }, at: 0 },
    );
    assert.equal(state.phase, 'failed');
    assert.deepEqual(state.customers, []);
    assert.deepEqual(state.reading?.customerCodes, ['a']);
  });

  it('is outdated until the inputs match again or everybody is asked again', () => {
    const plan = after(ASKED, {
      type: 'prepared',
      preparation: planned([answer('a', ['x@a.example'])]),
      at: 0,
    });
    const outdated = reduce(plan, { type: 'compared', outdated: 'The file has changed.' });
    assert.equal(outdated.outdated, 'The file has changed.');
    assert.equal(reduce(outdated, { type: 'compared', outdated: undefined }).outdated, undefined);
    assert.equal(reduce(outdated, ASKED).outdated, undefined);
  });

  it('goes back to its plan when a send is refused, and is sent only when the calendar said so', () => {
    const plan = after(ASKED, {
      type: 'prepared',
      preparation: planned([answer('a', ['x@a.example'])]),
      at: 0,
    });
    const sending = reduce(plan, { type: 'sending' });
    assert.equal(sending.phase, 'sending');
    const error = { code: 'ErrorAccessDenied', message: 'No.', remedy: 'Ask.' };
    const refused = reduce(sending, {
      type: 'sendEnded',
      outcome: { kind: 'refused', error, events: [] },
    });
    assert.equal(refused.phase, 'planned');
    assert.equal(refused.outcome?.kind, 'refused');
    const done = reduce(sending, { type: 'sendEnded', outcome: { kind: 'done', events: [] } });
    assert.equal(done.phase, 'sent');
    assert.equal(reduce(done, ASKED).outcome, undefined);
  });
});
