import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addressHash,
  readRecord,
  sameText,
  sentBy,
  writeRecord,
  type MeetingRecord,
} from '../../src/calendar/record.ts';
import { planFor } from './support/plans.ts';

const record: fc.Arbitrary<MeetingRecord> = fc.record({
  part: fc.integer({ min: 1, max: 9 }),
  parts: fc.integer({ min: 1, max: 9 }),
  sent: fc.boolean().map((withLink) => sentBy(planFor(), withLink ? 'https://teams.example/1' : undefined)),
  added: fc
    .array(fc.tuple(fc.emailAddress(), fc.uniqueArray(fc.string(), { maxLength: 3 })))
    .map((people) => new Map(people.map(([mail, codes]) => [addressHash('key', mail), [...codes].sort()]))),
});

describe('the record', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(record, (written) => {
        const read = readRecord(writeRecord(written));
        assert.ok(read);
        assert.deepEqual(
          { ...read, added: new Map([...read.added].sort()) },
          { ...written, added: new Map([...written.added].sort()) },
        );
      }),
    );
  });

  it('is the same text whatever the order people came in', () => {
    fc.assert(
      fc.property(record, (one) => {
        assert.equal(writeRecord({ ...one, added: new Map([...one.added].reverse()) }), writeRecord(one));
      }),
    );
  });

  it('is no record when it is cut off, damaged or anything else', () => {
    fc.assert(
      fc.property(record, fc.nat(), (one, at) => {
        const text = writeRecord(one);
        assert.equal(readRecord(text.slice(0, at % text.length)), undefined);
      }),
    );
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readRecord(text)));
    assert.equal(readRecord(undefined), undefined);
    assert.equal(readRecord('{"v":2}'), undefined);
  });

  it('says nothing about an address without the meeting and the address', () => {
    assert.equal(addressHash('k', ' A@x.example'), addressHash('k', 'a@X.example '));
    assert.notEqual(addressHash('k', 'a@x.example'), addressHash('other', 'a@x.example'));
    const text = writeRecord({ part: 1, parts: 1, sent: sentBy(planFor(), undefined), added: new Map() });
    assert.ok(!text.includes('Database'));
  });

  it('stays far below what a property holds, for 500 people', () => {
    const added = new Map(
      Array.from({ length: 500 }, (_, i) => [addressHash('k', `${i}@x.example`), ['hts', 'cds']]),
    );
    assert.ok(writeRecord({ part: 1, parts: 1, sent: sentBy(planFor(), undefined), added }).length < 8000);
  });

  it('compares texts as servers keep them', () => {
    assert.ok(sameText('  A\u00a0 b ', 'A b'));
    assert.ok(sameText('x'.repeat(300), 'x'.repeat(255)));
    assert.ok(!sameText('A b', 'a b'));
  });
});
