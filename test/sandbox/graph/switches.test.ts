import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  KIND_SWITCHES,
  readSwitches,
  switchesSchema,
  UNKIND_SWITCHES,
  type Sandbox,
  type SwitchesInput,
} from '../../../src/sandbox/index.ts';
import { attendees, eventBody, graph, type GraphAnswer } from '../support/graph-bench.ts';
import { code, EXPAND, IMMUTABLE, longLength, toldCalendar } from '../support/told-calendar.ts';

const { told, behave, subject, tryToCreate, create, path, search, found, mine, read, patch } = toldCalendar();

describe('what has ended', () => {
  it('is gone by every id, or still answers by its immutable one', async () => {
    const made = await create();
    const ordinary = mine()[0]!.id;
    await told().byHand({ event: made.body.id, change: { do: 'delete' } });
    assert.equal((await read(made)).status, 404);
    behave({ deletedReadable: true });
    const there = await read(made);
    assert.deepEqual([there.status, there.body.isCancelled], [200, false]);
    assert.equal((await graph(told(), 'GET', `events/${encodeURIComponent(ordinary)}`)).status, 404);
    assert.equal(await found(), 0);
    const mails = mine()[0]?.notifications.length;
    assert.equal((await patch(made, { subject: subject() })).status, 200, 'as if nothing had happened');
    assert.equal(mine()[0]?.notifications.length, mails, 'and nobody hears of it');
    assert.equal((await graph(told(), 'POST', path(made, '/cancel'), {}, IMMUTABLE)).status, 404);
  });

  it('is cancelled with a mark, without one, or not to be found', async () => {
    const made = await create();
    await graph(told(), 'POST', path(made, '/cancel'), {}, IMMUTABLE);
    assert.equal((await read(made)).body.isCancelled, true);
    assert.equal((await patch(made, { subject: 'x' })).status, 404);
    behave({ cancelledReadable: 'unmarked' });
    assert.equal((await read(made)).body.isCancelled, false);
    behave({ cancelledReadable: 'gone' });
    assert.equal((await read(made)).status, 404);
  });

  it('stays on the calendar when somebody leaves it there', async () => {
    const made = await create();
    await told().byHand({ event: made.body.id, change: { do: 'cancel', stays: true } });
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
    await told().byHand({ event: made.body.id, change: { do: 'delete' } });
    assert.deepEqual(await calendar(), [404, undefined]);
    behave({ deletedReadable: true, calendarOfDeleted: 'default calendar' });
    assert.deepEqual(await calendar(), [200, true]);
    await told().byHand({ event: made.body.id, change: { do: 'destroy' } });
    assert.equal((await read(made)).status, 404);
    assert.equal((await graph(told(), 'GET', 'mailFolders/deleteditems')).status, 200);
  });

  it('is cancelled only where there is somebody to tell', async () => {
    behave({ cancelNeedsAttendees: true });
    const alone = await create({ attendees: [] });
    assert.equal((await graph(told(), 'POST', path(alone, '/cancel'), {}, IMMUTABLE)).status, 400);
    assert.equal((await graph(told(), 'DELETE', path(alone), undefined, IMMUTABLE)).status, 204);
  });
});

describe('another calendar', () => {
  it('keeps the immutable id, and is looked at by itself', async () => {
    const made = await create();
    const ordinary = mine()[0]!.id;
    await told().byHand({ event: made.body.id, change: { do: 'move', to: 'Projects' } });
    assert.equal(await found(), 0);
    assert.equal((await read(made)).status, 200);
    assert.equal((await graph(told(), 'GET', `events/${encodeURIComponent(ordinary)}`)).status, 404);
    const { body } = await graph(told(), 'GET', 'calendars');
    const other = body.value.find(
      (calendar) => (calendar as unknown as { name: string }).name === 'Projects',
    );
    assert.ok(other);
    assert.equal(await found(`calendars/${encodeURIComponent(other.id)}/events`), 1);
    assert.equal((await read(made, '/calendar')).body.id, other.id);
    behave({ listsAllCalendars: true });
    assert.equal(await found(), 1);
    await told().byHand({ event: made.body.id, change: { do: 'move', to: 'calendar' } });
    behave({});
    assert.equal(await found(), 1);
  });
});

describe('transaction ids', () => {
  const twice = async (given: SwitchesInput, more: Record<string, unknown>) => {
    const transactionId = `t-${subject()}-${JSON.stringify(given)}`;
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
    assert.equal((await graph(told(), 'GET', `events/${id}`, undefined, IMMUTABLE)).status, 404);
    assert.equal(existing((await twice({ replay: 'refused', existingId: 'none' }, {})).again), undefined);
  });

  it('are remembered of what has ended, or forgotten', async () => {
    const again = async (given: SwitchesInput) => {
      const transactionId = `ended-${subject()}-${JSON.stringify(given)}`;
      behave(given);
      const made = await create({ transactionId });
      await graph(told(), 'POST', path(made, '/cancel'), {}, IMMUTABLE);
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
      (await graph(told(), 'GET', 'events?$top=1000', undefined, IMMUTABLE)).body.value.some(
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
    const lengths = async (given: SwitchesInput) => {
      behave(given);
      return [longLength((await search()).body.value[0]!), longLength((await read(made, `?${EXPAND}`)).body)];
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
      told().byHand({ event: made.body.id, change });
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
      told(),
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
      () => told().byHand({ event: 'nothing', change: { do: 'delete' } }),
      /no event nothing/,
    );
  });
});

describe('the switches themselves', () => {
  it('are set over the scenario’s, all or none', () => {
    assert.throws(
      () => told().setSwitches({ blindFinds: -1 }),
      /^Error: The switches cannot be used: blindFinds: /,
    );
    assert.throws(() => told().setSwitches({ nothing: 1 } as SwitchesInput), /nothing/);
    told().setSwitches({ blindFinds: 3 });
    told().setSwitches({ latencyMs: 0 });
    assert.equal(told().switches().blindFinds, told().scenario.graph.switches.blindFinds);
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
