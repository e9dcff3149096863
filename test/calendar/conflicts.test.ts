import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { conflictSentence, findConflicts } from '../../src/calendar/index.ts';
import { goEvent } from './support/go-event.ts';
import { harness } from './support/harness.ts';
import { ORGANIZER, planFor } from './support/plans.ts';

const { signal } = new AbortController();
const at = (time: string) => ({ dateTime: `2027-02-02T${time}:00`, timeZone: 'America/New_York' });

describe('findConflicts', () => {
  it('tells what else the organizer has at that time, and nothing that leaves the organizer free', async () => {
    const { graph, send, calendar } = harness();
    const plan = planFor();
    await send(plan);
    const place = (subject: string, more: Record<string, unknown> = {}) =>
      graph.place(ORGANIZER, goEvent(plan, { subject, ...more }));
    place('Review', { start: at('10:30'), end: at('12:00') });
    place('Maybe', { showAs: 'tentative' });
    place('Doctor', { sensitivity: 'private' });
    place('Lunch reminder', { showAs: 'free' });
    place('At home', { showAs: 'workingElsewhere' });
    place('Called off', { isCancelled: true });
    place('Before', { start: at('09:00'), end: at('10:00') });
    place('After', { start: at('11:00'), end: at('12:00') });
    const conflicts = await findConflicts(plan, calendar, signal);
    assert.deepEqual(conflicts.map(conflictSentence), [
      'The organizer has "Review" at that time (2027-02-02 10:30 America/New_York to 2027-02-02 12:00 America/New_York).',
      'The organizer has "Maybe" at that time (2027-02-02 10:00 America/New_York to 2027-02-02 11:00 America/New_York, not yet accepted).',
      'The organizer has a private appointment at that time (2027-02-02 10:00 America/New_York to 2027-02-02 11:00 America/New_York).',
    ]);
    assert.ok(!JSON.stringify(conflicts).includes('Doctor'));
    assert.equal(graph.writes().length, 1);
  });

  it('says why when the calendar cannot be read', async () => {
    const { graph, calendar } = harness();
    graph.troubles.push({ method: 'GET', how: { status: 403 } });
    await assert.rejects(findConflicts(planFor(), calendar, signal), { name: 'CalendarFailure' });
  });
});
