import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { looksLikeMetadata, readMetadata } from '../../src/metadata/index.ts';
import { FLAT, NOW } from './samples.ts';

/** The bound is a second; a machine with other things to do gets four. */
const LIMIT_MS = 4000;

/** Reads a text, within the bound, and gives its first error. */
function firstError(text: string) {
  const startedMs = performance.now();
  const reading = readMetadata(text, { defaultTimeZone: 'UTC', nowEpochMs: NOW });
  looksLikeMetadata(text);
  const tookMs = performance.now() - startedMs;
  assert.ok(tookMs < LIMIT_MS, `took ${Math.round(tookMs)} ms`);
  const errors = reading.problems.filter(({ severity }) => severity === 'error');
  assert.equal(reading.meeting === undefined, errors.length > 0);
  assert.ok(reading.problems.length < 1000, `${reading.problems.length} problems`);
  return errors[0];
}

const flat = (fields: string) => JSON.stringify(FLAT).replace(/\}$/, `,${fields}}`);
const repeated = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length));

describe('a file that nobody wrote', () => {
  it('of 5 MB is answered by a clear error', () => {
    const error = firstError(flat(`"testPlan":"${repeated('x', 5_000_000)}"`));
    assert.equal(error?.code, 'FileTooLarge');
    assert.match(error.message, /5,000,\d{3} characters.*at most 2,000,000/);
    for (const text of [repeated('[', 5_000_000), repeated(' ', 5_000_000), repeated('{"a":1},', 5_000_000)])
      assert.equal(firstError(text)?.code, 'FileTooLarge');
  });

  it('nested 100,000 deep is answered by a clear error', () => {
    for (const text of [
      '['.repeat(100_000) + ']'.repeat(100_000),
      '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000),
      flat(`"x":${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    ]) {
      assert.equal(firstError(text)?.code, 'NestedTooDeeply');
    }
  });

  // Each just below the bounds, of the kind that takes a reader longest.
  const texts: Record<string, [string, string | undefined]> = {
    'one long text': [flat(`"testPlan":"${repeated('line\\n', 990_000)}"`), undefined],
    'very many customers': [
      flat(`"customerCodes":[${Array.from({ length: 80_000 }, (_, index) => `"c${index}"`).join()}]`),
      undefined,
    ],
    'very many entries that are no customers': [
      flat(`"customers":[${repeated('5,', 250_000)}5]`),
      'CustomerCodeInvalid',
    ],
    'very many entries that are no addresses': [
      flat(`"attendees":[${repeated('5,', 250_000)}5]`),
      'AttendeeInvalid',
    ],
    'a long history': [
      flat(
        `"modifications":[${repeated('{"modification_type":"updated","user_id":"backend-system"},', 800_000)}{}]`,
      ),
      undefined,
    ],
    'a history of nothing': [flat(`"modifications":[${repeated('5,', 250_000)}5]`), undefined],
    'one key over and over': [flat(`"changeId":"C",${repeated('"x":1,', 350_000)}"y":1`), undefined],
    'one key in all its cases': [flat(`${repeated('"CHANGEID":"x",', 800_000)}"y":1`), undefined],
    'blanks in a time': [flat(`"meetingStartTime":"${repeated('1 ', 900_000)}"`), 'TimeInvalid'],
    'blanks in a zone': [flat(`"timezone":"${repeated('a ', 900_000)}"`), 'UnknownTimeZone'],
    'a duration without end': [flat(`"meetingDuration":"${repeated('1h ', 900_000)}x"`), 'DurationInvalid'],
    'more values than anybody has': [flat(`"x":[${repeated('5,', 900_000)}5]`), 'FileTooLarge'],
  };
  for (const [name, [text, code]] of Object.entries(texts)) {
    it(`with ${name} is answered in time`, () => {
      assert.ok(text.length < 1_000_000);
      assert.equal(firstError(text)?.code, code);
    });
  }
});
