import assert from 'node:assert/strict';
import { looksLikeMetadata, readMetadata } from '../../../src/metadata/index.ts';
import { parseCustomerConfig } from '../../../src/customers/parse-customer-config.ts';
import { CORPUS } from './corpus.ts';
import { mutateText, mutateValue } from './mutate.ts';
import { randomFrom, type Random } from './random.ts';

const CONFIG = {
  aws_region: 'us-east-1',
  email_config: { meeting_organizer: 'team@example.com' },
  customer_mappings: {
    one: {
      customer_name: 'One',
      ses_role_arn: 'arn:aws:iam::111122223333:role/read',
      restricted_recipients: ['a@example.com'],
    },
    two: { aws_profile: 'two', aws_account_id: 444455556666, contact_list_name: 'main' },
  },
};

const OPTIONS = {
  file: 'meeting.json',
  defaultTimeZone: 'America/New_York',
  nowEpochMs: Date.parse('2025-10-01T12:00:00Z'),
};

/** What came of reading many mutated documents. */
export interface FuzzFigures {
  readonly documents: number;
  readonly meetings: number;
  readonly withoutShape: number;
  readonly slowestMs: number;
  /** How often each problem was found. */
  readonly problems: ReadonlyMap<string, number>;
}

/**
 * Reads `documents` mutated documents, the same ones for the same seed, and one configuration for every tenth of them.
 * Throws, with the seed and the text, for the first that is answered by an exception, by neither meeting nor error, by a
 * problem that points outside the text, or not within `limitMs`.
 */
export function fuzz(seed: number, documents: number, limitMs: number): FuzzFigures {
  const problems = new Map<string, number>();
  let meetings = 0;
  let withoutShape = 0;
  let slowestMs = 0;
  for (let index = 0; index < documents; index += 1) {
    const random = randomFrom(seed + index);
    const text = mutated(random.pick(CORPUS), random);
    const startedMs = performance.now();
    try {
      const reading = checkedReading(text);
      if (index % 10 === 0) checkedConfig(mutated(CONFIG, random));
      const tookMs = performance.now() - startedMs;
      assert.ok(tookMs <= limitMs, `took ${Math.round(tookMs)} ms`);
      slowestMs = Math.max(slowestMs, tookMs);
      if (reading.meeting !== undefined) meetings += 1;
      if (reading.shape === undefined) withoutShape += 1;
      for (const { code } of reading.problems) problems.set(code, (problems.get(code) ?? 0) + 1);
    } catch (error) {
      throw new Error(`document ${index} of seed ${seed}: ${JSON.stringify(text)}`, { cause: error });
    }
  }
  return { documents, meetings, withoutShape, slowestMs, problems };
}

function mutated(document: object, random: Random): string {
  const value = random.chance(70) ? mutateValue(document, random) : document;
  const text = JSON.stringify(value, null, random.pick([0, 2, '\t'])) || 'null';
  return random.chance(50) ? mutateText(text, random) : text;
}

function checkedReading(text: string): ReturnType<typeof readMetadata> {
  const reading = readMetadata(text, OPTIONS);
  const errors = reading.problems.filter(({ severity }) => severity === 'error');
  assert.equal(reading.meeting === undefined, errors.length > 0, 'a meeting, or else an error');
  for (const { code, message, range, line, column, file } of reading.problems) {
    assert.ok(range !== undefined && line !== undefined && column !== undefined, `${code} has a place`);
    assert.ok(range.offset >= 0 && range.length >= 0 && range.offset + range.length <= text.length, code);
    assert.ok(line >= 1 && column >= 1, code);
    assert.ok(message !== '' && message.length < 2000, `${code}: ${message.length} characters`);
    assert.equal(file, OPTIONS.file);
  }
  const { meeting } = reading;
  if (meeting !== undefined) {
    assert.ok(meeting.title !== '' && meeting.subject !== '' && meeting.objectId !== '');
    assert.ok(meeting.end.epochMs > meeting.start.epochMs);
    assert.ok(meeting.customerCodes.every((code) => /^[a-z0-9-]+$/.test(code)));
    assert.equal(new Set(meeting.customerCodes).size, meeting.customerCodes.length);
    assert.ok(meeting.customerCodes.length > 0 || (reading.customerNames ?? []).length > 0);
  }
  assert.equal(looksLikeMetadata(text).yes, reading.shape !== undefined);
  return reading;
}

function checkedConfig(text: string): void {
  const { config, problems } = parseCustomerConfig(text, 'config.json');
  assert.equal(
    config === undefined,
    problems.some(({ severity }) => severity === 'error'),
  );
}
