import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lookForPlan } from '../../src/calendar/index.ts';
import { TEAMS_BLOB, addressesOf, contentOf, type Answer } from './support/fake-graph.ts';
import { harness, statuses } from './support/harness.ts';
import { planFor } from './support/plans.ts';

type Json = Record<string, unknown>;
const warnings = (outcome: Awaited<ReturnType<ReturnType<typeof harness>['send']>>) =>
  outcome.events.flatMap(({ warnings: told = [] }) => told.map(({ code }) => code));
const errorOf = (outcome: object): { code: string; message: string; remedy: string } =>
  'error' in outcome
    ? (outcome.error as { code: string; message: string; remedy: string })
    : assert.fail('no error');

describe('a create whose answer has', () => {
  it('other times: said to be sent, with both; the next run corrects it in UTC, without a question', async () => {
    const { graph, send } = harness();
    // The server's zone data are an hour off for times in a zone, and right for UTC.
    const hourLater = (time: unknown): unknown => {
      const { dateTime } = time as { dateTime: string };
      const ms = Date.parse(`${dateTime.slice(0, 19)}Z`) + 3_600_000;
      return { dateTime: new Date(ms).toISOString().slice(0, 19), timeZone: 'UTC' };
    };
    graph.set({
      showing: (json, _: Answer, stored) =>
        (stored.fields.start as { timeZone: string }).timeZone === 'UTC'
          ? json
          : { ...json, start: hourLater(json.start), end: hourLater(json.end) },
    });
    const outcome = await send(planFor());
    assert.equal(outcome.kind, 'differs');
    assert.match(errorOf(outcome).message, /2027-02-02 11:00.*file says 2027-02-02 10:00/);
    assert.match(errorOf(outcome).remedy, /Run again.*UTC/);
    assert.deepEqual(statuses(outcome), ['created']);
    assert.deepEqual(statuses(await send(planFor())), ['updated']);
    const [times] = graph.writes().filter(({ method, body }) => method === 'PATCH' && body?.start);
    assert.equal((times?.body?.start as Json).timeZone, 'UTC');
    const before = graph.writes().length;
    assert.deepEqual(statuses(await send(planFor())), ['unchanged']);
    assert.equal(graph.writes().length, before);
  });

  it('times that it keeps otherwise even in UTC: told, and not sent again and again', async () => {
    const { graph, send } = harness();
    const rounded = { dateTime: '2027-02-02T15:30:00', timeZone: 'UTC' };
    graph.set({ showing: (json) => ({ ...json, start: rounded }) });
    assert.equal((await send(planFor())).kind, 'differs');
    const second = await send(planFor());
    assert.equal(second.kind, 'differs');
    assert.match(errorOf(second).remedy, /keeps other times/);
    const before = graph.writes().length;
    assert.deepEqual(statuses(await send(planFor())), ['unchanged']);
    assert.equal(graph.writes().length, before);
  });

  it('visible attendees where hidden was asked: said to be sent, and that they see each other', async () => {
    const { graph, send } = harness();
    graph.set({ showing: (json) => ({ ...json, hideAttendees: false }) });
    const outcome = await send(planFor());
    assert.equal(outcome.kind, 'differs');
    assert.match(errorOf(outcome).message, /see each other/);
    assert.deepEqual(statuses(outcome), ['created']);
  });

  it('no online meeting: a warning that names what attendees will miss', async () => {
    const { graph, send } = harness();
    graph.set({
      showing: (json) => ({ ...json, isOnlineMeeting: false, onlineMeeting: null }),
    });
    const outcome = await send(planFor());
    assert.deepEqual([outcome.kind, warnings(outcome)], ['done', ['NoOnlineMeeting']]);
    assert.equal(outcome.events[0]?.joinUrl, undefined);
  });
});

describe('an update', () => {
  it('that loses the online meeting says so, and no old link', async () => {
    const { graph, send } = harness();
    await send(planFor());
    graph.set({ showing: (json) => ({ ...json, onlineMeeting: null, isOnlineMeeting: false }) });
    const outcome = await send(planFor({ location: 'Elsewhere' }));
    assert.deepEqual(warnings(outcome), ['NoOnlineMeeting']);
    assert.equal(outcome.events[0]?.joinUrl, undefined);
  });

  it('whose answer alone leaves the link out still has it', async () => {
    const { graph, send } = harness();
    await send(planFor());
    graph.set({ showing: (json, answer) => (answer === 'update' ? { ...json, onlineMeeting: null } : json) });
    const outcome = await send(planFor({ location: 'Elsewhere' }));
    assert.deepEqual(warnings(outcome), []);
    assert.match(outcome.events[0]?.joinUrl ?? '', /teams/);
  });
});

describe('a create that was made before', () => {
  it('is not told as created, although Graph answers 201', async () => {
    const { graph, send, memory } = harness();
    const clock = (createdDateTime: string) =>
      graph.set({ showing: (json) => ({ ...json, createdDateTime }) });
    clock('2027-01-04T10:00:00Z');
    await send(planFor());
    memory.files.clear();
    graph.set({
      indexed: false,
      showing: (json) => ({ ...json, createdDateTime: '2027-01-04T10:00:00Z' }),
      date: '2027-01-04T10:00:30Z',
    });
    assert.deepEqual(statuses(await send(planFor())), ['unchanged']);
    assert.equal(graph.events.length, 1);
  });
});

describe('a create of whose event nothing says when it was made', () => {
  it('is told as created where the key finds it after that and did not before', async () => {
    const { graph, send } = harness();
    let looks = 0;
    // A search that finds it only at the third look.
    graph.set({ showing: (json, answer) => (answer === 'list' && ++looks < 3 ? undefined : json) });
    const outcome = await send(planFor());
    assert.deepEqual([statuses(outcome), warnings(outcome)], [['created'], []]);
  });

  it('is not told as created where nothing shows that it is new, nor that nothing was sent', async () => {
    for (const inView of [true, false]) {
      const { graph, send, memory, reported } = harness();
      await send(planFor());
      memory.files.clear();
      reported.splice(0);
      graph.set({
        showing: (json, answer) => (answer === 'list' || (answer === 'view' && !inView) ? undefined : json),
      });
      const outcome = await send(planFor());
      assert.equal(outcome.kind, 'done');
      assert.deepEqual([statuses(outcome), warnings(outcome)], [['unchanged'], ['PerhapsThereBefore']]);
      assert.equal(graph.events.length, 1);
      assert.ok(reported.some((one) => one.type === 'unchanged' && one.doubtful === true));
    }
  });

  it('and whose answer has other times is told as sent, with both', async () => {
    const { graph, send } = harness();
    const start = { dateTime: '2027-02-02T15:30:00', timeZone: 'UTC' };
    graph.set({ showing: (json, answer) => (answer === 'list' ? undefined : { ...json, start }) });
    const outcome = await send(planFor());
    assert.deepEqual([outcome.kind, statuses(outcome)], ['differs', ['created']]);
  });

  it('with other content that Graph does not look at: is brought up to date', async () => {
    const { graph, send, memory } = harness();
    await send(planFor());
    memory.files.clear();
    const [first] = graph.events;
    // Whatever is posted, the event with this transaction id comes back.
    graph.set({
      showing: (json, answer) => (answer === 'list' ? undefined : json),
      onRequest: ({ method, body }) => {
        if (method === 'POST' && first) Object.assign(first, { created: JSON.stringify(body) });
      },
    });
    const people = { hts: ['a@hts.example', 'b@hts.example', 'amy@hts.example'], cds: ['c@cds.example'] };
    assert.deepEqual(statuses(await send(planFor({ people }))), ['updated']);
    assert.ok(addressesOf(first!).includes('amy@hts.example'));
    assert.equal(graph.events.length, 1);
  });
});

describe('a text that was rewritten in Outlook', () => {
  const more = { hts: ['a@hts.example', 'b@hts.example', 'amy@hts.example'], cds: ['c@cds.example'] };
  const retyped = async () => {
    const desk = harness();
    await desk.send(planFor());
    desk.graph.byHand(desk.graph.events[0]!, {
      body: { contentType: 'html', content: `<p>mine now</p>${TEAMS_BLOB}` },
    });
    return desk;
  };

  it('does not hold back who is new; what stays is remembered', async () => {
    const { graph, send } = await retyped();
    const other = planFor({ bodyText: 'Other words.', people: more });
    const outcome = await send(other);
    assert.deepEqual([outcome.kind, warnings(outcome)], ['done', ['TextKept']]);
    assert.ok(addressesOf(graph.events[0]!).includes('amy@hts.example'));
    assert.match(contentOf(graph.events[0]!), /mine now/);
    const before = graph.writes().length;
    assert.deepEqual(statuses(await send(other)), ['unchanged']);
    assert.equal(graph.writes().length, before);
  });

  it('is written over with a yes, and the online meeting stays', async () => {
    const { graph, send, calendar, journal } = await retyped();
    const other = planFor({ bodyText: 'Other words.' });
    const { signal } = new AbortController();
    const look = await lookForPlan(other, calendar, { journal, signal });
    assert.equal(look.question?.code, 'TextRewritten');
    assert.equal((await send(other)).kind, 'question');
    assert.deepEqual(statuses(await send(other, { forceUpdate: true })), ['updated']);
    assert.match(contentOf(graph.events[0]!), /Other words\./);
    assert.doesNotMatch(contentOf(graph.events[0]!), /mine now/);
    assert.ok(contentOf(graph.events[0]!).includes('teams.example/l/meetup-join/1'));
  });
});

describe('the record', () => {
  it('that a list leaves out is read with the event; one that is cut everywhere is not overwritten', async () => {
    const { graph, send } = harness();
    const long = (json: Json, keep: boolean): Json => ({
      ...json,
      singleValueExtendedProperties: (
        (json.singleValueExtendedProperties ?? []) as { id: string; value: string }[]
      ).flatMap((one) => {
        if (!one.id.endsWith('MeetingRecord')) return [one];
        return keep ? [{ ...one, value: one.value.slice(0, 120) }] : [];
      }),
    });
    await send(planFor());
    graph.set({ showing: (json, answer) => (answer === 'list' ? long(json, false) : json) });
    assert.deepEqual(statuses(await send(planFor())), ['unchanged']);
    assert.equal(graph.writes().length, 1);
    const stored = JSON.stringify(graph.events[0]!.fields.singleValueExtendedProperties);
    graph.set({ showing: (json, answer) => long(json, answer !== 'list') });
    assert.deepEqual(statuses(await send(planFor())), ['unchanged']);
    const more = planFor({ people: { hts: ['a@hts.example', 'new@hts.example'], cds: ['c@cds.example'] } });
    const outcome = await send(more);
    assert.deepEqual(warnings(outcome), ['RecordUnreadable']);
    assert.ok(addressesOf(graph.events[0]!).includes('new@hts.example'));
    assert.ok(addressesOf(graph.events[0]!).includes('b@hts.example'));
    assert.equal(JSON.stringify(graph.events[0]!.fields.singleValueExtendedProperties), stored);
  });

  it('that is refused does not stop the send', async () => {
    const { graph, send } = harness();
    const error = { code: 'ErrorInvalidRequest', message: 'The property is too long.' };
    graph.troubles.push({ method: 'POST', how: { status: 400, body: JSON.stringify({ error }) } });
    const outcome = await send(planFor());
    assert.deepEqual([outcome.kind, warnings(outcome)], ['done', ['RecordNotKept']]);
    assert.equal(graph.alive().length, 1);
  });
});
