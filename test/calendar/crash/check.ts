import assert from 'node:assert/strict';
import { MAX_ATTENDEES_PER_EVENT } from '../../../src/invite/index.ts';
import type { StoredEvent } from '../../../src/sandbox/index.ts';

/** What the calendar has to look like after the second run. */
export interface Expected {
  readonly parts: number;
  /** Everybody who has to be on the events, once. */
  readonly people: readonly string[];
  /** People who were there before the interrupted run: nobody invites them again. */
  readonly before: readonly string[];
  /** Whether everybody is told of a change; never more than once. */
  readonly changed: boolean;
}

/** Exactly one event per part, nobody lost, nobody mailed twice. Throws an AssertionError. */
export function checkSent(live: readonly StoredEvent[], expected: Expected): void {
  assert.equal(live.length, expected.parts, 'events');
  const people = live.flatMap(({ attendees }) => attendees.map(({ address }) => address));
  assert.deepEqual([...people].sort(), [...expected.people].sort(), 'attendees');
  for (const event of live) {
    assert.ok(event.attendees.length <= MAX_ATTENDEES_PER_EVENT);
    assert.equal(partOf(event).of, expected.parts);
    // The invitation when it was made, and at most one change after that.
    const updates = event.notifications.filter(({ kind }) => kind === 'updated');
    assert.ok(updates.length <= (expected.changed ? 1 : 0), `updated ${updates.length} times`);
  }
  assert.deepEqual(
    live.map((event) => partOf(event).part).sort(),
    Array.from({ length: expected.parts }, (_, index) => index + 1),
    'parts',
  );
  const invited = live.flatMap(({ notifications }) =>
    notifications.flatMap(({ kind, to }) => (kind === 'invited' ? to : [])),
  );
  const once = [...new Set([...expected.people, ...expected.before])].sort();
  assert.deepEqual([...invited].sort(), once, 'invitations');
  const [first, ...others] = [...live].sort((a, b) => partOf(a).part - partOf(b).part);
  assert.equal(first?.isOnlineMeeting, true);
  assert.ok(first.joinUrl !== undefined && first.body.content.includes(first.joinUrl), 'online meeting');
  for (const { isOnlineMeeting } of others) assert.equal(isOnlineMeeting, false);
}

/** Every event ended, and everybody on it told of that once. */
export function checkCancelled(events: readonly StoredEvent[], parts: number): void {
  assert.equal(events.length, parts);
  for (const { state, notifications, attendees } of events) {
    assert.equal(state, 'cancelled');
    const told = notifications.filter(({ kind }) => kind === 'cancelled').flatMap(({ to }) => to);
    assert.deepEqual([...told].sort(), attendees.map(({ address }) => address).sort());
  }
}

function partOf(event: StoredEvent): { readonly part: number; readonly of: number } {
  const text = event.singleValueExtendedProperties.find(({ id }) => id.endsWith('MeetingRecord'))?.value;
  return JSON.parse(text ?? '{}') as { part: number; of: number };
}
