import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRunLog } from '../../src/ui/run-log.ts';
import type { RunHappening } from '../../src/ui/session/session.ts';
import { answer, failure, planned, reading } from './samples.ts';

function written(...happenings: readonly RunHappening[]): readonly string[] {
  const lines: string[] = [];
  const log = {
    info: (line: string) => lines.push(line),
    warn: (line: string) => lines.push(`[warn] ${line}`),
    error: (error: string | Error) => lines.push(`[error] ${String(error)}`),
  };
  const logRun = createRunLog(log);
  for (const happening of happenings) logRun(happening);
  return lines;
}

const RESULTS = [
  answer('a', ['person.one@a.example', 'person.two@a.example'], {
    restrictedRecipients: ['person.one@a.example'],
  }),
  failure('b'),
];

describe('run log', () => {
  it('has the command line’s lines in their order', () => {
    const lines = written(
      { type: 'read', reading: reading(['a', 'b']) },
      {
        type: 'event',
        event: { type: 'started', topicName: 'aws-calendar', customerCodes: ['a', 'b'], atMs: 0 },
      },
      { type: 'event', event: { type: 'done', customerCode: 'a', result: RESULTS[0]!, atMs: 1 } },
      { type: 'event', event: { type: 'failed', customerCode: 'b', result: RESULTS[1]!, atMs: 1 } },
      { type: 'end', preparation: planned(RESULTS) },
    );
    const wanted = [
      '📋 Extracted customer codes from metadata: [a b]',
      '📋 Querying aws-calendar topic from 2 customers concurrently...',
      '📧 Customer a: found 2 recipients',
      '[warn] ⚠️  Warning: Failed to get recipients for customer b: The role may not be assumed.',
      '📊 Aggregation complete: 2 unique recipients from 2 customers (1 successful, 1 errors)',
      '👥 Found 2 unique recipients for topic aws-calendar across 2 customers',
      '✅ 1 recipients allowed after filtering',
    ];
    assert.deepEqual(
      lines.filter((line) => wanted.includes(line)),
      wanted,
    );
  });

  it('never holds a recipient’s address', () => {
    const lines = written(
      { type: 'event', event: { type: 'done', customerCode: 'a', result: RESULTS[0]!, atMs: 1 } },
      {
        type: 'end',
        preparation: planned(RESULTS, { manualAttendees: ['guest@a.example'] }),
      },
      {
        type: 'end',
        preparation: {
          kind: 'failed',
          problems: [
            {
              severity: 'error',
              code: 'ManualAttendeeInvalid',
              message: '“guest@a.example” is odd.',
              path: '',
              line: 3,
            },
          ],
        },
      },
    );
    assert.ok(lines.length > 5);
    assert.deepEqual(
      lines.filter((line) => /one@|two@|guest@/.test(line)),
      [],
    );
    assert.ok(lines.includes('[error] “<address>” is odd. (line 3:1)'));
  });
});
