import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  KIND_SWITCHES,
  readSwitches,
  startSandbox,
  switchesSchema,
  UNKIND_SWITCHES,
  type Sandbox,
  type SwitchesInput,
} from '../../../src/sandbox/index.ts';
import { addressesOf, attendees, eventBody, graph, KEY, type GraphAnswer } from '../support/graph-bench.ts';

const IMMUTABLE = { prefer: 'IdType="ImmutableId"' };
const KEY_VALUE = 'abc';
const RECORD = KEY.replace('MeetingKey', 'MeetingRecord');
const EXPAND = `$expand=${encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${RECORD}')`)}`;

let directory: string;
let sandbox: Sandbox;
let meetings = 0;

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sandbox-switches-'));
  sandbox = await startSandbox({ directory });
});
after(async () => {
  await sandbox.close();
  await rm(directory, { recursive: true, force: true });
});
beforeEach(() => {
  meetings += 1;
  behave({});
});

/** Only what a test names differs from a kind calendar. */
const behave = (given: SwitchesInput) => sandbox.setSwitches({ ...KIND_SWITCHES, ...given });
const key = () => `${KEY_VALUE}${meetings}`;
const mine = () => sandbox.events().filter(({ subject }) => subject === `Change ${meetings}`);

async function create(more: Record<string, unknown> = {}): Promise<GraphAnswer> {
  const answer = await tryToCreate(more);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer;
}
const tryToCreate = (more: Record<string, unknown> = {}) =>
  graph(
    sandbox,
    'POST',
    'events',
    eventBody({
      subject: `Change ${meetings}`,
      singleValueExtendedProperties: [
        { id: KEY, value: key() },
        { id: RECORD, value: 'r'.repeat(300) },
      ],
      ...more,
    }),
    IMMUTABLE,
  );
const path = (answer: GraphAnswer, more = '') => `events/${encodeURIComponent(answer.body.id)}${more}`;
const read = (answer: GraphAnswer, more = '') =>
  graph(sandbox, 'GET', path(answer, more), undefined, IMMUTABLE);
const patch = (answer: GraphAnswer, body: unknown) => graph(sandbox, 'PATCH', path(answer), body, IMMUTABLE);
const search = (where = 'events') =>
  graph(
    sandbox,
    'GET',
    `${where}?${EXPAND}&$filter=${encodeURIComponent(`singleValueExtendedProperties/Any(ep: ep/id eq '${KEY}' and ep/value eq '${key()}')`)}`,
    undefined,
    IMMUTABLE,
  );
const found = async (where?: string) => (await search(where)).body.value.length;
const code = ({ status, body }: GraphAnswer) => [status, body.error.code];

describe('attendees', () => {
  it('are kept under other addresses, and those who meet there are one', async () => {
    behave({ alias: { 'A@x.example': 'anna@x.example', 'b@x.example': 'anna@x.example' } });
    assert.deepEqual(addressesOf((await create()).body), ['anna@x.example', 'anna@x.example']);
    behave({
      alias: { 'A@x.example': 'anna@x.example', 'b@x.example': 'anna@x.example' },
      dropDuplicates: true,
    });
    const made = await create();
    assert.deepEqual(addressesOf(made.body), ['anna@x.example']);
    const before = mine().at(-1)?.notifications.length;
    await patch(made, { attendees: attendees('a@x.example') });
    assert.equal(mine().at(-1)?.notifications.length, before, 'an alias is nobody new');
  });

  it('lose the organizer, under any of the mailbox’s addresses', async () => {
    const people = attendees('team@x.example', 'cloud-team@meetings.example', 'a@x.example');
    assert.equal(addressesOf((await create({ attendees: people })).body).length, 3);
    behave({ dropOrganizer: true, mailboxOf: { 'Team@x.example': 'cloud-team@meetings.example' } });
    assert.deepEqual(addressesOf((await create({ attendees: people })).body), ['a@x.example']);
  });

  it('come back in lower case', async () => {
    behave({ lowerCaseAddresses: true });
    assert.deepEqual(addressesOf((await create({ attendees: attendees('A@X.example') })).body), [
      'a@x.example',
    ]);
  });

  it('come back under X500 names, which an update is refused for', async () => {
    behave({ x500: 'second time' });
    const made = await create();
    const [a, b, third = ''] = addressesOf(made.body);
    assert.deepEqual([a, b], ['a@x.example', 'b@x.example']);
    assert.match(third, /^\/o=ExchangeLabs\/.*cn=a$/);
    const back = { attendees: attendees('a@x.example', 'b@x.example', third) };
    assert.deepEqual(code(await patch(made, back)), [400, 'ErrorInvalidRecipients']);
    behave({ x500: 'second time', smtpOnly: false, dropDuplicates: true });
    assert.equal((await patch(made, back)).status, 200);
    assert.deepEqual(
      mine()[0]?.attendees.map(({ address }) => address),
      ['a@x.example', 'b@x.example'],
    );
    behave({ x500: 'instead' });
    assert.deepEqual(addressesOf((await read(made)).body), [third, 'b@x.example']);
  });

  it('come back with a name for an address, or in one', async () => {
    behave({ addressForm: 'name and address' });
    const made = await create();
    assert.deepEqual(addressesOf(made.body), ['a <a@x.example>', 'b <b@x.example>']);
    const back = { attendees: attendees(...addressesOf(made.body)) };
    assert.deepEqual(code(await patch(made, back)), [400, 'ErrorInvalidRecipients']);
    behave({ addressForm: 'name', smtpOnly: false });
    assert.equal((await patch(made, back)).status, 200);
    assert.deepEqual(
      mine()[0]?.attendees.map(({ address }) => address),
      ['a@x.example', 'b@x.example'],
    );
    assert.deepEqual(addressesOf((await read(made)).body), ['a', 'b']);
  });

  it('are hidden as asked, not at all, or without a word', async () => {
    const hidden = async (given: SwitchesInput) => {
      behave(given);
      const made = await create({ hideAttendees: true });
      return [
        (made.body as unknown as { hideAttendees?: boolean }).hideAttendees,
        mine().at(-1)?.hideAttendees,
      ];
    };
    assert.deepEqual(await hidden({}), [true, true]);
    assert.deepEqual(await hidden({ hideAttendees: 'dropped' }), [false, false]);
    assert.deepEqual(await hidden({ hideAttendees: 'left out' }), [undefined, true]);
  });
});

describe('mailboxes', () => {
  it('have further addresses', async () => {
    behave({ mailboxOf: { 'team@x.example': 'cloud-team@meetings.example' } });
    await create();
    assert.equal(await found('/v1.0/users/TEAM@x.example/events'), 1);
  });

  for (const unknownMailbox of [
    'MailboxNotEnabledForRESTAPI',
    'ResourceNotFound',
    'ErrorInvalidUser',
  ] as const)
    it(`that are not there are ${unknownMailbox}`, async (t) => {
      const own = await mkdtemp(join(tmpdir(), 'sandbox-switches-'));
      const { defaultScenario } = await import('../../../src/sandbox/index.ts');
      const one = await startSandbox({
        directory: own,
        scenario: {
          ...defaultScenario,
          graph: { ...defaultScenario.graph, mailboxes: ['@meetings.example'] },
        },
        switches: { unknownMailbox },
      });
      t.after(async () => {
        await one.close();
        await rm(own, { recursive: true, force: true });
      });
      assert.deepEqual(code(await graph(one, 'GET', '/v1.0/users/x@y.example/events')), [
        404,
        unknownMailbox,
      ]);
    });

  it('refuse every so manieth read with 412', async () => {
    behave({ readConflictEvery: 2 });
    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push((await graph(sandbox, 'GET', 'events')).status);
    assert.deepEqual(statuses.sort(), [200, 200, 412, 412]);
  });
});

describe('what has ended', () => {
  it('is gone by every id, or still answers by its immutable one', async () => {
    const made = await create();
    const ordinary = mine()[0]!.id;
    await sandbox.byHand({ event: made.body.id, change: { do: 'delete' } });
    assert.equal((await read(made)).status, 404);
    behave({ deletedReadable: true });
    const there = await read(made);
    assert.deepEqual([there.status, there.body.isCancelled], [200, false]);
    assert.equal((await graph(sandbox, 'GET', `events/${encodeURIComponent(ordinary)}`)).status, 404);
    assert.equal(await found(), 0);
    const told = mine()[0]?.notifications.length;
    assert.equal(
      (await patch(made, { subject: `Change ${meetings}` })).status,
      200,
      'as if nothing had happened',
    );
    assert.equal(mine()[0]?.notifications.length, told, 'and nobody hears of it');
    assert.equal((await graph(sandbox, 'POST', path(made, '/cancel'), {}, IMMUTABLE)).status, 404);
  });

  it('is cancelled with a mark, without one, or not to be found', async () => {
    const made = await create();
    await graph(sandbox, 'POST', path(made, '/cancel'), {}, IMMUTABLE);
    assert.equal((await read(made)).body.isCancelled, true);
    assert.equal((await patch(made, { subject: 'x' })).status, 404);
    behave({ cancelledReadable: 'unmarked' });
    assert.equal((await read(made)).body.isCancelled, false);
    behave({ cancelledReadable: 'gone' });
    assert.equal((await read(made)).status, 404);
  });

  it('stays on the calendar when somebody leaves it there', async () => {
    const made = await create();
    await sandbox.byHand({ event: made.body.id, change: { do: 'cancel', stays: true } });
    assert.equal((await search()).body.value[0]?.isCancelled, true);
  });

  it('is in no calendar, or is said to be in the default one', async () => {
    const made = await create();
    const calendar = async () => {
      const { status, body } = await read(made, '/calendar');
      return [status, (body as unknown as { isDefaultCalendar?: boolean }).isDefaultCalendar];
    };
    assert.deepEqual(await calendar(), [200, true]);
    behave({ deletedReadable: true });
    await sandbox.byHand({ event: made.body.id, change: { do: 'delete' } });
    assert.deepEqual(await calendar(), [404, undefined]);
    behave({ deletedReadable: true, calendarOfDeleted: 'default calendar' });
    assert.deepEqual(await calendar(), [200, true]);
    await sandbox.byHand({ event: made.body.id, change: { do: 'destroy' } });
    assert.equal((await read(made)).status, 404);
    assert.equal((await graph(sandbox, 'GET', 'mailFolders/deleteditems')).status, 200);
  });

  it('is cancelled only where there is somebody to tell', async () => {
    behave({ cancelNeedsAttendees: true });
    const alone = await create({ attendees: [] });
    assert.equal((await graph(sandbox, 'POST', path(alone, '/cancel'), {}, IMMUTABLE)).status, 400);
    assert.equal((await graph(sandbox, 'DELETE', path(alone), undefined, IMMUTABLE)).status, 204);
  });
});

describe('another calendar', () => {
  it('keeps the immutable id, and is looked at by itself', async () => {
    const made = await create();
    const ordinary = mine()[0]!.id;
    await sandbox.byHand({ event: made.body.id, change: { do: 'move', to: 'Projects' } });
    assert.equal(await found(), 0);
    assert.equal((await read(made)).status, 200);
    assert.equal((await graph(sandbox, 'GET', `events/${encodeURIComponent(ordinary)}`)).status, 404);
    const { body } = await graph(sandbox, 'GET', 'calendars');
    const other = body.value.find(
      (calendar) => (calendar as unknown as { name: string }).name === 'Projects',
    );
    assert.ok(other);
    assert.equal(await found(`calendars/${encodeURIComponent(other.id)}/events`), 1);
    assert.equal((await read(made, '/calendar')).body.id, other.id);
    behave({ listsAllCalendars: true });
    assert.equal(await found(), 1);
    await sandbox.byHand({ event: made.body.id, change: { do: 'move', to: 'calendar' } });
    behave({});
    assert.equal(await found(), 1);
  });
});

describe('copies of an invitation', () => {
  const guest = '/v1.0/users/a@x.example/events';
  it('carry the organizer’s properties or not', async () => {
    await create();
    assert.equal(await found(guest), 0);
    behave({ copiesCarryProperties: true });
    const [copy] = (await search(guest)).body.value;
    assert.equal(copy?.isOrganizer, false);
  });

  it('can be changed without anybody hearing of it, but never cancelled', async () => {
    const made = await create();
    await sandbox.byHand({ event: made.body.id, change: { do: 'hand-over', organizer: 'boss@x.example' } });
    const { body } = await read(made);
    assert.deepEqual([body.isOrganizer, body.organizer.emailAddress.address], [false, 'boss@x.example']);
    assert.equal((await patch(made, { subject: 'x' })).status, 400);
    behave({ copiesWritable: true });
    const told = mine()[0]?.notifications.length;
    assert.equal((await patch(made, { location: { displayName: 'there' } })).status, 200);
    assert.equal(mine()[0]?.notifications.length, told);
    assert.equal((await graph(sandbox, 'POST', path(made, '/cancel'), {}, IMMUTABLE)).status, 400);
  });
});

describe('transaction ids', () => {
  const twice = async (given: SwitchesInput, more: Record<string, unknown>) => {
    const transactionId = `t-${meetings}-${JSON.stringify(given)}`;
    behave(given);
    const first = await create({ transactionId });
    const again = await tryToCreate({ transactionId, ...more });
    return { first, again };
  };
  const existing = ({ body }: GraphAnswer) => body.error['@event.existingEventId'];

  it('give back the same content, anything, or nothing', async () => {
    assert.equal((await twice({}, {})).again.status, 201);
    assert.equal((await twice({}, { subject: 'x' })).again.status, 400);
    const returned = await twice({ replay: 'returned' }, { subject: 'x' });
    assert.deepEqual([returned.again.status, returned.again.body.id], [201, returned.first.body.id]);
    const refused = await twice({ replay: 'refused', duplicateStatus: 409 }, {});
    assert.deepEqual(code(refused.again), [409, 'ErrorDuplicateTransactionId']);
    assert.equal(existing(refused.again), refused.first.body.id);
  });

  it('name the event by the id that was asked for, the ordinary one, a stale one, or not', async () => {
    const ordinary = await twice({ replay: 'refused', existingId: 'ordinary' }, {});
    assert.ok(mine().some(({ id }) => id === existing(ordinary.again)));
    const stale = await twice({ replay: 'refused', existingId: 'stale' }, {});
    const id = encodeURIComponent(existing(stale.again) ?? '');
    assert.equal((await graph(sandbox, 'GET', `events/${id}`, undefined, IMMUTABLE)).status, 404);
    assert.equal(existing((await twice({ replay: 'refused', existingId: 'none' }, {})).again), undefined);
  });

  it('are remembered of what has ended, or forgotten', async () => {
    const again = async (given: SwitchesInput) => {
      const transactionId = `ended-${meetings}-${JSON.stringify(given)}`;
      behave(given);
      const made = await create({ transactionId });
      await graph(sandbox, 'POST', path(made, '/cancel'), {}, IMMUTABLE);
      return (await tryToCreate({ transactionId })).status;
    };
    assert.deepEqual([await again({}), await again({ forgetsEnded: true })], [400, 201]);
  });
});

describe('a search', () => {
  it('misses a new event so many times', async () => {
    behave({ blindFinds: 2 });
    await create();
    assert.deepEqual([await found(), await found(), await found()], [0, 0, 1]);
  });

  it('misses it for a time, as every list does if that is asked for', async () => {
    behave({ searchLagMs: 60_000 });
    const made = await create();
    const listed = async () =>
      (await graph(sandbox, 'GET', 'events?$top=1000', undefined, IMMUTABLE)).body.value.some(
        ({ id }) => id === made.body.id,
      );
    assert.deepEqual([await found(), await listed()], [0, true]);
    behave({ searchLagMs: 60_000, viewsLag: true });
    assert.equal(await listed(), false);
    assert.equal((await read(made)).status, 200);
    behave({});
    assert.equal(await found(), 1);
  });

  it('gives long properties whole, cut, or not; so does a single read', async () => {
    const made = await create();
    const value = ({ singleValueExtendedProperties: all }: GraphAnswer['body']) =>
      all?.find(({ id }) => id === RECORD)?.value.length;
    const lengths = async (given: SwitchesInput) => {
      behave(given);
      return [value((await search()).body.value[0]!), value((await read(made, `?${EXPAND}`)).body)];
    };
    assert.deepEqual(await lengths({}), [300, 300]);
    assert.deepEqual(await lengths({ longInLists: 'cut' }), [255, 300]);
    assert.deepEqual(await lengths({ longInLists: 'left out' }), [undefined, 300]);
    assert.deepEqual(await lengths({ longSingly: 'cut' }), [300, 255]);
    assert.deepEqual(await lengths({ longSingly: 'left out' }), [300, undefined]);
  });
});

describe('what is kept of an event', () => {
  it('has properties up to a limit', async () => {
    behave({ propertyLimit: 299 });
    assert.deepEqual(code(await tryToCreate()), [400, 'ErrorPropertyValidationFailure']);
    behave({ propertyLimit: 300 });
    await create();
  });

  it('has an online meeting or not, with its link at once, late, or until the next update', async () => {
    const online = { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' };
    const link = ({ body }: GraphAnswer) => body.onlineMeeting?.joinUrl !== undefined;
    behave({ onlineMeeting: 'not made' });
    const none = await create(online);
    assert.deepEqual([none.body.isOnlineMeeting, link(none)], [false, false]);
    behave({ joinLinkLate: 2 });
    const late = await create(online);
    assert.deepEqual([link(late), link(await read(late)), link(await read(late))], [false, false, true]);
    behave({ joinLinkOnUpdate: 'left out' });
    assert.deepEqual(
      [link(await patch(late, { importance: 'high' })), link(await read(late))],
      [false, true],
    );
    behave({ joinLinkOnUpdate: 'lost' });
    const lost = await patch(late, { importance: 'low' });
    assert.deepEqual([link(lost), link(await read(late)), lost.body.isOnlineMeeting], [false, false, false]);
  });

  it('has times by its own zone data, rounded, under another zone’s name', async () => {
    behave({ zoneShiftMinutes: { 'America/New_York': 60 } });
    assert.equal((await create()).body.start.dateTime, '2030-01-10T16:00:00.0000000');
    const odd = { start: { dateTime: '2030-01-10T10:07:31', timeZone: 'UTC' } };
    const start = async (given: SwitchesInput) => {
      behave(given);
      return (await create(odd)).body.start.dateTime.slice(11, 19);
    };
    assert.equal(await start({}), '10:07:31');
    assert.equal(await start({ rounding: 'minute' }), '10:07:00');
    assert.equal(await start({ rounding: 'half hour' }), '10:00:00');
    behave({ originalZone: 'tzone://Microsoft/Custom' });
    assert.equal((await create()).body.originalStartTimeZone, 'tzone://Microsoft/Custom');
  });

  it('is an event of whole days only with whole days, or is made one', async () => {
    assert.equal((await tryToCreate({ isAllDay: true })).status, 400);
    behave({ allDayStrict: false });
    const made = await create({ isAllDay: true });
    assert.equal(mine()[0]?.start.dateTime, '2030-01-10T00:00:00');
    assert.equal(mine()[0]?.end.dateTime, '2030-01-11T00:00:00');
    behave({});
    const times = eventBody();
    assert.equal((await patch(made, { start: times.start, end: times.end })).status, 400);
    assert.equal((await patch(made, { start: times.start, end: times.end, isAllDay: false })).status, 200);
  });

  it('has a text whose ids and classes are kept, renamed or dropped, and a subject of any length or not', async () => {
    const body = { contentType: 'html', content: '<div id="ours" class="a b">Hi</div>' };
    const made = await create({ body });
    const content = async (given: SwitchesInput) => {
      behave(given);
      return /<div.*<\/div>/.exec((await read(made)).body.body.content)?.[0];
    };
    assert.equal(await content({}), body.content);
    assert.equal(await content({ bodyMarks: 'x_' }), '<div id="x_ours" class="x_a x_b">Hi</div>');
    assert.equal(await content({ bodyMarks: 'dropped' }), '<div>Hi</div>');
    const subject = 's'.repeat(300);
    behave({ longSubject: 'cut' });
    assert.equal((await create({ subject })).body.subject.length, 255);
    behave({ longSubject: 'refused' });
    assert.equal((await tryToCreate({ subject })).status, 400);
  });

  it('takes its time', async () => {
    behave({ latencyMs: 60 });
    const startedAt = performance.now();
    await create();
    assert.ok(performance.now() - startedAt >= 55);
  });
});

describe('by hand', () => {
  it('an event becomes all-day, a series, visible, retyped, without a link', async () => {
    const made = await create({ hideAttendees: true, isOnlineMeeting: true });
    const edit = (change: Parameters<Sandbox['byHand']>[0]['change']) =>
      sandbox.byHand({ event: made.body.id, change });
    const etag = made.body['@odata.etag'];
    await edit({ do: 'hide', hidden: false });
    await edit({ do: 'all-day' });
    await edit({ do: 'retype', html: '<p>retyped</p>' });
    await edit({ do: 'series', occurrences: 3 });
    const { body } = await read(made);
    assert.notEqual(body['@odata.etag'], etag);
    assert.equal(mine()[0]?.hideAttendees, false);
    assert.match(body.body.content, /retyped.*____/s);
    const kinds = body as unknown as { type: string; isAllDay: boolean };
    assert.deepEqual([kinds.type, kinds.isAllDay], ['seriesMaster', true]);
    const view = await graph(
      sandbox,
      'GET',
      'calendarView?startDateTime=2030-01-01T00:00:00Z&endDateTime=2030-01-31T00:00:00Z&$top=1000&$select=type,seriesMasterId',
      undefined,
      IMMUTABLE,
    );
    const occurrences = view.body.value.filter(
      (one) => (one as unknown as { seriesMasterId: string }).seriesMasterId === made.body.id,
    );
    assert.equal(occurrences.length, 3);
    await edit({ do: 'join-link' });
    assert.equal((await read(made)).body.onlineMeeting, null);
    await edit({ do: 'patch', fields: { attendees: attendees('new@x.example') } });
    assert.deepEqual(mine()[0]?.notifications.at(-2)?.to, ['new@x.example']);
    await assert.rejects(
      () => sandbox.byHand({ event: 'nothing', change: { do: 'delete' } }),
      /no event nothing/,
    );
  });
});

describe('the switches themselves', () => {
  it('are set over the scenario’s, all or none', () => {
    assert.throws(
      () => sandbox.setSwitches({ blindFinds: -1 }),
      /^Error: The switches cannot be used: blindFinds: /,
    );
    assert.throws(() => sandbox.setSwitches({ nothing: 1 } as SwitchesInput), /nothing/);
    sandbox.setSwitches({ blindFinds: 3 });
    sandbox.setSwitches({ latencyMs: 0 });
    assert.equal(sandbox.switches().blindFinds, sandbox.scenario.graph.switches.blindFinds);
  });

  it('are read as two words or as JSON', () => {
    assert.deepEqual(readSwitches('kind'), KIND_SWITCHES);
    assert.deepEqual(readSwitches('unkind'), UNKIND_SWITCHES);
    assert.deepEqual(readSwitches('{"blindFinds": 2}'), { blindFinds: 2 });
    assert.throws(() => readSwitches('{"x": 2}'), /The switches cannot be used/);
    assert.throws(() => readSwitches('very kind'), /kind and unkind/);
    assert.deepEqual(Object.keys(KIND_SWITCHES), Object.keys(switchesSchema.shape));
  });
});
