import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { INVITE_FLAGS } from '../../../src/terminal/usage/invite-flags.ts';
import { afterSend } from '../../../src/terminal/create-invite/after-send.ts';
import { parseFlags } from '../../../src/terminal/flags/parse-flags.ts';
import { createOutput } from '../../../src/terminal/output/output.ts';
import { testPlan, type EventOutcome } from '../../../src/calendar/index.ts';
import { memoryIo } from '../support/memory-io.ts';
import { aggregatedOf, planned, resultOf } from '../support/preparations.ts';

const CREATED: EventOutcome = {
  status: 'created',
  id: 'AAMk1=',
  joinUrl: 'https://teams.example/1',
  subject: 'S',
  attendees: 1,
};
const REQUIRED = ['--json-metadata', 'm.json', '--topic-name', 't', '--sender-email', 'org@example.com'];
const TEXT = '{\n  "a": 1\n}\n';

/** What `afterSend` does with a file that holds `onDisk` by now, and the flags given. */
async function run(onDisk: string, events: readonly EventOutcome[], ...flags: readonly string[]) {
  const reading = parseFlags([...REQUIRED, ...flags], INVITE_FLAGS, 'x', 'x');
  assert.equal(reading.kind, 'values');
  const memory = memoryIo({ files: { '/somewhere/m.json': onDisk } });
  const { stdout, stderr } = memory.io;
  const output = createOutput({ stdout, stderr, canOverwrite: false, json: false, debug: false });
  const { plan } = planned(aggregatedOf([resultOf('hts', ['p@x.example'])]), {});
  const problems = await afterSend({ plan, events, metadataText: TEXT }, reading.values, memory.io, output);
  return { problems, memory };
}

describe('afterSend', () => {
  it('adds what the calendar confirmed to the file, only where it was asked to', async () => {
    const { problems, memory } = await run(TEXT, [CREATED], '--update-metadata');
    assert.deepEqual(problems, []);
    assert.match(memory.written.get('/somewhere/m.json') ?? '', /"meeting_scheduled"/);
    assert.equal((await run(TEXT, [CREATED])).memory.written.size, 0);
  });

  it('never writes over a file that has changed since it was read, and says how to go on', async () => {
    const { problems, memory } = await run(`${TEXT} `, [CREATED], '--update-metadata');
    assert.equal(memory.written.size, 0);
    assert.deepEqual(
      problems.map(({ severity, code }) => [severity, code]),
      [['warning', 'MetadataNotUpdated']],
    );
    assert.match(problems[0]?.message ?? '', /m\.json was not brought up to date: it has changed since/);
    assert.match(problems[0]?.message ?? '', /Run it again: nothing is sent twice/);
  });

  it('warns and writes nothing where the file has gone, or the calendar confirmed nothing', async () => {
    const reading = parseFlags([...REQUIRED, '--update-metadata'], INVITE_FLAGS, 'x', 'x');
    assert.equal(reading.kind, 'values');
    const memory = memoryIo();
    const io = { ...memory.io, replaceTextFile: () => Promise.reject(new Error('ENOENT: no such file')) };
    const output = createOutput({ ...io, canOverwrite: false, json: false, debug: false });
    const { plan } = planned(aggregatedOf([resultOf('hts', ['p@x.example'])]), {});
    const sent = { plan, events: [CREATED], metadataText: TEXT };
    const problems = await afterSend(sent, reading.values, io, output);
    assert.match(problems[0]?.message ?? '', /not brought up to date: ENOENT/);
    assert.equal((await run(TEXT, [], '--update-metadata')).memory.written.size, 0);
  });

  it('tells no file of a test', async () => {
    const flags = [...REQUIRED, '--update-metadata', '--ics', 'm.ics'];
    const reading = parseFlags(flags, INVITE_FLAGS, 'x', 'x');
    assert.equal(reading.kind, 'values');
    const { io, written } = memoryIo({ files: { '/somewhere/m.json': TEXT } });
    const output = createOutput({ ...io, canOverwrite: false, json: false, debug: false });
    const { plan } = planned(aggregatedOf([resultOf('hts', ['p@x.example'])]), {});
    const send = (sent: typeof plan) =>
      afterSend({ plan: sent, events: [CREATED], metadataText: TEXT }, reading.values, io, output);
    assert.deepEqual(await send(testPlan(plan, 'me@x.example')), []);
    assert.equal(written.size, 0);
    assert.deepEqual(await send(plan), []);
    assert.deepEqual([...written.keys()].sort(), ['/somewhere/m.ics', '/somewhere/m.json']);
  });

  it('writes the calendar file again with the join link', async () => {
    const { problems, memory } = await run(TEXT, [CREATED], '--ics', 'm.ics');
    assert.deepEqual(problems, []);
    assert.match(
      memory.written.get('/somewhere/m.ics') ?? '',
      /^URL;VALUE=URI:https:\/\/teams\.example\/1\r$/m,
    );
    const unlinked: EventOutcome = { status: 'created', id: 'AAMk1=', subject: 'S', attendees: 1 };
    assert.equal((await run(TEXT, [unlinked], '--ics', 'm.ics')).memory.written.size, 0);
  });
});
