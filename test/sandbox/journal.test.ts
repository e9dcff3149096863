import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createJournal, timingOf, type RecordedRequest } from '../../src/sandbox/journal.ts';

const request = (
  customerCode: string | undefined,
  startedAtMs: number,
  endedAtMs?: number,
): RecordedRequest => ({
  service: 'ses',
  operation: 'ListContacts',
  method: 'POST',
  path: '/',
  startedAtMs,
  inFlightAtStart: 1,
  write: false,
  ...(customerCode === undefined ? {} : { customerCode }),
  ...(endedAtMs === undefined ? {} : { endedAtMs }),
});

test('the span goes from the first request to the last answer, peaks count what overlapped', () => {
  assert.deepEqual(
    timingOf([request('a', 10, 30), request('b', 20, 50), request('a', 30, 40), request(undefined, 32, 35)]),
    { firstRequestMs: 10, lastAnswerMs: 50, spanMs: 40, peakInFlight: 3, peakCustomersInFlight: 2 },
  );
});

test('an answer and a request in the same instant do not overlap', () => {
  assert.equal(timingOf([request('a', 0, 10), request('b', 10, 20)]).peakInFlight, 1);
});

test('two requests of one customer are one customer in flight', () => {
  const timing = timingOf([request('a', 0, 10), request('a', 1, 9), request('b', 20, 30)]);
  assert.deepEqual([timing.peakInFlight, timing.peakCustomersInFlight], [2, 1]);
});

test('a request without an answer overlaps all that come after it and does not end the span', () => {
  const timing = timingOf([request('a', 0), request('b', 100, 120)]);
  assert.deepEqual([timing.spanMs, timing.peakCustomersInFlight], [120, 2]);
});

test('without requests everything is zero', () => {
  assert.deepEqual(new Set(Object.values(timingOf([]))), new Set([0]));
});

test('the journal counts what is in flight, keeps what it is told, and ends a request once', () => {
  let elapsed = 0;
  const journal = createJournal(() => elapsed);
  const first = journal.begin('GET', '/one');
  const second = journal.begin('POST', '/two?x=1');
  second.note({ service: 'graph', operation: 'CreateEvent', customerCode: 'a' });
  elapsed = 5;
  second.end(201);
  second.end(undefined);
  first.end(undefined);
  const third = journal.begin('GET', '/three');
  assert.deepEqual(
    journal
      .all()
      .map((entry) => [
        entry.path,
        entry.operation,
        entry.write,
        entry.status,
        entry.endedAtMs,
        entry.inFlightAtStart,
      ]),
    [
      ['/one', 'Unknown', false, undefined, 5, 1],
      ['/two?x=1', 'CreateEvent', true, 201, 5, 2],
      ['/three', 'Unknown', false, undefined, undefined, 1],
    ],
  );
  journal.clear();
  third.end(200);
  assert.deepEqual(journal.all(), []);
});
