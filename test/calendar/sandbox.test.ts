import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import {
  createCalendar,
  graphTokenFromEnvironment,
  lookForPlan,
  resolveGraphBaseUrl,
  sendPlan,
  type SendEvent,
} from '../../src/calendar/index.ts';
import { inviteBody, type InvitePlan } from '../../src/invite/index.ts';
import { startSandbox, type Sandbox, type StoredEvent } from '../../src/sandbox/index.ts';
import { instantClock } from './support/clock.ts';
import { statuses, type Wishes } from './support/harness.ts';
import { planFor, type PlanSketch } from './support/plans.ts';
import { schemaErrors } from './support/schema.ts';

/** Over loopback, with Microsoft's client and the sandbox's Graph. */
describe('the calendar over the network', () => {
  let directory: string;
  let sandbox: Sandbox;
  const bodies: { method: string; body: unknown }[] = [];

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'calendar-'));
    sandbox = await startSandbox({ directory, calendarFile: join(directory, 'calendar.json') });
  });
  afterEach(() => {
    sandbox.setGraphFault(undefined);
    sandbox.clearRequests();
    // Every body that was sent is one that Microsoft's own types allow.
    for (const { method, body } of bodies.splice(0)) assert.deepEqual(schemaErrors(method, body), []);
  });
  after(async () => {
    await sandbox.close();
    await rm(directory, { recursive: true });
  });

  const recordingFetch: typeof fetch = (url, init) => {
    if (typeof init?.body === 'string') {
      const method = new URL(url).pathname.endsWith('/cancel') ? 'CANCEL' : (init.method ?? '');
      bodies.push({ method, body: JSON.parse(init.body) as unknown });
    }
    return fetch(url, init);
  };

  function open(environment = sandbox.environment) {
    const base = resolveGraphBaseUrl(environment);
    assert.ok(base.ok);
    const token = graphTokenFromEnvironment(environment, base.baseUrl);
    assert.ok(token);
    const clock = instantClock();
    const reported: SendEvent[] = [];
    const calendar = createCalendar({
      baseUrl: base.baseUrl,
      token,
      fetch: recordingFetch,
      clock,
      onEvent: (event) => reported.push(event),
    });
    const send = (plan: InvitePlan, { answers, ...wishes }: Wishes = {}) =>
      sendPlan(plan, calendar, {
        forceUpdate: false,
        answers: new Set(answers),
        signal: new AbortController().signal,
        ...wishes,
      });
    return { calendar, clock, reported, send };
  }

  const writes = () =>
    sandbox
      .requests()
      .filter(({ write }) => write)
      .map(({ operation }) => operation);
  const live = (plan: InvitePlan): readonly StoredEvent[] =>
    sandbox
      .events()
      .filter(
        ({ state, singleValueExtendedProperties }) =>
          state === 'live' && singleValueExtendedProperties.some(({ value }) => value === plan.key),
      );
  const mailed = (event: StoredEvent | undefined) =>
    event?.notifications.slice(1).map(({ kind, to }) => `${kind} ${to.join(' ')}`);
  const told = (event: StoredEvent): number => event.notifications.length;
  let meetings = 0;
  /** A meeting of its own for every test. */
  function meeting(): (sketch?: PlanSketch) => InvitePlan {
    const objectId = `CHG-${++meetings}`;
    return (sketch = {}) => planFor({ objectId, ...sketch });
  }
  const post = { method: 'POST' };

  it('creates, then leaves alone without a call that writes', async () => {
    const plan = meeting()();
    const { send } = open();
    const outcome = await send(plan);
    assert.deepEqual(statuses(outcome), ['created']);
    assert.match(outcome.events[0]?.joinUrl ?? '', /^https:\/\/teams\.sandbox\.invalid\//);
    sandbox.clearRequests();
    assert.deepEqual(statuses(await open().send(plan)), ['unchanged']);
    assert.deepEqual(writes(), []);
    assert.equal(live(plan).length, 1);
    assert.equal(told(live(plan)[0]!), 1);
  });

  it('looks without a call that writes', async () => {
    const plan = meeting()();
    const { calendar, send } = open();
    const options = { signal: new AbortController().signal };
    assert.equal((await lookForPlan(plan, calendar, options)).events[0]?.id, undefined);
    assert.deepEqual(writes(), []);
    await send(plan);
    sandbox.clearRequests();
    assert.equal((await lookForPlan(plan, calendar, options)).events[0]?.id, live(plan)[0]?.immutableId);
    assert.deepEqual(writes(), []);
  });

  it('tells only who is added or removed when only attendees changed', async () => {
    const of = meeting();
    const { send } = open();
    await send(of());
    await send(of({ people: { hts: ['a@hts.example', 'n@hts.example'], cds: ['c@cds.example'] } }));
    assert.deepEqual(mailed(live(of())[0]), ['invited n@hts.example', 'cancelled b@hts.example']);
  });

  it('changes title and text without losing attendees or the online meeting', async () => {
    const of = meeting();
    const { send } = open();
    const joinUrl = (await send(of())).events[0]?.joinUrl;
    const outcome = await send(of({ subject: 'Moved', bodyText: 'Another text.' }));
    assert.deepEqual(statuses(outcome), ['updated']);
    const [event] = live(of());
    assert.equal(event?.attendees.length, 3);
    assert.equal(event.isOnlineMeeting, true);
    assert.equal(event.joinUrl, joinUrl);
    assert.ok(event.body.content.includes('Another text.'));
    assert.ok(!event.body.content.includes('We move the database.'));
  });

  it('forced on an unchanged meeting: everybody told once, one event', async () => {
    const of = meeting();
    const { send } = open();
    await send(of());
    assert.deepEqual(statuses(await send(of(), { forceUpdate: true })), ['updated']);
    assert.deepEqual(writes(), ['CreateEvent', 'UpdateEvent']);
    assert.equal(live(of()).length, 1);
    assert.deepEqual(mailed(live(of())[0]), ['updated a@hts.example b@hts.example c@cds.example']);
  });

  it('one event after a lost answer, a 504 after the work, 503 twice, and 429 with Retry-After', async () => {
    const troubles = [
      { faults: [{ kind: 'reset-after', match: post, times: 1 }], slept: [2000] },
      { faults: [{ kind: 'status-after', status: 504, match: post, times: 1 }], slept: [2000] },
      { faults: [{ kind: 'reset-before', match: post, times: 1 }], slept: [2000] },
      { faults: [{ kind: 'status', status: 503, match: post, times: 2 }], slept: [2000, 4000] },
      {
        faults: [{ kind: 'status', status: 429, retryAfterSeconds: 9, match: post, times: 1 }],
        slept: [9000],
      },
    ] as const;
    for (const { faults, slept } of troubles) {
      const plan = meeting()();
      const { send, clock } = open();
      sandbox.setGraphFault(faults);
      assert.deepEqual(statuses(await send(plan)), ['created'], faults[0].kind);
      assert.deepEqual(clock.slept, slept);
      assert.equal(live(plan).length, 1);
      assert.equal(told(live(plan)[0]!), 1);
    }
  });

  it('one update after a lost answer', async () => {
    const of = meeting();
    const { send } = open();
    await send(of());
    sandbox.setGraphFault({ kind: 'reset-after', match: { method: 'PATCH' }, times: 1 });
    assert.deepEqual(statuses(await send(of({ subject: 'Moved' }))), ['updated']);
    assert.deepEqual(writes(), ['CreateEvent', 'UpdateEvent']);
  });

  it('a meeting cancelled by hand is asked about, then created anew under a new generation', async () => {
    const plan = meeting()();
    const { send } = open();
    await send(plan);
    const [first] = live(plan);
    const path = `/v1.0/users/${plan.organizer}/events/${encodeURIComponent(first?.id ?? '')}/cancel`;
    const headers = { authorization: `Bearer ${sandbox.environment.GRAPH_ACCESS_TOKEN ?? ''}` };
    assert.equal((await fetch(sandbox.url + path, { method: 'POST', headers })).status, 202);
    const asked = await send(plan);
    assert.equal(asked.kind === 'question' && asked.question.code, 'CancelledByHand');
    assert.equal(live(plan).length, 0);
    assert.deepEqual(statuses(await send(plan, { answer: () => Promise.resolve(true) })), ['created']);
    assert.equal(live(plan).length, 1);
    assert.notEqual(live(plan)[0]?.transactionId, first?.transactionId);
  });

  it('two runs at the same moment: one event', async () => {
    const of = meeting();
    const outcomes = await Promise.all([open().send(of()), open().send(of()), open().send(of())]);
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['done', 'done', 'done'],
    );
    assert.equal(live(of()).length, 1);
    assert.equal(told(live(of())[0]!), 1);
  });

  it('1,201 attendees of 7 customers: three events, one of them online, the others with its link', async () => {
    const sizes = [300, 150, 250, 200, 100, 101, 100];
    const people = Object.fromEntries(
      sizes.map((size, customer) => [
        `c${customer}`,
        Array.from({ length: size }, (_, i) => `p${i}@c${customer}.example`),
      ]),
    );
    const plan = meeting()({ people });
    const { send } = open();
    sandbox.setGraphFault({ kind: 'status', status: 503, match: post });
    assert.equal((await send(plan)).kind, 'unknown');
    assert.equal(live(plan).length, 0);
    sandbox.setGraphFault(undefined);
    assert.deepEqual(statuses(await send(plan)), ['created', 'created', 'created']);
    const events = live(plan);
    assert.deepEqual(
      events.map(({ isOnlineMeeting }) => isOnlineMeeting),
      [true, false, false],
    );
    assert.equal(
      events.reduce((sum, { attendees }) => sum + attendees.length, 0),
      1201,
    );
    for (const { body } of events)
      assert.ok(body.content.includes(events[0]!.joinUrl!.replaceAll('&', '&amp;')));
    assert.deepEqual(statuses(await send(plan)), ['unchanged', 'unchanged', 'unchanged']);
  });

  it('a failure at part 2 of 3: part 1 stays, and the next run creates the rest', async () => {
    const people = Object.fromEntries(
      ['c0', 'c1', 'c2'].map((code) => [
        code,
        Array.from({ length: 400 }, (_, i) => `p${i}@${code}.example`),
      ]),
    );
    const plan = meeting()({ people });
    const { send } = open();
    const failing = open();
    let created = 0;
    const refusing = sendPlan(
      plan,
      {
        ...failing.calendar,
        create: async (organizer, event) => {
          created += 1;
          if (created === 2)
            sandbox.setGraphFault({ kind: 'status', status: 403, code: 'ErrorAccessDenied', match: post });
          return failing.calendar.create(organizer, event);
        },
      },
      { forceUpdate: false, signal: new AbortController().signal },
    );
    const outcome = await refusing;
    assert.equal(outcome.kind, 'partial');
    assert.equal(outcome.error.code, 'ErrorAccessDenied');
    assert.equal(live(plan).length, 1);
    sandbox.setGraphFault(undefined);
    assert.deepEqual(statuses(await send(plan)), ['unchanged', 'created', 'created']);
    assert.equal(live(plan).length, 3);
  });

  it('markup in the title, the reason and the plan is text in the event', async () => {
    const of = meeting();
    const evil = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    const { meeting: told } = of({ subject: evil });
    const details = { ...told.details, reason: evil, implementationPlan: evil };
    const bodyHtml = inviteBody({ ...told, title: evil, details }, []);
    const plan = { ...of({ subject: evil }), bodyHtml };
    const { send } = open();
    await send(plan);
    const [event] = live(plan);
    assert.equal(event?.subject, evil);
    assert.ok(!/<script|<img/.test(event.body.content));
    assert.equal(event.body.content.match(/&lt;script&gt;/g)?.length, 3);
    const other = { ...told, title: evil, details: { ...details, implementationPlan: 'Harmless.' } };
    assert.deepEqual(statuses(await send({ ...plan, bodyHtml: inviteBody(other, []) })), ['updated']);
    assert.equal(live(plan)[0]?.body.content.match(/&lt;script&gt;/g)?.length, 2);
  });

  it('a token that is not accepted: refused, nothing sent', async () => {
    const plan = meeting()();
    const outcome = await open({ ...sandbox.environment, GRAPH_ACCESS_TOKEN: 'stale' }).send(plan);
    assert.equal(outcome.kind, 'refused');
    assert.equal(outcome.error.code, 'InvalidAuthenticationToken');
    assert.match(outcome.error.remedy, /GRAPH_ACCESS_TOKEN/);
    assert.ok(outcome.error.requestId);
    assert.deepEqual(writes(), []);
  });
});
