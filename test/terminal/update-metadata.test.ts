import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import ICAL from 'ical.js';
import { z } from 'zod';
import { EXIT } from '../../src/terminal/index.ts';
import { customer, openBench, type Bench } from './support/bench.ts';

const Written = z.object({
  modifications: z.array(
    z.looseObject({ modification_type: z.string(), meeting_metadata: z.looseObject({}).optional() }),
  ),
});

/** As people keep it: comments, tabs, CRLF, trailing commas, a byte order mark, a field that nobody knows. */
function carefullyKept(changeId: string): string {
  const lines = [
    '{',
    '\t// of the network team',
    `\t"changeId": "${changeId}", "changeTitle": "Move the bench",`,
    '\t"customers": ["c1", "c2"],',
    '\t"implementationStart": "2030-04-12T21:00:00-04:00",',
    '\t"implementationEnd": "2030-04-12T23:00:00-04:00",',
    '\t"timezone": "America/New_York",',
    '\t"ours": { "kept":   [1,2 , 3] },',
    '\t"modifications": [',
    '\t\t{ "modification_type": "created", "user_id": "backend-system" }, // by the portal',
    '\t],',
    '}',
    '',
  ];
  return `\uFEFF${lines.join('\r\n')}`;
}

describe('--update-metadata and --ics', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench([customer(1, ['ann@c1.example']), customer(2, ['bob@c2.example'])]);
  });
  after(() => bench.close());
  const read = (name: string): string => readFileSync(join(bench.workspace, name), 'utf8');
  const using = (file: string): readonly string[] => ['--json-metadata', file, '--update-metadata'];

  it('the meeting that was created is added to the file, and every other byte stays', async () => {
    const text = carefullyKept('CHG-KEPT');
    bench.write('kept.json', text);
    const run = await bench.invite(using('kept.json'));
    assert.equal(run.code, EXIT.done, run.stderr);
    assert.match(run.stdout, /^✍️ {2}kept\.json brought up to date: meeting_scheduled added/m);

    const after = read('kept.json');
    const at = text.indexOf('\r\n\t],');
    assert.equal(after.slice(0, at), text.slice(0, at));
    assert.equal(after.slice(after.length - (text.length - at)), text.slice(at));
    const added = after.slice(at, after.length - (text.length - at));
    const entry: unknown = JSON.parse(added.replace(/,$/, ''));
    const event = bench.sandbox.events().at(-1);
    assert.ok(event);
    assert.deepEqual(entry, {
      timestamp: (entry as { timestamp: string }).timestamp,
      user_id: 'customer-meetings',
      modification_type: 'meeting_scheduled',
      meeting_metadata: {
        meeting_id: event.immutableId,
        join_url: event.joinUrl,
        start_time: '2030-04-12T21:00:00-04:00',
        end_time: '2030-04-12T23:00:00-04:00',
        subject: 'Change Implementation: Move the bench',
        organizer: 'cloud-team@meetings.example',
      },
    });
    assert.doesNotMatch(added, /ann@|bob@|attendees/);

    const again = await bench.invite(using('kept.json'));
    assert.equal(again.code, EXIT.done, again.stderr);
    assert.match(again.stdout, /already exists with same details/);
    assert.equal(read('kept.json'), after, 'running again adds nothing');
  });

  it('a file that does not know of its meeting is told of it by the next run', async () => {
    bench.write('later.json', { ...JSON.parse(read('meeting.json')), changeId: 'CHG-LATER' });
    assert.equal((await bench.invite(['--json-metadata', 'later.json'])).code, EXIT.done);
    assert.doesNotMatch(read('later.json'), /modifications/);
    assert.equal((await bench.invite(using('later.json'))).code, EXIT.done);
    const { modifications } = Written.parse(JSON.parse(read('later.json')));
    assert.deepEqual(
      modifications.map(({ modification_type }) => modification_type),
      ['meeting_scheduled'],
    );
  });

  it('a dry run writes the calendar file and leaves the metadata alone', async () => {
    const before = read('meeting.json');
    const run = await bench.invite([...using('meeting.json'), '--dry-run', '--ics', 'dry.ics']);
    assert.equal(run.code, EXIT.done, run.stderr);
    assert.match(run.stdout, /^🗓️ {2}Calendar file written to dry\.ics$/m);
    assert.equal(read('meeting.json'), before);
    assert.doesNotMatch(read('dry.ics'), /ATTENDEE|ann@|bob@/);
  });

  it('after a send the calendar file has the join link', async () => {
    bench.write('linked.json', { ...JSON.parse(read('meeting.json')), changeId: 'CHG-LINKED' });
    const run = await bench.invite(['--json-metadata', 'linked.json', '--ics', 'linked.ics']);
    assert.equal(run.code, EXIT.done, run.stderr);
    const calendar = new ICAL.Component(ICAL.parse(read('linked.ics')) as unknown[]);
    const url = calendar.getFirstSubcomponent('vevent')?.getFirstPropertyValue('url');
    assert.equal(url, bench.sandbox.events().at(-1)?.joinUrl);
  });

  it('nothing is sent when the calendar file cannot be written', async () => {
    bench.write('unwritable.json', { ...JSON.parse(read('meeting.json')), changeId: 'CHG-UNWRITABLE' });
    const events = bench.sandbox.events().length;
    for (const [ics, why] of [
      ['no/such/folder/x.ics', /ENOENT/],
      ['unwritable.json', /it is the metadata file itself/],
    ] as const) {
      const { code, document, stderr } = await bench.inviteJson([
        '--json-metadata',
        'unwritable.json',
        '--ics',
        ics,
      ]);
      assert.equal(code, EXIT.failed);
      assert.match(stderr, why);
      assert.ok(document.problems.some((problem) => problem.code === 'CalendarFileNotWritten'));
    }
    const same = await bench.invite(['--json-metadata', 'unwritable.json', '--ics', 'x', '--preview', 'x']);
    assert.equal(same.code, EXIT.failed);
    assert.match(same.stderr, /it is the preview itself/);
    assert.equal(bench.sandbox.events().length, events);
    assert.ok(!existsSync(join(bench.workspace, 'unwritable.ics')));
  });
});
