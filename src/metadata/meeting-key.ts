import { createHash } from 'node:crypto';

/**
 * How a meeting is found again on the organizer's calendar: SHA-256 (64 hex digits) of its object id in UTF-8.
 * The organizer is not in it, since the mailbox already separates organizers. Hashed, because the stored value
 * is compared without regard to letter case (Microsoft Graph docs, singleValueLegacyExtendedProperty) and ids may hold anything.
 */
export function meetingKey(objectId: string): string {
  return createHash('sha256').update(objectId, 'utf8').digest('hex');
}
