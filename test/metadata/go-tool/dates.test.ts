import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readJsonDocument } from '../../../src/metadata/json-document.ts';
import { readTime } from '../../../src/metadata/read-time.ts';
import { FLAT, read, summary } from '../samples.ts';

/**
 * A text as a start in New York; the Go tool's answer (`same` as ours, `refused`, or a moment) and ours: a moment in UTC
 * and the codes of the problems.
 */
type Row = readonly [text: string, go: string, moment: string | undefined, ...problems: string[]];

const NEW_YORK = 'America/New_York';
const MIDNIGHT = '2025-01-15T05:00:00Z';

/** Every form of its date parser, in its order. */
const FORMATS: readonly Row[] = [
  ['2025-01-15T10:00:00-05:00', 'same', '2025-01-15T15:00:00Z'],
  ['2025-01-15T10:00:00+05:30', 'same', '2025-01-15T04:30:00Z'],
  ['2025-01-15T15:00:00Z', 'same', '2025-01-15T15:00:00Z'],
  ['2025-01-15T10:00:00', 'same', '2025-01-15T15:00:00Z'],
  ['2025-01-15', MIDNIGHT, undefined, 'TimeOfDayMissing'],
  ['01/15/2025', MIDNIGHT, undefined, 'TimeOfDayMissing'],
  ['1/5/2025', '2025-01-05T05:00:00Z', undefined, 'TimeOfDayMissing'],
  ['January 15, 2025', MIDNIGHT, undefined, 'TimeOfDayMissing'],
  ['Jan 15, 2025', MIDNIGHT, undefined, 'TimeOfDayMissing'],
  ['15 January 2025', MIDNIGHT, undefined, 'TimeOfDayMissing'],
  ['15 Jan 2025', MIDNIGHT, undefined, 'TimeOfDayMissing'],
  ['15:04:05', 'in the year 0', undefined, 'DateMissing'],
  ['15:04', 'in the year 0', undefined, 'DateMissing'],
  ['3:04:05 PM', 'in the year 0', undefined, 'DateMissing'],
  ['3:04 PM', 'in the year 0', undefined, 'DateMissing'],
  ['3:04:05PM', 'in the year 0', undefined, 'DateMissing'],
  ['3:04PM', 'in the year 0', undefined, 'DateMissing'],
  ['2025-01-15 10:00:00', 'same', '2025-01-15T15:00:00Z'],
  ['2025-01-15 10:00', 'same', '2025-01-15T15:00:00Z'],
  ['01/15/2025 10:00:00', 'same', '2025-01-15T15:00:00Z', 'MonthFirst'],
  ['01/15/2025 10:00', 'same', '2025-01-15T15:00:00Z', 'MonthFirst'],
  ['01/15/2025 3:04 PM', 'same', '2025-01-15T20:04:00Z', 'MonthFirst'],
  ['January 15, 2025 3:04 PM', 'same', '2025-01-15T20:04:00Z'],
  ['January 15, 2025 at 3:04 PM', 'same', '2025-01-15T20:04:00Z'],
  ['2025-01-15T10:00:00.123456789', 'same', '2025-01-15T15:00:00Z'],
  ['  2025-01-15 10:00  ', 'same', '2025-01-15T15:00:00Z'],
];

/** Every form that it refuses. */
const REFUSED: readonly Row[] = [
  ['2025-01-15T10:00', 'refused', '2025-01-15T15:00:00Z'],
  ['2025-01-15 10:00 AM', 'refused', '2025-01-15T15:00:00Z'],
  ['January 15, 2025 3:04 pm', 'refused', '2025-01-15T20:04:00Z'],
  ['01/15/2025 3:04 am', 'refused', '2025-01-15T08:04:00Z', 'MonthFirst'],
  ['2025-01-15T15:00:00z', 'refused', '2025-01-15T15:00:00Z'],
  ['1/5/2025 3:04 PM', 'refused', '2025-01-05T20:04:00Z', 'MonthFirst'],
  ['2025-01-15 10:00 UTC', 'refused', '2025-01-15T10:00:00Z'],
  ['2025-01-15 10:00 EST', 'same', undefined, 'ZoneAbbreviation'],
  ['2025-01-15T10:00:00 (Eastern)', 'same', undefined, 'ZoneAbbreviation'],
  ['15/01/2025', 'same', undefined, 'TimeInvalid'],
  ['15/01/2025 10:00', 'same', undefined, 'TimeInvalid'],
  ['15.01.2025 10:00', 'same', undefined, 'TimeInvalid'],
  ['tomorrow at ten', 'same', undefined, 'TimeInvalid'],
  ['', 'same', undefined, 'TimeInvalid'],
];

/** What it takes without a word. */
const SILENT: readonly Row[] = [
  ['0001-01-01T00:00:00Z', 'in the year 1', undefined, 'ImplausibleYear'],
  ['2025-03-09T02:30:00', '2025-03-09T07:30:00Z', undefined, 'TimeSkipped'],
  ['2025-11-02T01:30:00', 'same', '2025-11-02T05:30:00Z', 'TimeRepeated'],
  ['2025-11-02T01:30:00-05:00', 'same', '2025-11-02T06:30:00Z', 'TimeRepeated'],
];

function readStart(value: string, zone: string) {
  const document = readJsonDocument(JSON.stringify({ start: value }));
  const { time, problems } = readTime(document, { value, path: ['start'] }, zone);
  const moment = time === undefined ? undefined : new Date(time.epochMs).toISOString().replace('.000Z', 'Z');
  return { time, moment, problems };
}

describe('dates, beside the Go tool’s answer', () => {
  it('has a row for every form', () => {
    assert.ok(FORMATS.length + REFUSED.length + SILENT.length + RULES.length >= 38);
  });
  for (const [text, go, moment, ...codes] of [...FORMATS, ...REFUSED, ...SILENT]) {
    it(`“${text}” is ${moment ?? 'refused'} (Go: ${go})`, () => {
      const reading = readStart(text, NEW_YORK);
      assert.equal(reading.moment, moment);
      assert.deepEqual(
        reading.problems.map(({ code }) => code),
        codes,
      );
      const severity = moment === undefined ? 'error' : 'warning';
      assert.ok(reading.problems.every((problem) => problem.severity === severity));
      if (go !== 'same') assert.notEqual(moment, go === 'refused' ? undefined : go);
    });
  }
});

/** Rules about zones and about what a meeting's times must be like: changes to a flat change, problems, start and end. */
interface Rule {
  readonly rule: string;
  readonly go: string;
  readonly changes: object;
  readonly problems: readonly string[];
  readonly start?: string;
  readonly end?: string;
}

const window = (implementationStart: string, implementationEnd?: string) => ({
  implementationStart,
  implementationEnd,
});

const RULES: readonly Rule[] = [
  {
    rule: 'no zone in the text, one in the file: wall time in that zone',
    go: 'same',
    changes: { ...window('2025-11-03T10:00:00'), timezone: 'Europe/Rome' },
    problems: [],
    start: '2025-11-03T09:00:00.000Z',
  },
  {
    rule: 'no zone anywhere: New York, and that is said',
    go: 'New York, silently',
    changes: { ...window('2025-11-03T10:00:00'), timezone: undefined },
    problems: ['warning ZoneAssumed /implementationStart'],
    start: '2025-11-03T15:00:00.000Z',
  },
  {
    rule: 'a zone in the text and one in the file: converted',
    go: 'same',
    changes: { ...window('2025-11-03T10:00:00-05:00'), timezone: 'Europe/Rome' },
    problems: [],
    start: '2025-11-03T15:00:00.000Z',
  },
  {
    rule: 'a wall time that another zone’s clocks skip is not moved',
    go: '01:30, as New York skips 02:30 that day',
    changes: { ...window('2026-03-08T02:30:00'), timezone: 'Europe/Rome' },
    problems: [],
    start: '2026-03-08T01:30:00.000Z',
  },
  {
    rule: 'a Windows zone name is mapped',
    go: 'invalid timezone',
    changes: { ...window('2025-11-03T10:00:00'), timezone: 'Eastern Standard Time' },
    problems: [],
    start: '2025-11-03T15:00:00.000Z',
  },
  {
    rule: 'an unknown zone is an error that names the likely one',
    go: 'invalid timezone',
    changes: { ...window('2025-11-03T10:00:00'), timezone: 'America/NewYork' },
    problems: ['error UnknownTimeZone /timezone'],
  },
  {
    rule: 'a start in the past is a warning (its validator, which nothing calls: an error)',
    go: 'taken silently',
    changes: window('2025-09-01T10:00:00'),
    problems: ['warning InThePast /implementationStart'],
    start: '2025-09-01T14:00:00.000Z',
  },
  {
    rule: 'more than two years ahead is nothing to complain about (its validator: an error)',
    go: 'taken silently',
    changes: window('2029-11-05T10:00:00'),
    problems: [],
    start: '2029-11-05T15:00:00.000Z',
  },
  {
    rule: 'an end before its start is an error',
    go: 'taken silently',
    changes: window('2025-11-03T10:00:00', '2025-11-03T09:00:00'),
    problems: ['error EndBeforeStart /implementationEnd'],
  },
  {
    rule: 'an end equal to its start means an hour',
    go: 'same',
    changes: window('2025-11-03T10:00:00', '2025-11-03T10:00:00'),
    problems: [],
    start: '2025-11-03T15:00:00.000Z',
    end: '2025-11-03T16:00:00.000Z',
  },
  {
    rule: 'shorter than fifteen minutes is nothing to complain about (its validator: an error)',
    go: 'taken silently',
    changes: window('2025-11-03T10:00:00', '2025-11-03T10:05:00'),
    problems: [],
    end: '2025-11-03T15:05:00.000Z',
  },
  {
    rule: 'longer than a day is a warning (its validator: an error)',
    go: 'taken silently',
    changes: window('2025-11-03T10:00:00', '2025-11-05T10:00:00'),
    problems: ['warning LongerThanADay /implementationStart'],
    end: '2025-11-05T15:00:00.000Z',
  },
  {
    rule: 'nine hours is nothing to complain about (its validator: at most eight)',
    go: 'taken silently',
    changes: {
      ...window('2025-11-03T10:00:00'),
      meetingStartTime: '2025-11-03T10:00',
      meetingDuration: '9 hours',
    },
    problems: [],
    end: '2025-11-04T00:00:00.000Z',
  },
  {
    rule: 'outside business hours is nothing to complain about (its validator: an error)',
    go: 'taken silently',
    changes: window('2025-11-02T03:00:00'),
    problems: [],
    start: '2025-11-02T08:00:00.000Z',
  },
];

describe('zones and times, beside the Go tool’s answer', () => {
  for (const { rule, go, changes, problems, start, end } of RULES) {
    it(`${rule} (Go: ${go})`, () => {
      const reading = read({ ...FLAT, ...changes });
      assert.deepEqual(summary(reading.problems), problems);
      const moment = (epochMs: number | undefined) =>
        epochMs === undefined ? undefined : new Date(epochMs).toISOString();
      if (start !== undefined) assert.equal(moment(reading.meeting?.start.epochMs), start);
      if (end !== undefined) assert.equal(moment(reading.meeting?.end.epochMs), end);
    });
  }
});
