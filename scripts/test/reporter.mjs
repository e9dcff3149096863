// Node's own `spec` reporter, and one line after it that the caller can count on: `N passed, N failed`.
import { Readable } from 'node:stream';
import { spec } from 'node:test/reporters';

/** @param {AsyncIterable<import('node:test').TestEvent>} events */
export default async function* report(events) {
  let counts;
  const watched = async function* () {
    for await (const event of events) {
      // One summary per file, and one without a file for the whole run.
      if (event.type === 'test:summary' && event.data.file === undefined) counts = event.data.counts;
      yield event;
    }
  };
  for await (const chunk of Readable.from(watched()).compose(new spec())) yield chunk;
  if (counts === undefined) return;
  // Skipped and unfinished tests prove nothing, so they do not pass.
  const failed = counts.failed + counts.cancelled + counts.skipped + counts.todo;
  yield `${counts.passed} passed, ${failed} failed\n`;
}
