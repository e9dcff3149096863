import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readMomentText } from '../../src/metadata/moment-text.ts';

const NARROW_NO_BREAK = '\u202F';
const NO_BREAK = '\u00A0';

describe('moments as programs and people write them', () => {
  const read: readonly (readonly [text: string, wall: string, offset?: string])[] = [
    // Blanks that look like any other.
    [`1/20/2027, 10:00:00${NARROW_NO_BREAK}AM`, '2027-01-20T10:00:00'],
    [`1/20/2027,${NO_BREAK}10:00${NO_BREAK}PM`, '2027-01-20T22:00:00'],
    [`2027-01-20${NO_BREAK}15:00`, '2027-01-20T15:00:00'],
    ['2027-01-20\u200915:00', '2027-01-20T15:00:00'],
    ['2027-01-20\t15:00', '2027-01-20T15:00:00'],
    ['\u200E1\u200E/\u200E20\u200E/\u200E2027 10:00 AM', '2027-01-20T10:00:00'],
    ['2027-01-20T15:00:00\u221205:00', '2027-01-20T15:00:00', '-05:00'],
    // UTC by any of its names.
    ['2027-01-20 15:00:00 UTC', '2027-01-20T15:00:00', '+00:00'],
    ['2027-01-20 15:00:00UTC', '2027-01-20T15:00:00', '+00:00'],
    ['2027-01-20 15:00 gmt', '2027-01-20T15:00:00', '+00:00'],
    ['2027-01-20 15:00 (UTC)', '2027-01-20T15:00:00', '+00:00'],
    ['2027-01-20 15:00 Z', '2027-01-20T15:00:00', '+00:00'],
    ['2027-01-20 15:00 UTC+2', '2027-01-20T15:00:00', '+02:00'],
    ['2027-01-20 15:00 GMT-05:00', '2027-01-20T15:00:00', '-05:00'],
    ['01/20/2027 3:04 PM UTC', '2027-01-20T15:04:00', '+00:00'],
    // RFC 2822, Date.prototype.toString, Go's time.String.
    ['Wed, 20 Jan 2027 15:00:00 GMT', '2027-01-20T15:00:00', '+00:00'],
    ['Wed, 20 Jan 2027 15:00:00 -0500', '2027-01-20T15:00:00', '-05:00'],
    ['20 Jan 2027 15:00 +0000', '2027-01-20T15:00:00', '+00:00'],
    ['Wed, 20 Jan 2027 15:00:00 -0500 (EST)', '2027-01-20T15:00:00', '-05:00'],
    ['Wed Jan 20 2027 10:00:00 GMT-0500 (Eastern Standard Time)', '2027-01-20T10:00:00', '-05:00'],
    ['2027-01-20 15:00:00 +0000 UTC', '2027-01-20T15:00:00', '+00:00'],
    ['2027-01-20 10:00:00 -0500 EST', '2027-01-20T10:00:00', '-05:00'],
    ['Wednesday, January 20, 2027 at 10:00 AM', '2027-01-20T10:00:00'],
    // Year first, which nobody reads day second.
    ['2027/01/20 10:00:00', '2027-01-20T10:00:00'],
    ['2027/1/2 10:00', '2027-01-02T10:00:00'],
    ['2027.01.20 10:00', '2027-01-20T10:00:00'],
    ['2027-01-20 15:00 UT', '2027-01-20T15:00:00', '+00:00'],
    // Hyphens that look like the one of the keyboard, and a line end.
    ['2027\u201001\u201020 10:00', '2027-01-20T10:00:00'],
    ['2027\u201101\u201120T10:00:00\u201105:00', '2027-01-20T10:00:00', '-05:00'],
    ['2027-01-20\n10:00', '2027-01-20T10:00:00'],
    ['January 20th, 2027 10:00 AM', '2027-01-20T10:00:00'],
    ['20th of January 2027 10:00', '2027-01-20T10:00:00'],
    ['2027-01-20T10:00+14:00', '2027-01-20T10:00:00', '+14:00'],
  ];
  for (const [text, wall, offset] of read) {
    it(`reads ${JSON.stringify(text)}`, () => {
      const moment = readMomentText(text);
      assert.ok(moment.kind === 'moment', JSON.stringify(moment));
      assert.deepEqual([moment.wall, moment.offset], [wall, offset]);
    });
  }

  it('leaves no doubt about a date with its year first', () => {
    assert.deepEqual(readMomentText('2027/01/02 10:00'), { kind: 'moment', wall: '2027-01-02T10:00:00' });
  });

  const refused: readonly (readonly [text: string, why: RegExp])[] = [
    ['Thu, 20 Jan 2027 15:00 GMT', /names a Thursday, but 2027-01-20 is a Wednesday/],
    ['2027-01-20 10:00 -05:00 UTC', /says two different things: -05:00 and UTC/],
    ['2027-01-20T10:00+15:00', /offset that does not exist \(\+15:00\)/],
    ['2027-01-20T10:00-13:00', /offset that does not exist/],
    ['2027\u201301\u201320 10:00', /has dashes/],
    ['２０２７-01-20 10:00', /digits other than 0 to 9/],
    ['2027-01-20T1000', /nothing between its hour and minute/],
    ['2027-01-20 noon', /its time as a word/],
    ['2027-01-20 10:00\u201311:00', /gives two times/],
    ['2027-01-20 10:00 - 11:00', /gives two times/],
    ['2027-01-20 10:00 AM-11:00 AM', /gives two times/],
    ['2027-01-20 11:00 AM-01:00 PM', /gives two times/],
    ['2027-01-20 10:00 to 11:00', /gives two times/],
    ['2027-01-20 10:00 EST', /names a time zone by “EST”/],
    ['2027-01-20 10:00 ET', /names a time zone by “ET”/],
    ['2027-01-20T10:00 America/New_York', /a zone \(America\/New_York\) behind the time/],
    ['2027-01-20T10:00-05:00[America/New_York]', /square brackets/],
    ['Wed Jan 20 15:00:00 UTC 2027', /year behind the time/],
    ['1800000000', /count of seconds/],
    ['1800000000000', /count of milliseconds/],
    ['/Date(1800000000000)/', /\.NET/],
    ['20270120T1000', /nothing between its year, month and day/],
    ['2027-W03-3', /a week/],
    ['2027-020', /days of the year/],
    ['2027-1-2 10:00', /single digit/],
    ['20.01.2027 10:00', /dots/],
    ['20-01-2027 10:00', /year last/],
    ['20/01/2027 10:00', /no calendar has \(2027-20-01, read month first\)/],
    ['11/02/25 10:00', /two digits/],
    ['2027-01-20 24:00', /24:00; midnight is 00:00 of the day after/],
    ['2027-01-20T10', /colon/],
    ['2027-01-20 10h30', /colon/],
    ['2027-01-20 10.30', /colon/],
    ['2027-01-20 10 AM', /hour without minutes/],
    ['20 Januar 2027 10:00', /month that is no English one/],
    ['20-Jan-2027 10:00', /month as a word/],
    ['2027-01-20 10:00 or so', /behind the time that is no offset \(“or so”\)/],
    ['tomorrow', /not written as a date/],
  ];
  for (const [text, why] of refused) {
    it(`says what is the trouble with ${JSON.stringify(text)}`, () => {
      const moment = readMomentText(text);
      assert.ok(moment.kind === 'invalid', JSON.stringify(moment));
      assert.match(moment.why, why);
    });
  }
});
