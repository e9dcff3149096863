import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lookForPlan, type Question } from '../../src/calendar/index.ts';
import type { KnownMeeting } from '../../src/calendar/known-meeting.ts';
import { KEY_PROPERTY } from '../../src/calendar/properties.ts';
import { addressesOf, contentOf, TEAMS_BLOB, type Stored } from './support/fake-graph.ts';
import { goEvent, ticketed } from './support/go-event.ts';
import { harness, statuses } from './support/harness.ts';
import { ORGANIZER, planFor } from './support/plans.ts';

const codeOf = (outcome: { readonly kind: string; readonly question?: Question }): string | undefined =>
  outcome.question?.code;
const keyOf = (event: Stored): string | undefined =>
  (event.fields.singleValueExtendedProperties as { id: string; value: string }[] | undefined)?.find(
    ({ id }) => id === KEY_PROPERTY,
  )?.value;
const yes = { answer: () => Promise.resolve(true) };

describe('a meeting that something else has made', () => {
  it('is found by subject and start, asked about, and taken over with a yes: one event', async () => {
    const { graph, send, reported } = harness();
    const plan = ticketed(planFor());
    const event = graph.place(ORGANIZER, goEvent(plan));
    const asked = await send(plan);
    assert.equal(codeOf(asked), 'SameSubjectAndStart');
    assert.match(asked.kind === 'question' ? asked.question.message : '', /names the same tickets/);
    assert.deepEqual(graph.writes(), []);

    assert.deepEqual(statuses(await send(plan, yes)), ['updated']);
    assert.equal(graph.events.length, 1);
    assert.equal(keyOf(event), plan.key);
    // Nobody is removed: there is no record that we added anybody.
    assert.deepEqual(addressesOf(event), [
      'a@hts.example',
      'old@hts.example',
      'b@hts.example',
      'c@cds.example',
    ]);
    assert.ok(contentOf(event).includes(TEAMS_BLOB.slice('<br>'.length)));
    assert.ok(contentOf(event).includes('We move the database.'));
    assert.ok(!contentOf(event).includes('Related Tickets'));
    assert.ok(reported.some(({ type }) => type === 'adopting'));
    assert.deepEqual(statuses(await send(plan)), ['unchanged']);
    assert.equal(graph.writes().length, 1);
    assert.deepEqual(statuses(await send({ ...plan, subject: 'Moved' })), ['updated']);
  });

  it('is taken over with --force-update, and shown by a look', async () => {
    const { graph, send, calendar, journal } = harness();
    const plan = ticketed(planFor());
    const event = graph.place(ORGANIZER, goEvent(plan));
    const { signal } = new AbortController();
    const look = await lookForPlan(plan, calendar, { signal, journal });
    assert.equal(look.question?.code, 'SameSubjectAndStart');
    assert.deepEqual(
      look.events.map(({ id, attendees }) => [id, attendees]),
      [[event.id, 4]],
    );
    assert.deepEqual(graph.writes(), []);
    assert.deepEqual(statuses(await send(plan, { forceUpdate: true })), ['updated']);
    assert.deepEqual(
      graph.writes().map(({ method }) => method),
      ['PATCH'],
    );
    assert.equal(graph.events.length, 1);
  });

  it('is found under the subject and window that the Go tool uses, whatever the meeting’s own title and time', async () => {
    const { graph, send } = harness();
    const plan = planFor();
    const window = { start: plan.start, end: plan.end };
    const own = planFor({
      subject: 'Database move: questions',
      start: '2027-02-01T15:00:00',
      end: '2027-02-01T16:00:00',
    });
    const meeting = { ...own.meeting, title: 'Database move', window };
    graph.place(ORGANIZER, goEvent(plan));
    assert.equal(codeOf(await send({ ...own, meeting })), 'SameSubjectAndStart');
    assert.deepEqual(statuses(await send({ ...own, meeting }, yes)), ['updated']);
    assert.equal(graph.events[0]?.fields.subject, 'Database move: questions');
    assert.equal(graph.events.length, 1);
  });

  it('that does not name the tickets: asked about with that said', async () => {
    const { graph, send } = harness();
    graph.place(ORGANIZER, goEvent(planFor(), { tickets: 'CHG9999' }));
    const asked = await send(ticketed(planFor()));
    assert.match(asked.kind === 'question' ? asked.question.message : '', /not name the same tickets/);
  });

  it('twice: the one with the tickets, else both are shown and none is touched', async () => {
    const { graph, send } = harness();
    const plan = ticketed(planFor());
    graph.place(ORGANIZER, goEvent(plan, { tickets: 'CHG9999' }));
    const right = graph.place(ORGANIZER, goEvent(plan));
    const asked = await send(plan);
    assert.deepEqual(asked.kind === 'question' && asked.question.events.map(({ id }) => id), [right.id]);
    const without = await send(planFor(), { forceUpdate: true });
    assert.equal(codeOf(without), 'SeveralMatches');
    assert.equal(without.kind === 'question' && without.question.events.length, 2);
    assert.deepEqual(graph.writes(), []);
  });

  it('is none that belongs to another file, to a series or to somebody else, nor one that is cancelled', async () => {
    const { graph, send } = harness();
    const plan = planFor();
    await send(planFor({ objectId: 'CHG-OTHER' }));
    graph.place(ORGANIZER, goEvent(plan, { isOrganizer: false }));
    graph.place(ORGANIZER, goEvent(plan, { type: 'occurrence' }));
    graph.place(ORGANIZER, goEvent(plan, { isCancelled: true }));
    graph.place(ORGANIZER, goEvent(plan, { subject: 'Something else' }));
    assert.deepEqual(statuses(await send(plan)), ['created']);
  });

  it('keeps its text when that cannot be told from the online meeting', async () => {
    const { graph, send, reported } = harness();
    const plan = planFor();
    const event = graph.place(ORGANIZER, goEvent(plan));
    const content =
      '<html><body><p>Old text</p><a href="https://teams.example/l/meetup-join/1">Join</a></body></html>';
    graph.byHand(event, { body: { contentType: 'html', content } });
    assert.deepEqual(statuses(await send(plan, yes)), ['updated']);
    assert.equal(contentOf(event), content);
    assert.ok(reported.some(({ type }) => type === 'text-kept'));
    assert.equal(keyOf(event), plan.key);
    assert.deepEqual(statuses(await send(plan)), ['unchanged']);
  });
});

describe('a file that says what it was scheduled as', () => {
  const known = (event: { readonly id: string }, more: Partial<KnownMeeting> = {}): KnownMeeting => ({
    id: event.id,
    cancelled: false,
    ...more,
  });

  it('the event it names is asked about, and taken over although title and time differ', async () => {
    const { graph, send } = harness();
    const event = graph.place(
      ORGANIZER,
      goEvent(planFor(), {
        subject: 'Old title',
        start: { dateTime: '2027-01-30T09:00:00', timeZone: 'UTC' },
      }),
    );
    const knownMeeting = known(event, { organizer: ORGANIZER.toUpperCase() });
    assert.equal(codeOf(await send(planFor(), { knownMeeting })), 'NamedByFile');
    assert.deepEqual(graph.writes(), []);
    assert.deepEqual(statuses(await send(planFor(), { ...yes, knownMeeting })), ['updated']);
    assert.equal(graph.events.length, 1);
    assert.equal(event.fields.subject, planFor().subject);
    assert.deepEqual(statuses(await send(planFor(), { knownMeeting })), ['unchanged']);
  });

  it('an event of another file is asked about too', async () => {
    const { graph, send } = harness();
    await send(planFor({ objectId: 'CHG-COPIED' }));
    const asked = await send(planFor(), { knownMeeting: known(graph.events[0]!) });
    assert.equal(codeOf(asked), 'NamedByFile');
    assert.match(asked.kind === 'question' ? asked.question.message : '', /mark of another file/);
  });

  it('an id that finds nothing is asked about: the meeting was sent, and is gone', async () => {
    const { graph, send } = harness();
    const wishes = { knownMeeting: known({ id: 'gone' }) };
    assert.equal(codeOf(await send(planFor(), wishes)), 'KnownMeetingGone');
    assert.equal(codeOf(await send(planFor(), { ...wishes, forceUpdate: true })), 'KnownMeetingGone');
    assert.equal(graph.events.length, 0);
    const answer = () => Promise.resolve(true);
    assert.deepEqual(statuses(await send(planFor(), { ...wishes, answer })), ['created']);
  });

  it('another organizer is asked about, and a yes makes the meeting here', async () => {
    const { graph, send } = harness();
    const knownMeeting = known({ id: 'elsewhere' }, { organizer: 'other@ccoe.example', subject: 'There' });
    const asked = await send(planFor(), { knownMeeting });
    assert.equal(codeOf(asked), 'OtherOrganizer');
    assert.match(asked.kind === 'question' ? asked.question.message : '', /other@ccoe\.example/);
    assert.deepEqual(graph.writes(), []);
    assert.equal(codeOf(await send(planFor(), { knownMeeting, forceUpdate: true })), 'OtherOrganizer');
    assert.deepEqual(graph.writes(), []);
    const answers = ['OtherOrganizer'] as const;
    assert.deepEqual(statuses(await send(planFor(), { knownMeeting, answers })), ['created']);
    assert.deepEqual(statuses(await send(planFor(), { knownMeeting })), ['unchanged']);
  });

  it('a live event beside the one with our mark: both are shown, none is touched', async () => {
    const { graph, send } = harness();
    await send(planFor());
    const other = graph.place(ORGANIZER, goEvent(planFor(), { subject: 'Other' }));
    const asked = await send(planFor({ bodyText: 'New.' }), {
      knownMeeting: known(other),
      forceUpdate: true,
    });
    assert.equal(codeOf(asked), 'SeveralMatches');
    assert.equal(asked.kind === 'question' && asked.question.events.length, 2);
    assert.equal(graph.writes().length, 1);
  });

  it('an event that was cancelled on the calendar is asked about, unless the file says that it was cancelled', async () => {
    const { graph, send } = harness();
    const event = graph.place(ORGANIZER, goEvent(planFor(), { isCancelled: true }));
    assert.equal(codeOf(await send(planFor(), { knownMeeting: known(event) })), 'CancelledByHand');
    assert.deepEqual(graph.writes(), []);
    const knownMeeting = known(event, { cancelled: true });
    assert.deepEqual(statuses(await send(planFor(), { knownMeeting })), ['created']);
  });
});
