import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatWhen } from '../../src/metadata/format-when.ts';
import { convertToZone } from '../../src/metadata/zoned-time.ts';

const at = (utc: string, zone = 'America/New_York') => convertToZone(utc, '+00:00', zone);

describe('formatWhen', () => {
  it('writes the moment in its own zone', () => {
    assert.equal(formatWhen(at('2025-11-02T15:00:00')), 'Sunday, November 2, 2025, 10:00 AM EST');
    assert.equal(formatWhen(at('2025-07-01T16:05:00')), 'Tuesday, July 1, 2025, 12:05 PM EDT');
    assert.equal(formatWhen(at('2025-07-01T04:00:00')), 'Tuesday, July 1, 2025, 12:00 AM EDT');
  });

  it('writes it in another zone, where it may be another day', () => {
    assert.equal(
      formatWhen(at('2025-11-02T15:00:00'), 'Asia/Tokyo'),
      'Monday, November 3, 2025, 12:00 AM GMT+9',
    );
    assert.equal(formatWhen(at('2025-11-02T15:00:00'), 'UTC'), 'Sunday, November 2, 2025, 3:00 PM UTC');
  });

  it('tells the two readings of a repeated hour apart', () => {
    assert.match(formatWhen(at('2025-11-02T05:30:00')), /1:30 AM EDT$/);
    assert.match(formatWhen(at('2025-11-02T06:30:00')), /1:30 AM EST$/);
  });

  it('keeps to the time’s own zone where the other does not exist', () => {
    assert.equal(formatWhen(at('2025-11-02T15:00:00'), 'Nowhere'), 'Sunday, November 2, 2025, 10:00 AM EST');
  });

  it('uses plain spaces only, always', () => {
    const zones = fc.constantFrom('America/New_York', 'Europe/London', 'Asia/Kolkata', 'Pacific/Apia', 'UTC');
    fc.assert(
      fc.property(fc.integer({ min: 946684800000, max: 4102444800000 }), zones, (epochMs, timeZone) => {
        const text = formatWhen({ dateTime: '', timeZone, epochMs });
        assert.match(text, /^[A-Z][a-z]+day, [A-Z][a-z]+ \d{1,2}, \d{4}, \d{1,2}:\d{2} [AP]M [A-Z][\w+:-]*$/);
      }),
    );
  });
});
