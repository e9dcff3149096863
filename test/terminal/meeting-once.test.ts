import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { EXIT } from '../../src/terminal/index.ts';
import { customer, METADATA, openBench, type Bench } from './support/bench.ts';
import { byHand, live, ORGANIZER, writes } from './support/graph-by-hand.ts';
import { slowGraph } from './support/slow-graph.ts';

/** The built program against the sandbox: one meeting, whatever goes wrong. */

const POST = { method: 'POST' };
const CODES = ['c1', 'c2', 'c3'];
const PEOPLE = ['ann@one.example', 'amy@one.example', 'bob@two.example', 'cat@three.example'];
let bench: Bench;
let meetings = 0;

before(async () => {
  bench = await openBench([
    customer(1, PEOPLE.slice(0, 2)),
    customer(2, ['bob@two.example']),
    customer(3, ['cat@three.example']),
  ]);
});
after(() => bench.close());
beforeEach(() => {
  // A meeting of its own for every test, at a time of its own.
  meetings += 1;
  write({});
});
afterEach(() => {
  bench.sandbox.setGraphFault(undefined);
  for (const code of CODES) bench.sandbox.setFault(code, undefined);
  bench.sandbox.clearRequests();
});

function write(more: Record<string, unknown>): void {
  const day = String(1 + (meetings % 28)).padStart(2, '0');
  bench.write('meeting.json', {
    ...METADATA,
    changeId: `CHG-ONCE-${meetings}`,
    changeTitle: `Move ${meetings}`,
    meetingTitle: `Moving ${meetings}`,
    meetingStartTime: `2031-${String(1 + Math.floor(meetings / 28)).padStart(2, '0')}-${day}T10:00:00-05:00`,
    customers: CODES,
    ...more,
  });
}
const mine = () => live(bench).filter(({ subject }) => subject.includes(`Moving ${meetings}`));
const peopleOn = () =>
  mine()
    .flatMap(({ attendees }) => attendees.map(({ address }) => address))
    .sort();

describe('trouble with the create', () => {
  for (const [name, faults, waited] of [
    [
      'an answer that is lost',
      [{ kind: 'reset-after', match: POST, times: 1 }],
      /⏳ Retry attempt 2\/3 after 2s/,
    ],
    [
      '429 with Retry-After',
      [{ kind: 'status', status: 429, retryAfterSeconds: 1, match: POST, times: 1 }],
      /⏳ Retry attempt 2\/3 after 1s/,
    ],
    ['503 twice', [{ kind: 'status', status: 503, match: POST, times: 2 }], /⏳ Retry attempt 3\/3 after 4s/],
    ['504 after the work', [{ kind: 'status-after', status: 504, match: POST, times: 1 }], /status 504/],
  ] as const) {
    it(`${name}: the wait is told, and there is one event that invited everybody once`, async () => {
      bench.sandbox.setGraphFault(faults);
      const run = await bench.invite();
      assert.equal(run.code, EXIT.done, run.stderr);
      assert.match(run.stdout, waited);
      assert.equal(mine().length, 1);
      assert.deepEqual(
        mine()[0]?.notifications.map(({ kind, to }) => [kind, [...to].sort()]),
        [['invited', [...PEOPLE].sort()]],
      );
    });
  }

  it('Ctrl-C ends a long wait at once, with nothing sent', async () => {
    bench.sandbox.setGraphFault({ kind: 'status', status: 429, retryAfterSeconds: 60, match: POST });
    const run = await bench.invite([], { interruptWhen: (said) => said.includes('⏳ Retry attempt') });
    assert.equal(run.code, EXIT.interrupted);
    assert.ok(run.afterSignalMs < 4000, `took ${run.afterSignalMs} ms`);
    assert.equal(mine().length, 0);
  });

  it('a token that is no longer accepted: status 1 and how to get a new one', async () => {
    bench.sandbox.setGraphFault({
      kind: 'status',
      status: 401,
      code: 'InvalidAuthenticationToken',
      match: POST,
    });
    const run = await bench.invite();
    assert.equal(run.code, EXIT.failed);
    assert.match(run.stderr, /new token.*GRAPH_ACCESS_TOKEN/);
    assert.equal(mine().length, 0);
  });

  it('two runs at the same moment: one event, and everybody invited once', async () => {
    const runs = await Promise.all([bench.invite(), bench.invite()]);
    assert.deepEqual(
      runs.map(({ code }) => code),
      [EXIT.done, EXIT.done],
    );
    assert.equal(mine().length, 1);
    assert.equal(mine()[0]?.notifications.length, 1);
  });

  for (const fate of ['pass', 'lose'] as const) {
    it(`killed while the create is on its way (${fate}): the next run looks first, and there is one event`, async () => {
      let killed = (): void => undefined;
      const isKilled = new Promise<void>((resolve) => (killed = resolve));
      const road = await slowGraph(bench.sandbox.url, async () => {
        await isKilled;
        return fate;
      });
      const env = { ...bench.env, GRAPH_BASE_URL: road.url };
      const run = await bench.invite([], { env, killAt: road.firstWrite });
      assert.equal(run.code, 'SIGKILL');
      killed();
      const again = await bench.invite([], { env });
      assert.equal(again.code, EXIT.done, again.stderr);
      assert.match(
        again.stdout,
        /earlier create of this meeting ended without an answer: looking at the calendar/,
      );
      assert.equal(mine().length, 1);
      assert.equal(mine()[0]?.notifications.length, 1);
      await road.close();
    });
  }
});

describe('an update', () => {
  it('while one customer fails, or of one customer alone, removes nobody of the others and says so', async () => {
    await bench.invite();
    bench.sandbox.setFault('c2', { kind: 'denied' });
    const partial = await bench.invite(['--force-update']);
    assert.equal(partial.code, EXIT.done);
    assert.match(partial.stdout, /👥 Keeping 1 attendee of customers that were not asked or did not answer/);
    bench.sandbox.setFault('c2', undefined);
    const one = await bench.invite(['--customer-code', 'c1', '--force-update']);
    assert.equal(one.code, EXIT.done);
    assert.match(one.stdout, /👥 Keeping 2 attendees of customers that were not asked or did not answer/);
    assert.deepEqual(peopleOn(), [...PEOPLE].sort());
    assert.deepEqual(writes(bench), ['CreateEvent', 'UpdateEvent', 'UpdateEvent']);
  });

  it('with nothing changed writes nothing; forced it is one PATCH and no second event', async () => {
    await bench.invite();
    const unchanged = await bench.invite();
    assert.match(unchanged.stdout, /nothing was written and nobody gets mail/);
    await bench.invite(['--force-update']);
    assert.deepEqual(writes(bench), ['CreateEvent', 'UpdateEvent']);
    assert.equal(mine().length, 1);
  });

  it('removes who has gone from the file, keeps who was added by hand', async () => {
    write({ attendees: 'dan@ccoe.example' });
    await bench.invite();
    const [event] = mine();
    assert.ok(event);
    const attendees = [...event.attendees, { address: 'eve@ccoe.example', name: 'Eve', type: 'optional' }];
    await byHand(bench, 'PATCH', `events/${encodeURIComponent(event.immutableId)}`, {
      attendees: attendees.map(({ address, name, type }) => ({ emailAddress: { address, name }, type })),
    });
    write({});
    const run = await bench.invite();
    assert.match(run.stdout, /👥 Attendees: 0 added, 1 removed/);
    assert.deepEqual(peopleOn(), [...PEOPLE, 'eve@ccoe.example'].sort());
  });

  it('of an event that was moved by hand: status 1 and nothing written, unless forced', async () => {
    await bench.invite();
    const [event] = mine();
    const startsAt = () => {
      const { dateTime = '', timeZone = 'UTC' } = mine()[0]?.start ?? {};
      return Temporal.PlainDateTime.from(dateTime).toZonedDateTime(timeZone).epochMilliseconds;
    };
    const sent = startsAt();
    await byHand(bench, 'PATCH', `events/${encodeURIComponent(event?.immutableId ?? '')}`, {
      start: { dateTime: '2031-12-30T10:00:00', timeZone: 'UTC' },
      end: { dateTime: '2031-12-30T11:00:00', timeZone: 'UTC' },
    });
    bench.sandbox.clearRequests();
    const run = await bench.inviteJson();
    assert.equal(run.code, EXIT.failed);
    assert.ok(run.document.problems.some(({ code }) => code === 'MovedByHand'));
    assert.deepEqual(writes(bench), []);
    assert.equal((await bench.invite(['--force-update'])).code, EXIT.done);
    assert.equal(startsAt(), sent);
  });

  it('of an event that was cancelled by hand: status 1 and nothing written, unless it is answered by name', async () => {
    await bench.invite();
    await byHand(bench, 'POST', `events/${encodeURIComponent(mine()[0]?.immutableId ?? '')}/cancel`, {});
    bench.sandbox.clearRequests();
    const run = await bench.invite();
    assert.equal(run.code, EXIT.failed);
    assert.match(run.stderr, /cancelled on the calendar, and not from here.*--answer CancelledByHand/);
    assert.deepEqual(writes(bench), []);
    assert.equal((await bench.invite(['--force-update'])).code, EXIT.failed);
    assert.deepEqual(writes(bench), []);
    assert.equal((await bench.invite(['--answer', 'cancelledbyhand,MovedByHand'])).code, EXIT.done);
    assert.equal(mine().length, 1);
  });
});

describe('a meeting that the Go tool has made', () => {
  const place = (subject: string) =>
    byHand(bench, 'POST', 'events', {
      subject,
      body: {
        contentType: 'html',
        content: `<h2>🔄 Change Implementation Meeting</h2><p>Made elsewhere: CHG00${meetings}</p>`,
      },
      start: { dateTime: mineStart(), timeZone: 'America/New_York' },
      end: { dateTime: mineStart().replace('T10', 'T11'), timeZone: 'America/New_York' },
      attendees: [{ emailAddress: { address: 'old@one.example', name: 'Old' }, type: 'required' }],
      isOnlineMeeting: true,
      onlineMeetingProvider: 'teamsForBusiness',
    });
  const mineStart = () =>
    `2031-${String(1 + Math.floor(meetings / 28)).padStart(2, '0')}-${String(1 + (meetings % 28)).padStart(2, '0')}T10:00:00`;

  it('is found, asked about and taken over: one event', async () => {
    write({ snowTicket: `CHG00${meetings}` });
    await place(`Moving ${meetings}`);
    const [before] = mine();
    bench.sandbox.clearRequests();
    const dry = await bench.inviteJson(['--dry-run']);
    assert.equal(dry.code, EXIT.done);
    assert.equal(dry.document.events[0]?.id, before?.immutableId);
    assert.ok(
      dry.document.problems.some(
        ({ code, severity }) => code === 'SameSubjectAndStart' && severity === 'warning',
      ),
    );
    const asked = await bench.invite();
    assert.equal(asked.code, EXIT.failed);
    assert.match(asked.stderr, /not made by Customer Meetings and names the same tickets.*--force-update/);
    assert.deepEqual(writes(bench), []);
    const taken = await bench.invite(['--force-update']);
    assert.equal(taken.code, EXIT.done, taken.stderr);
    assert.match(taken.stdout, /🤝 Taking over the meeting on the calendar/);
    assert.equal(mine().length, 1);
    assert.deepEqual(peopleOn(), [...PEOPLE, 'old@one.example'].sort());
    assert.equal(mine()[0]?.joinUrl, before?.joinUrl);
    assert.match(mine()[0]?.body.content ?? '', /customer-meetings-invite/);
    assert.doesNotMatch(mine()[0]?.body.content ?? '', /Made elsewhere/);
    assert.equal((await bench.invite()).code, EXIT.done);
    assert.deepEqual(writes(bench), ['UpdateEvent']);
  });

  it('is found by the id in the file, also from another organizer’s', async () => {
    const placed = await place(`Something else ${meetings}`);
    const meeting_metadata = { meeting_id: placed.id, join_url: 'https://teams.example/1', subject: 'S' };
    write({ meeting_metadata });
    assert.match((await bench.invite()).stderr, /The file says that it was scheduled as "Something else/);
    write({ meeting_metadata: { ...meeting_metadata, organizer: 'other@meetings.example' } });
    assert.match((await bench.invite()).stderr, /other@meetings\.example has scheduled this meeting already/);
    assert.equal((await bench.invite(['--force-update'])).code, EXIT.failed);
    assert.equal(mine().length, 0);
    assert.equal((await bench.invite(['--answer', 'OtherOrganizer'])).code, EXIT.done);
    assert.equal(mine().length, 1);
  });
});

describe('a dry run', () => {
  it('warns of what the organizer has at that time', async () => {
    const time = (hour: string) => ({
      dateTime: `2031-${String(1 + Math.floor(meetings / 28)).padStart(2, '0')}-${String(1 + (meetings % 28)).padStart(2, '0')}T${hour}`,
      timeZone: 'America/New_York',
    });
    await byHand(bench, 'POST', 'events', {
      subject: 'Budget',
      start: time('10:30:00'),
      end: time('11:30:00'),
    });
    const run = await bench.inviteJson(['--dry-run']);
    const busy = run.document.problems.filter(({ code }) => code === 'OrganizerBusy');
    assert.equal(busy.length, 1);
    assert.match(busy[0]?.message ?? '', /The organizer has "Budget" at that time/);
    assert.equal(busy[0]?.severity, 'warning');
  });
});

describe('--test-recipient', () => {
  it('sends the same invite to one address, marked, and leaves the meeting alone', async () => {
    const dry = await bench.invite(['--dry-run']);
    const fingerprint = /^Fingerprint: (\S+)$/m.exec(dry.stdout)?.[1] ?? '';
    const words = ['--test-recipient', ORGANIZER.replace('cloud', 'test'), '--confirm', fingerprint];
    const run = await bench.inviteJson(words);
    assert.equal(run.code, EXIT.done, run.stderr);
    assert.match(
      run.stderr,
      /🧪 Test: "\[TEST\] Moving \d+" goes to the test recipient alone, not to the 4 people/,
    );
    assert.deepEqual(peopleOn(), ['test-team@meetings.example']);
    assert.deepEqual(
      run.document.events.map(({ status, subject, attendees }) => [status, subject, attendees]),
      [['created', `[TEST] Moving ${meetings}`, 1]],
    );
    assert.deepEqual(
      run.document.recipients.map(({ email }) => email),
      ['test-team@meetings.example'],
    );
    const real = await bench.inviteJson(['--confirm', fingerprint]);
    assert.deepEqual(real.document.events[0]?.status, 'created');
    assert.equal(mine().length, 2);
    assert.deepEqual((await bench.inviteJson(words)).document.events[0]?.status, 'unchanged');
  });

  it('no file is told of a test: neither the metadata nor the calendar file', async () => {
    const read = (name: string): string => readFileSync(join(bench.workspace, name), 'utf8');
    const metadata = read('meeting.json');
    const files = ['--update-metadata', '--ics', 'test.ics'];
    const test = await bench.inviteJson(['--test-recipient', 'test-team@meetings.example', ...files]);
    assert.equal(test.code, EXIT.done, test.stderr);
    const join_url = test.document.events[0]?.joinUrl ?? '';
    assert.match(join_url, /^https:/);
    assert.equal(read('meeting.json'), metadata);
    assert.match(read('test.ics'), new RegExp(`^SUMMARY:Moving ${meetings}\r$`, 'm'));
    assert.doesNotMatch(read('test.ics'), /^URL/m);
    assert.doesNotMatch(test.stderr, /brought up to date/);
    assert.equal((await bench.invite(files)).code, EXIT.done);
    assert.match(read('meeting.json'), /"meeting_scheduled"/);
    assert.ok(!read('meeting.json').includes(join_url));
  });
});

describe('the log', () => {
  it('holds no address of anybody who is invited, at any level, however the run ends', async () => {
    const quiet = ['--output', 'json', '--log-level', 'debug'];
    const said: string[] = [];
    const run = async (words: readonly string[] = []): Promise<void> => {
      said.push((await bench.invite([...quiet, ...words])).stderr);
    };
    bench.sandbox.setFault('c2', { kind: 'denied' });
    await run(['--dry-run']);
    bench.sandbox.setGraphFault({ kind: 'status', status: 503, match: POST, times: 1 });
    await run();
    bench.sandbox.setFault('c2', undefined);
    await run();
    await run(['--force-update']);
    bench.sandbox.setGraphFault({ kind: 'status', status: 403, code: 'ErrorAccessDenied' });
    await run(['--force-update']);
    bench.sandbox.setGraphFault(undefined);
    said.push((await bench.cancel(quiet)).stderr);
    const log = said.join('\n');
    for (const end of [
      /Successfully created/,
      /Successfully updated/,
      /Successfully cancelled/,
      /does not let/,
    ]) {
      assert.match(log, end);
    }
    for (const address of PEOPLE) assert.ok(!log.includes(address), address);
  });
});
