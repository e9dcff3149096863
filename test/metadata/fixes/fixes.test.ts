import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits, fixesFor, inspectMetadata, provenFixes, slipsIn } from '../../../src/metadata/index.ts';
import { FLAT, NESTED, NOW } from '../samples.ts';

const OPTIONS = { defaultTimeZone: 'America/New_York', nowEpochMs: NOW };

const problemsOf = (text: string) => {
  const inspection = inspectMetadata(text, OPTIONS);
  return [...inspection.reading.problems, ...slipsIn(inspection)];
};

/** What can be done about the first problem of a kind, each with the text it leads to. */
function fixed(content: unknown, code: string) {
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  const inspection = inspectMetadata(text, OPTIONS);
  const problems = problemsOf(text);
  const problem = problems.find((each) => each.code === code);
  assert.ok(problem, `${code} is not among ${problems.map((each) => each.code).join()}`);
  return provenFixes(text, problem, problems, fixesFor(inspection, problem), problemsOf).map((fix) => ({
    ...fix,
    after: applyEdits(text, fix.edits),
  }));
}

/** The text that the preferred fix leads to. */
function preferred(content: unknown, code: string): string {
  const fix = fixed(content, code).find((each) => each.preferred);
  assert.ok(fix, `${code} has no preferred fix`);
  assert.ok(!problemsOf(fix.after).some((problem) => problem.code === code));
  return fix.after;
}

const flat = (change: object) => ({ ...FLAT, ...change });
const parsed = (text: string) => JSON.parse(text) as typeof FLAT & Record<string, unknown>;

describe('a quick fix for metadata', () => {
  it('adds the default zone where the file’s shape has it, in the file’s own layout', () => {
    const after = preferred(flat({ timezone: undefined }), 'ZoneAssumed');
    assert.match(after, /\n {2}"timezone": "America\/New_York"\n\}$/);
    assert.equal(preferred(flat({ timezone: '' }), 'ZoneAssumed').match(/timezone/g)?.length, 1);
    assert.equal(parsed(preferred(flat({ timezone: null }), 'ZoneAssumed')).timezone, 'America/New_York');
    const nested = structuredClone<Record<string, unknown>>(NESTED);
    (nested.changeMetadata as { schedule: object }).schedule = {
      implementationStart: '2025-11-04T02:00',
      implementationEnd: '2025-11-04T06:00',
    };
    const { changeMetadata } = JSON.parse(preferred(nested, 'ZoneAssumed')) as {
      changeMetadata: { schedule: { timezone: string } };
    };
    assert.equal(changeMetadata.schedule.timezone, 'America/New_York');
    const tabs = JSON.stringify(flat({ timezone: undefined }), null, '\t').replaceAll('\n', '\r\n');
    assert.match(preferred(tabs, 'ZoneAssumed'), /,\r\n\t"timezone": "America\/New_York"\r\n\}$/);
  });

  it('writes the nearest zone that exists, and the one with summer time that people mean', () => {
    for (const [written, meant] of [
      ['America/NewYork', 'America/New_York'],
      ['Europe/Berlim', 'Europe/Berlin'],
      ['EDT', 'America/New_York'],
      ['CEST', 'Europe/Paris'],
    ] as const)
      assert.equal(parsed(preferred(flat({ timezone: written }), 'UnknownTimeZone')).timezone, meant);
    assert.equal(
      parsed(preferred(flat({ timezone: 'EST' }), 'FixedOffsetZone')).timezone,
      'America/New_York',
    );
    const [guess] = fixed(flat({ timezone: 'somewhere else entirely' }), 'UnknownTimeZone');
    assert.deepEqual([guess?.text, guess?.preferred], ['America/New_York', false]);
  });

  it('swaps a start and an end, or ends the meeting an hour after its start', () => {
    const document = flat({
      implementationStart: '2025-11-03T14:00:00-05:00',
      implementationEnd: '2025-11-03T10:00:00-05:00',
    });
    const after = parsed(preferred(document, 'EndBeforeStart'));
    assert.equal(after.implementationStart, '2025-11-03T10:00:00-05:00');
    assert.equal(after.implementationEnd, '2025-11-03T14:00:00-05:00');
    const hour = fixed(document, 'EndBeforeStart').find(({ name }) => name === 'endAnHourAfterStart');
    assert.equal(parsed(hour!.after).implementationEnd, '2025-11-03T15:00:00-05:00');
    // A month apart nobody has swapped them: swapping would make a meeting of a month.
    const left = flat({ implementationStart: '2025-12-03T14:00:00-05:00' });
    assert.equal(parsed(preferred(left, 'EndBeforeStart')).implementationEnd, '2025-12-03T15:00:00-05:00');
  });

  it('swaps dates and times that stand in fields of their own', () => {
    const form = {
      changeId: 'C-1',
      changeTitle: 'T',
      customers: ['hts'],
      timezone: 'Europe/Berlin',
      implementationBeginDate: '2025-11-04',
      implementationBeginTime: '09:00',
      implementationEndDate: '2025-11-03',
      implementationEndTime: '22:00',
    };
    const after = JSON.parse(preferred(form, 'EndBeforeStart')) as typeof form;
    assert.deepEqual([after.implementationBeginDate, after.implementationBeginTime], ['2025-11-03', '22:00']);
    assert.deepEqual([after.implementationEndDate, after.implementationEndTime], ['2025-11-04', '09:00']);
  });

  it('ends a meeting as its duration says', () => {
    const after = preferred(
      flat({
        meetingStartTime: '2025-11-03T09:00',
        meetingEndTime: '2025-11-03T12:00',
        meetingDuration: '45',
      }),
      'EndDisagrees',
    );
    assert.equal(parsed(after).meetingEndTime, '2025-11-03T09:45');
  });

  it('writes a date so that nobody reads it day first, and leaves its time as it is', () => {
    const after = preferred(flat({ meetingStartTime: '11/03/2025 3:04 PM' }), 'MonthFirst');
    assert.equal(parsed(after).meetingStartTime, '2025-11-03 3:04 PM');
  });

  it('takes a zone’s abbreviation out of a time only where the file’s zone is the one meant', () => {
    const same = preferred(flat({ meetingStartTime: '2025-11-03 15:00 ET' }), 'ZoneAbbreviation');
    assert.equal(parsed(same).meetingStartTime, '2025-11-03 15:00');
    const [other] = fixed(flat({ meetingStartTime: '2025-11-03 15:00 PT' }), 'ZoneAbbreviation');
    assert.equal(other?.preferred, false);
  });

  it('gives a duration its unit: hours where the number looks like them, or minutes', () => {
    const text = flat({ meetingStartTime: '2025-11-03T15:00', meetingDuration: '2' });
    assert.equal(parsed(preferred(text, 'DurationLooksLikeHours')).meetingDuration, '2 hours');
    const texts = fixed(text, 'DurationLooksLikeHours').map((fix) => fix.text);
    assert.deepEqual(texts, ['2 hours', '2 minutes']);
  });

  it('offers what can only be guessed, and prefers none of it', () => {
    const guesses: readonly (readonly [object, string, string])[] = [
      [{ meetingStartTime: '2025-11-03' }, 'TimeOfDayMissing', '2025-11-03T10:00'],
      [{ meetingStartTime: '2026-03-08T02:30' }, 'TimeSkipped', '2026-03-08T03:30'],
      [{ meetingStartTime: '2025-11-03T10:00', meetingDuration: 'long' }, 'DurationInvalid', '60'],
    ];
    for (const [change, code, text] of guesses) {
      const [fix] = fixed(flat(change), code);
      assert.deepEqual([fix?.text, fix?.preferred], [text, false], code);
    }
    const [same] = fixed(flat({ meetingTitle: 'A', meetingInvite: { title: 'B' } }), 'FieldsDisagree');
    assert.deepEqual([same?.text, same?.preferred], ['A', false]);
  });

  it('splits, unquotes, cleans and drops entries that are no customer codes', () => {
    const customers = (list: unknown, code = 'CustomerCodeInvalid') =>
      parsed(preferred(flat({ customers: list }), code)).customers as unknown;
    assert.deepEqual(customers(['hts, htsnonprod', 'one']), ['hts', 'htsnonprod', 'one']);
    assert.deepEqual(customers(['hts', '']), ['hts']);
    assert.deepEqual(customers([5, 'hts']), ['5', 'hts']);
    assert.equal(customers('hts,,one'), 'hts,one');
    assert.deepEqual(customers(['hts', 'one', 'HTS'], 'CustomerRepeated'), ['hts', 'one']);
    assert.equal(customers('hts, one , hts', 'CustomerRepeated'), 'hts, one');
    const [guess] = fixed(flat({ customers: ['hts_nonprod'] }), 'CustomerCodeInvalid');
    assert.deepEqual([guess?.text, guess?.preferred], ['hts-nonprod', false]);
  });

  it('corrects a misspelt key or value, and leaves other programs’ keys alone', () => {
    const { implementationStart, status, ...rest } = FLAT;
    const key = preferred({ ...rest, status, implementaionStart: implementationStart }, 'KeyMisspelt');
    assert.equal(parsed(key).implementationStart, implementationStart);
    const value = preferred(flat({ status: 'aproved' }), 'ValueMisspelt');
    assert.equal(parsed(value).status, 'approved');
    assert.deepEqual(problemsOf(JSON.stringify(flat({ submittedBy: 'x', meetingLocationType: 'y' }))), []);
  });

  it('puts missing quotes and brackets where a text or a list was meant', () => {
    assert.equal(parsed(preferred(flat({ changeTitle: 5 }), 'WrongType')).changeTitle, '5');
    const announcement = {
      object_type: 'announcement_cic',
      announcement_id: 'A-1',
      title: 'T',
      customers: ['hts'],
      meeting_date: '2025-11-03T10:00',
      meeting_timezone: 'Europe/Berlin',
      attachments: 'agenda.pdf',
    };
    const list = JSON.parse(preferred(announcement, 'WrongType')) as { attachments: string[] };
    assert.deepEqual(list.attachments, ['agenda.pdf']);
  });

  it('takes the one of two equal keys out that is ignored', () => {
    const text = JSON.stringify(FLAT, null, 2).replace('{', '{\n  "changeTitle": "Old",');
    assert.deepEqual(parsed(preferred(text, 'DuplicateKey')), FLAT);
    const cases = JSON.stringify(FLAT, null, 2).replace('{', '{\n  "CHANGETITLE": "Old",');
    assert.deepEqual(parsed(preferred(cases, 'DuplicateKey')), FLAT);
  });

  it('takes commas and marks out that JSON does not allow; comments only when asked', () => {
    const text = JSON.stringify(FLAT, null, 2)
      .replace('\n}', ',\n}')
      .replace('"htsnonprod"', '"htsnonprod",');
    assert.deepEqual(parsed(preferred(text, 'TrailingComma')), FLAT);
    assert.deepEqual(parsed(preferred(`\uFEFF${JSON.stringify(FLAT)}`, 'ByteOrderMark')), FLAT);
    const [comments] = fixed(`// one\n${JSON.stringify(FLAT)} /* two */`, 'JsonComment');
    assert.equal(comments?.preferred, false);
    assert.deepEqual(parsed(comments.after), FLAT);
  });
});
