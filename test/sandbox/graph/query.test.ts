import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { runSandbox } from '../support/bench.ts';
import { eventBody, graph, KEY, type GraphAnswer } from '../support/graph-bench.ts';

const list = async (sandbox: Sandbox, options: Record<string, string>) => {
  const query = Object.entries(options).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return graph(sandbox, 'GET', `events?${query.join('&')}`);
};
const subjects = (answer: GraphAnswer) => answer.body.value.map(({ subject }) => subject);
const byKey = (value: string, id = KEY) =>
  `singleValueExtendedProperties/Any(ep: ep/id eq '${id}' and ep/value eq '${value}')`;

test('an event is found by its extended property: the value in any letter case, the name as written', async (t) => {
  const sandbox = await runSandbox(t);
  const keyed = (subject: string, value: string) =>
    eventBody({ subject, singleValueExtendedProperties: [{ id: KEY, value }] });
  await graph(sandbox, 'POST', 'events', keyed('one', "It's ABC"));
  await graph(sandbox, 'POST', 'events', keyed('two', 'def'));
  await graph(sandbox, 'POST', 'events', eventBody({ subject: 'none' }));
  assert.deepEqual(subjects(await list(sandbox, { $filter: byKey("it''s abc") })), ['one']);
  assert.deepEqual(
    subjects(
      await list(sandbox, {
        $filter: byKey('def', KEY.toLowerCase().replace('name meetingkey', 'Name MeetingKey')),
      }),
    ),
    ['two'],
  );
  assert.deepEqual(
    subjects(await list(sandbox, { $filter: byKey('def', KEY.replace('MeetingKey', 'meetingkey')) })),
    [],
  );
  assert.deepEqual(subjects(await list(sandbox, { $filter: byKey('de') })), []);
  assert.deepEqual(
    subjects(await list(sandbox, { $filter: byKey('def').replace('Any', 'any').replaceAll('ep', 'x') })),
    ['two'],
  );
});

test('filters by subject, start and both', async (t) => {
  const sandbox = await runSandbox(t);
  await graph(sandbox, 'POST', 'events', eventBody({ subject: "O'Neil & sons" }));
  await graph(
    sandbox,
    'POST',
    'events',
    eventBody({
      subject: 'Later',
      start: { dateTime: '2030-01-11T10:00:00', timeZone: 'UTC' },
      end: { dateTime: '2030-01-11T11:00:00', timeZone: 'UTC' },
    }),
  );
  assert.deepEqual(subjects(await list(sandbox, { $filter: "subject eq 'O''Neil & sons'" })), [
    "O'Neil & sons",
  ]);
  assert.deepEqual(subjects(await list(sandbox, { $filter: "start/dateTime eq '2030-01-10T15:00:00'" })), [
    "O'Neil & sons",
  ]);
  assert.deepEqual(subjects(await list(sandbox, { $filter: "start/dateTime ge '2030-01-11T00:00:00Z'" })), [
    'Later',
  ]);
  assert.deepEqual(
    subjects(
      await list(sandbox, {
        $filter: "subject eq 'Later' and start/dateTime eq '2030-01-11T10:00:00.0000000'",
      }),
    ),
    ['Later'],
  );
  assert.deepEqual(
    subjects(
      await list(sandbox, { $filter: "subject eq 'Later' and start/dateTime eq '2030-01-12T10:00:00'" }),
    ),
    [],
  );
});

test('what cannot be filtered, expanded, selected or ordered is a 400', async (t) => {
  const sandbox = await runSandbox(t);
  await graph(sandbox, 'POST', 'events', eventBody());
  const bad: Record<string, string>[] = [
    { $filter: "transactionId eq 'x'" },
    { $filter: "subject eq 'open" },
    { $filter: "subject eq 'a' or subject eq 'b'" },
    { $filter: '' },
    { $expand: 'attachments' },
    { $expand: 'singleValueExtendedProperties' },
    { $select: 'subject,nonsense' },
    { $top: '0' },
    { $top: '1001' },
    { $search: 'x' },
    { $orderby: 'importance' },
    { $filter: byKey('x'), $orderby: 'subject' },
  ];
  for (const query of bad) assert.equal((await list(sandbox, query)).status, 400, JSON.stringify(query));
});

test('$select names what comes back; id and etag always do', async (t) => {
  const sandbox = await runSandbox(t);
  await graph(sandbox, 'POST', 'events', eventBody());
  const answer = await list(sandbox, { $select: 'subject,start' });
  assert.deepEqual(Object.keys(answer.body.value[0]!).sort(), ['@odata.etag', 'id', 'start', 'subject']);
});

test('a list comes ten at a time, with links to follow', async (t) => {
  const sandbox = await runSandbox(t);
  for (let number = 10; number < 35; number++)
    await graph(sandbox, 'POST', 'events', eventBody({ subject: `s${number}` }));
  const sizes: number[] = [];
  const seen: string[] = [];
  let path: string | undefined = 'events?$orderby=subject%20desc&$count=true';
  while (path !== undefined) {
    const answer = await graph(sandbox, 'GET', path);
    assert.equal(answer.body['@odata.count'], 25);
    sizes.push(answer.body.value.length);
    seen.push(...subjects(answer));
    path = answer.body['@odata.nextLink']?.slice(sandbox.url.length);
  }
  assert.deepEqual(sizes, [10, 10, 5]);
  assert.deepEqual(
    seen,
    Array.from({ length: 25 }, (_, index) => `s${34 - index}`),
  );
  assert.equal((await list(sandbox, { $top: '1000' })).body.value.length, 25);
});

test('calendarView shows what overlaps the window and insists on one', async (t) => {
  const sandbox = await runSandbox(t);
  await graph(sandbox, 'POST', 'events', eventBody());
  const view = (startDateTime: string, endDateTime: string) =>
    graph(
      sandbox,
      'GET',
      `calendarView?startDateTime=${encodeURIComponent(startDateTime)}&endDateTime=${encodeURIComponent(endDateTime)}&$select=subject,start,end,showAs`,
    );
  const count = async (from: string, to: string) => (await view(from, to)).body.value.length;
  assert.equal(await count('2030-01-10T15:30:00Z', '2030-01-10T20:00:00Z'), 1);
  assert.equal(await count('2030-01-10T10:30:00-05:00', '2030-01-10T10:40:00-05:00'), 1);
  assert.equal(await count('2030-01-10T16:00:00', '2030-01-10T20:00:00'), 0);
  assert.equal(await count('2030-01-10T10:00:00', '2030-01-10T15:00:00'), 0);
  assert.equal((await graph(sandbox, 'GET', 'calendarView?startDateTime=2030-01-10T10:00:00')).status, 400);
  assert.equal((await view('yesterday', 'today')).status, 400);
});
