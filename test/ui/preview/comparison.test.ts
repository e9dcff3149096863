import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PlanComparison } from '../../../src/calendar/index.ts';
import {
  createCalendarLooks,
  type MeetingLook,
  type PreviewLookups,
} from '../../../src/ui/preview/calendar-looks.ts';
import { comparisonView } from '../../../src/ui/preview/comparison.ts';
import type { SessionState } from '../../../src/ui/session/state.ts';
import { answer, planned, stateWith } from '../samples.ts';

const TIME = { locale: 'en-US', timeZone: 'UTC' };
const person = (email: string) => ({ email, customerCodes: ['a'] });
const COMPARED = {
  plan: planned([answer('a', ['x@a.example'])]).plan,
  events: [],
  questions: [],
  leftTheFile: [],
  attendees: { added: [], removed: [], kept: [], same: 2 },
} as const;
const SAME: Extract<PlanComparison, { kind: 'there' }> = {
  kind: 'there',
  ...COMPARED,
  newEvents: 0,
};

describe('what changes on the calendar, as the page shows it', () => {
  const told = (comparison: PlanComparison) => comparisonView({ kind: 'compared', comparison }, TIME);

  it('is nothing without a plan, and says that it looks', () => {
    assert.equal(comparisonView(undefined, TIME).status, 'off');
    assert.equal(comparisonView({ kind: 'looking' }, TIME).status, 'looking');
  });

  it('says why it is not known, with a way to sign in where that helps', () => {
    const view = comparisonView({ kind: 'unknown', why: 'nobody is signed in.', canSignIn: true }, TIME);
    assert.deepEqual(
      [view.status, view.sentence, view.actions],
      ['unknown', 'What would change is not known: nobody is signed in.', ['checkAccess']],
    );
  });

  it('tells a new meeting, an unchanged one, one in which only people change, and one that all are told of', () => {
    assert.match(told({ kind: 'new', ...COMPARED }).sentence, /a new meeting is made/);
    assert.match(told(SAME).sentence, /mails nobody/);
    const people = told({ ...SAME, attendees: { ...SAME.attendees, added: [person('x@a.example')] } });
    assert.match(people.sentence, /Only those who come or go are told/);
    const moved = told({ ...SAME, when: { before: {}, after: { startMs: 0, endMs: 3_600_000 } } });
    assert.match(moved.sentence, /Everybody on it is told/);
    assert.equal(moved.fields[0]?.before, 'a time that could not be read');
    assert.match(moved.fields[0].after, /Thursday, January 1, 1970/);
  });

  it('tells apart why people go and why they stay', () => {
    const removed = [
      { ...person('gone@a.example'), reason: 'unsubscribed' },
      { ...person('off@a.example'), reason: 'taken off' },
    ] as const;
    const kept = (['failed', 'left out', 'not in file', 'by hand'] as const).map((reason) => ({
      ...person(`${reason.replaceAll(' ', '-')}@a.example`),
      reason,
    }));
    const { people } = told({ ...SAME, attendees: { ...SAME.attendees, removed, kept } });
    assert.deepEqual(
      people.map(({ kind, addresses }) => [kind, ...addresses]),
      [
        ['removed', 'gone@a.example'],
        ['removed', 'off@a.example'],
        ['kept', 'failed@a.example'],
        ['kept', 'left-out@a.example'],
        ['kept', 'not-in-file@a.example'],
        ['kept', 'by-hand@a.example'],
      ],
    );
    assert.equal(new Set(people.map(({ label }) => label)).size, people.length);
    assert.match(people[0]?.label ?? '', /answered without them/);
    assert.match(people[4]?.label ?? '', /file no longer names/);
  });

  it('shows the first of many people and how many there are', () => {
    const added = Array.from({ length: 60 }, (_, index) => person(`p${index}@a.example`));
    const [row] = told({ ...SAME, attendees: { ...SAME.attendees, added } }).people;
    assert.deepEqual([row?.label, row?.addresses.length, row?.more], ['60 people come onto it', 50, 10]);
  });
});

describe('looks at the calendar', () => {
  const state = (emails: readonly string[], change: Partial<SessionState> = {}): SessionState =>
    stateWith({ phase: 'planned', preparation: planned([answer('a', emails)]), ...change });

  function desk(found: MeetingLook) {
    const calls = { meeting: 0, compare: 0 };
    const lookups: PreviewLookups = {
      identity: () => Promise.resolve('ops'),
      conflicts: () => Promise.resolve(['busy']),
      meeting: () => {
        calls.meeting += 1;
        return Promise.resolve(found);
      },
      compare: () => {
        calls.compare += 1;
        return Promise.resolve(SAME);
      },
    };
    let settle: () => void = () => undefined;
    const looks = createCalendarLooks(
      lookups,
      () => settle(),
      (error) => assert.fail(String(error)),
    );
    const until = (done: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        settle = () => (done() ? resolve() : undefined);
        settle();
      });
    return { calls, looks, until };
  }

  const READ = { kind: 'read', snapshot: { match: { several: {} as never }, bodies: new Map() } } as const;

  it('are taken once for a run; a plan made anew from its answers is only compared', async () => {
    const { calls, looks, until } = desk(READ);
    looks.follow(state(['x@a.example']));
    await until(() => looks.now().look.kind === 'compared');
    looks.follow(state(['x@a.example']));
    looks.follow(state(['x@a.example', 'y@a.example']));
    await until(() => calls.compare === 2 && looks.now().look.kind === 'compared');
    assert.deepEqual(calls, { meeting: 1, compare: 2 });
    assert.deepEqual([looks.now().identity, looks.now().conflicts], ['ops', ['busy']]);
  });

  it('are taken again after a send, and when somebody else may be signed in', async () => {
    const { calls, looks, until } = desk(READ);
    looks.follow(state(['x@a.example']));
    await until(() => looks.now().look.kind === 'compared');
    const events = [{ status: 'created', id: '1', subject: 'S', attendees: 1 }] as const;
    looks.follow(state(['x@a.example'], { phase: 'sent', outcome: { kind: 'done', events } }));
    await until(() => calls.compare === 2);
    looks.forget();
    looks.follow(state(['x@a.example'], { phase: 'sent', outcome: { kind: 'done', events } }));
    await until(() => calls.compare === 3);
    assert.equal(calls.meeting, 3);
  });

  it('that come to nothing say why', async () => {
    const { looks, until } = desk({ kind: 'unknown', why: 'nobody is signed in.', canSignIn: true });
    looks.follow(state(['x@a.example']));
    await until(() => looks.now().look.kind === 'unknown');
    assert.deepEqual(looks.now().look, {
      kind: 'unknown',
      why: 'nobody is signed in.',
      canSignIn: true,
    });
  });
});
