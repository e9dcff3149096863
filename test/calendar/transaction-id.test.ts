import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { recognizeTransactionId, transactionId } from '../../src/calendar/transaction-id.ts';

describe('transactionId', () => {
  it('is a GUID that only the meeting, its part and generation decide', () => {
    const id = transactionId('key', 1, 0);
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const others = [transactionId('key2', 1, 0), transactionId('key', 2, 0), transactionId('key', 1, 1)];
    assert.equal(new Set([id, ...others]).size, 4);
  });

  it('is the same for good: stored events are recognized by it', () => {
    assert.equal(transactionId('key', 1, 0), '6faf943d-0c32-8120-9468-c26822ccc274');
  });

  it('of events made while the organizer was in it, is recognized too', () => {
    const stored = 'd8e6c457-c29a-8cfc-aedb-2a44a5d8489c';
    const meeting = { key: 'key', organizer: 'Organizer@ccoe.example' };
    assert.deepEqual(recognizeTransactionId(stored, meeting), { part: 1, generation: 0 });
    assert.deepEqual(recognizeTransactionId(transactionId('key', 3, 2), meeting), { part: 3, generation: 2 });
    assert.equal(recognizeTransactionId('d8e6c457-c29a-8cfc-aedb-000000000000', meeting), undefined);
  });
});
