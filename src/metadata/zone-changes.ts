/**
 * The comparison of {@link ZONE_CHANGES} with the news of the time zone database: the newest release that was read, and
 * the day (`YYYY-MM-DD`). Lint reminds, and the release check refuses, when that is longer ago than 180 days
 * (scripts/zones/age.mjs; what to do then: docs/contributing.md).
 */
export const ZONE_CHANGES_COMPARED = { release: '2026f', on: '2026-12-01' } as const;

/** A change of a place's clocks that zone data from before it get wrong. */
export interface ZoneChange {
  /** The zones, with the other names that they have. */
  readonly zones: readonly string[];
  /** The release of the zone data that first knows it, which is also its source: https://data.iana.org/time-zones/tzdb/NEWS */
  readonly since: string;
  /** What happened, as a clause that begins with the place. */
  readonly what: string;
  /** From when on the older data are wrong (RFC 3339), and until when if not for good. */
  readonly from: string;
  readonly until?: string;
  /** The offset (`±HH:mm`) that is right; absent where only the hours around a clock change are affected. */
  readonly offset?: string;
}

/**
 * Every change that makes zone data from 2023c on (Node.js 20.0) wrong for a time to come, newest first. Checked against
 * the data themselves: between 2025b and 2026f no other zone differs in the years from December 2026 on.
 */
export const ZONE_CHANGES: readonly ZoneChange[] = [
  {
    zones: ['America/Havana', 'Cuba'],
    since: '2026f',
    what: 'Cuba stays on UTC-04:00 until November 2027',
    from: '2026-11-01T05:00:00Z',
    until: '2027-11-07T05:00:00Z',
    offset: '-04:00',
  },
  {
    zones: ['America/Winnipeg', 'America/Rainy_River', 'Canada/Central'],
    since: '2026e',
    what: 'Manitoba stays on UTC-05:00',
    from: '2026-11-01T07:00:00Z',
    offset: '-05:00',
  },
  {
    zones: ['America/Inuvik'],
    since: '2026d',
    what: 'the Northwest Territories stay on UTC-06:00',
    from: '2026-11-01T08:00:00Z',
    offset: '-06:00',
  },
  {
    zones: ['America/Edmonton', 'America/Yellowknife', 'Canada/Mountain'],
    since: '2026c',
    what: 'Alberta stays on UTC-06:00',
    from: '2026-11-01T08:00:00Z',
    offset: '-06:00',
  },
  {
    zones: ['Africa/Casablanca', 'Africa/El_Aaiun'],
    since: '2026c',
    what: 'Morocco and Western Sahara are on UTC all year',
    from: '2026-09-20T01:00:00Z',
    offset: '+00:00',
  },
  {
    zones: ['America/Vancouver', 'Canada/Pacific'],
    since: '2026b',
    what: 'British Columbia stays on UTC-07:00',
    from: '2026-11-01T09:00:00Z',
    offset: '-07:00',
  },
  {
    zones: ['Europe/Chisinau', 'Europe/Tiraspol'],
    since: '2026a',
    what: 'Moldova changes its clocks at 01:00 UTC, as the European Union does, and no longer an hour before',
    from: '2022-03-27T00:00:00Z',
  },
  {
    zones: ['America/Asuncion'],
    since: '2025a',
    what: 'Paraguay stays on UTC-03:00',
    from: '2025-03-23T03:00:00Z',
    offset: '-03:00',
  },
  {
    zones: ['Asia/Almaty', 'Asia/Qostanay'],
    since: '2024a',
    what: 'all of Kazakhstan is on UTC+05:00',
    from: '2024-02-29T18:00:00Z',
    offset: '+05:00',
  },
  {
    zones: ['Antarctica/Vostok'],
    since: '2023d',
    what: 'Vostok is on UTC+05:00',
    from: '2023-12-17T19:00:00Z',
    offset: '+05:00',
  },
  {
    zones: ['Antarctica/Casey'],
    since: '2023d',
    what: 'Casey is on UTC+08:00',
    from: '2024-01-01T00:00:00Z',
    offset: '+08:00',
  },
];
