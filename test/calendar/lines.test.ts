import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sendLines } from '../../src/calendar/index.ts';
import { harness } from './support/harness.ts';
import { planFor } from './support/plans.ts';

describe('sendLines', () => {
  it('tells a create as the Go tool does, with the identity and the join link', async () => {
    const { send, reported, graph } = harness();
    await send(planFor());
    const id = graph.events[0]!.id;
    assert.deepEqual(reported.flatMap(sendLines), [
      '🔑 Using Microsoft Graph with a test token',
      '📅 Creating new meeting: Change Implementation: Database move',
      '✅ Successfully created meeting on attempt 1',
      `✅ Successfully created multi-customer meeting with ID: ${id}`,
      `📅 Meeting ID: ${id}`,
      '🔗 Join link: https://teams.example/l/meetup-join/1',
    ]);
  });

  it('tells an update as an update, a meeting left alone as that, and who is kept', async () => {
    const { send, reported, graph } = harness();
    await send(planFor());
    const id = graph.events[0]!.id;
    const closing = [`📅 Meeting ID: ${id}`, '🔗 Join link: https://teams.example/l/meetup-join/1'];
    const lines = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
      reported.length = 0;
      await work();
      return reported.flatMap(sendLines).slice(1);
    };
    const partial = planFor({ people: { hts: ['a@hts.example'] }, missing: ['cds'] });
    assert.deepEqual(await lines(() => send(partial)), [
      '🔄 Meeting exists but has changes, updating...',
      '👥 Attendees: 0 added, 1 removed',
      '👥 Keeping 1 attendee of customers that were not asked or did not answer',
      `✅ Successfully updated meeting ${id}`,
      ...closing,
    ]);
    assert.deepEqual(await lines(() => send(partial)), [
      '✅ Meeting already exists with same details, skipping creation',
      '🟰 This event is unchanged: nothing was written and nobody gets mail',
      '👥 Keeping 1 attendee of customers that were not asked or did not answer',
      ...closing,
    ]);
    assert.deepEqual(
      (await lines(() => send(partial, { forceUpdate: true })))[0],
      '🔄 Meeting already exists with same details, sending the update to everybody again (force-update)...',
    );
  });

  it('tells what is looked at, taken over, cancelled and not recorded', () => {
    assert.deepEqual(
      [
        ...sendLines({ type: 'resuming', action: 'create' }),
        ...sendLines({ type: 'adopting', id: 'AAMk=', subject: 'Move' }),
        ...sendLines({ type: 'text-kept', id: 'AAMk=' }),
        ...sendLines({ type: 'unrecorded', code: 'EACCES' }),
        ...sendLines({ type: 'cancelling', id: 'AAMk=', subject: 'Move', attendees: 1 }),
        ...sendLines({ type: 'cancelled', id: 'AAMk=' }),
      ],
      [
        '🔍 An earlier create of this meeting ended without an answer: looking at the calendar first',
        '🤝 Taking over the meeting on the calendar: Move (AAMk=)',
        '⚠️  The text of the meeting stays as it is: it cannot be told apart from its online meeting for sure',
        '⚠️  The record of what is sent could not be kept (EACCES); sending is safe without it, but the send history is incomplete',
        '🗑️  Cancelling meeting: Move (1 attendee will be told)',
        '✅ Successfully cancelled meeting AAMk=',
      ],
    );
  });

  it('tells trouble and waits', () => {
    assert.deepEqual(
      [
        ...sendLines({ type: 'transient', attempt: 1, status: 503, code: 'Http503', message: 'Trouble.' }),
        ...sendLines({ type: 'transient', attempt: 2, code: 'ECONNRESET', message: 'Lost.' }),
        ...sendLines({ type: 'waiting', attempt: 2, attempts: 3, delayMs: 2000 }),
        ...sendLines({ type: 'waiting', attempt: 3, attempts: 3, delayMs: 1549 }),
      ],
      [
        '⚠️  Transient error on attempt 1: transient error (status 503): Http503 - Trouble.',
        '⚠️  Transient error on attempt 2: transient error: ECONNRESET - Lost.',
        '⏳ Retry attempt 2/3 after 2s backoff...',
        '⏳ Retry attempt 3/3 after 1.5s backoff...',
      ],
    );
  });

  it('holds no address of an attendee', async () => {
    const { send, reported } = harness();
    await send(planFor());
    await send(planFor({ people: { hts: ['z@hts.example'], cds: [] } }));
    assert.ok(!JSON.stringify(reported).includes('@hts.example'));
  });
});
