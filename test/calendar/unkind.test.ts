import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  createCalendar,
  graphTokenFromEnvironment,
  resolveGraphBaseUrl,
  sendPlan,
} from '../../src/calendar/index.ts';
import { openJournal } from '../../src/history/index.ts';
import type { InvitePlan } from '../../src/invite/index.ts';
import { startSandbox, UNKIND_SWITCHES, type Sandbox, type SwitchesInput } from '../../src/sandbox/index.ts';
import { instantClock } from './support/clock.ts';
import { memoryFiles, statuses } from './support/harness.ts';
import { planFor } from './support/plans.ts';

/** Over loopback, against a calendar that behaves as badly as the documents allow. */
describe('an unkind calendar', () => {
  let directory: string;
  let sandbox: Sandbox;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'unkind-'));
    sandbox = await startSandbox({ directory, calendarFile: join(directory, 'calendar.json') });
  });
  after(async () => {
    await sandbox.close();
    await rm(directory, { recursive: true });
  });

  /** A machine: a calendar and a journal of its own. */
  function machine() {
    const base = resolveGraphBaseUrl(sandbox.environment);
    assert.ok(base.ok);
    const token = graphTokenFromEnvironment(sandbox.environment, base.baseUrl);
    assert.ok(token);
    const calendar = createCalendar({ baseUrl: base.baseUrl, token, fetch, clock: instantClock() });
    const journal = openJournal('sends.jsonl', memoryFiles());
    return (plan: InvitePlan) =>
      sendPlan(plan, calendar, {
        forceUpdate: false,
        journal,
        signal: new AbortController().signal,
      });
  }
  const live = ({ key }: InvitePlan) =>
    sandbox
      .events()
      .filter(
        ({ state, singleValueExtendedProperties }) =>
          state === 'live' && singleValueExtendedProperties.some(({ value }) => value === key),
      );
  const writes = () => sandbox.requests().filter(({ write }) => write).length;

  const cases: Readonly<Record<string, SwitchesInput>> = {
    'as it is': {},
    'with another address for somebody': { alias: { 'a@hts.example': 'anna@hts.example' } },
    'with a directory name beside': { x500: 'second time' },
    'with a directory name instead': { x500: 'instead' },
    'with names for addresses': { addressForm: 'name' },
    'with names before addresses': { addressForm: 'name and address' },
    'that finds nothing at once': { blindFinds: 2, viewsLag: false },
    'without online meetings': { onlineMeeting: 'not made' },
    'that cuts what is long': { longInLists: 'cut', longSingly: 'cut' },
    'that takes no record': { propertyLimit: 100 },
    'that refuses reads now and then': { readConflictEvery: 3 },
  };
  for (const [name, switches] of Object.entries(cases)) {
    it(`${name}: sent once, unchanged after that, and a new person is invited once`, async () => {
      sandbox.setSwitches({ ...UNKIND_SWITCHES, ...switches });
      const send = machine();
      const objectId = `CHG-${name}`;
      const first = planFor({ objectId });
      assert.deepEqual(statuses(await send(first)), ['created']);
      const before = writes();
      assert.deepEqual(statuses(await send(first)), ['unchanged']);
      assert.equal(writes(), before);
      const people = {
        hts: ['a@hts.example', 'b@hts.example', 'new@hts.example'],
        cds: ['c@cds.example'],
      };
      const more = planFor({ objectId, people });
      assert.deepEqual(statuses(await send(more)), ['updated']);
      const [event, ...others] = live(first);
      assert.equal(others.length, 0);
      assert.equal(event?.attendees.filter(({ address }) => address === 'new@hts.example').length, 1);
      assert.equal(event.attendees.length, 4);
      const end = writes();
      assert.deepEqual(statuses(await send(more)), ['unchanged']);
      assert.equal(writes(), end);
    });
  }

  const codeOf = (outcome: object): string | undefined =>
    'question' in outcome ? (outcome.question as { code: string }).code : undefined;
  const sent = async (objectId: string, switches: SwitchesInput = {}) => {
    sandbox.setSwitches({ ...UNKIND_SWITCHES, ...switches });
    const send = machine();
    const meeting = planFor({ objectId });
    assert.deepEqual(statuses(await send(meeting)), ['created']);
    const [event] = live(meeting);
    assert.ok(event);
    return { send, meeting, event, other: planFor({ objectId, bodyText: 'Other words.' }) };
  };

  it('whose event was deleted by hand: asked about, on the machine that knows it and on another', async () => {
    const { send, meeting, event, other } = await sent('CHG-deleted', { forgetsEnded: false });
    await sandbox.byHand({ event: event.id, change: { do: 'delete' } });
    assert.equal(codeOf(await send(meeting)), 'KnownMeetingGone');
    assert.equal(codeOf(await machine()(meeting)), 'KnownMeetingGone');
    assert.equal(codeOf(await machine()(other)), 'KnownMeetingGone');
    assert.equal(live(meeting).length, 0);
  });

  it('whose event was moved to another calendar: the same event, from every machine', async () => {
    for (const replay of ['returned', 'by content', 'refused'] as const) {
      for (const existingId of ['as asked', 'ordinary', 'stale'] as const) {
        const { send, meeting, event, other } = await sent(`CHG-moved-${replay}-${existingId}`, {
          replay,
          existingId,
        });
        await sandbox.byHand({ event: event.id, change: { do: 'move', to: 'other' } });
        assert.deepEqual(statuses(await send(meeting)), ['unchanged']);
        for (const again of [meeting, other]) {
          const outcome = await machine()(again);
          assert.ok(!statuses(outcome).includes('created'), `${replay}, ${existingId}`);
          assert.equal(live(meeting).length, 1, `${replay}, ${existingId}`);
        }
      }
    }
  });

  it('whose event is an invitation by somebody else now: asked about, and not changed', async () => {
    const { meeting, event, other } = await sent('CHG-handed');
    await sandbox.byHand({
      event: event.id,
      change: { do: 'hand-over', organizer: 'old.boss@ccoe.example' },
    });
    assert.equal(codeOf(await machine()(other)), 'OtherOrganizer');
    assert.equal(codeOf(await machine()(meeting)), 'OtherOrganizer');
  });

  it('that is an hour off, or rounds: said to be sent, and corrected in UTC', async () => {
    sandbox.setSwitches({ ...UNKIND_SWITCHES, zoneShiftMinutes: { 'America/New_York': 60 } });
    const send = machine();
    const meeting = planFor({ objectId: 'CHG-shifted' });
    const outcome = await send(meeting);
    // In UTC from the beginning where this machine and the calendar could differ: then nothing is off.
    assert.deepEqual(statuses(outcome), ['created']);
    if (outcome.kind === 'differs') assert.deepEqual(statuses(await send(meeting)), ['updated']);
    assert.deepEqual(statuses(await send(meeting)), ['unchanged']);
  });
});
