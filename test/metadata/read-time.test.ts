import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readJsonDocument } from '../../src/metadata/json-document.ts';
import { readTime } from '../../src/metadata/read-time.ts';
import { pointed } from './samples.ts';

const NEW_YORK = 'America/New_York';

/** Reads `value` as the field `start` of a document. */
function readStart(value: string, zone = NEW_YORK) {
  const text = JSON.stringify({ start: value });
  const document = readJsonDocument(text);
  const { time, problems } = readTime(document, { value, path: ['start'] }, zone);
  for (const problem of problems) {
    assert.equal(problem.path, '/start');
    assert.equal(pointed(text, problem), JSON.stringify(value));
  }
  return { time, problem: problems[0], count: problems.length };
}

describe('readTime', () => {
  it('refuses what may be a span of time, and says how each of the two is written', () => {
    for (const span of ['2027-01-20 10:00-11:00', '2027-01-20 10:00 -11:00', '2027-01-20 22:00-02:00']) {
      const { time, problem } = readStart(span);
      assert.equal(time, undefined, span);
      assert.match(problem?.message ?? '', /may mean the time from .* own field, or 2027-01-20T/);
    }
  });

  it('takes an offset that is the zone’s own, or written as programs write it, for one', () => {
    for (const [text, utc] of [
      ['2027-01-20 02:00 -05:00', '2027-01-20T07:00:00Z'],
      ['2027-01-20 22:00-05:00', '2027-01-21T03:00:00Z'],
      ['2027-01-20 10:00 -03:00', '2027-01-20T13:00:00Z'],
      ['2027-01-20T10:00-11:00', '2027-01-20T21:00:00Z'],
      ['2027-01-20 10:00:00-11:00', '2027-01-20T21:00:00Z'],
    ] as const)
      assert.equal(readStart(text).time?.epochMs, Date.parse(utc), text);
  });

  it('takes a zoneless text for wall time in the zone', () => {
    const { time, count } = readStart('2025-11-03T10:00');
    assert.deepEqual(time, {
      dateTime: '2025-11-03T10:00:00',
      timeZone: NEW_YORK,
      epochMs: Date.parse('2025-11-03T15:00:00Z'),
    });
    assert.equal(count, 0);
  });

  it('converts an offset to the zone', () => {
    assert.equal(readStart('2025-11-03T15:00:00Z').time?.dateTime, '2025-11-03T10:00:00');
    assert.equal(readStart('2025-11-03T10:00:00-05:00', 'Europe/Rome').time?.dateTime, '2025-11-03T16:00:00');
  });

  it('refuses a day without a time and shows how to write one', () => {
    const { time, problem } = readStart('2025-11-03');
    assert.equal(time, undefined);
    assert.equal(problem?.code, 'TimeOfDayMissing');
    assert.match(problem.message, /2025-11-03T10:00/);
  });

  it('refuses what is no time, and years that cannot be meant', () => {
    assert.equal(readStart('next week').problem?.code, 'TimeInvalid');
    assert.equal(readStart('0001-01-01T00:00:00Z').problem?.code, 'ImplausibleYear');
    assert.equal(readStart('0000-12-31T19:03:58').problem?.severity, 'error');
  });

  it('refuses a wall time that the clocks skip and says between which times they jump', () => {
    const { time, problem } = readStart('2025-03-09T02:30');
    assert.equal(time, undefined);
    assert.equal(problem?.code, 'TimeSkipped');
    assert.match(problem.message, /does not exist in America\/New_York: the clocks go from 02:00 to 03:00/);
    assert.match(
      readStart('2011-12-30T08:00', 'Pacific/Apia').problem?.message ?? '',
      /2011-12-30 00:00 to 2011-12-31 00:00/,
    );
  });

  it('takes the earlier of a repeated wall time, says so, and shows how to write the later one', () => {
    const { time, problem } = readStart('2025-11-02T01:30');
    assert.equal(time?.epochMs, Date.parse('2025-11-02T05:30:00Z'));
    assert.equal(problem?.severity, 'warning');
    assert.equal(problem.code, 'TimeRepeated');
    assert.match(problem.message, /earlier one \(offset -04:00\).*2025-11-02T01:30:00-05:00/);
  });

  it('keeps the later of a repeated wall time where the offset says so', () => {
    const { time, problem } = readStart('2025-11-02T01:30:00-05:00');
    assert.equal(time?.dateTime, '2025-11-02T01:30:00');
    assert.equal(time.epochMs, Date.parse('2025-11-02T06:30:00Z'));
    assert.equal(problem?.code, 'TimeRepeated');
  });

  it('does not let a long text fill the message', () => {
    assert.ok((readStart('x'.repeat(5000)).problem?.message.length ?? 0) < 250);
  });
});
