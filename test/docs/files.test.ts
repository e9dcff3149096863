import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { parseCustomerConfig } from '../../src/customers/parse-customer-config.ts';
import { readMetadata } from '../../src/metadata/index.ts';

const page = await readFile(new URL('../../docs/files.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, text = '']) => text);

describe('docs/files.md', () => {
  it('has examples that are read without a problem', () => {
    const [flat = '', announcement = '', config = ''] = examples;
    const options = { defaultTimeZone: 'UTC', nowEpochMs: Date.parse('2029-01-01T00:00:00Z') };
    for (const [text, shape] of [
      [flat, 'flat'],
      [announcement, 'announcement'],
    ] as const) {
      const reading = readMetadata(text, options);
      assert.deepEqual(reading.problems, []);
      assert.equal(reading.meeting?.shape, shape);
    }
    assert.deepEqual(parseCustomerConfig(config, 'config.json').problems, []);
    assert.equal(parseCustomerConfig(config, 'config.json').config?.customers.size, 2);
  });

  it('names every shape and every written form of a time', () => {
    for (const shape of [
      'flat',
      'portal',
      'nested',
      'snake_case',
      'functional',
      'documented',
      'announcement',
    ])
      assert.ok(page.includes(`| \`${shape}\` `), shape);
    const dates = [...page.matchAll(/`((?:2030|03\/05|March 5|5 Mar)[^`]*)`/g)].map(([, text = '']) => text);
    assert.ok(dates.length >= 6);
    for (const date of dates) {
      const file = {
        changeId: 'C',
        changeTitle: 'T',
        customers: ['a'],
        timezone: 'America/New_York',
        meetingStartTime: date,
      };
      const { meeting } = readMetadata(JSON.stringify(file), { defaultTimeZone: 'UTC', nowEpochMs: 0 });
      assert.equal(meeting?.start.dateTime, '2030-03-05T22:00:00', date);
    }
  });
});
