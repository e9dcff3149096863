import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { InviteDocument } from '../../src/documents/index.ts';
import { EXIT } from '../../src/terminal/index.ts';
import { customer, METADATA, openBench, type Bench } from './support/bench.ts';
import { byHand, live, writes } from './support/graph-by-hand.ts';

/** The built program against the sandbox: what a dry run shows is what a send does, and hidden stays hidden. */

const ALPHA = ['ann@one.example', 'art@one.example'];
const BETA = ['bea@two.example', 'bob@two.example', 'ben@two.example', 'bill@two.example'];
const CROWD = Array.from({ length: 200 }, (_, index) => `p${String(index).padStart(3, '0')}@three.example`);
let bench: Bench;
let meetings = 0;

before(async () => {
  bench = await openBench([customer(1, ALPHA), customer(2, BETA), customer(3, CROWD)]);
});
after(() => bench.close());
beforeEach(() => {
  meetings += 1;
  write(['c1', 'c2']);
  subscribe('c1', ALPHA);
  subscribe('c2', BETA);
  subscribe('c3', CROWD);
});
afterEach(() => {
  bench.sandbox.setGraphFault(undefined);
  bench.sandbox.setFault('c2', undefined);
  bench.sandbox.clearRequests();
});

const subscribe = (code: string, people: readonly string[]): void =>
  bench.sandbox.setSubscribers(code, 'aws-calendar', people);

function write(customers: readonly string[], more: Record<string, unknown> = {}): void {
  const day = String(1 + (meetings % 28)).padStart(2, '0');
  bench.write('meeting.json', {
    ...METADATA,
    changeId: `CHG-DIFF-${meetings}`,
    changeTitle: `Differ ${meetings}`,
    meetingTitle: `Differing ${meetings}.`,
    meetingStartTime: `2031-05-${day}T10:00:00-05:00`,
    customers,
    ...more,
  });
}

const mine = () => live(bench).filter(({ subject }) => subject === `Differing ${meetings}.`);
const peopleOn = () =>
  mine()
    .flatMap(({ attendees }) => attendees.map(({ address }) => address))
    .sort();
/** The bodies of the calls that changed an event. */
const fingerprintIn = (stdout: string): string => /^Fingerprint: (\S+)$/m.exec(stdout)?.[1] ?? '';
const codesOf = ({ problems }: InviteDocument) => problems.map(({ code }) => code);
const emails = (people: readonly { readonly email: string }[] = []) => people.map(({ email }) => email);

async function sent(words: readonly string[] = []): Promise<void> {
  const run = await bench.invite(words);
  assert.equal(run.code, EXIT.done, run.stderr);
  bench.sandbox.clearRequests();
}

describe('a customer taken out of the file', () => {
  it('leaves its people on a meeting that stays hidden and names nobody; a dry run names them and the way off', async () => {
    await sent();
    write(['c1']);
    const text = await bench.invite(['--dry-run']);
    assert.equal(text.code, EXIT.done);
    assert.doesNotMatch(text.stdout, /attendees see each other/);
    assert.match(text.stdout, /🙈 From .*: attendees are hidden from each other/);
    assert.match(text.stdout, /^👥 Attendees: 0 added, 0 removed$/m);
    assert.match(
      text.stdout,
      /📌 c2: 4 people kept \(the file no longer names the customer\): .*bea@two\.example/,
    );
    assert.match(
      text.stdout,
      /^⚠️ {2}Customer c2 is no longer in the file, and 4 people.*bea@.*--take-off c2.*\(CustomerLeftTheFile\)$/m,
    );
    const dry = await bench.inviteJson(['--dry-run']);
    assert.equal(dry.document.meeting?.hideAttendees, true);
    assert.deepEqual(emails(dry.document.events[0]?.kept).sort(), [...BETA].sort());
    const kept = dry.document.events[0]?.kept ?? [];
    assert.ok(kept.every(({ reason }) => reason === 'not in file'));
    assert.deepEqual(kept[0]?.customerCodes, ['c2']);
    assert.equal(dry.document.fingerprint, fingerprintIn(dry.stderr));

    const run = await bench.inviteJson();
    assert.equal(run.code, EXIT.done);
    assert.equal(run.document.events[0]?.status, 'unchanged');
    assert.ok(codesOf(run.document).includes('CustomerLeftTheFile'));
    assert.equal(mine()[0]?.hideAttendees, true);
    assert.doesNotMatch(mine()[0]?.body.content ?? '', /Customer c1/);
    assert.deepEqual(writes(bench), []);
  });

  it('is swapped for another: hidden, both are on it, and --take-off takes the first one’s people off', async () => {
    write(['c1']);
    await sent();
    assert.equal(mine()[0]?.hideAttendees, false);
    write(['c2']);
    const dry = await bench.inviteJson(['--dry-run']);
    assert.deepEqual(emails(dry.document.events[0]?.added).sort(), [...BETA].sort());
    assert.deepEqual(emails(dry.document.events[0]?.kept), ALPHA);
    assert.equal(dry.document.meeting?.hideAttendees, true, 'they would see each other');
    assert.equal((await bench.invite()).code, EXIT.done);
    assert.equal(mine()[0]?.hideAttendees, true);
    assert.doesNotMatch(mine()[0]?.body.content ?? '', /Customer c[12]/);

    const off = await bench.inviteJson(['--dry-run', '--take-off', 'c1']);
    assert.deepEqual(
      off.document.events[0]?.removed.map(({ email, reason }) => [email, reason]),
      ALPHA.map((email) => [email, 'taken off']),
    );
    assert.notEqual(off.document.fingerprint, dry.document.fingerprint);
    assert.deepEqual(
      codesOf(off.document).filter((code) => /Many|Left/.test(code)),
      [],
    );
    const confirmed = await bench.invite(['--take-off', 'c1', '--confirm', off.document.fingerprint ?? '']);
    assert.equal(confirmed.code, EXIT.done, confirmed.stderr);
    assert.deepEqual(peopleOn(), [...BETA].sort());
  });

  it('is refused to be taken off while the file names it, and said to take nobody off where nobody is', async () => {
    await sent();
    const named = await bench.inviteJson(['--take-off', 'c2']);
    assert.equal(named.code, EXIT.failed);
    assert.ok(codesOf(named.document).includes('TakeOffInFile'));
    assert.deepEqual(writes(bench), []);
    const nobody = await bench.inviteJson(['--dry-run', '--take-off', 'zz']);
    assert.equal(nobody.code, EXIT.done);
    assert.ok(codesOf(nobody.document).includes('TakeOffNobody'));
  });
});

describe('people who stay', () => {
  it('added by hand on a hidden meeting: it is never made visible, and the dry run says that they stay', async () => {
    await sent();
    await byHand(bench, 'PATCH', `events/${encodeURIComponent(mine()[0]?.immutableId ?? '')}`, {
      attendees: [
        ...peopleOn().map((address) => ({ emailAddress: { address }, type: 'required' })),
        { emailAddress: { address: 'guest@elsewhere.example' }, type: 'optional' },
      ],
    });
    write(['c1'], { meetingTitle: `Differing ${meetings}.` });
    const dry = await bench.inviteJson(['--dry-run', '--take-off', 'c2']);
    assert.deepEqual(
      dry.document.events[0]?.kept.map(({ email, reason }) => [email, reason]),
      [['guest@elsewhere.example', 'by hand']],
    );
    assert.equal(dry.document.meeting?.hideAttendees, true);
    assert.equal((await bench.invite(['--take-off', 'c2', '--force-update'])).code, EXIT.done);
    assert.deepEqual(peopleOn(), [...ALPHA, 'guest@elsewhere.example'].sort());
    assert.equal(mine()[0]?.hideAttendees, true);
  });

  it('of a customer that failed or was left out by --customer-code: kept, with the reason', async () => {
    await sent();
    bench.sandbox.setFault('c2', { kind: 'denied', operation: 'ListContacts' });
    const failed = await bench.inviteJson(['--dry-run']);
    assert.ok((failed.document.events[0]?.kept ?? []).every(({ reason }) => reason === 'failed'));
    assert.equal(failed.document.events[0]?.kept.length, BETA.length);
    bench.sandbox.setFault('c2', undefined);
    const some = await bench.inviteJson(['--dry-run', '--customer-code', 'c1']);
    assert.ok((some.document.events[0]?.kept ?? []).every(({ reason }) => reason === 'left out'));
    assert.equal(some.document.events[0]?.kept.length, BETA.length);
    assert.equal(some.document.meeting?.hideAttendees, true);
    assert.equal((await bench.invite(['--customer-code', 'c1'])).code, EXIT.done);
    assert.equal(mine()[0]?.hideAttendees, true);
    assert.equal(peopleOn().length, 6);
  });

  it('with --hide-attendees never they are shown all the same, and the plan says who sees whom', async () => {
    await sent();
    write(['c1']);
    const never = ['--hide-attendees', 'never'];
    const dry = await bench.inviteJson(['--dry-run', ...never]);
    const visible = dry.document.problems.find(({ code }) => code === 'AttendeesVisible');
    assert.match(visible?.message ?? '', /c1.*c2.*see each other/);
    assert.equal((await bench.invite(never)).code, EXIT.done);
    assert.equal(mine()[0]?.hideAttendees, false);
  });
});

describe('who is taken off', () => {
  it('is told before, by name and in JSON; everybody of a customer is a question', async () => {
    await sent();
    subscribe('c2', []);
    const text = await bench.invite(['--dry-run']);
    assert.equal(text.code, EXIT.done);
    assert.match(text.stdout, /^👥 Attendees: 0 added, 4 removed$/m);
    assert.match(text.stdout, /➖ c2: 4 people removed \(answered without them\): bea@two\.example/);
    assert.match(text.stdout, /4 people would be taken off.*4 of c2.*\(ManyRemoved\)/);
    const dry = await bench.inviteJson(['--dry-run']);
    assert.equal(dry.document.events[0]?.attendees, 2);
    assert.deepEqual(emails(dry.document.events[0].removed).sort(), [...BETA].sort());
    assert.ok(dry.document.events[0].removed.every(({ reason }) => reason === 'unsubscribed'));
    assert.equal(dry.document.problems.find(({ code }) => code === 'ManyRemoved')?.severity, 'warning');

    for (const words of [[], ['--force-update']]) {
      const asked = await bench.inviteJson(words);
      assert.equal(asked.code, EXIT.failed);
      assert.ok(codesOf(asked.document).includes('ManyRemoved'));
    }
    assert.deepEqual(writes(bench), []);
    const answered = await bench.inviteJson(['--answer', 'ManyRemoved']);
    assert.equal(answered.code, EXIT.done);
    assert.deepEqual(emails(answered.document.events[0]?.removed).sort(), [...BETA].sort());
    assert.deepEqual(peopleOn(), ALPHA);
  });

  it('more than 10 and more than a tenth of the event is a question, 10 and a tenth are none', async () => {
    write(['c1', 'c3']);
    await sent();
    subscribe('c3', CROWD.slice(20)); // 20 of 202
    const few = await bench.inviteJson(['--dry-run']);
    assert.ok(!codesOf(few.document).includes('ManyRemoved'));
    subscribe('c3', CROWD.slice(21));
    const many = await bench.inviteJson(['--dry-run']);
    assert.ok(codesOf(many.document).includes('ManyRemoved'));
    assert.equal((await bench.invite()).code, EXIT.failed);
    assert.equal(peopleOn().length, 202);
  });
});

describe('--confirm', () => {
  it('binds who is added, taken off and kept; what is different is said by customer', async () => {
    await sent();
    subscribe('c2', BETA.slice(1));
    const shown = fingerprintIn((await bench.invite(['--dry-run'])).stdout);
    assert.match(shown, /^[0-9a-f]{64}-[0-9a-f]{32}$/);
    // Somebody comes onto it by hand, and is taken for nobody of the plan.
    await byHand(bench, 'PATCH', `events/${encodeURIComponent(mine()[0]?.immutableId ?? '')}`, {
      attendees: [...peopleOn(), 'guest@elsewhere.example'].map((address) => ({
        emailAddress: { address },
        type: 'required',
      })),
    });
    bench.sandbox.clearRequests();
    const other = await bench.inviteJson(['--confirm', shown]);
    assert.equal(other.code, EXIT.failed);
    const said = other.document.problems.find(({ code }) => code === 'FingerprintDiffers')?.message ?? '';
    assert.match(said, /of no customer: 1 more kept/);
    assert.deepEqual(writes(bench), []);
    // The plan alone is still the same.
    const plan = shown.split('-')[0] ?? '';
    assert.equal((await bench.invite(['--confirm', plan])).code, EXIT.done);
    assert.ok(!peopleOn().includes(BETA[0] ?? ''));
  });

  it('says by customer what is different in the plan', async () => {
    const shown = fingerprintIn((await bench.invite(['--dry-run'])).stdout);
    subscribe('c2', [...BETA.slice(2), 'new@two.example']);
    const run = await bench.invite(['--confirm', shown]);
    assert.equal(run.code, EXIT.failed);
    assert.match(run.stderr, /not the confirmed one \(c2: 1 more invited, 2 fewer invited\)/);
    const unknown = await bench.invite(['--confirm', 'f'.repeat(64)]);
    assert.match(unknown.stderr, /not on record on this machine/);
    assert.deepEqual(mine(), []);
  });

  it('two outcomes never share a fingerprint: kept because they left the file, taken off because the list is empty', async () => {
    await sent();
    subscribe('c2', []);
    write(['c1']);
    const kept = await bench.inviteJson(['--dry-run']);
    write(['c1', 'c2']);
    const off = await bench.inviteJson(['--dry-run']);
    assert.deepEqual([kept.document.events[0]?.attendees, off.document.events[0]?.attendees], [6, 2]);
    const [one = '', other = ''] = [kept.document.fingerprint, off.document.fingerprint].map(
      (text) => text?.split('-')[0],
    );
    assert.notEqual(one, other);
    write(['c1']);
    const run = await bench.invite(['--confirm', off.document.fingerprint ?? '']);
    assert.equal(run.code, EXIT.failed);
    assert.equal(peopleOn().length, 6);
  });
});

it('a meeting that was made visible on the calendar is told as visible, and mended by the next write', async () => {
  await sent();
  await byHand(bench, 'PATCH', `events/${encodeURIComponent(mine()[0]?.immutableId ?? '')}`, {
    hideAttendees: false,
  });
  bench.sandbox.clearRequests();
  const dry = await bench.invite(['--dry-run']);
  assert.match(dry.stdout, /👀 From .*: attendees see each other/);
  assert.match(dry.stdout, /\(AttendeesNotHidden\)/);
  const again = await bench.inviteJson();
  assert.equal(again.document.events[0]?.status, 'unchanged');
  assert.ok(codesOf(again.document).includes('AttendeesNotHidden'));
  assert.deepEqual(writes(bench), []);
  subscribe('c2', BETA.slice(1));
  const next = await bench.inviteJson();
  assert.equal(next.document.events[0]?.status, 'updated');
  assert.ok(!codesOf(next.document).includes('AttendeesNotHidden'));
  assert.equal(mine()[0]?.hideAttendees, true);
});
