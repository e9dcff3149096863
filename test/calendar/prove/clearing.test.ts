import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { PROOF_CHECKS } from '../../../src/calendar/prove/checks.ts';
import { toNobody } from '../../../src/calendar/prove/to-nobody.ts';
import { until } from '../../../src/calendar/prove/until.ts';
import { codes, hastyClock, MAILBOX, openProofBench, seenOf, type ProofBench } from './bench.ts';

describe('what a proof leaves behind', () => {
  let bench: ProofBench;
  before(async () => {
    bench = await openProofBench();
  });
  afterEach(() => bench.sandbox.setGraphFault(undefined));
  after(async () => {
    assert.deepEqual(bench.mailed(), []);
    await bench.close();
  });

  for (const kind of ['status-after', 'reset-after'] as const) {
    it(`nothing after a create whose answer was lost (${kind})`, async () => {
      bench.sandbox.setGraphFault({ kind, times: 1, match: { operation: 'CreateEvent' } });
      const proof = await bench.prove();
      assert.match(seenOf(proof, 'Created') ?? '', /^made, but its create was answered with/);
      assert.deepEqual(codes(proof, 'differs'), ['Created']);
      assert.deepEqual([proof.leftOver, bench.live()], [[], []]);
    });
  }

  it('nothing after a lost answer where the event is found neither by search nor by view at first', async () => {
    bench.sandbox.setGraphFault({ kind: 'reset-after', times: 1, match: { operation: 'CreateEvent' } });
    const proof = await bench.prove({ blindFinds: 6, viewsLag: true });
    assert.deepEqual([proof.leftOver, bench.live()], [[], []]);
  });

  it('nothing after a lost answer where every repeated create is refused', async () => {
    bench.sandbox.setGraphFault({ kind: 'reset-after', times: 1, match: { operation: 'CreateEvent' } });
    const proof = await bench.prove({ blindFinds: 6, viewsLag: true, replay: 'refused' });
    assert.deepEqual([proof.leftOver, bench.live()], [[], []]);
  });

  it('nothing where no create is ever answered but each is carried out', async () => {
    bench.sandbox.setGraphFault({ kind: 'reset-after', match: { operation: 'CreateEvent' } });
    const proof = await bench.prove({ blindFinds: 8, viewsLag: true });
    assert.deepEqual([proof.leftOver, bench.live()], [[], []]);
  });

  it('says so where an event may be there and cannot be found', async () => {
    bench.sandbox.setGraphFault({ kind: 'reset-before', match: { method: 'POST' } });
    const proof = await bench.prove();
    assert.equal(proof.leftOver.length, 1);
    assert.equal(proof.leftOver[0]?.webLink, undefined);
    assert.match(proof.leftOver[0]?.title ?? '', /nobody is invited/);
    assert.equal(proof.events, 0);
  });

  it('nothing where a delete is answered too late or not at all', async () => {
    bench.sandbox.setGraphFault([
      { kind: 'status-after', status: 504, times: 1, match: { operation: 'DeleteEvent' } },
      { kind: 'status', status: 503, times: 2, match: { operation: 'DeleteEvent' } },
    ]);
    const proof = await bench.prove();
    assert.deepEqual([proof.leftOver, bench.live()], [[], []]);
  });

  it('the web link of what cannot be deleted', async () => {
    bench.sandbox.setGraphFault({
      kind: 'status',
      status: 403,
      code: 'ErrorAccessDenied',
      match: { operation: 'DeleteEvent' },
    });
    const proof = await bench.prove({ cancelNeedsAttendees: true });
    const links = bench.live().map(({ immutableId }) => encodeURIComponent(immutableId));
    assert.equal(links.length, 1);
    assert.equal(proof.leftOver.length, 1);
    assert.ok(proof.leftOver[0]?.webLink?.includes(links[0] ?? 'none'));
    bench.sandbox.setGraphFault(undefined);
    for (const { immutableId } of bench.live()) {
      await bench.sandbox.byHand({ event: immutableId, change: { do: 'delete' } });
    }
  });

  for (const { code } of PROOF_CHECKS) {
    it(`nothing when it is interrupted at ${code}`, async () => {
      const stop = new AbortController();
      const proof = await bench.prove(
        {},
        { signal: stop.signal, onCheck: (check) => check.code === code && stop.abort() },
      );
      assert.ok(proof.checks.length <= PROOF_CHECKS.findIndex((check) => check.code === code) + 1);
      assert.deepEqual([proof.leftOver, bench.live()], [[], []]);
    });
  }

  it('nothing when it is interrupted while a create is under way', async () => {
    const stop = new AbortController();
    const through: typeof fetch = (input, init) => {
      if (init?.method === 'POST') stop.abort();
      return fetch(input, init);
    };
    const proof = await bench.prove({}, { signal: stop.signal, fetch: through });
    assert.equal(proof.interrupted, true);
    assert.deepEqual([proof.leftOver, bench.live()], [[], []]);
    assert.equal(proof.events, 1);
  });

  it('makes one event at a time, a year ahead, on the mailbox that was named', async () => {
    const earlier = bench.sandbox.events().length;
    let most = 0;
    await bench.prove({}, { onResult: () => (most = Math.max(most, bench.live().length)) });
    assert.equal(most, 1);
    const made = bench.sandbox.events().slice(earlier);
    for (const { createdAtMs, mailbox, subject } of made) {
      assert.equal(mailbox, MAILBOX);
      assert.match(subject, /^Customer Meetings proves this calendar \([0-9a-f]{12}\): nobody is invited/);
      assert.ok(createdAtMs > 0);
    }
    const [first] = made;
    const daysAhead = (Date.parse(`${first?.start.dateTime ?? ''}Z`) - Date.now()) / 86_400_000;
    assert.ok(daysAhead > 364 && daysAhead < 366.5, String(daysAhead));
  });
});

describe('the door to nobody', () => {
  const sent: unknown[] = [];
  const send = toNobody((_, init) => {
    sent.push(init?.body);
    return Promise.resolve(new Response('{}'));
  });

  it('lets pass what names no attendee', async () => {
    for (const body of [undefined, '', '{}', '{"attendees":[]}', '{"subject":"attendees"}']) {
      await send('https://graph.example', { method: 'POST', ...(body !== undefined && { body }) });
    }
    assert.equal(sent.length, 5);
  });

  it('keeps back what does, at any depth and in any letter case, and what it cannot read', async () => {
    const bodies: NonNullable<RequestInit['body']>[] = [
      '{"attendees":[{"emailAddress":{"address":"a@b.example"}}]}',
      '{"Attendees":[{}]}',
      '{"requests":[{"body":{"attendees":[1]}}]}',
      '{"attendees":"a@b.example"}',
      'not json',
      new Uint8Array([123, 125]),
    ];
    for (const body of bodies) await assert.rejects(send('https://graph.example', { method: 'POST', body }));
    assert.equal(sent.length, 5);
  });
});

describe('looking again', () => {
  it('ends at its limit and says how often it looked', async () => {
    let looks = 0;
    const never = (): Promise<undefined> => {
      looks += 1;
      return Promise.resolve(undefined);
    };
    const looked = await until(never, 10_000, hastyClock, new AbortController().signal);
    assert.equal(looked.value, undefined);
    assert.equal(looked.looks, looks);
    assert.ok(looks > 3 && looks < 10);
  });

  it('stops with its signal', async () => {
    const stop = new AbortController();
    const look = (): Promise<undefined> => {
      stop.abort(new Error('stopped'));
      return Promise.resolve(undefined);
    };
    await assert.rejects(until(look, 10_000, hastyClock, stop.signal), /stopped/);
  });
});
