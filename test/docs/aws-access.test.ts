import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import * as z from 'zod';
import { ALLOWED_OPERATIONS } from '../../src/recipients/index.ts';

const policySchema = z.object({
  Statement: z.array(z.object({ Effect: z.literal('Allow'), Action: z.array(z.string()) })),
});

describe('docs/aws-access.md', () => {
  it('grants what the program may ask of SES, and nothing else', async () => {
    const text = await readFile(new URL('../../docs/aws-access.md', import.meta.url), 'utf8');
    const json = /```json\n(?<policy>[^`]+)```/.exec(text)?.groups?.policy;
    assert.ok(json, 'the page has a policy');
    const granted = policySchema.parse(JSON.parse(json)).Statement.flatMap(({ Action }) => Action);
    const asked = ALLOWED_OPERATIONS.filter(({ service }) => service === 'ses').map(
      ({ operation }) => `ses:${operation}`,
    );
    assert.deepEqual(granted.sort(), asked.sort());
  });
});
