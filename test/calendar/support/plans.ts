import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { partitionAttendees, planParts, type Attendee, type InvitePlan } from '../../../src/invite/index.ts';
import type { ZonedTime } from '../../../src/metadata/index.ts';
import { NO_DETAILS } from '../../fixtures/no-details.ts';

export const ORGANIZER = 'organizer@ccoe.example';
export const NOW_MS = Date.UTC(2027, 0, 4, 12);

/** What tests say about a plan; everything else is made up. */
export interface PlanSketch {
  readonly objectId?: string;
  readonly subject?: string;
  readonly start?: string;
  readonly end?: string;
  readonly location?: string;
  readonly bodyText?: string;
  readonly hideAttendees?: boolean;
  readonly fallback?: boolean;
  readonly organizer?: string;
  /** Customer code → addresses; `''` for manual attendees. */
  readonly people?: Readonly<Record<string, readonly string[]>>;
  /** Customers of the meeting that did not answer. */
  readonly missing?: readonly string[];
  readonly acceptedPartial?: boolean;
}

/** A plan as the invite room makes them. */
export function planFor(sketch: PlanSketch = {}): InvitePlan {
  const people = sketch.people ?? { hts: ['a@hts.example', 'b@hts.example'], cds: ['c@cds.example'] };
  const missing = sketch.missing ?? [];
  const answered = Object.keys(people).filter((code) => code !== '');
  const customerCodes = [...answered, ...missing];
  const codesOf = new Map<string, string[]>();
  for (const [code, addresses] of Object.entries(people)) {
    for (const address of addresses) {
      codesOf.set(address, [...(codesOf.get(address) ?? []), ...(code === '' ? [] : [code])]);
    }
  }
  const attendees = [...codesOf]
    .map(([email, codes]): Attendee => ({ email, customerCodes: codes }))
    .sort((a, b) => (a.email < b.email ? -1 : 1));
  const subject = sketch.subject ?? 'Change Implementation: Database move';
  const objectId = sketch.objectId ?? 'CHG-1';
  const start = zoned(sketch.start ?? '2027-02-02T10:00:00');
  const end = zoned(sketch.end ?? '2027-02-02T11:00:00');
  const hideAttendees = sketch.hideAttendees ?? true;
  return {
    meeting: {
      objectId,
      objectIdIsFallback: sketch.fallback ?? false,
      kind: 'change',
      shape: 'flat',
      title: subject,
      subject,
      customerCodes,
      start,
      end,
      manualAttendees: people[''] ?? [],
      details: NO_DETAILS,
    },
    organizer: sketch.organizer ?? ORGANIZER,
    key: createHash('sha256').update(objectId).digest('hex'),
    topicName: 'aws-calendar',
    subject,
    bodyHtml: `<div id="customer-meetings-invite"><h2>${sketch.bodyText ?? 'We move the database.'}</h2><p>When</p></div>`,
    bodyText: sketch.bodyText ?? 'We move the database.',
    location: sketch.location ?? 'Microsoft Teams Meeting',
    start,
    end,
    hideAttendees,
    attendees,
    excluded: [],
    parts: planParts(partitionAttendees(attendees, customerCodes), subject),
    completeness:
      missing.length === 0
        ? { kind: 'complete' }
        : {
            kind: 'partial',
            missing: missing.map((customerCode) => ({
              customerCode,
              reason: 'failed',
              message: 'It failed.',
            })),
            acceptedPartial: sketch.acceptedPartial ?? true,
          },
    answered,
    results: [],
    problems: [],
    fingerprint: '0'.repeat(64),
  };
}

function zoned(dateTime: string): ZonedTime {
  const timeZone = 'America/New_York';
  const { epochMilliseconds } = Temporal.PlainDateTime.from(dateTime).toZonedDateTime(timeZone);
  return { dateTime, timeZone, epochMs: epochMilliseconds };
}
