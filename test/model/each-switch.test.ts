import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SwitchesInput } from '../../src/sandbox/index.ts';
import { PEOPLE, SENDER } from './definition.ts';
import { play, type Said } from './play.ts';
import type { HandChange, Runner, Step } from './steps.ts';

// Each switch of the sandbox's calendar by itself: every rule of the model holds, and what has to be said is said. A title
// begins with the switch's name; docs/sandbox.md refers to it.

const me: Runner = { machine: 1, sender: 'usual' };
const colleague: Runner = { machine: 2, sender: 'usual' };
const byAlias: Runner = { machine: 2, sender: 'alias' };

const send = (by: Runner = me, more: { readonly force?: boolean; readonly yes?: boolean } = {}): Step => ({
  kind: 'send',
  by,
  force: false,
  yes: true,
  ...more,
});
const cancel = (by: Runner = me): Step => ({ kind: 'cancel', by, yes: true });
const edit = (what: 'title' | 'text' | 'hours' | 'place'): Step => ({ kind: 'edit', what });
const hand = (change: HandChange): Step => ({ kind: 'hand', change });
const subscribers = (are: readonly string[], code: 'a' | 'b' | 'c' = 'a'): Step => ({
  kind: 'subscribers',
  code,
  are,
});

const [ANN = '', ART = '', AMY = ''] = PEOPLE.a;

/** What mostly happens to a meeting: somebody new, another text, somebody less, a guest, another time, its end, and anew. */
const LIFE: readonly Step[] = [
  send(),
  subscribers([ANN, ART, AMY]),
  send(colleague),
  edit('text'),
  send(),
  subscribers([ANN, AMY]),
  send(colleague),
  hand({ do: 'add guest' }),
  edit('hours'),
  edit('title'),
  send(),
  cancel(),
  send(),
  edit('text'),
  send(colleague),
];

const exits = (said: readonly Said[]) => said.map(({ exit }) => exit);
const codes = (said: readonly Said[], at: number) =>
  said.at(at)?.document?.problems.map(({ code }) => code) ?? [];
const statuses = (said: readonly Said[]) => said.map(({ document }) => document?.events[0]?.status);

async function life(switches: SwitchesInput, steps: readonly Step[] = LIFE): Promise<readonly Said[]> {
  const { said } = await play({ switches, steps });
  return said;
}

/** No rule is broken, whatever is refused on the way. */
async function survives(switches: SwitchesInput, steps: readonly Step[] = LIFE): Promise<void> {
  await life(switches, steps);
}

/** Every send and cancel of it is carried out. */
async function lives(switches: SwitchesInput, steps: readonly Step[] = LIFE): Promise<void> {
  const said = await life(switches, steps);
  assert.deepEqual(
    exits(said),
    said.map(() => 0),
    JSON.stringify(said.find(({ exit }) => exit !== 0)?.document?.problems),
  );
}

describe('people', () => {
  it('alias: people kept under other addresses are those people', () =>
    lives({ alias: { [ART]: 'arthur@a.example', [AMY]: 'amelia@a.example' } }));
  it('dropDuplicates: two who meet under one address are one attendee, and that is all right', () =>
    lives({ alias: { [ANN]: 'both@a.example', [ART]: 'both@a.example' }, dropDuplicates: true }));
  it('dropOrganizer: an organizer who subscribed is not invited again and again', () =>
    lives({ dropOrganizer: true }, [subscribers([ANN, SENDER]), ...LIFE]));
  it('lowerCaseAddresses: whoever is written in capitals is known again', () =>
    lives({ lowerCaseAddresses: true }, [subscribers([ANN, 'ABE@A.example']), ...LIFE]));
  for (const x500 of ['second time', 'instead'] as const)
    it(`x500: an X500 name that comes back ${x500} never goes out again`, () => lives({ x500 }));
  for (const addressForm of ['name', 'name and address'] as const)
    it(`addressForm: an address that comes back as ${addressForm} is nobody new`, () =>
      lives({ addressForm }));
  it('smtpOnly: addresses that are none are sent to nobody, even where nobody refuses them', () =>
    lives({ x500: 'second time', smtpOnly: false, dropDuplicates: true }));
  it('mailboxOf: two addresses of one mailbox have one meeting, also at the same time', async () => {
    const mailboxOf = { 'team@meetings.example': SENDER };
    await lives({ mailboxOf }, [send(), edit('text'), send(byAlias), cancel(byAlias), send()]);
    await life({ mailboxOf, latencyMs: 20 }, [{ kind: 'two', by: [me, byAlias] }, send()]);
  });
  it('hideAttendees: attendees who see each other although that was not asked for are told of', async () => {
    const said = await life({ hideAttendees: 'dropped' }, [send(), send()]);
    assert.equal(exits(said)[0], 4);
    await lives({ hideAttendees: 'left out' });
  });
});

describe('what has ended', () => {
  const gone = [send(), hand({ do: 'delete' }), send(me, { yes: false }), send(colleague), send()];
  for (const deletedReadable of [true, false])
    it(`deletedReadable: ${deletedReadable}: a meeting in Deleted Items is asked about, then made anew`, async () => {
      const said = await life({ deletedReadable }, gone);
      assert.deepEqual(exits(said).slice(0, 2), [0, 1]);
      assert.ok(codes(said, 1).includes('KnownMeetingGone'), codes(said, 1).join());
      assert.equal(exits(said).at(-1), 0);
    });
  for (const cancelledReadable of ['marked', 'unmarked', 'gone'] as const)
    it(`cancelledReadable: ${cancelledReadable}: a cancelled meeting is no meeting`, async () => {
      await lives({ cancelledReadable });
      const said = await life({ cancelledReadable }, [
        send(),
        hand({ do: 'cancel' }),
        send(me, { yes: false }),
        send(),
      ]);
      assert.deepEqual(exits(said), [0, 1, 0]);
    });
  it('calendarOfDeleted: an event in Deleted Items that claims to be in the calendar is not believed', async () => {
    const said = await life({ deletedReadable: true, calendarOfDeleted: 'default calendar' }, gone);
    assert.ok(codes(said, 1).includes('KnownMeetingGone'), codes(said, 1).join());
  });
  for (const listsAllCalendars of [true, false])
    it(`listsAllCalendars: ${listsAllCalendars}: a meeting in another calendar is still the meeting`, async () => {
      await life({ listsAllCalendars, existingId: 'stale' }, [
        send(),
        hand({ do: 'move', to: 'Projects' }),
        send(),
        edit('text'),
        send(colleague),
        send(),
      ]);
    });
  for (const copiesWritable of [true, false])
    it(`copiesWritable: ${copiesWritable}: the copy of somebody else’s invitation is not ours`, async () => {
      const said = await life({ copiesWritable }, [
        send(),
        hand({ do: 'hand-over', organizer: 'boss@meetings.example' }),
        edit('text'),
        send(me, { yes: false }),
        send(colleague, { yes: false }),
      ]);
      assert.ok(statuses(said).every((status, index) => index === 0 || status !== 'updated'));
    });
  it('copiesCarryProperties: an invitation that we received under our mark is not ours', async () => {
    const organizer: Runner = { machine: 2, sender: 'other' };
    await life({ copiesCarryProperties: true }, [
      subscribers([ANN, SENDER]),
      send(organizer),
      edit('text'),
      send(me, { yes: false }),
    ]);
  });
});

describe('transaction ids', () => {
  const crash = { effect: 3, after: false };
  const lost: readonly Step[] = [
    { kind: 'faults', faults: [{ kind: 'reset-after', match: { operation: 'CreateEvent' }, times: 3 }] },
    send(),
    edit('text'),
    send(colleague),
    cancel(colleague),
    { ...send(), crash } as Step,
    send(colleague),
    send(),
  ];
  for (const replay of ['returned', 'refused'] as const)
    it(`replay: ${replay}: a create that is repeated makes one meeting`, () =>
      survives({ replay, blindFinds: 1 }, lost));
  it('duplicateStatus: 409 is the same refusal', () =>
    survives({ duplicateStatus: 409, replay: 'refused', blindFinds: 1 }, lost));
  for (const existingId of ['ordinary', 'stale', 'none'] as const)
    it(`existingId: ${existingId}: a meeting that a refusal names badly is still there`, async () => {
      await life({ existingId, blindFinds: 1, replay: 'refused' }, lost);
      await life({ existingId, replay: 'refused' }, [
        send(),
        hand({ do: 'move', to: 'Projects' }),
        edit('text'),
        send(colleague),
      ]);
    });
  it('forgetsEnded: a meeting that is made anew after a cancel is made once', () =>
    lives({ forgetsEnded: true }, [...LIFE, cancel(colleague), send(me), send(colleague)]));
});

describe('what a search and a read leave out', () => {
  for (const blindFinds of [1, 3])
    it(`blindFinds: ${blindFinds}: a new meeting that is not found yet is not made twice`, () =>
      survives({ blindFinds }, LIFE));
  it('searchLagMs: a new meeting that is not found for a time is not made twice', () =>
    survives({ searchLagMs: 5_000 }, LIFE));
  it('viewsLag: nor where no list shows it', () =>
    survives({ searchLagMs: 5_000, blindFinds: 1, viewsLag: true }, LIFE));
  for (const longInLists of ['cut', 'left out'] as const)
    it(`longInLists: ${longInLists}: our record is read by itself`, () => lives({ longInLists }));
  for (const longSingly of ['cut', 'left out'] as const)
    it(`longSingly: ${longSingly}: without our record nobody is taken off, and it is not overwritten`, () =>
      survives({ longInLists: 'left out', longSingly }));
  it('propertyLimit: a record that is refused stops no meeting', async () => {
    const said = await life({ propertyLimit: 200 }, [send(), edit('text'), send()]);
    assert.deepEqual(exits(said), [0, 0]);
  });
});

describe('what is kept of a meeting', () => {
  it('onlineMeeting: attendees who cannot join are warned of', async () => {
    const said = await life({ onlineMeeting: 'not made' }, [send(), edit('text'), send()]);
    assert.match(JSON.stringify(said[0]?.document?.problems), /online meeting|join/i);
    assert.deepEqual(exits(said), [0, 0]);
  });
  it('joinLinkLate: a link that comes late is waited for', () => lives({ joinLinkLate: 3 }));
  for (const joinLinkOnUpdate of ['left out', 'lost'] as const)
    it(`joinLinkOnUpdate: ${joinLinkOnUpdate}: an old link is not said to be the meeting’s`, () =>
      survives({ joinLinkOnUpdate }, [send(), edit('text'), send()]));
  it('zoneShiftMinutes: other zone data are noticed, said, and corrected by the next run', async () => {
    const said = await life({ zoneShiftMinutes: { 'America/New_York': 60 } }, [
      send(),
      send(),
      edit('hours'),
      send(),
    ]);
    assert.deepEqual(exits(said), [4, 0, 0]);
  });
  it('rounding: another time than was asked for is said, not taken for nothing sent', async () => {
    const said = await life({ rounding: 'half hour' }, [send()]);
    assert.deepEqual(exits(said), [4]);
  });
  it('originalZone: a zone that nobody knows does not matter', () =>
    lives({ originalZone: 'tzone://Microsoft/Custom' }));
  for (const allDayStrict of [true, false])
    it(`allDayStrict: ${allDayStrict}: a meeting made all-day gets its time back`, async () => {
      const said = await life({ allDayStrict }, [send(), hand({ do: 'all-day' }), send(me, { force: true })]);
      assert.deepEqual(exits(said), [0, 0]);
    });
  for (const bodyMarks of ['x_', 'dropped'] as const)
    it(`bodyMarks: ${bodyMarks}: our text is known again`, () => survives({ bodyMarks }));
});

describe('a calendar that answers badly', () => {
  for (const unknownMailbox of [
    'MailboxNotEnabledForRESTAPI',
    'ResourceNotFound',
    'ErrorInvalidUser',
  ] as const)
    it(`unknownMailbox: ${unknownMailbox} is told as what it is, and cancels nothing`, async () => {
      const nobody: Runner = { machine: 1, sender: 'nobody' };
      const said = await life({ unknownMailbox }, [
        send(nobody),
        send(),
        {
          kind: 'faults',
          faults: [
            { kind: 'status', status: 503, match: { operation: 'CancelEvent' }, times: 1 },
            { kind: 'status', status: 404, code: unknownMailbox, match: { operation: 'GetEvent' }, times: 1 },
          ],
        },
        cancel(),
      ]);
      assert.match(JSON.stringify(said[0]?.document?.problems), /mailbox/i);
      assert.deepEqual(exits(said).slice(0, 2), [1, 0]);
    });
  for (const longSubject of ['cut', 'refused'] as const)
    it(`longSubject: ${longSubject}: a title of any length makes one meeting or none`, async () => {
      const said = await life({ longSubject }, [
        { kind: 'edit', what: 'tail' },
        send(),
        edit('text'),
        send(),
      ]);
      assert.equal(exits(said)[0], longSubject === 'cut' ? 0 : 1);
    });
  it('cancelNeedsAttendees: a proof that cannot cancel says so and leaves nothing behind', async () => {
    const said = await life({ cancelNeedsAttendees: true }, [{ kind: 'proof' }]);
    assert.deepEqual(exits(said), [1]);
  });
  it('readConflictEvery: a read that is refused with 412 is tried again', () =>
    lives({ readConflictEvery: 3 }));
  it('latencyMs: two at the same time make one meeting', async () => {
    await life({ latencyMs: 20 }, [{ kind: 'two', by: [me, colleague] }, send()]);
  });
});
