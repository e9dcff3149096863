import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSandbox } from '../support/bench.ts';
import { attendees, eventBody, graph, graphClient, KEY, ORGANIZER, joinUrl } from '../support/graph-bench.ts';

test('a created event comes back as Graph answers it', async (t) => {
  const sandbox = await runSandbox(t);
  const { status, headers, body } = await graph(
    sandbox,
    'POST',
    'events',
    eventBody({ isOnlineMeeting: true, location: { displayName: 'Room 1' } }),
  );
  assert.equal(status, 201);
  assert.match(body.id, /^AAMk.*\/.*\+.*=$/);
  assert.equal(body['@odata.etag'], `W/"${body.changeKey}"`);
  assert.match(body.body.content, /^<html><head>\r\n<meta .*<\/head>\r\n<body>\r\n<p>Hello<\/p>/s);
  assert.deepEqual(body.start, { dateTime: '2030-01-10T15:00:00.0000000', timeZone: 'UTC' });
  assert.equal(body.originalStartTimeZone, 'America/New_York');
  assert.equal(body.organizer.emailAddress.address, ORGANIZER);
  assert.deepEqual(body.attendees[0]?.status, { response: 'none', time: '0001-01-01T00:00:00Z' });
  assert.equal(body.location.displayName, 'Room 1');
  assert.equal(body.locations.length, 1);
  assert.ok(body.webLink && body.iCalUId && body.createdDateTime);
  assert.equal(body.isOrganizer, true);
  assert.match(joinUrl(body), /^https:\/\/teams\.sandbox\.invalid\//);
  assert.equal(body.onlineMeetingProvider, 'teamsForBusiness');
  const rule = body.body.content.indexOf('________');
  const link = body.body.content.indexOf(joinUrl(body));
  assert.ok(body.body.content.indexOf('Hello') < rule && rule < link);
  assert.ok(body.body.content.lastIndexOf('________') > link);
  assert.ok(headers.get('request-id'));
});

test('Prefer chooses zone, kind of body and kind of id', async (t) => {
  const sandbox = await runSandbox(t);
  const { body } = await graph(sandbox, 'POST', 'events', eventBody(), {
    prefer:
      'IdType="ImmutableId", outlook.timezone="Eastern Standard Time", outlook.body-content-type="text"',
  });
  assert.deepEqual(body.start, {
    dateTime: '2030-01-10T10:00:00.0000000',
    timeZone: 'Eastern Standard Time',
  });
  assert.deepEqual(body.body, { contentType: 'text', content: 'Hello' });
  const [stored] = sandbox.events();
  assert.equal(body.id, stored?.immutableId);
  assert.notEqual(stored?.id, stored?.immutableId);
  const path = `events/${encodeURIComponent(body.id)}`;
  assert.equal(
    (await graph(sandbox, 'GET', path, undefined, { prefer: 'IdType="ImmutableId"' })).status,
    200,
  );
  assert.equal((await graph(sandbox, 'GET', path)).status, 404);
  assert.equal((await graph(sandbox, 'GET', `events/${encodeURIComponent(stored!.id)}`)).status, 200);
  assert.notEqual((await graph(sandbox, 'GET', `events/${stored!.id}`)).status, 200);
});

test('the same transactionId and content is the same event; other content is refused with its id', async (t) => {
  const sandbox = await runSandbox(t);
  const transactionId = '7E163156-7762-4BEB-A1C6-729EA81755A7';
  const first = await graph(sandbox, 'POST', 'events', eventBody({ transactionId }));
  const again = await graph(sandbox, 'POST', 'events', eventBody({ transactionId }));
  assert.equal(again.status, 201);
  assert.equal(again.body.id, first.body.id);
  assert.equal(first.body.transactionId, transactionId);
  const other = await graph(sandbox, 'POST', 'events', eventBody({ transactionId, subject: 'Other' }));
  assert.equal(other.status, 400);
  assert.equal(other.body.error.code, 'ErrorDuplicateTransactionId');
  assert.equal(other.body.error['@event.existingEventId'], first.body.id);
  assert.equal(sandbox.events().length, 1);
  assert.equal(sandbox.events()[0]?.notifications.length, 1);
  const elsewhere = await graph(
    sandbox,
    'POST',
    '/v1.0/users/other@x.example/events',
    eventBody({ transactionId }),
  );
  assert.equal(elsewhere.status, 201);
  await graph(sandbox, 'POST', `events/${encodeURIComponent(first.body.id)}/cancel`, {});
  const after = await graph(sandbox, 'POST', 'events', eventBody({ transactionId }));
  assert.equal(after.body.error.code, 'ErrorDuplicateTransactionId');
});

test('extended properties are not echoed and come back when expanded', async (t) => {
  const sandbox = await runSandbox(t);
  const properties = [
    { id: KEY, value: 'abc' },
    { id: KEY.replace('MeetingKey', 'Other'), value: 'x' },
  ];
  const { body } = await graph(
    sandbox,
    'POST',
    'events',
    eventBody({ singleValueExtendedProperties: properties }),
  );
  assert.equal('singleValueExtendedProperties' in body, false);
  const path = `events/${encodeURIComponent(body.id)}`;
  const expand = (filter: string) =>
    graph(
      sandbox,
      'GET',
      `${path}?$expand=${encodeURIComponent(`singleValueExtendedProperties($filter=${filter})`)}`,
    );
  assert.deepEqual((await expand(`id eq '${KEY}'`)).body.singleValueExtendedProperties, [properties[0]]);
  assert.equal(
    (await expand(`id eq '${KEY}' or id eq '${properties[1]!.id}'`)).body.singleValueExtendedProperties
      ?.length,
    2,
  );
  assert.equal(
    (await expand(`id eq '${KEY.replace('MeetingKey', 'meetingkey')}'`)).body.singleValueExtendedProperties,
    undefined,
  );
  assert.equal((await graph(sandbox, 'GET', path)).body.singleValueExtendedProperties, undefined);
});

const refused: readonly (readonly [what: string, body: Record<string, unknown>, code: string])[] = [
  [
    '501 attendees',
    eventBody({ attendees: attendees(...Array.from({ length: 501 }, (_, i) => `p${i}@x.example`)) }),
    'ErrorInvalidRequest',
  ],
  ['an address without @', eventBody({ attendees: attendees('nobody') }), 'ErrorInvalidRecipients'],
  ['an address with a space', eventBody({ attendees: attendees(' a@x.example') }), 'ErrorInvalidRecipients'],
  ['an address with two @', eventBody({ attendees: attendees('a@b@x.example') }), 'ErrorInvalidRecipients'],
  [
    'an offset',
    eventBody({ start: { dateTime: '2030-01-10T10:00:00-05:00', timeZone: 'UTC' } }),
    'ErrorInvalidRequest',
  ],
  ['a Z', eventBody({ start: { dateTime: '2030-01-10T10:00:00Z', timeZone: 'UTC' } }), 'ErrorInvalidRequest'],
  [
    'a day that does not exist',
    eventBody({ start: { dateTime: '2030-02-30T10:00:00', timeZone: 'UTC' } }),
    'ErrorInvalidRequest',
  ],
  [
    'an unknown zone',
    eventBody({ start: { dateTime: '2030-01-10T10:00:00', timeZone: 'Moon/Crater' } }),
    'TimeZoneNotSupportedException',
  ],
  [
    'an end before the start',
    eventBody({ end: { dateTime: '2030-01-10T09:00:00', timeZone: 'America/New_York' } }),
    'ErrorCalendarEndDateIsEarlierThanStartDate',
  ],
  ['no start', { ...eventBody(), start: undefined }, 'ErrorInvalidRequest'],
  ['a misspelt property', eventBody({ atendees: [] }), 'RequestBodyRead'],
  ['attendees as text', eventBody({ attendees: 'a@x.example' }), 'RequestBodyRead'],
  ['an unknown enum value', eventBody({ importance: 'urgent' }), 'RequestBodyRead'],
  ['a UID of our own', eventBody({ iCalUId: 'mine' }), 'ErrorInvalidPropertySet'],
  ['an organizer', eventBody({ organizer: {} }), 'ErrorInvalidPropertySet'],
  [
    'a bad property id',
    eventBody({ singleValueExtendedProperties: [{ id: 'MeetingKey', value: 'x' }] }),
    'ErrorInvalidProperty',
  ],
  ['an all-day event at ten', eventBody({ isAllDay: true }), 'ErrorInvalidRequest'],
];
for (const [what, body, code] of refused)
  test(`a create with ${what} is refused`, async (t) => {
    const sandbox = await runSandbox(t);
    const answer = await graph(sandbox, 'POST', 'events', body, { 'client-request-id': 'c-1' });
    assert.deepEqual([answer.status, answer.body.error.code], [400, code]);
    assert.equal(answer.body.error.innerError['client-request-id'], 'c-1');
    assert.equal(answer.body.error.innerError['request-id'], answer.headers.get('request-id'));
    assert.match(answer.body.error.innerError.date, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
    assert.deepEqual(sandbox.events(), []);
  });

test('500 attendees are welcome', async (t) => {
  const sandbox = await runSandbox(t);
  const many = attendees(...Array.from({ length: 500 }, (_, i) => `p${i}@x.example`));
  const { status, body } = await graph(sandbox, 'POST', 'events', eventBody({ attendees: many }));
  assert.deepEqual([status, body.attendees.length], [201, 500]);
});

test('a body over 4 MB is too large, and no JSON is no request', async (t) => {
  const sandbox = await runSandbox(t);
  const huge = eventBody({ body: { contentType: 'html', content: 'x'.repeat(4 * 1024 * 1024) } });
  assert.equal((await graph(sandbox, 'POST', 'events', huge)).status, 413);
  const broken = await fetch(`${sandbox.url}/v1.0/me/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.environment.GRAPH_ACCESS_TOKEN}` },
    body: '{',
  });
  assert.equal(broken.status, 400);
});

test('the real Graph client creates, finds and reads, and sees errors as they are', async (t) => {
  const sandbox = await runSandbox(t);
  const client = graphClient(sandbox);
  const created = (await client
    .api(`/users/${ORGANIZER}/events`)
    .post(eventBody({ singleValueExtendedProperties: [{ id: KEY, value: 'k' }] }))) as { id: string };
  const filter = encodeURIComponent(
    `singleValueExtendedProperties/Any(ep: ep/id eq '${KEY}' and ep/value eq 'k')`,
  );
  const found = (await client.api(`/users/${ORGANIZER}/events?$filter=${filter}`).get()) as {
    value: { id: string }[];
  };
  assert.deepEqual(
    found.value.map(({ id }) => id),
    [created.id],
  );
  await client.api(`/users/${ORGANIZER}/events/${encodeURIComponent(created.id)}`).patch({ subject: 'New' });
  await client
    .api(`/users/${ORGANIZER}/events/${encodeURIComponent(created.id)}/cancel`)
    .post({ Comment: 'off' });
  await assert.rejects(client.api(`/users/${ORGANIZER}/events/${encodeURIComponent(created.id)}`).get(), {
    statusCode: 404,
    code: 'ErrorItemNotFound',
    message: 'The specified object was not found in the store.',
  });
});
