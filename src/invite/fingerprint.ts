import { createHash } from 'node:crypto';
import { addressKey } from '../recipients/index.ts';
import type { InvitePlan } from './plan.ts';

/** The part of a plan that decides its fingerprint. */
export type Fingerprinted = Pick<
  InvitePlan,
  | 'organizer'
  | 'key'
  | 'subject'
  | 'bodyHtml'
  | 'start'
  | 'end'
  | 'location'
  | 'hideAttendees'
  | 'parts'
  | 'completeness'
  | 'byHand'
  | 'answered'
>;

/**
 * SHA-256 (64 hex digits) over everything that goes out, and nothing that does not: no clock, no durations, no order
 * of answers. Two plans with one fingerprint send the same thing to the same people.
 */
export function planFingerprint(plan: Fingerprinted): string {
  const missing = plan.completeness.kind === 'complete' ? [] : plan.completeness.missing;
  // A list, so that the order of the fields is part of the format and needs no sorting of keys.
  const canonical = [
    ['version', 2],
    ['organizer', addressKey(plan.organizer)],
    ['key', plan.key],
    ['subject', plan.subject],
    ['body', plan.bodyHtml],
    // With the instant, which alone tells the two readings of a repeated wall time apart.
    ['start', plan.start.dateTime, plan.start.timeZone, plan.start.epochMs],
    ['end', plan.end.dateTime, plan.end.timeZone, plan.end.epochMs],
    ['location', plan.location],
    ['hideAttendees', plan.hideAttendees],
    ['parts', [...plan.parts].sort((a, b) => a.number - b.number).map(canonicalPart)],
    ['missing', missing.map(({ customerCode }) => customerCode).sort()],
    // Who answered decides who is taken off a meeting that is on the calendar already.
    ['answered', [...plan.answered].sort()],
    ...canonicalByHand(plan.byHand),
  ];
  return createHash('sha256').update(JSON.stringify(canonical), 'utf8').digest('hex');
}

/** Who stays on a meeting and who is taken off it by hand. Whom it adds is among the attendees. */
function canonicalByHand(byHand: Fingerprinted['byHand']): readonly unknown[] {
  const { leftOut = [], takenOff = [], takenOffCustomers = [] } = byHand ?? {};
  if (leftOut.length + takenOff.length + takenOffCustomers.length === 0) return [];
  const people = [leftOut.map(addressKey).sort(), takenOff.map(addressKey).sort()];
  return [['by hand', ...people, [...takenOffCustomers].sort()]];
}

function canonicalPart(part: Fingerprinted['parts'][number]): readonly unknown[] {
  return [part.number, part.subject, part.attendees.map(({ email }) => addressKey(email)).sort()];
}
