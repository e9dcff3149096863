import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeScenario } from '../../../src/sandbox/index.ts';
import { runSandbox } from '../support/bench.ts';
import { eventBody, graph, addressesOf } from '../support/graph-bench.ts';

const scenario = makeScenario({
  customers: [],
  graph: {
    accessToken: 'sandbox-graph-token',
    signedInUser: 'me@meetings.example',
    mailboxes: ['me@meetings.example', '@team.example'],
  },
});

test('without a token, or with another, nobody gets in', async (t) => {
  const sandbox = await runSandbox(t);
  const missing = await graph(sandbox, 'GET', 'events', undefined, { authorization: '' });
  assert.deepEqual([missing.status, missing.body.error.code], [401, 'InvalidAuthenticationToken']);
  const wrong = await graph(sandbox, 'POST', 'events', eventBody(), { authorization: 'Bearer other' });
  assert.deepEqual([wrong.status, wrong.body.error.code], [401, 'InvalidAuthenticationToken']);
  assert.deepEqual(sandbox.events(), []);
});

test('every syntactically valid mailbox organizes, unless the scenario lists them', async (t) => {
  const any = await runSandbox(t);
  assert.equal((await graph(any, 'GET', '/v1.0/users/somebody@anywhere.example/events')).status, 200);
  assert.equal((await graph(any, 'GET', '/v1.0/users/no-address/events')).status, 404);
  const listed = await runSandbox(t, { scenario });
  assert.equal((await graph(listed, 'GET', '/v1.0/users/Lead@Team.example/events')).status, 200);
  assert.equal((await graph(listed, 'GET', '/v1.0/me/events')).status, 200);
  const other = await graph(listed, 'POST', '/v1.0/users/somebody@anywhere.example/events', eventBody());
  assert.deepEqual([other.status, other.body.error.code], [404, 'MailboxNotEnabledForRESTAPI']);
});

test('/me, /users/{id}, /calendar and any letter case lead to the same calendar', async (t) => {
  const sandbox = await runSandbox(t, { scenario });
  const { body } = await graph(sandbox, 'POST', '/v1.0/me/events', eventBody());
  for (const path of [
    '/v1.0/me/calendar/events',
    '/v1.0/users/ME@meetings.example/events',
    '/v1.0/users/me%40meetings.example/calendar/events',
  ])
    assert.deepEqual(
      (await graph(sandbox, 'GET', path)).body.value.map(({ id }) => id),
      [body.id],
    );
  assert.deepEqual((await graph(sandbox, 'GET', '/v1.0/users/lead@team.example/events')).body.value, []);
});

test('an attendee sees the invitation in a mailbox of their own, and only the organizer may cancel it', async (t) => {
  const sandbox = await runSandbox(t);
  const KEYED = {
    singleValueExtendedProperties: [
      { id: 'String {66f5a359-4659-4830-9070-00047ec6ac6e} Name K', value: 'v' },
    ],
  };
  const { body } = await graph(sandbox, 'POST', 'events', eventBody({ hideAttendees: true, ...KEYED }));
  const theirs = '/v1.0/users/a@x.example/events';
  const invitation = (await graph(sandbox, 'GET', theirs)).body.value[0]!;
  assert.equal(invitation.isOrganizer, false);
  assert.notEqual(invitation.id, body.id);
  assert.deepEqual(addressesOf(invitation), ['a@x.example']);
  const cancel = await graph(sandbox, 'POST', `${theirs}/${encodeURIComponent(invitation.id)}/cancel`, {
    Comment: 'no',
  });
  assert.equal(cancel.status, 400);
  assert.match(cancel.body.error.message, /You need to be an organizer to cancel a meeting\./);
  assert.equal(sandbox.events()[0]?.state, 'live');
  await graph(sandbox, 'POST', `events/${encodeURIComponent(body.id)}/cancel`, {});
  assert.deepEqual((await graph(sandbox, 'GET', theirs)).body.value, []);
});

test('what the sandbox’s Graph does not have is a 400, and recorded', async (t) => {
  const sandbox = await runSandbox(t);
  for (const [method, path] of [
    ['POST', 'sendMail'],
    ['GET', 'messages'],
    ['PUT', 'events'],
    ['GET', '/v1.0/groups'],
    ['POST', 'events/x/accept'],
  ] as const)
    assert.equal((await graph(sandbox, method, path, method === 'GET' ? undefined : {})).status, 400, path);
  assert.deepEqual(
    sandbox.requests().map(({ service, operation, write }) => [service, operation, write]),
    [
      ['graph', 'Unknown', true],
      ['graph', 'Unknown', false],
      ['graph', 'Unknown', true],
      ['graph', 'Unknown', false],
      ['graph', 'Unknown', true],
    ],
  );
});
