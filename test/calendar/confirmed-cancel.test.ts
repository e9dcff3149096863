import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { confirmedCancel, type CancelOutcome, type EventOutcome } from '../../src/calendar/index.ts';
import type { Modification } from '../../src/metadata/index.ts';
import { planFor } from './support/plans.ts';

const CANCELLED: EventOutcome = { status: 'cancelled', id: '1', subject: 'S', attendees: 3 };
const ERROR = { code: 'ErrorAccessDenied', message: 'No.', remedy: 'Ask.' };
const ALREADY: CancelOutcome = { kind: 'nothing', alreadyCancelled: true, events: [] };

function planWith(modifications: readonly Modification[]) {
  const plan = planFor();
  return { ...plan, meeting: { ...plan.meeting, record: { modifications } } };
}
const scheduled: Modification = { type: 'meeting_scheduled', meeting: { meetingId: '1' } };
const cancelled: Modification = { type: 'meeting_cancelled' };

describe('confirmedCancel', () => {
  it('is what Graph confirmed, once it confirmed all of it', () => {
    const events = [CANCELLED, { ...CANCELLED, id: '2' }];
    assert.deepEqual(confirmedCancel({ kind: 'done', events }, planFor()), events);
    for (const outcome of [
      { kind: 'partial', error: ERROR, events },
      { kind: 'unknown', error: ERROR, events },
      { kind: 'refused', error: ERROR, events: [] },
      { kind: 'aborted', events: [] },
      { kind: 'nothing', alreadyCancelled: false, events: [] },
    ] satisfies CancelOutcome[]) {
      assert.deepEqual(confirmedCancel(outcome, planFor()), [], outcome.kind);
    }
  });

  it('of a meeting that was cancelled already: only where its file does not say so', () => {
    const told = (modifications: readonly Modification[]) =>
      confirmedCancel(ALREADY, planWith(modifications)).map(({ status }) => status);
    assert.deepEqual(
      confirmedCancel(ALREADY, planFor()).map(({ status }) => status),
      ['cancelled'],
    );
    assert.deepEqual(told([]), ['cancelled']);
    assert.deepEqual(told([scheduled, { type: 'processed' }]), ['cancelled']);
    assert.deepEqual(told([scheduled, cancelled, scheduled]), ['cancelled']);
    assert.deepEqual(told([cancelled]), []);
    assert.deepEqual(told([scheduled, cancelled, { type: 'processed' }]), []);
    // That one alone is the file's own word, which nobody has confirmed.
    assert.deepEqual(told([scheduled, cancelled, { type: 'meeting_scheduled' }]), []);
  });
});
