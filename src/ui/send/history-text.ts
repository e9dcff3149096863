import type { RecordedCall } from '../../calendar/index.ts';
import { count } from '../session/summary.ts';

const DID = { create: 'created', update: 'updated', cancel: 'cancelled' } as const;
const WOULD = { create: 'Create', update: 'Update', cancel: 'Cancel' } as const;

/**
 * Every call that wrote to a calendar from this editor, newest first, for people: what was about to be sent, what
 * Microsoft Graph answered. Times in UTC.
 * @param calls oldest first
 */
export function historyText(calls: readonly RecordedCall[]): string {
  const head =
    'Send history of this machine’s editor, newest first (times in UTC). Counts and hashes stand for addresses unless customerMeetings.sendHistory.keepAddresses is on.';
  if (calls.length === 0) return `${head}\n\nNothing has been sent yet.\n`;
  return `${head}\n\n${[...calls].reverse().map(entryText).join('\n\n')}\n`;
}

function entryText({ before, after }: RecordedCall): string {
  const part = before.parts > 1 ? `, event ${before.part} of ${before.parts}` : '';
  const test = before.test === true ? ' (test)' : '';
  const start = before.start === undefined ? [] : [`Start: ${time(before.start)}`];
  const eventId = after?.eventId ?? before.eventId;
  const { count: people, added, removed } = before.attendees;
  const changes = added + removed === 0 ? '' : `, ${added} added, ${removed} removed`;
  return [
    `${time(before.at)}  ${verdict({ before, ...(after !== undefined && { after }) })}: “${before.subject}”${part}${test}`,
    ...start,
    `Attendees: ${count(people, 'person')}${changes} (hash ${before.attendees.hash})`,
    ...(before.addresses === undefined
      ? []
      : [`Organizer: ${before.addresses.organizer}`, `To: ${before.addresses.attendees.join(', ')}`]),
    `Calendar: ${before.place}, organizer ${before.organizer}`,
    ...(eventId === undefined ? [] : [`Event: ${eventId}`]),
    ...(after?.requestId === undefined ? [] : [`Request: ${after.requestId}`]),
  ].join('\n    ');
}

function verdict({ before, after }: RecordedCall): string {
  const status = after?.status === undefined ? '' : ` ${after.status}`;
  const why = after?.code === undefined ? '' : ` (${after.code}${status})`;
  switch (after?.result) {
    case 'done':
      return `✓ ${DID[before.action]}`;
    case 'refused':
      return `✗ ${WOULD[before.action]} refused${why}, nothing changed`;
    case 'unknown':
      return `? ${WOULD[before.action]}: not known whether it happened${why}; the next send looks first`;
    case undefined:
      return `? ${WOULD[before.action]}: ended before an answer was recorded; the next send looks first`;
  }
}

function time(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}
