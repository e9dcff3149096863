import assert from 'node:assert/strict';
import type { Bench } from './bench.ts';

export const ORGANIZER = 'cloud-team@meetings.example';

/** A call to the bench's Graph past our program: what a person in Outlook, or the Go tool, does. @returns the status */
export async function byHand(
  bench: Bench,
  method: string,
  path: string,
  body?: unknown,
): Promise<Record<string, unknown>> {
  const answer = await fetch(`${bench.sandbox.url}/v1.0/users/${ORGANIZER}/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${bench.sandbox.scenario.graph.accessToken}`,
      'content-type': 'application/json',
      prefer: 'IdType="ImmutableId"',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
  const text = await answer.text();
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

/** The events that are on the bench's calendar. */
export const live = (bench: Bench) => bench.sandbox.events().filter(({ state }) => state === 'live');

/** The calls that wrote to Graph, in order. */
export const writes = (bench: Bench) =>
  bench.sandbox
    .requests()
    .filter(({ service, write, status }) => service === 'graph' && write && (status ?? 0) < 300)
    .map(({ operation }) => operation);
