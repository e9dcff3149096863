import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bodyLines, lineChanges } from '../../src/calendar/body-lines.ts';
import { CalendarFailure, comparePlan, readMeeting, type PlanComparison } from '../../src/calendar/index.ts';
import { NOBODY_BY_HAND, type InvitePlan } from '../../src/invite/index.ts';
import { harness, statuses } from './support/harness.ts';
import { planFor } from './support/plans.ts';

const signal = new AbortController().signal;

async function compared(desk: ReturnType<typeof harness>, plan: InvitePlan): Promise<PlanComparison> {
  return comparePlan(plan, await readMeeting(plan, desk.calendar, { signal, journal: desk.journal }));
}

const emails = (people: readonly { readonly email: string }[]) => people.map(({ email }) => email);
/** Fields of the meeting itself that would change. */
const changesOf = (told: PlanComparison): readonly string[] =>
  ['subject', 'when', 'location', 'hideAttendees', 'body'].filter((field) => field in told);

describe('a plan compared with the calendar', () => {
  it('is new where nothing is', async () => {
    const told = await compared(harness(), planFor());
    assert.deepEqual([told.kind, told.questions, told.leftTheFile], ['new', [], []]);
    assert.deepEqual(emails(told.attendees.added), ['a@hts.example', 'b@hts.example', 'c@cds.example']);
  });

  it('changes nothing right after it was sent', async () => {
    const desk = harness();
    await desk.send(planFor());
    const told = await compared(desk, planFor());
    assert.deepEqual(changesOf(told), []);
    assert.deepEqual(told.attendees, { added: [], removed: [], kept: [], same: 3 });
    assert.ok(told.kind === 'there');
    assert.equal(told.newEvents, 0);
  });

  it('tells what becomes of subject, time, place, visibility, text and people, and a send does just that', async () => {
    const desk = harness();
    await desk.send(planFor());
    const next = planFor({
      subject: 'Change Implementation: Database move, later',
      start: '2027-02-02T10:00:00',
      end: '2027-02-02T12:00:00',
      location: 'Room 1',
      bodyText: 'We move the database later.',
      hideAttendees: false,
      people: { hts: ['a@hts.example', 'd@hts.example'] },
      missing: ['cds'],
    });
    const told = await compared(desk, next);
    assert.ok(told.kind === 'there');
    assert.deepEqual(told.subject, {
      before: 'Change Implementation: Database move',
      after: 'Change Implementation: Database move, later',
    });
    assert.deepEqual(told.when?.after, { startMs: next.start.epochMs, endMs: next.end.epochMs });
    assert.deepEqual(told.when.before, {
      startMs: next.start.epochMs,
      endMs: next.start.epochMs + 3_600_000,
    });
    assert.deepEqual(told.location, { before: 'Microsoft Teams Meeting', after: 'Room 1' });
    assert.deepEqual(told.hideAttendees, { before: true, after: false });
    assert.deepEqual(told.body, {
      removed: ['We move the database.'],
      added: ['We move the database later.'],
    });
    // c@cds.example stays: its customer has not answered.
    assert.deepEqual(told.attendees, {
      added: [{ email: 'd@hts.example', customerCodes: ['hts'] }],
      removed: [{ email: 'b@hts.example', customerCodes: ['hts'], reason: 'unsubscribed' }],
      kept: [{ email: 'c@cds.example', customerCodes: ['cds'], reason: 'failed' }],
      same: 1,
    });
    const outcome = await desk.send(next, { answer: () => Promise.resolve(true) });
    assert.deepEqual(statuses(outcome), ['updated']);
    assert.equal(outcome.events[0]?.attendees, 3);
    const again = await compared(desk, next);
    assert.ok(again.kind === 'there');
    assert.deepEqual(changesOf(again), []);
  });

  it('says who is left out by hand and stays, and who is taken off', async () => {
    const desk = harness();
    await desk.send(planFor());
    const leaving = (byHand: NonNullable<InvitePlan['byHand']>): InvitePlan => ({
      ...planFor({ people: { hts: ['a@hts.example'], cds: ['c@cds.example'] } }),
      byHand,
    });
    const stays = await compared(desk, leaving({ ...NOBODY_BY_HAND, leftOut: ['b@hts.example'] }));
    assert.ok(stays.kind === 'there');
    assert.deepEqual([emails(stays.attendees.kept), stays.attendees.removed], [['b@hts.example'], []]);
    assert.equal(stays.attendees.kept[0]?.reason, 'left out');
    const goes = await compared(desk, leaving({ ...NOBODY_BY_HAND, takenOff: ['b@hts.example'] }));
    assert.ok(goes.kind === 'there');
    assert.deepEqual([goes.attendees.kept, emails(goes.attendees.removed)], [[], ['b@hts.example']]);
    assert.equal(goes.attendees.removed[0]?.reason, 'taken off');
  });

  it('tells what a send would ask first, beside what it would change', async () => {
    const desk = harness();
    await desk.send(planFor());
    const other = planFor({
      subject: 'Something else',
      start: '2027-03-02T10:00:00',
      end: '2027-03-02T11:00:00',
    });
    const told = await compared(desk, other);
    assert.ok(told.kind === 'there');
    assert.equal(told.questions[0]?.code, 'DifferentMeeting');
    assert.equal(told.subject?.after, 'Something else');
  });

  it('writes nothing, and tells a refusal as one', async () => {
    const desk = harness();
    await desk.send(planFor());
    const before = JSON.stringify(desk.graph.events);
    await compared(desk, planFor({ subject: 'Another' }));
    assert.equal(JSON.stringify(desk.graph.events), before);
    const stranger = { ...planFor(), organizer: 'nobody@elsewhere.example' };
    const body = JSON.stringify({ error: { code: 'ErrorAccessDenied', message: 'No.' } });
    desk.graph.troubles.push({ method: 'GET', how: { status: 403, body } });
    await assert.rejects(readMeeting(stranger, desk.calendar, { signal }), CalendarFailure);
  });
});

describe('the lines of a body', () => {
  it('are those of our part, whatever a mail program has put around and into it', async () => {
    const body = `<html><head><style>p{}</style></head><body><p>Forwarded</p>
      <div id="x_customer-meetings-invite"><h2>Title &amp; more</h2><p>One<br>two <b>bold</b></p>
      <ul><li>first</li><li>second</li></ul></div><p>________________</p></body></html>`;
    assert.deepEqual(await bodyLines(body), ['Title & more', 'One', 'two bold', 'first', 'second']);
    assert.deepEqual(await bodyLines('<p>Plain</p>text<script>no</script>'), ['Plain', 'text']);
  });

  it('differ by those that go and come, each as often as it does', () => {
    assert.deepEqual(lineChanges(['a', 'b', 'b'], ['b', 'c']), { removed: ['a', 'b'], added: ['c'] });
    assert.deepEqual(lineChanges(['a', 'b'], ['b', 'a']), { removed: [], added: [] });
  });
});
