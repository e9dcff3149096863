import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addMinutes, convertToZone, isRepeatedWallTime, placeInZone } from '../../src/metadata/zoned-time.ts';

const NEW_YORK = 'America/New_York';

describe('placeInZone', () => {
  it('places a wall time in summer and in winter', () => {
    assert.deepEqual(placeInZone('2025-07-01T10:00:00', NEW_YORK), {
      kind: 'once',
      time: {
        dateTime: '2025-07-01T10:00:00',
        timeZone: NEW_YORK,
        epochMs: Date.parse('2025-07-01T14:00:00Z'),
      },
    });
    const winter = placeInZone('2025-12-01T10:00:00', NEW_YORK);
    assert.equal(winter.kind === 'once' && winter.time.epochMs, Date.parse('2025-12-01T15:00:00Z'));
  });

  it('places a wall time in the zone itself, never by way of New York', () => {
    // 02:30 on that day does not exist in New York, but does in Rome.
    const placed = placeInZone('2025-03-09T02:30:00', 'Europe/Rome');
    assert.equal(placed.kind === 'once' && placed.time.epochMs, Date.parse('2025-03-09T01:30:00Z'));
  });

  it('finds a time that the clocks skip, and between which times they jump', () => {
    assert.deepEqual(placeInZone('2025-03-09T02:30:00', NEW_YORK), {
      kind: 'skipped',
      from: '2025-03-09T02:00:00',
      to: '2025-03-09T03:00:00',
    });
    assert.equal(placeInZone('2025-03-09T01:59:59', NEW_YORK).kind, 'once');
    assert.equal(placeInZone('2025-03-09T03:00:00', NEW_YORK).kind, 'once');
    assert.deepEqual(placeInZone('2025-10-05T02:15:00', 'Australia/Lord_Howe'), {
      kind: 'skipped',
      from: '2025-10-05T02:00:00',
      to: '2025-10-05T02:30:00',
    });
    assert.deepEqual(placeInZone('2011-12-30T12:00:00', 'Pacific/Apia'), {
      kind: 'skipped',
      from: '2011-12-30T00:00:00',
      to: '2011-12-31T00:00:00',
    });
  });

  it('takes the earlier of two and says which offsets there are', () => {
    const placed = placeInZone('2025-11-02T01:30:00', NEW_YORK);
    assert.deepEqual(placed, {
      kind: 'twice',
      time: {
        dateTime: '2025-11-02T01:30:00',
        timeZone: NEW_YORK,
        epochMs: Date.parse('2025-11-02T05:30:00Z'),
      },
      offset: '-04:00',
      laterOffset: '-05:00',
    });
  });
});

describe('convertToZone', () => {
  it('gives the wall time of the same moment', () => {
    assert.deepEqual(convertToZone('2025-11-03T15:00:00', '+00:00', NEW_YORK), {
      dateTime: '2025-11-03T10:00:00',
      timeZone: NEW_YORK,
      epochMs: Date.parse('2025-11-03T15:00:00Z'),
    });
    assert.equal(
      convertToZone('2025-12-31T23:00:00', '-05:00', 'Asia/Tokyo').dateTime,
      '2026-01-01T13:00:00',
    );
  });

  it('keeps the moment, for every moment, offset and zone', () => {
    const moments = fc.date({
      min: new Date('2000-01-02'),
      max: new Date('2100-12-30'),
      noInvalidDate: true,
    });
    const zones = fc.constantFrom(NEW_YORK, 'Europe/Rome', 'Asia/Kolkata', 'Pacific/Apia', 'UTC');
    fc.assert(
      fc.property(moments, zones, fc.integer({ min: -18, max: 18 }), (date, zone, hours) => {
        const wall = new Date(date.getTime() + hours * 3_600_000).toISOString().slice(0, 19);
        const offset = `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`;
        const time = convertToZone(wall, offset, zone);
        assert.equal(time.epochMs, Math.floor(date.getTime() / 1000) * 1000);
        // Placing the wall time again leads back, but for the second of a repeated hour.
        const placed = placeInZone(time.dateTime, zone);
        assert.notEqual(placed.kind, 'skipped');
        if (placed.kind === 'once') assert.deepEqual(placed.time, time);
      }),
    );
  });
});

describe('addMinutes', () => {
  it('counts real time across a clock change', () => {
    const start = convertToZone('2025-11-02T04:30:00', '+00:00', NEW_YORK);
    assert.equal(start.dateTime, '2025-11-02T00:30:00');
    assert.equal(addMinutes(start, 120).dateTime, '2025-11-02T01:30:00');
    assert.equal(addMinutes(start, 120).epochMs, start.epochMs + 7_200_000);
  });
});

describe('isRepeatedWallTime', () => {
  it('is true for both readings of a repeated hour and for nothing else', () => {
    const at = (utc: string) => isRepeatedWallTime(convertToZone(utc, '+00:00', NEW_YORK));
    assert.equal(at('2025-11-02T05:30:00'), true);
    assert.equal(at('2025-11-02T06:30:00'), true);
    assert.equal(at('2025-11-02T04:59:59'), false);
    assert.equal(at('2025-11-02T07:00:00'), false);
  });
});
