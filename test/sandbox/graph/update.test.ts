import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { runSandbox } from '../support/bench.ts';
import {
  attendees,
  eventBody,
  graph,
  KEY,
  type GraphAnswer,
  addressesOf,
  joinUrl,
} from '../support/graph-bench.ts';

async function withEvent(t: TestContext, more: Record<string, unknown> = {}) {
  const sandbox = await runSandbox(t);
  const { body: created } = await graph(sandbox, 'POST', 'events', eventBody(more));
  const path = `events/${encodeURIComponent(created.id)}`;
  const patch = (change: unknown, headers?: Record<string, string>): Promise<GraphAnswer> =>
    graph(sandbox, 'PATCH', path, change, headers);
  return { sandbox, created, path, patch };
}

const told = (sandbox: Sandbox) =>
  sandbox
    .events()[0]!
    .notifications.slice(1)
    .map(({ kind, to }) => [kind, ...to]);

test('what a PATCH leaves out stays, what it names is replaced', async (t) => {
  const { created, patch } = await withEvent(t, {
    location: { displayName: 'Room 1' },
    categories: ['Blue'],
  });
  const { status, body } = await patch({
    subject: 'New',
    attendees: attendees('c@x.example'),
    location: { displayName: 'Room 2' },
  });
  assert.equal(status, 200);
  assert.equal(body.subject, 'New');
  assert.equal(body.id, created.id);
  assert.notEqual(body.changeKey, created.changeKey);
  assert.deepEqual(addressesOf(body), ['c@x.example']);
  assert.deepEqual(
    body.locations.map((one) => one.displayName),
    ['Room 2'],
  );
  assert.deepEqual(body.categories, ['Blue']);
  assert.deepEqual(body.start, created.start);
});

test('everybody invited is told of the invitation', async (t) => {
  const { sandbox } = await withEvent(t);
  const [first] = sandbox.events()[0]!.notifications;
  assert.deepEqual([first?.kind, first?.to], ['invited', ['a@x.example', 'b@x.example']]);
  assert.ok(Math.abs(Date.now() - first!.atMs) < 60_000);
});

test('attendees alone: only those who changed are told', async (t) => {
  const { sandbox, patch } = await withEvent(t);
  await patch({ attendees: attendees('A@x.example', 'c@x.example') });
  assert.deepEqual(told(sandbox), [
    ['invited', 'c@x.example'],
    ['cancelled', 'b@x.example'],
  ]);
  await patch({
    attendees: [{ emailAddress: { address: 'a@x.example' }, type: 'optional' }, ...attendees('c@x.example')],
  });
  assert.deepEqual(told(sandbox).slice(2), [['updated', 'a@x.example']]);
  await patch({
    attendees: [{ emailAddress: { address: 'a@x.example' }, type: 'optional' }, ...attendees('c@x.example')],
  });
  assert.equal(told(sandbox).length, 3);
});

test('anything else: all are told, new and removed ones in their own way', async (t) => {
  const { sandbox, patch } = await withEvent(t);
  await patch({ subject: 'New' });
  assert.deepEqual(told(sandbox), [['updated', 'a@x.example', 'b@x.example']]);
  await patch({ subject: 'Newer', attendees: attendees('b@x.example', 'c@x.example') });
  assert.deepEqual(told(sandbox).slice(1), [
    ['invited', 'c@x.example'],
    ['updated', 'b@x.example'],
    ['cancelled', 'a@x.example'],
  ]);
});

test('an extended property alone: nobody is told, and it is added or replaced', async (t) => {
  const { sandbox, patch } = await withEvent(t, {
    singleValueExtendedProperties: [{ id: KEY, value: 'one' }],
  });
  const other = KEY.replace('MeetingKey', 'Record');
  await patch({
    singleValueExtendedProperties: [
      { id: KEY.replace('66f5', '66F5'), value: 'two' },
      { id: other, value: 'r' },
    ],
  });
  assert.deepEqual(told(sandbox), []);
  assert.deepEqual(
    sandbox.events()[0]?.singleValueExtendedProperties.map(({ value }) => value),
    ['two', 'r'],
  );
  await patch({
    attendees: attendees('a@x.example', 'b@x.example', 'c@x.example'),
    singleValueExtendedProperties: [{ id: other, value: 's' }],
  });
  assert.deepEqual(told(sandbox), [['invited', 'c@x.example']]);
});

test('identity cannot be patched', async (t) => {
  const { sandbox, patch } = await withEvent(t, { transactionId: 'one' });
  for (const change of [{ transactionId: 'two' }, { iCalUId: 'mine' }, { organizer: {} }, { id: 'x' }]) {
    const { status, body } = await patch(change);
    assert.deepEqual([status, body.error.code], [400, 'ErrorInvalidPropertySet']);
  }
  assert.deepEqual(told(sandbox), []);
});

test('If-Match keeps an update from a state it has not seen', async (t) => {
  const { created, patch } = await withEvent(t);
  const etag = created['@odata.etag'];
  assert.equal((await patch({ subject: 'One' }, { 'if-match': etag })).status, 200);
  const late = await patch({ subject: 'Two' }, { 'if-match': etag });
  assert.deepEqual([late.status, late.body.error.code], [412, 'ErrorIrresolvableConflict']);
});

test('a body without the online meeting’s part ends its being online; with it, it stays', async (t) => {
  const { created, patch, path, sandbox } = await withEvent(t, { isOnlineMeeting: true });
  const kept = created.body.content.replace('<p>Hello</p>', '<p>Changed</p>');
  const good = await patch({ body: { contentType: 'html', content: kept } });
  assert.equal(joinUrl(good.body), joinUrl(created));
  assert.match(good.body.body.content, /<p>Changed<\/p>/);
  assert.equal(good.body.body.content.split(joinUrl(created)).length, 2);
  const refused = await patch({ isOnlineMeeting: false });
  assert.equal(refused.status, 400);
  const lost = await patch({ body: { contentType: 'html', content: '<p>Changed</p>' } });
  assert.deepEqual([lost.body.isOnlineMeeting, lost.body.onlineMeeting], [false, null]);
  assert.equal((await graph(sandbox, 'GET', path)).body.onlineMeeting, null);
});

test('a meeting can become an online meeting later', async (t) => {
  const { patch } = await withEvent(t, { body: { contentType: 'text', content: 'a < b\nc' } });
  const { body } = await patch({ isOnlineMeeting: true });
  assert.ok(joinUrl(body));
  assert.match(body.body.content, /a &lt; b<br>\s*c.*________/s);
});

test('cancel tells everybody, keeps the comment, and takes the event off the calendar', async (t) => {
  const { sandbox, created, path, patch } = await withEvent(t);
  const immutable = { prefer: 'IdType="ImmutableId"' };
  const cancelled = await graph(sandbox, 'POST', `${path}/cancel`, { Comment: 'postponed' });
  assert.deepEqual([cancelled.status, cancelled.body], [202, {}]);
  assert.equal(cancelled.headers.get('content-length'), '0');
  const [event] = sandbox.events();
  assert.deepEqual([event?.state, event?.cancelComment], ['cancelled', 'postponed']);
  assert.deepEqual(told(sandbox), [['cancelled', 'a@x.example', 'b@x.example']]);
  assert.deepEqual((await graph(sandbox, 'GET', 'events')).body.value, []);
  assert.equal((await graph(sandbox, 'GET', path)).status, 404);
  assert.notEqual(event?.id, created.id);
  const byImmutable = await graph(
    sandbox,
    'GET',
    `events/${encodeURIComponent(event!.immutableId)}`,
    undefined,
    immutable,
  );
  assert.equal(byImmutable.body.isCancelled, true);
  assert.equal((await patch({ subject: 'x' })).status, 404);
  assert.equal((await graph(sandbox, 'POST', `${path}/cancel`, {})).status, 404);
});

test('delete is a cancel without words', async (t) => {
  const { sandbox, path } = await withEvent(t);
  assert.equal((await graph(sandbox, 'DELETE', path)).status, 204);
  assert.equal(sandbox.events()[0]?.state, 'deleted');
  assert.deepEqual(told(sandbox), [['cancelled', 'a@x.example', 'b@x.example']]);
  assert.equal((await graph(sandbox, 'DELETE', path)).status, 404);
});
