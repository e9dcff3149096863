import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancelOutcome, SendOutcome } from '../../../src/calendar/index.ts';
import { createCalendarWork } from '../../../src/ui/session/calendar-work.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('calendar work', () => {
  it('is settled at once while there is none, and else when it has ended, however it ends', async () => {
    const told: string[] = [];
    const work = createCalendarWork(({ type }) => told.push(type));
    await work.settled();
    let fail: (error: Error) => void = () => undefined;
    void work.sending(() => new Promise<SendOutcome>((_, reject) => (fail = reject)));
    assert.equal(work.isBusy(), true);
    const settled = work.settled().then(() => told.push('settled'));
    await turn();
    assert.deepEqual(told, ['sending']);
    fail(new Error('No module.'));
    await settled;
    assert.deepEqual(told, ['sending', 'sendEnded', 'settled']);
    assert.equal(work.isBusy(), false);
  });

  it('waits for a cancel too, during which nothing is sent', async () => {
    const told: string[] = [];
    const work = createCalendarWork(({ type }) => told.push(type));
    let finish: (outcome: CancelOutcome) => void = () => undefined;
    void work.cancelling(() => new Promise<CancelOutcome>((resolve) => (finish = resolve)));
    assert.equal((await work.sending(() => assert.fail('it was sent'))).kind, 'aborted');
    const settled = work.settled().then(() => told.push('settled'));
    await turn();
    finish({ kind: 'done', events: [] });
    await settled;
    assert.deepEqual(told, ['cancelling', 'cancelEnded', 'settled']);
  });
});
