import * as l10n from '@vscode/l10n';
import type { RecordedCall } from '../../history/index.ts';
import { count } from '../session/summary.ts';

/**
 * Every call that wrote to a calendar from this editor, newest first, for people: what was about to be sent, what
 * Microsoft Graph answered. Times in UTC.
 * @param calls oldest first
 */
export function historyText(calls: readonly RecordedCall[]): string {
  const head = l10n.t(
    'Send history of this machine’s editor, newest first (times in UTC). Counts and hashes stand for addresses unless customerMeetings.sendHistory.keepAddresses is on.',
  );
  if (calls.length === 0) return `${head}\n\n${l10n.t('Nothing has been sent yet.')}\n`;
  return `${head}\n\n${[...calls].reverse().map(entryText).join('\n\n')}\n`;
}

function entryText({ before, after }: RecordedCall): string {
  const part =
    before.parts > 1
      ? `, ${l10n.t('event {number} of {count}', { number: before.part, count: before.parts })}`
      : '';
  const test = before.test === true ? ` (${l10n.t('test')})` : '';
  const start = before.start === undefined ? [] : [l10n.t('Start: {time}', { time: time(before.start) })];
  const eventId = after?.eventId ?? before.eventId;
  const { count: total, added, removed, hash } = before.attendees;
  const told = { people: count(total, 'person'), added, removed, hash };
  const attendees =
    added + removed === 0
      ? l10n.t('Attendees: {people} (hash {hash})', told)
      : l10n.t('Attendees: {people}, {added} added, {removed} removed (hash {hash})', told);
  return [
    `${time(before.at)}  ${verdict({ before, ...(after !== undefined && { after }) })}: “${before.subject}”${part}${test}`,
    ...start,
    attendees,
    ...(before.addresses === undefined
      ? []
      : [
          l10n.t('Organizer: {organizer}', { organizer: before.addresses.organizer }),
          l10n.t('To: {addresses}', { addresses: before.addresses.attendees.join(', ') }),
        ]),
    l10n.t('Calendar: {place}, organizer {organizer}', {
      place: before.place,
      organizer: before.organizer,
    }),
    ...(eventId === undefined ? [] : [l10n.t('Event: {id}', { id: eventId })]),
    ...(after?.requestId === undefined ? [] : [l10n.t('Request: {id}', { id: after.requestId })]),
  ].join('\n    ');
}

function verdict({ before, after }: RecordedCall): string {
  const status = after?.status === undefined ? '' : ` ${after.status}`;
  const why = after?.code === undefined ? '' : ` (${after.code}${status})`;
  const { did, would } = verbs(before.action);
  switch (after?.result) {
    case 'done':
      return `✓ ${did}`;
    case 'refused':
      return l10n.t('✗ {action} refused{why}, nothing changed', { action: would, why });
    case 'unknown':
      return l10n.t('? {action}: not known whether it happened{why}; the next send looks first', {
        action: would,
        why,
      });
    case undefined:
      return l10n.t('? {action}: ended before an answer was recorded; the next send looks first', {
        action: would,
      });
  }
}

function verbs(action: RecordedCall['before']['action']): { readonly did: string; readonly would: string } {
  switch (action) {
    case 'create':
      return { did: l10n.t('created'), would: l10n.t('Create') };
    case 'update':
      return { did: l10n.t('updated'), would: l10n.t('Update') };
    case 'cancel':
      return {
        did: l10n.t({ message: 'cancelled', args: [], comment: ['what became of a meeting'] }),
        would: l10n.t({ message: 'Cancel', args: [], comment: ['a meeting'] }),
      };
  }
}

function time(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}
