import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sendLines, sendPlan } from '../../src/calendar/index.ts';
import { historyOf, journalEntries, openJournal, recordedCalls } from '../../src/history/index.ts';
import { meetingDigest } from '../../src/metadata/index.ts';
import { sentRecords } from '../../src/ui/files/sent-record.ts';
import { addressesOf } from './support/fake-graph.ts';
import { harness, memoryFiles, statuses } from './support/harness.ts';
import { ORGANIZER, planFor } from './support/plans.ts';

const PLACE = 'https://graph.microsoft.com';

describe('the journal', () => {
  it('has an entry on the disk before each call that writes, and one after', async () => {
    const { graph, send, journal, memory } = harness();
    const before: number[] = [];
    graph.set({
      onRequest: ({ method }) => {
        if (method !== 'GET') before.push(journalEntries(memory.files.get('sends.jsonl') ?? '').length);
      },
    });
    await send(planFor());
    await send(planFor({ people: { hts: ['a@hts.example'], cds: ['c@cds.example', 'd@cds.example'] } }));
    // The create; then the record with who is added, the list of people, and the record without who left.
    assert.deepEqual(before, [1, 3, 5, 7]);
    const calls = recordedCalls(await journal.read());
    assert.deepEqual(
      calls.map(({ before: { action, attendees }, after }) => [
        action,
        attendees.count,
        attendees.added,
        attendees.removed,
        after?.result,
        after?.eventId === graph.events[0]?.id,
      ]),
      [
        ['create', 3, 3, 0, 'done', true],
        ['update', 3, 0, 0, 'done', true],
        ['update', 3, 1, 1, 'done', true],
        ['update', 3, 0, 0, 'done', true],
      ],
    );
    assert.deepEqual(
      statuses(
        await send(planFor({ people: { hts: ['a@hts.example'], cds: ['c@cds.example', 'd@cds.example'] } })),
      ),
      ['unchanged'],
    );
    assert.equal((await journal.read()).length, 8);
  });

  it('holds no address, no name of a customer and no text but the subject', async () => {
    const { send, memory } = harness();
    await send(planFor({ subject: 'Ask boss@hts.example about it' }));
    const text = memory.files.get('sends.jsonl') ?? '';
    assert.doesNotMatch(text, /@/);
    assert.doesNotMatch(text, /hts|cds|We move the database/);
    assert.match(text, /Ask <address> about it/);
  });

  it('has a digest of what the file said, by which a list tells later whether it says the same', async () => {
    const { send, memory } = harness();
    const plan = planFor();
    await send(plan);
    const text = memory.files.get('sends.jsonl') ?? '';
    assert.deepEqual(recordedCalls(journalEntries(text))[0]?.before.file, meetingDigest(plan.meeting));
    const record = sentRecords(text).get(plan.key);
    assert.deepEqual([record?.kind, record?.digest], ['scheduled', meetingDigest(plan.meeting)]);
  });

  it('keeps addresses only where the person has asked for it', async () => {
    const { calendar } = harness();
    const memory = memoryFiles();
    const journal = openJournal('x', memory, true);
    const { signal } = new AbortController();
    await sendPlan(planFor(), calendar, { forceUpdate: false, signal, journal });
    assert.deepEqual(recordedCalls(await journal.read())[0]?.before.addresses, {
      organizer: ORGANIZER,
      attendees: ['a@hts.example', 'b@hts.example', 'c@cds.example'],
    });
  });

  it('tells what Graph answered: refused, or not known', async () => {
    const { graph, send, journal } = harness();
    const body = '{"error":{"code":"ErrorAccessDenied","innerError":{"request-id":"r-1"}}}';
    graph.troubles.push({ method: 'POST', how: { status: 403, body } });
    await send(planFor());
    for (let i = 0; i < 3; i += 1) graph.troubles.push({ method: 'POST', how: { status: 503 } });
    await send(planFor());
    const answers = recordedCalls(await journal.read()).map(({ after }) => after);
    assert.deepEqual(
      answers.map((after) => [after?.result, after?.code, after?.status]),
      [['refused', 'ErrorAccessDenied', 403], ...Array<unknown>(3).fill(['unknown', 'Http503', 503])],
    );
    assert.equal(answers[0]?.requestId, 'r-1');
  });

  it('after a run that ended in between: the next one says that it looks first', async () => {
    const { graph, send, memory, reported } = harness();
    await send(planFor());
    const [before] = (memory.files.get('sends.jsonl') ?? '').trim().split('\n');
    memory.files.set('sends.jsonl', `${before}\n{"v":1,"call":"half`);
    reported.length = 0;
    assert.deepEqual(
      statuses(await send(planFor({ people: { hts: ['a@hts.example'], cds: ['c@cds.example'] } }))),
      ['updated'],
    );
    assert.match(reported.flatMap(sendLines).join('\n'), /earlier create .* looking at the calendar first/);
    assert.equal(graph.events.length, 1);
    assert.equal(journalEntries(memory.files.get('sends.jsonl') ?? '').length, 5);
    reported.length = 0;
    await send(planFor());
    assert.ok(!reported.some(({ type }) => type === 'resuming'));
  });

  it('finds an event by the recorded id where the search does not find it yet', async () => {
    const { graph, send } = harness();
    await send(planFor());
    graph.set({ indexed: false });
    const fewer = planFor({ people: { hts: ['a@hts.example'], cds: ['c@cds.example'] } });
    assert.deepEqual(statuses(await send(fewer)), ['updated']);
    assert.equal(graph.writes().filter(({ method }) => method === 'POST').length, 1);
    assert.deepEqual(addressesOf(graph.events[0]!), ['a@hts.example', 'c@cds.example']);
  });

  it('that cannot be written or read is told, and keeps nobody from sending', async () => {
    const { graph, calendar, reported } = harness();
    const denied = () => Promise.reject(Object.assign(new Error('no /home/secret'), { code: 'EACCES' }));
    const journal = openJournal('x', { readTextFile: denied, appendTextFile: denied });
    const { signal } = new AbortController();
    const outcome = await sendPlan(planFor(), calendar, { forceUpdate: false, signal, journal });
    assert.deepEqual(statuses(outcome), ['created']);
    assert.equal(graph.events.length, 1);
    assert.match(reported.flatMap(sendLines).join('\n'), /could not be kept \(EACCES\)/);
  });

  it('reads what it can of any text', () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(journalEntries(text))));
    fc.assert(fc.property(fc.array(fc.json()), (lines) => journalEntries(lines.join('\n')).length === 0));
  });

  it('knows one meeting of one organizer on one calendar from all others', async () => {
    const { send, cancel, journal } = harness();
    await send(planFor());
    await cancel(planFor());
    const entries = await journal.read();
    const { key } = planFor();
    const mine = { place: PLACE, key, organizer: ORGANIZER };
    assert.equal(historyOf(entries, mine).firstGeneration(1), 1);
    assert.equal(historyOf(entries, mine).firstGeneration(2), 0);
    for (const other of [
      { ...mine, place: 'sandbox' },
      { ...mine, organizer: 'other@ccoe.example' },
      { ...mine, key: planFor({ objectId: 'CHG-2' }).key },
    ]) {
      assert.equal(historyOf(entries, other).firstGeneration(1), 0);
      assert.equal(historyOf(entries, other).lastEvents.size, 0);
    }
  });
});
