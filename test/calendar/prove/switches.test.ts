import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PROOF_CHECKS } from '../../../src/calendar/prove/checks.ts';
import type { SwitchesInput } from '../../../src/sandbox/index.ts';
import { codes, openProofBench, seenOf, type ProofBench } from './bench.ts';

/** What cannot be told of a calendar that does as the documents say: nobody is invited, nothing moved, no ended event answered. */
const UNTOLD = [
  'DeletedKeepsId',
  'DeletedOnNoCalendar',
  'MovedKeepsId',
  'AddressesKept',
  'OneNameOfMailbox',
  'OnlyChangedAreTold',
  'HiddenFromOutside',
];

interface Turned {
  readonly switches: SwitchesInput;
  /** The lines that differ, each with what is seen. */
  readonly differs: Readonly<Record<string, RegExp>>;
  /** Lines that cannot be told besides the usual ones. */
  readonly untold?: readonly string[];
  /** Usual ones that can be told now. */
  readonly told?: readonly string[];
}

const TABLE: readonly Turned[] = [
  {
    switches: { hideAttendees: 'dropped' },
    differs: { HiddenStored: /see each other/ },
    untold: ['HiddenKept'],
  },
  { switches: { hideAttendees: 'left out' }, differs: {}, untold: ['HiddenStored', 'HiddenKept'] },
  {
    switches: { deletedReadable: true },
    differs: { DeletedNotAnswered: /answered, and not marked as ended/ },
    told: ['DeletedKeepsId', 'DeletedOnNoCalendar'],
  },
  {
    switches: { deletedReadable: true, calendarOfDeleted: 'default calendar' },
    differs: { DeletedNotAnswered: /not marked/, DeletedOnNoCalendar: /a calendar is named/ },
    told: ['DeletedKeepsId', 'DeletedOnNoCalendar'],
  },
  { switches: { cancelledReadable: 'unmarked' }, differs: { CancelledTold: /not marked as cancelled/ } },
  { switches: { cancelledReadable: 'gone' }, differs: {} },
  {
    switches: { replay: 'returned' },
    differs: { OtherContentRefused: /answered with the event that is there/ },
    untold: ['RefusalNamesEvent'],
  },
  { switches: { replay: 'refused' }, differs: { SameCreateRepeated: /ErrorDuplicateTransactionId/ } },
  { switches: { duplicateStatus: 409 }, differs: {} },
  { switches: { existingId: 'ordinary' }, differs: {} },
  { switches: { existingId: 'stale' }, differs: { RefusalNamesEvent: /not answered/ } },
  { switches: { existingId: 'none' }, differs: { RefusalNamesEvent: /names none/ } },
  {
    switches: { forgetsEnded: true },
    differs: { DeletedIdUsedUp: /another event was made/, CancelledIdUsedUp: /another event was made/ },
  },
  { switches: { searchLagMs: 250 }, differs: { FoundByKey: /found only after \d+\.\d s/ } },
  { switches: { blindFinds: 2 }, differs: { FoundByKey: /found only after/ } },
  { switches: { blindFinds: 2, viewsLag: true }, differs: { FoundByKey: /found only after/ } },
  { switches: { longInLists: 'cut' }, differs: { LongRecordInLists: /cut to 255 of \d{4} characters/ } },
  { switches: { longInLists: 'left out' }, differs: { LongRecordInLists: /left out/ } },
  { switches: { longSingly: 'cut' }, differs: { LongRecordWhole: /cut to 255/ } },
  { switches: { longSingly: 'left out' }, differs: { LongRecordWhole: /left out/ } },
  {
    switches: { propertyLimit: 1000 },
    differs: { LongRecordWhole: /status 400/ },
    untold: ['LongRecordInLists'],
  },
  {
    switches: { onlineMeeting: 'not made' },
    differs: { OnlineMeetingMade: /no join link within/ },
    untold: ['JoinLinkAtOnce', 'OnlineMeetingKept'],
  },
  { switches: { joinLinkLate: 12 }, differs: { JoinLinkAtOnce: /it came after/ } },
  { switches: { joinLinkOnUpdate: 'left out' }, differs: { OnlineMeetingKept: /left out of the answer/ } },
  { switches: { joinLinkOnUpdate: 'lost' }, differs: { OnlineMeetingKept: /its link is lost/ } },
  {
    switches: { zoneShiftMinutes: { 'Asia/Tokyo': -30 } },
    differs: { ZoneByNameKept: /Asia\/Tokyo: .* early/ },
  },
  {
    switches: { rounding: 'minute' },
    differs: { SecondsKept: /the start is 30 s early/ },
  },
  { switches: { rounding: 'second' }, differs: {} },
  {
    switches: { rounding: 'half hour' },
    differs: {
      CreateTimesKept: /15 min early/,
      ZoneByNameKept: /early/,
      UtcKept: /early/,
      SecondsKept: /early/,
      WholeDaysTakenBack: /early/,
    },
  },
  {
    switches: { originalZone: 'tzone://Microsoft/Custom' },
    differs: { ZoneNameKept: /tzone:\/\/Microsoft\/Custom/ },
  },
  { switches: { allDayStrict: false }, differs: {} },
  { switches: { bodyMarks: 'x_' }, differs: {} },
  {
    switches: { bodyMarks: 'dropped' },
    differs: { TextFoundAgain: /cannot/, TextFoundAfterUpdate: /cannot/ },
    untold: ['OnlineMeetingKept'],
  },
  { switches: { longSubject: 'cut' }, differs: {} },
  { switches: { longSubject: 'refused' }, differs: { LongTitleKept: /status 400/ } },
  {
    switches: { cancelNeedsAttendees: true },
    differs: { CancelTaken: /status 400/ },
    untold: ['CancelledNotFound', 'CancelledTold', 'CancelledIdUsedUp'],
  },
  { switches: { latencyMs: 5 }, differs: {} },
  { switches: { listsAllCalendars: true }, differs: {} },
];

describe('a proof of the calendar', () => {
  let bench: ProofBench;
  before(async () => {
    bench = await openProofBench();
  });
  after(() => bench.close());

  it('of one that does as the documents say: everything holds that can be told', async () => {
    const proof = await bench.prove();
    assert.deepEqual(codes(proof, 'differs'), []);
    assert.deepEqual(codes(proof, 'cannot be told'), UNTOLD);
    assert.deepEqual(
      proof.checks.map(({ code }) => code),
      PROOF_CHECKS.map(({ code }) => code),
    );
    assert.deepEqual([proof.leftOver, proof.interrupted, proof.failure], [[], false, undefined]);
    assert.equal(proof.events, 2);
    assert.deepEqual(bench.live(), []);
  });

  for (const { switches, differs, untold = [], told = [] } of TABLE) {
    it(`with ${JSON.stringify(switches)}: ${Object.keys(differs).join(', ') || 'nothing'} differs`, async () => {
      const proof = await bench.prove(switches);
      assert.deepEqual(codes(proof, 'differs'), Object.keys(differs));
      const expected = PROOF_CHECKS.map(({ code }) => code).filter(
        (code) => untold.includes(code) || (UNTOLD.includes(code) && !told.includes(code)),
      );
      assert.deepEqual(codes(proof, 'cannot be told'), expected);
      for (const [code, seen] of Object.entries(differs)) assert.match(seenOf(proof, code) ?? '', seen);
      assert.deepEqual(proof.leftOver, []);
      assert.deepEqual(bench.live(), []);
    });
  }

  it('with readConflictEvery: some reads are refused, and it says how many', async () => {
    const proof = await bench.prove({ readConflictEvery: 5 });
    assert.match(seenOf(proof, 'ReadsAnswered') ?? '', /^[12] of 10 reads refused with status 412$/);
    assert.ok(codes(proof, 'differs').includes('ReadsAnswered'));
    assert.deepEqual(bench.live(), []);
  });

  for (const unknownMailbox of [
    'MailboxNotEnabledForRESTAPI',
    'ResourceNotFound',
    'ErrorInvalidUser',
  ] as const) {
    it(`of a mailbox that is not there (${unknownMailbox}): nothing can be told, and why`, async () => {
      const proof = await bench.prove({ unknownMailbox }, { mailbox: 'nobody@elsewhere.example' });
      assert.equal(proof.failure?.code, unknownMailbox);
      assert.equal(codes(proof, 'cannot be told').length, PROOF_CHECKS.length);
      assert.deepEqual([proof.events, proof.leftOver], [0, []]);
    });
  }

  it('has mailed nobody in any of these', () => {
    assert.ok(bench.sandbox.events().length > 80);
    assert.deepEqual(bench.mailed(), []);
    assert.deepEqual(
      bench.sandbox.events().flatMap(({ attendees }) => attendees),
      [],
    );
  });
});
