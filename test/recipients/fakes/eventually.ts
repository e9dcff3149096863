import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until something holds, looking every few milliseconds.
 * @param withinMs fails after so long
 */
export async function eventually(what: string, holds: () => boolean, withinMs = 2000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!holds()) {
    assert.ok(performance.now() < end, `${what}: not within ${withinMs} ms`);
    await sleep(5);
  }
}
