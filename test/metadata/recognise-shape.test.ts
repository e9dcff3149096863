import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { looksLikeMetadata, type MetadataShape } from '../../src/metadata/index.ts';
import { FLAT, NESTED } from './samples.ts';

const shapeOf = (value: unknown) => {
  const look = looksLikeMetadata(JSON.stringify(value));
  return look.yes ? look.shape : undefined;
};

const whyNot = (text: string) => {
  const look = looksLikeMetadata(text);
  assert.equal(look.yes, false, text);
  return look.why;
};

const EXAMPLES: readonly (readonly [MetadataShape, unknown])[] = [
  ['flat', FLAT],
  ['flat', { changeTitle: 'T', customers: ['a'] }],
  ['flat', { object_type: 'change' }],
  ['flat', { customers: ['a'] }],
  ['flat', { CUSTOMERS: 'a, b' }],
  ['flat', { customerCodes: ['a'] }],
  ['flat', { ChangeTitle: 'T' }],
  ['flat', { changeTitle: 5 }],
  ['flat', { ...FLAT, meetingInvite: { title: 'x' } }],
  ['flat', { ...FLAT, affected_customers: ['a'] }],
  ['flat', { ...FLAT, changeMetadata: { title: 'x' } }],
  ['flat', { ...FLAT, attendees: 'a@x.example', meetingRequired: 'yes' }],
  ['nested', NESTED],
  ['nested', { changemetadata: {} }],
  ['nested', { changeMetadata: 'wrong' }],
  ['nested', { changeTitle: 'T', changeMetadata: { schedule: {} } }],
  ['nested', { changeId: 'C', version: 1, status: 'approved', ...NESTED }],
  ['nested', { meetingInvite: { title: 'T' } }],
  ['announcement', { object_type: 'announcement_cic', title: 'T', customers: ['a'] }],
  ['announcement', { object_type: 'announcement', changeTitle: 'T' }],
  ['announcement', { announcement_id: 'CIC-1', customers: ['a'] }],
  ['portal', { ...FLAT, implementationBeginDate: '2025-11-03', implementationBeginTime: '10:00' }],
  ['portal', { ...FLAT, meetingDate: '2025-11-03T10:00' }],
  ['snake_case', { change_metadata: { title: 'T', customer_codes: ['a'] }, meeting_invite: {} }],
  ['snake_case', { change_metadata: { title: 'T' }, metadata: { meeting_required: true } }],
  ['functional', { changeId: 'C', title: 'T', customers: ['a'], schedule: { startDate: 'x', endDate: 'y' } }],
  ['documented', { change_id: 'C', title: 'T', affected_customers: ['a'], schedule: { start_time: 'x' } }],
  ['documented', { ...FLAT, metadata: { meetingRequired: true, meetingDate: 'x' } }],
];

describe('the shape of a metadata file', () => {
  for (const [shape, value] of EXAMPLES) {
    it(`is ${shape}: ${JSON.stringify(value).slice(0, 70)}`, () => assert.equal(shapeOf(value), shape));
  }

  it('does not depend on whether the fields are right', () => {
    for (const [shape, value] of EXAMPLES) {
      const bad = Object.entries(value as Record<string, unknown>).map(([key, field]) => {
        // The kind of object is in the value of this one; and lists of customers are told by what they hold.
        const decides = ['object_type', 'customers', 'CUSTOMERS', 'customerCodes'].includes(key);
        return [key, decides || typeof field === 'object' ? field : 12345] as const;
      });
      assert.equal(shapeOf(Object.fromEntries(bad)), shape);
    }
  });

  it('ignores fields that hold nothing', () => {
    assert.equal(shapeOf({ ...FLAT, announcement_id: '', change_metadata: null, meetingDate: ' ' }), 'flat');
  });
});

describe('a file that is no metadata', () => {
  it('is told why: what was looked for and what is there', () => {
    const why = whyNot('{"name": "x", "version": "1.0.0"}');
    assert.match(why, /no changeTitle, changeMetadata/);
    assert.match(why, /It has name, version\./);
    assert.match(whyNot('{}'), /The object is empty/);
    assert.match(whyNot('{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1}'), /It has a, b, c, d, e …\./);
  });

  it('is told that it is the customers’ configuration', () => {
    assert.match(whyNot('{"aws_region": "us-east-1", "customer_mappings": {}}'), /customers' configuration/);
  });

  it('is told that lists, texts and numbers are no metadata', () => {
    assert.match(whyNot('[{"changeTitle": "x"}]'), /is a list/);
    assert.match(whyNot('"text"'), /nothing but a text/);
    assert.match(whyNot('null'), /nothing but null/);
  });

  it('is told where its JSON is broken, and that it is empty', () => {
    assert.match(whyNot('{\n  "a": \n}'), /not valid JSON: a value was expected \(line 3, column 1\)\.$/);
    assert.match(whyNot(''), /empty/);
  });

  it('may have customers of another kind', () => {
    assert.equal(shapeOf({ customers: [{ name: 'x' }] }), undefined);
    assert.equal(shapeOf({ customers: 5 }), undefined);
    assert.equal(shapeOf({ schedule: { cron: '* * *' }, metadata: { name: 'pod' } }), undefined);
  });
});
