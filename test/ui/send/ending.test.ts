import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { endingOf } from '../../../src/ui/send/ending.ts';

const EVENT = { status: 'created', id: '1', subject: 'S', attendees: 3 } as const;
const ERROR = { code: 'X', message: 'It broke.', remedy: 'Mend it.' };

describe('ending of a send', () => {
  it('claims only what the calendar confirmed', () => {
    const created = endingOf(
      { kind: 'done', events: [{ ...EVENT, joinUrl: 'https://join.example/1' }] },
      false,
    );
    assert.deepEqual(created, {
      severity: 'info',
      message: 'Meeting created: “S”, 3 people invited.',
      joinUrl: 'https://join.example/1',
      canCancel: true,
    });
    const unchanged = endingOf({ kind: 'done', events: [{ ...EVENT, status: 'unchanged' }] }, true);
    assert.match(unchanged?.message ?? '', /^Sandbox: Nothing was sent: .+unchanged/);
    const updated = endingOf({ kind: 'done', events: [{ ...EVENT, status: 'updated' }, EVENT] }, false);
    assert.match(updated?.message ?? '', /6 people invited in 2 events/);
  });

  it('says what is not known, and that trying again is safe', () => {
    const unknown = endingOf({ kind: 'unknown', error: ERROR, events: [] }, false);
    assert.equal(unknown?.severity, 'warning');
    assert.match(unknown.message, /not known whether .+ It broke\. Mend it\. Sending again is safe/);
    const refused = endingOf({ kind: 'refused', error: ERROR, events: [] }, false);
    assert.equal(refused?.severity, 'error');
    assert.equal(refused.message, 'Nothing was sent. It broke. Mend it.');
  });

  it('says nothing when the person stopped it', () => {
    assert.equal(endingOf({ kind: 'aborted', events: [] }, false), undefined);
  });
});
