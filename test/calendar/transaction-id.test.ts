import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { transactionId } from '../../src/calendar/transaction-id.ts';

describe('transactionId', () => {
  it('is a GUID that only the meeting, its organizer, part and generation decide', () => {
    const id = transactionId('key', 'Organizer@ccoe.example', 1, 0);
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(id, transactionId('key', ' organizer@CCOE.example', 1, 0));
    const others = [
      transactionId('key2', 'organizer@ccoe.example', 1, 0),
      transactionId('key', 'other@ccoe.example', 1, 0),
      transactionId('key', 'organizer@ccoe.example', 2, 0),
      transactionId('key', 'organizer@ccoe.example', 1, 1),
    ];
    assert.equal(new Set([id, ...others]).size, 5);
  });

  it('is the same for good: stored events are recognized by it', () => {
    assert.equal(
      transactionId('key', 'organizer@ccoe.example', 1, 0),
      'd8e6c457-c29a-8cfc-aedb-2a44a5d8489c',
    );
  });
});
