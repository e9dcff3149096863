import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Question } from '../../src/calendar/index.ts';
import { addressesOf, contentOf, TEAMS_BLOB } from './support/fake-graph.ts';
import { harness, statuses } from './support/harness.ts';
import { ORGANIZER, planFor } from './support/plans.ts';

describe('sendPlan', () => {
  it('creates one event with everything of the plan', async () => {
    const { graph, send } = harness();
    const outcome = await send(planFor());
    assert.equal(outcome.kind, 'done');
    assert.deepEqual(statuses(outcome), ['created']);
    assert.equal(outcome.events[0]!.joinUrl, 'https://teams.example/l/meetup-join/1');
    assert.equal(outcome.events[0]?.attendees, 3);
    const [event] = graph.events;
    assert.ok(event);
    assert.equal(event.mailbox, ORGANIZER);
    assert.deepEqual(addressesOf(event), ['a@hts.example', 'b@hts.example', 'c@cds.example']);
    const { subject, start, hideAttendees, isOnlineMeeting, responseRequested, allowNewTimeProposals } =
      event.fields;
    assert.deepEqual(
      { subject, start, hideAttendees, isOnlineMeeting, responseRequested, allowNewTimeProposals },
      {
        subject: 'Change Implementation: Database move',
        start: { dateTime: '2027-02-02T10:00:00', timeZone: 'America/New_York' },
        hideAttendees: true,
        isOnlineMeeting: true,
        responseRequested: true,
        allowNewTimeProposals: false,
      },
    );
  });

  it('gives a wall time that a clock change repeats in UTC, where it has one meaning', async () => {
    const { graph, send } = harness();
    const plan = planFor({ start: '2027-11-07T01:30:00', end: '2027-11-07T03:00:00' });
    const outcome = await send(plan);
    assert.deepEqual(statuses(outcome), ['created']);
    const { start, end } = graph.events[0]?.fields ?? {};
    assert.deepEqual(start, { dateTime: '2027-11-07T05:30:00', timeZone: 'UTC' });
    assert.deepEqual(end, { dateTime: '2027-11-07T08:00:00', timeZone: 'UTC' });
    assert.deepEqual(statuses(await send(plan)), ['unchanged']);
  });

  it('leaves a meeting alone that is as it should be: no call that writes', async () => {
    const { graph, send } = harness();
    await send(planFor());
    const again = await send(planFor());
    assert.deepEqual(statuses(again), ['unchanged']);
    assert.equal(graph.writes().length, 1);
    assert.equal(again.events[0]?.joinUrl, 'https://teams.example/l/meetup-join/1');
  });

  it('sends attendees and nothing else that mails when only they changed', async () => {
    const { graph, send } = harness();
    await send(planFor());
    const outcome = await send(
      planFor({ people: { hts: ['a@hts.example', 'new@hts.example'], cds: ['c@cds.example'] } }),
    );
    assert.deepEqual(statuses(outcome), ['updated']);
    // Who is added is in the record before, who left is out of it after; the list goes out alone.
    assert.deepEqual(
      graph
        .writes()
        .map(({ method, body }) => [method, ...Object.keys(body ?? {})])
        .slice(1),
      [
        ['PATCH', 'singleValueExtendedProperties'],
        ['PATCH', 'attendees'],
        ['PATCH', 'singleValueExtendedProperties'],
      ],
    );
    assert.deepEqual(addressesOf(graph.events[0]!), ['a@hts.example', 'c@cds.example', 'new@hts.example']);
  });

  it('changes a title without touching attendees and with the online meeting kept to the letter', async () => {
    const { graph, send } = harness();
    await send(planFor());
    const before = contentOf(graph.events[0]!);
    const outcome = await send(
      planFor({ subject: 'Change Implementation: Moved', bodyText: 'Another text.' }),
    );
    assert.deepEqual(statuses(outcome), ['updated']);
    const patch = graph.writes().at(-1)?.body ?? {};
    assert.deepEqual(Object.keys(patch).sort(), ['body', 'singleValueExtendedProperties', 'subject']);
    const after = contentOf(graph.events[0]!);
    assert.ok(after.includes(TEAMS_BLOB));
    assert.equal(after, before.replace('We move the database.', 'Another text.'));
  });

  it('asks before it touches a body in which our part is gone', async () => {
    const { graph, send } = harness();
    await send(planFor());
    graph.byHand(graph.events[0]!, {
      body: { contentType: 'html', content: `<p>mine now</p>${TEAMS_BLOB}` },
    });
    const outcome = await send(planFor({ bodyText: 'Another text.' }));
    assert.equal(outcome.kind === 'question' && outcome.question.code, 'TextRewritten');
    assert.equal(graph.writes().length, 1);
  });

  it('keeps by-hand attendees with their names and types, and customers that failed', async () => {
    const { graph, send } = harness();
    await send(planFor());
    const event = graph.events[0]!;
    const room = { emailAddress: { address: 'room@ccoe.example', name: 'Room 1' }, type: 'resource' };
    graph.byHand(event, { attendees: [...(event.fields.attendees as object[]), room] });
    await send(planFor({ people: { hts: ['a@hts.example'] }, missing: ['cds'] }));
    assert.deepEqual(addressesOf(event), ['a@hts.example', 'c@cds.example', 'room@ccoe.example']);
    assert.deepEqual((event.fields.attendees as object[]).at(-1), room);
    // Everybody of a customer: a question of its own.
    const none = planFor({ people: { hts: ['a@hts.example'], cds: [] } });
    assert.equal((await send(none, { forceUpdate: true })).kind, 'question');
    await send(none, { answers: ['ManyRemoved'] });
    assert.deepEqual(addressesOf(event), ['a@hts.example', 'room@ccoe.example']);
  });

  it('removes nobody when the record cannot be read', async () => {
    const { graph, send } = harness();
    await send(planFor());
    const event = graph.events[0]!;
    const properties = event.fields.singleValueExtendedProperties as { id: string; value: string }[];
    graph.byHand(event, {
      singleValueExtendedProperties: properties.map((one) =>
        one.id.endsWith('MeetingRecord') ? { ...one, value: one.value.slice(0, 200) } : one,
      ),
    });
    await send(planFor({ people: { hts: ['a@hts.example'], cds: [] } }));
    assert.deepEqual(addressesOf(event), ['a@hts.example', 'b@hts.example', 'c@cds.example']);
  });

  it('re-sends an unchanged meeting to everybody with one PATCH when forced, and makes no second event', async () => {
    const { graph, send } = harness();
    await send(planFor());
    const outcome = await send(planFor(), { forceUpdate: true });
    assert.deepEqual(statuses(outcome), ['updated']);
    assert.deepEqual(
      graph.writes().map(({ method }) => method),
      ['POST', 'PATCH'],
    );
    assert.equal(graph.writes().at(-1)?.body?.subject, 'Change Implementation: Database move');
    assert.equal(graph.writes().at(-1)?.body?.body, undefined);
    assert.equal(graph.events.length, 1);
  });

  it('asks about a meeting whose title and start both differ, and goes on with a yes', async () => {
    const { graph, send } = harness();
    await send(planFor());
    const other = planFor({ subject: 'Other', start: '2027-03-03T10:00:00', end: '2027-03-03T11:00:00' });
    const outcome = await send(other);
    assert.equal(outcome.kind, 'question');
    assert.equal(outcome.question.code, 'DifferentMeeting');
    assert.equal(graph.writes().length, 1);
    const asked: Question[] = [];
    const no = await send(other, { answer: (question) => (asked.push(question), Promise.resolve(false)) });
    assert.equal(no.kind, 'question');
    assert.deepEqual(
      asked.map(({ code }) => code),
      ['DifferentMeeting'],
    );
    const yes = await send(other, { answer: () => Promise.resolve(true) });
    assert.deepEqual(statuses(yes), ['updated']);
    assert.equal(graph.events.length, 1);
    assert.equal(graph.events[0]?.fields.subject, 'Other');
  });

  it('updates a new time alone without asking, and asks about a fallback key on another day', async () => {
    const { send } = harness();
    await send(planFor({ fallback: true }));
    const later = { start: '2027-02-02T15:00:00', end: '2027-02-02T16:00:00' };
    assert.deepEqual(statuses(await send(planFor({ fallback: true, ...later }))), ['updated']);
    const otherDay = { start: '2027-02-03T15:00:00', end: '2027-02-03T16:00:00' };
    const outcome = await send(planFor({ fallback: true, ...otherDay }));
    assert.equal(outcome.kind, 'question');
    assert.equal(outcome.question.code, 'FallbackKeyOtherDay');
    const there = planFor({ fallback: true, ...otherDay });
    assert.equal(
      (await send(there, { forceUpdate: true })).kind,
      'question',
      'it is not this question’s yes',
    );
    assert.deepEqual(statuses(await send(there, { answers: ['FallbackKeyOtherDay'] })), ['updated']);
  });

  it('asks about an event that somebody moved by hand', async () => {
    const { graph, send } = harness();
    await send(planFor());
    const zone = { timeZone: 'America/New_York' };
    graph.byHand(graph.events[0]!, {
      start: { dateTime: '2027-02-02T12:00:00', ...zone },
      end: { dateTime: '2027-02-02T13:00:00', ...zone },
    });
    const outcome = await send(planFor());
    assert.equal(outcome.kind, 'question');
    assert.equal(outcome.question.code, 'MovedByHand');
    assert.match(outcome.question.events[0]?.start ?? '', /2027-02-02 12:00 America\/New_York/);
    assert.equal(graph.writes().length, 1);
    const third = await send(planFor({ start: '2027-02-02T15:00:00', end: '2027-02-02T16:00:00' }));
    assert.equal(third.kind === 'question' && third.question.code, 'MovedByHand');
    const same = await send(planFor({ start: '2027-02-02T12:00:00', end: '2027-02-02T13:00:00' }));
    assert.notEqual(same.kind, 'question');
    graph.byHand(graph.events[0]!, {
      subject: 'Renamed by hand',
      start: { dateTime: '2027-02-02T09:00:00', ...zone },
    });
    const renamed = await send(planFor());
    assert.equal(renamed.kind === 'question' && renamed.question.code, 'MovedByHand');
  });

  it('leaves a place alone that somebody set by hand', async () => {
    const { graph, send } = harness();
    await send(planFor());
    graph.byHand(graph.events[0]!, { location: { displayName: 'Room 5' } });
    assert.deepEqual(statuses(await send(planFor())), ['unchanged']);
    await send(planFor({ people: { hts: ['a@hts.example'], cds: ['c@cds.example'] } }));
    assert.deepEqual(graph.events[0]?.fields.location, { displayName: 'Room 5' });
  });

  it('stops at several events of the same part', async () => {
    const { graph, send } = harness();
    await send(planFor());
    const [event] = graph.events;
    graph.events.push({ ...event!, id: 'copy' });
    const outcome = await send(planFor(), { forceUpdate: true, answer: () => Promise.resolve(true) });
    assert.equal(outcome.kind, 'question');
    assert.equal(outcome.question.code, 'SeveralMatches');
    assert.equal(outcome.question.canProceed, false);
    assert.equal(outcome.question.events.length, 2);
    assert.equal(graph.writes().length, 1);
  });

  it('refuses what may not be sent, before any call', async () => {
    const { graph, send } = harness();
    const partial = await send(
      planFor({ people: { hts: ['a@hts.example'] }, missing: ['cds'], acceptedPartial: false }),
    );
    const nobody = await send(planFor({ people: {} }));
    const problem = { severity: 'error', code: 'StartMissing', message: 'No start.', path: '' } as const;
    const blocked = await send({ ...planFor(), problems: [problem] });
    const codes = [partial, nobody, blocked].map(
      (outcome) => outcome.kind === 'refused' && outcome.error.code,
    );
    assert.deepEqual(codes, ['PartialNotAccepted', 'NobodyToInvite', 'StartMissing']);
    assert.equal(graph.seen.length, 0);
  });

  it('does not create a meeting that is over', async () => {
    const { graph, send } = harness();
    const over = planFor({ start: '2026-12-01T10:00:00', end: '2026-12-01T11:00:00' });
    const outcome = await send(over);
    assert.equal(outcome.kind, 'refused');
    assert.equal(outcome.error.code, 'MeetingIsOver');
    assert.equal(graph.writes().length, 0);
  });

  it('shows markup in a subject as it is: text', async () => {
    const { graph, send } = harness();
    const subject = '<script>alert(1)</script> & <img src=x onerror=alert(1)>';
    await send(planFor({ subject }));
    assert.equal(graph.events[0]?.fields.subject, subject);
  });

  it('creates in the mailbox of an organizer with characters that mean something in a path', async () => {
    const { graph, send } = harness();
    const organizer = "o'brien+a/b#c@ccoe.example";
    await send(planFor({ organizer }));
    assert.deepEqual(statuses(await send(planFor({ organizer }))), ['unchanged']);
    assert.equal(graph.events[0]?.mailbox, organizer);
  });
});
