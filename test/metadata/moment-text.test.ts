import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { joinDateAndTime, readMomentText } from '../../src/metadata/moment-text.ts';

describe('readMomentText', () => {
  it('reads RFC 3339 with an offset', () => {
    const cases: [string, string][] = [
      ['2025-11-02T10:00:00Z', '+00:00'],
      ['2025-11-02t10:00:00z', '+00:00'],
      ['2025-11-02T10:00:00.123456789Z', '+00:00'],
      ['2025-11-02T10:00:00-05:00', '-05:00'],
      ['2025-11-02T10:00:00+0530', '+05:30'],
      ['2025-11-02T10:00:00+02', '+02:00'],
      ['2025-11-02T10:00-05:00', '-05:00'],
      ['2025-11-02 10:00:00 -05:00', '-05:00'],
      ['  2025-11-02T10:00:00Z  ', '+00:00'],
    ];
    for (const [text, offset] of cases) {
      assert.deepEqual(readMomentText(text), { kind: 'moment', wall: '2025-11-02T10:00:00', offset }, text);
    }
  });

  it('reads wall times without an offset, with or without seconds, T or a space', () => {
    for (const text of [
      '2025-11-02T10:00',
      '2025-11-02T10:00:00',
      '2025-11-02T10:00:00.500',
      '2025-11-02 10:00',
    ]) {
      assert.deepEqual(readMomentText(text), { kind: 'moment', wall: '2025-11-02T10:00:00' }, text);
    }
    assert.deepEqual(readMomentText('2024-02-29T23:59:59'), { kind: 'moment', wall: '2024-02-29T23:59:59' });
  });

  it('tells a date without a time from no date at all', () => {
    assert.deepEqual(readMomentText('2025-11-02'), { kind: 'date', date: '2025-11-02' });
    assert.deepEqual(readMomentText('9:05 pm'), { kind: 'time', time: '21:05:00' });
    for (const text of ['', 'soon', '2025-11-2T10:00', '11/02/25 10:00', '20251102T1000', '2025-11-02T10']) {
      assert.equal(readMomentText(text).kind, 'invalid', text);
    }
  });

  it('refuses what no calendar and no clock has', () => {
    for (const text of [
      '2025-02-29T10:00',
      '2025-13-01T10:00',
      '2025-00-10T10:00',
      '2025-11-31T10:00',
      '2025-11-00T10:00',
      '2025-11-02T24:00',
      '2025-11-02T10:60',
      '2025-11-02T10:00:61',
      '2025-11-02T10:00:00+25:00',
      '2025-11-02T10:00:00+05:75',
    ]) {
      const moment = readMomentText(text);
      assert.equal(moment.kind === 'invalid' && moment.code, 'TimeInvalid', text);
    }
  });

  it('refuses years that cannot be meant, year 0 and year 1 first of all', () => {
    for (const text of [
      '0000-12-31T19:03:58',
      '0001-01-01T00:00:00Z',
      '1999-12-31T10:00',
      '2101-01-01T10:00',
      '9999-01-01',
    ]) {
      const moment = readMomentText(text);
      assert.equal(moment.kind === 'invalid' && moment.code, 'ImplausibleYear', text);
    }
    assert.equal(readMomentText('2000-01-01T00:00').kind, 'moment');
    assert.equal(readMomentText('2100-12-31T23:59').kind, 'moment');
  });

  it('reads back every moment that a program writes', () => {
    const dates = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, (date) => {
        const iso = date.toISOString();
        const moment = readMomentText(iso);
        assert.deepEqual(moment, { kind: 'moment', wall: iso.slice(0, 19), offset: '+00:00' });
      }),
    );
  });

  it('answers any text', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'0123456789-:TZ+ .'.split('')) });
    fc.assert(
      fc.property(fc.oneof(texts, fc.string()), (text) => {
        assert.ok(['moment', 'date', 'invalid'].includes(readMomentText(text).kind));
      }),
    );
  });
});

describe('joinDateAndTime', () => {
  it('joins the two fields of a form', () => {
    const cases: [string, string, string][] = [
      ['2025-11-02', '10:00', '2025-11-02T10:00:00'],
      ['2025-11-02', '9:30', '2025-11-02T09:30:00'],
      [' 2025-11-02 ', ' 10:00:30 ', '2025-11-02T10:00:30'],
      ['2025-11-02', '2:15 PM', '2025-11-02T14:15:00'],
      ['11/02/2025', '12:00am', '2025-11-02T00:00:00'],
      ['Nov 2, 2025', '12:30 pm', '2025-11-02T12:30:00'],
    ];
    for (const [date, time, wall] of cases) {
      const moment = readMomentText(joinDateAndTime(date, time));
      assert.equal(moment.kind === 'moment' ? moment.wall : moment.kind, wall);
    }
  });

  it('leaves a missing half missing, for the reader to complain about', () => {
    assert.equal(joinDateAndTime('2025-11-02', undefined), '2025-11-02');
    assert.equal(joinDateAndTime('2025-11-02', ' '), '2025-11-02');
    assert.equal(readMomentText(joinDateAndTime(undefined, '10:00')).kind, 'time');
    assert.equal(readMomentText(joinDateAndTime('2025-11-02', '25:00 PM')).kind, 'invalid');
    assert.equal(readMomentText(joinDateAndTime('2025-11-02', 'noon')).kind, 'invalid');
    assert.equal(joinDateAndTime(undefined, undefined), '');
  });
});
