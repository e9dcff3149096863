import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readAttendees } from '../../src/metadata/attendee-list.ts';
import { readJsonDocument } from '../../src/metadata/json-document.ts';
import { summary } from './samples.ts';

function readValue(value: string | readonly unknown[]) {
  const document = readJsonDocument(JSON.stringify({ attendees: value }));
  return readAttendees(document, { value, path: ['attendees'] });
}

describe('readAttendees', () => {
  it('reads a list, trimmed and in order, as written', () => {
    assert.deepEqual(readValue([' B@x.example', 'a@x.example', 'not an address']).attendees, [
      'B@x.example',
      'a@x.example',
      'not an address',
    ]);
  });

  it('reads a text with commas or semicolons, without blanks', () => {
    assert.deepEqual(readValue('a@x.example, b@x.example;c@x.example,,\n').attendees, [
      'a@x.example',
      'b@x.example',
      'c@x.example',
    ]);
  });

  it('splits the entries of a list too', () => {
    assert.deepEqual(readValue(['a@x.example, b@x.example', '']).attendees, ['a@x.example', 'b@x.example']);
  });

  for (const [written, ...addresses] of [
    ['"Doe, Jane" <jane@x.example>; Bob <bob@x.example>', 'jane@x.example', 'bob@x.example'],
    ['Doe, Jane <jane@x.example>; Bob <bob@x.example>', 'jane@x.example', 'bob@x.example'],
    ['Doe, Jane (Ext.) <jane@x.example>', 'jane@x.example'],
    ["'eve@x.example'; <z@x.example>", 'eve@x.example', 'z@x.example'],
    ["O'Neil, Pat <pat@x.example>; o'neil@x.example", 'pat@x.example', "o'neil@x.example"],
    ['a@x.example\nb@x.example\r\n', 'a@x.example', 'b@x.example'],
    ['Jane Doe <jane@x.example>, Bob <bob@x.example>', 'jane@x.example', 'bob@x.example'],
    // What is no address is not taken for a part of the next one's name.
    ['jane.x.example, Bob <bob@x.example>', 'jane.x.example', 'bob@x.example'],
    ['jane@x, Bob <bob@x.example>', 'jane@x', 'bob@x.example'],
    ['Smith, Bob [EXT] <bob@x.example>', 'bob@x.example'],
    ['"O\\"Neil, Bea" <bea@x.example>', 'bea@x.example'],
    ['"\'jane@x.example\'" <Jane@x.example>', 'Jane@x.example'],
    // Nothing says which of two addresses is meant.
    ['"jane@x.example" <eve@y.example>', '"jane@x.example" <eve@y.example>'],
    // What cannot be read stays as it is written, to be told.
    ['Jane <jane@x.example', 'Jane <jane@x.example'],
    ['"Doe, Jane <jane@x.example>', '"Doe', 'jane@x.example'],
    ['Team: a@x.example, b@x.example;', 'Team: a@x.example', 'b@x.example'],
    ['Jane <jane at x.example>', 'Jane <jane at x.example>'],
  ] as const) {
    it(`reads what a mail program writes: ${JSON.stringify(written)}`, () => {
      assert.deepEqual(readValue(written).attendees, addresses);
      assert.deepEqual(readValue([written]).attendees, addresses);
    });
  }

  it('complains of an entry that is no text and keeps the others', () => {
    const { attendees, problems } = readValue(['a@x.example', 5, { email: 'b@x.example' }, null]);
    assert.deepEqual(attendees, ['a@x.example']);
    assert.deepEqual(summary(problems), [
      'error AttendeeInvalid /attendees/1',
      'error AttendeeInvalid /attendees/2',
      'error AttendeeInvalid /attendees/3',
    ]);
  });

  it('gives nobody where the file names nobody', () => {
    assert.deepEqual(readAttendees(readJsonDocument('{}'), undefined), { attendees: [], problems: [] });
    assert.deepEqual(readValue([]), { attendees: [], problems: [] });
  });
});
