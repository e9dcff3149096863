import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCalendar, graphTokenFromEnvironment, type GraphToken } from '../../src/calendar/index.ts';
import { openTransport } from '../../src/calendar/client.ts';
import { GraphFailure, type FailureFacts } from '../../src/calendar/failure.ts';
import { instantClock } from './support/clock.ts';
import { harness, statuses, TOKEN } from './support/harness.ts';
import { ORGANIZER, planFor } from './support/plans.ts';

const BASE = 'https://graph.microsoft.com';
const { signal } = new AbortController();

async function failureOf(
  fetcher: typeof fetch,
  more: { token?: GraphToken; signal?: AbortSignal } = {},
): Promise<FailureFacts> {
  const call = openTransport({
    baseUrl: BASE,
    token: more.token ?? TOKEN,
    fetch: fetcher,
    requestTimeoutMs: 50,
  });
  const error: unknown = await call({ method: 'GET', path: '/x', signal: more.signal ?? signal }).catch(
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof GraphFailure);
  return error.facts;
}

const answering =
  (body: string | null, init: ResponseInit): typeof fetch =>
  () =>
    Promise.resolve(new Response(body, init));

describe('the Graph client', () => {
  it('puts token, immutable ids and an id of its own on every call, and encodes what it asks for', async () => {
    const { graph, send } = harness();
    await send(planFor());
    const ids = new Set<string | null>();
    for (const { headers, url } of graph.seen) {
      assert.equal(headers.get('authorization'), 'Bearer token-1');
      assert.match(headers.get('prefer') ?? '', /IdType="ImmutableId"/);
      ids.add(headers.get('client-request-id'));
      assert.match(
        url.pathname,
        new RegExp(`^/v1\\.0/users/${encodeURIComponent(ORGANIZER)}/(events|calendarView)`),
      );
    }
    assert.equal(ids.size, graph.seen.length);
    const search = graph.seen[0]!.url.search;
    assert.ok(!/[ '{}]/.test(search.replaceAll(/%27/g, '')));
  });

  it('sends its token to loopback over plain http', async () => {
    const seen: string[] = [];
    const call = openTransport({
      baseUrl: 'http://127.0.0.1:1234',
      token: TOKEN,
      requestTimeoutMs: 1000,
      fetch: (url, init) => {
        seen.push(url as string, new Headers(init?.headers).get('authorization') ?? '');
        return Promise.resolve(Response.json({}));
      },
    });
    await call({ method: 'GET', path: '/users/a%2Fb/events?$skip=10', signal });
    assert.deepEqual(seen, ['http://127.0.0.1:1234/v1.0/users/a%2Fb/events?$skip=10', 'Bearer token-1']);
  });

  it('refuses to be opened where no token may go', () => {
    assert.throws(
      () =>
        createCalendar({ baseUrl: 'http://graph.microsoft.com', token: TOKEN, fetch, clock: instantClock() }),
      { name: 'CalendarFailure', message: /only sent over https/ },
    );
  });

  it('renews the token once on 401, also for a write, and not for ever', async () => {
    const used: (string | null)[] = [];
    let renewals = 0;
    const token: GraphToken = {
      description: 'renewable',
      getAccessToken: () => Promise.resolve('old'),
      renewAccessToken: () => Promise.resolve(`new-${++renewals}`),
    };
    const { graph, send } = harness({ token });
    graph.set({
      onRequest: ({ method, headers }) => method === 'POST' && used.push(headers.get('authorization')),
    });
    graph.troubles.push({ method: 'POST', how: { status: 401 } });
    assert.deepEqual(statuses(await send(planFor())), ['created']);
    assert.deepEqual(used, ['Bearer old', 'Bearer new-1']);
    const unauthorized = answering('', { status: 401 });
    assert.equal((await failureOf(unauthorized, { token })).status, 401);
    assert.equal(renewals, 2);
  });

  it('a fixed token that has expired: refused with how to get a new one', async () => {
    const fixed = graphTokenFromEnvironment({ GRAPH_ACCESS_TOKEN: 'ey.secret' }, BASE)!;
    const { graph, send } = harness({ token: fixed });
    const error = { code: 'InvalidAuthenticationToken', message: 'Lifetime validation failed: ey.secret' };
    graph.troubles.push({ method: 'GET', how: { status: 401, body: JSON.stringify({ error }) } });
    const outcome = await send(planFor());
    assert.equal(outcome.kind, 'refused');
    assert.match(outcome.error.remedy, /new token.*GRAPH_ACCESS_TOKEN/s);
    assert.ok(!JSON.stringify(outcome).includes('ey.secret'));
    assert.equal(graph.seen.length, 1);
  });

  it('keeps why a connection failed', async () => {
    const cause = new AggregateError([Object.assign(new Error(), { code: 'ECONNREFUSED' })]);
    assert.equal(
      (await failureOf(() => Promise.reject(new TypeError('fetch failed', { cause })))).code,
      'ECONNREFUSED',
    );
    const redirect = new TypeError('fetch failed', { cause: new Error('unexpected redirect') });
    assert.equal((await failureOf(() => Promise.reject(redirect))).code, 'UnexpectedRedirect');
  });

  it('tells a time limit from a wish to stop, also while the body is read', async () => {
    const hang: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) =>
        init?.signal?.addEventListener('abort', () => reject(new Error('gone'))),
      );
    assert.equal((await failureOf(hang)).kind, 'timeout');
    assert.equal((await failureOf(hang, { signal: AbortSignal.abort() })).kind, 'aborted');
    const dripping: typeof fetch = (_, init) => {
      const body = new ReadableStream({
        start: (controller) =>
          init?.signal?.addEventListener('abort', () => controller.error(new Error('gone'))),
      });
      return Promise.resolve(new Response(body, { status: 200 }));
    };
    assert.equal((await failureOf(dripping)).kind, 'timeout');
  });

  it('does not wait for a sign-in that does not stop', async () => {
    const stop = new AbortController();
    const token: GraphToken = {
      description: 'a window nobody closes',
      getAccessToken: () => {
        stop.abort();
        return new Promise(() => undefined);
      },
    };
    assert.equal((await failureOf(fetch, { token, signal: stop.signal })).kind, 'aborted');
  });

  it('reads errors in every shape', async () => {
    const json = { 'content-type': 'application/json' };
    const nested = { error: { code: 'X', message: 'm', innererror: { 'request-id': 'r1' } } };
    const first = await failureOf(answering(JSON.stringify(nested), { status: 400, headers: json }));
    assert.deepEqual([first.code, first.requestId, first.rawMessage], ['X', 'r1', 'm']);
    for (const body of ['<html>', '', '{"error":', '{"error":"text"}']) {
      const facts = await failureOf(
        answering(body, { status: 502, headers: { ...json, 'request-id': 'r2', 'retry-after': '3' } }),
      );
      assert.deepEqual(
        [facts.code, facts.status, facts.requestId, facts.retryAfterMs],
        ['Http502', 502, 'r2', 3000],
      );
    }
    assert.equal((await failureOf(answering('<html>', { status: 200 }))).kind, 'garbled');
    const dates = { date: 'Mon, 04 Jan 2027 12:00:00 GMT', 'retry-after': 'Mon, 04 Jan 2027 12:00:09 GMT' };
    assert.equal((await failureOf(answering('', { status: 503, headers: dates }))).retryAfterMs, 9000);
  });

  it('turns a failed sign-in into its number and never its text', async () => {
    const token: GraphToken = {
      description: 'application a',
      getAccessToken: () =>
        Promise.reject(new Error('AADSTS7000215: Invalid client secret provided: s3cret')),
    };
    const facts = await failureOf(fetch, { token });
    assert.deepEqual(
      [facts.kind, facts.code, JSON.stringify(facts).includes('s3cret')],
      ['signin', 'AADSTS7000215', false],
    );
  });
});
