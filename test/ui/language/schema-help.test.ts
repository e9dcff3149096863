import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { metadataSchema } from '../../../src/metadata/index.ts';
import { describeField, fieldsToWrite, valuesToWrite } from '../../../src/ui/language/schema-help.ts';

const SCHEMA = metadataSchema();

/** The text without its bar, and where that stood. */
function cursor(marked: string): [string, number] {
  const offset = marked.indexOf('|');
  return [marked.replace('|', ''), offset];
}

describe('help with the fields of metadata', () => {
  it('says what the field under the pointer is for, key or value, at any depth', () => {
    for (const [text, word] of [
      ['{ "change|Title": "T" }', /title/],
      ['{ "changeTitle": "T|" }', /title/],
      ['{ "meetingInvite": { "start|Time": "" } }', /start/],
      ['{ "modifications": [ {}, { "user|_id": "x" } ] }', /Who/],
    ] as const) {
      assert.match(describeField(SCHEMA, ...cursor(text))?.description ?? '', word, text);
    }
    assert.equal(describeField(SCHEMA, ...cursor('{ "other|": 1 }')), undefined);
    assert.equal(describeField(SCHEMA, ...cursor('{ "customers": [ "a|" ] }')), undefined);
    assert.equal(describeField(SCHEMA, ...cursor('|')), undefined);
  });

  it('offers the fields that an object does not have yet', () => {
    const keys = fieldsToWrite(SCHEMA, ...cursor('{ "changeTitle": "T", "|" }')).map(({ key }) => key);
    assert.ok(keys.includes('customers') && keys.includes('implementationStart'));
    assert.ok(!keys.includes('changeTitle'));
    const inner = fieldsToWrite(SCHEMA, ...cursor('{ "meetingInvite": { "title": "x", | } }'));
    assert.deepEqual(inner.map(({ key }) => key).sort(), [
      'attendees',
      'duration',
      'durationMinutes',
      'endTime',
      'location',
      'startTime',
      'timezone',
    ]);
    assert.deepEqual(fieldsToWrite(SCHEMA, ...cursor('{ "changeTitle": "|" }')), []);
    assert.deepEqual(fieldsToWrite(SCHEMA, ...cursor('{ "other": { "|" } }')), []);
  });

  it('offers the values that a field usually has', () => {
    assert.ok(valuesToWrite(SCHEMA, ...cursor('{ "status": "|" }')).includes('approved'));
    assert.ok(valuesToWrite(SCHEMA, ...cursor('{ "object_type": | }')).includes('announcement_cic'));
    assert.deepEqual(valuesToWrite(SCHEMA, ...cursor('{ "sta|tus": "" }')), []);
    assert.deepEqual(valuesToWrite(SCHEMA, ...cursor('{ "changeTitle": "|" }')), []);
  });
});
