import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { looksLikeMetadata, readMetadata, type MetadataReading } from '../../src/metadata/index.ts';
import { FLAT, NESTED, NOW, only, pointed, read, summary } from './samples.ts';

describe('readMetadata', () => {
  it('gives no meeting, no shape and no codes for a text that is no JSON', () => {
    assert.deepEqual(summary(read('').problems), ['error EmptyFile ']);
    const broken = read('{\n  "customers": ["hts",\n  "changeTitle": "x"\n}');
    assert.deepEqual(summary(broken.problems), ['error JsonSyntax ']);
    assert.equal(broken.problems[0]?.line, 3);
    assert.deepEqual(broken.customerCodes, []);
    assert.equal(broken.shape, undefined);
  });

  it('tells lists and single values from objects', () => {
    assert.deepEqual(summary(read([FLAT]).problems), ['error RootArray ']);
    assert.deepEqual(summary(read(5).problems), ['error RootNotObject ']);
  });

  it('says of a file that is no metadata why it is none', () => {
    const reading = read({ name: 'package' });
    assert.equal(reading.shape, undefined);
    assert.match(only(reading.problems, 'NotMetadata').message, /no changeTitle.*It has name/);
  });

  it('must name customers', () => {
    for (const customers of [undefined, [], null, '', ' ']) {
      const reading = read({ ...FLAT, customers });
      assert.equal(reading.meeting, undefined);
      assert.match(only(reading.problems, 'NoCustomers').message, /“customers”/);
    }
    assert.deepEqual(summary(read({ ...FLAT, customers: 5 }).problems), [
      'error CustomersInvalid /customers',
    ]);
  });

  it('gives the names of customers that come without codes, and no codes of theirs', () => {
    const reading = read({
      ...NESTED,
      changeMetadata: {
        ...NESTED.changeMetadata,
        customerCodes: undefined,
        customerNames: ['MCG', 'MHK Group'],
      },
      emailNotification: undefined,
    });
    assert.deepEqual(
      reading.customerNames?.map(({ name, path }) => [name, path]),
      [
        ['MCG', '/changeMetadata/customerNames/0'],
        ['MHK Group', '/changeMetadata/customerNames/1'],
      ],
    );
    assert.deepEqual(reading.customerCodes, []);
    assert.deepEqual(reading.meeting?.customerCodes, []);
    assert.deepEqual(reading.problems, []);
    assert.equal(read(NESTED).customerNames, undefined);
  });

  it('finds the same customers whether or not a date is wrong', () => {
    const file = {
      customerCodes: ['top'],
      changeMetadata: { ...NESTED.changeMetadata, customerCodes: ['inner'], customers: ['other'] },
    };
    const bad = { ...file.changeMetadata, schedule: { implementationStart: 'nonsense' } };
    assert.deepEqual(read(file).customerCodes, ['inner']);
    assert.deepEqual(read({ ...file, changeMetadata: bad }).customerCodes, ['inner']);
  });

  it('asks no customer twice', () => {
    assert.deepEqual(read({ ...FLAT, customers: ['HTS', ' hts ', 'hts'] }).meeting?.customerCodes, ['hts']);
  });

  it('accepts byte order mark, comments, trailing commas and duplicate keys, with a warning each', () => {
    const text = `\uFEFF// written by hand\r\n${JSON.stringify(FLAT, null, 2).replace(/\n\}$/, ',\n  "changeTitle": "Last",\n}')}`;
    const reading = read(text.replaceAll(/\r?\n/g, '\r\n'));
    assert.equal(reading.meeting?.title, 'Last');
    assert.deepEqual(summary(reading.problems).sort(), [
      'warning ByteOrderMark ',
      'warning DuplicateKey /changeTitle',
      'warning JsonComment ',
      'warning TrailingComma ',
    ]);
  });

  it('gives the problems in the order of the text', () => {
    const offsets = read({ ...FLAT, jiraTicket: 5, changeId: 6, timezone: 'X' }).problems.map(
      (problem) => problem.range?.offset ?? -1,
    );
    assert.equal(offsets.length, 3);
    assert.deepEqual(
      offsets,
      [...offsets].sort((a, b) => a - b),
    );
  });
});

const OPTIONS = { defaultTimeZone: 'America/New_York', nowEpochMs: NOW };

/** What holds for every text whatsoever. */
function checkReading(text: string): MetadataReading {
  const reading = readMetadata(text, OPTIONS);
  for (const problem of reading.problems) {
    const { offset, length } = problem.range!;
    assert.ok(offset >= 0 && length >= 0 && offset + length <= text.length, `${problem.code} in ${text}`);
    assert.ok((problem.line ?? 0) >= 1 && (problem.column ?? 0) >= 1);
    assert.notEqual(problem.message, '');
  }
  const errors = reading.problems.some((problem) => problem.severity === 'error');
  assert.equal(reading.meeting === undefined, errors, text);
  if (reading.meeting !== undefined) {
    assert.ok(reading.meeting.customerCodes.length + (reading.customerNames?.length ?? 0) > 0);
    assert.ok(reading.meeting.end.epochMs > reading.meeting.start.epochMs);
    assert.notEqual(reading.meeting.title, '');
  }
  assert.equal(looksLikeMetadata(text).yes, reading.shape !== undefined);
  return reading;
}

describe('readMetadata, for whatever it is given', () => {
  it('answers any text', () => {
    const json = fc.string({ unit: fc.constantFrom(...'{}[]:,"\\/ \n\r\uFEFF*au0e-+.'.split('')) });
    fc.assert(
      fc.property(
        fc.oneof(json, fc.string({ unit: 'binary' }), fc.json()),
        (text) => void checkReading(text),
      ),
      { numRuns: 500 },
    );
  });

  it('answers any JSON in the place of any field', () => {
    const keys = [
      ...Object.keys(FLAT),
      'meetingTitle',
      'meetingStartTime',
      'meetingEndTime',
      'meetingDuration',
      'meetingLocation',
      'attendees',
      'meetingInvite',
      'changeMetadata',
      'customerCodes',
      'metadata',
      '__proto__',
      'constructor',
    ];
    const wild = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('2025-11-02T01:30', '2025-03-09T02:30', '2025-11-03', '0000-01-01T00:00', '60', 'no'),
      fc.constantFrom(
        { title: 5 },
        { startTime: '2025-11-03T10:00', duration: [] },
        { customerCodes: 'a,,b' },
      ),
    );
    const changes = fc.array(fc.tuple(fc.constantFrom(...keys), wild), { maxLength: 4 });
    fc.assert(
      fc.property(changes, (pairs) => {
        const value: unknown = Object.fromEntries([...Object.entries(FLAT), ...pairs]);
        checkReading(JSON.stringify(value));
      }),
      { numRuns: 500 },
    );
  });

  it('answers any JSON in the place of any nested field', () => {
    const inner = fc.dictionary(
      fc.constantFrom(
        'title',
        'startTime',
        'duration',
        'attendees',
        'schedule',
        'tickets',
        'customerCodes',
        'timezone',
      ),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(inner, inner, (change, invite) => {
        const changeMetadata = { ...NESTED.changeMetadata, ...change };
        checkReading(JSON.stringify({ ...NESTED, changeMetadata, meetingInvite: invite }));
      }),
      { numRuns: 300 },
    );
  });

  it('answers a valid file cut off anywhere', () => {
    for (const sample of [FLAT, NESTED]) {
      const text = JSON.stringify(sample, null, 1);
      for (let length = 0; length < text.length; length += 1) {
        assert.equal(checkReading(text.slice(0, length)).meeting, undefined);
      }
      assert.notEqual(checkReading(text).meeting, undefined);
    }
  });

  it('answers a valid file with any one character replaced, and never points outside it', () => {
    const text = JSON.stringify(NESTED, null, 1);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom(...'"{}[],:\\0\n '.split('')), (at, character) => {
        checkReading(text.slice(0, at) + character + text.slice(at + 1));
      }),
      { numRuns: 300 },
    );
  });

  it('points at what it is about', () => {
    const text = JSON.stringify({ ...FLAT, timezone: 'Mars/Base' });
    assert.equal(pointed(text, only(readMetadata(text, OPTIONS).problems, 'UnknownTimeZone')), '"Mars/Base"');
  });
});
