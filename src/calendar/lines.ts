import type { SendEvent } from './send-event.ts';

/**
 * The log lines for one event of a send: the Go tool's own where they are true (an update is not reported as created, a
 * resend not as a change), with the identity, the join link and who is kept added. No addresses in them.
 */
export function sendLines(event: SendEvent): readonly string[] {
  switch (event.type) {
    case 'identity':
      return [`🔑 Using Microsoft Graph with ${event.description}`];
    case 'resuming':
      return [
        `🔍 An earlier ${event.action} of this meeting ended without an answer: looking at the calendar first`,
      ];
    case 'adopting':
      return [`🤝 Taking over the meeting on the calendar: ${event.subject} (${event.id})`];
    case 'elsewhere':
      return [`🔍 The meeting is in another calendar of the mailbox: ${event.subject} (${event.id})`];
    case 'text-kept':
      return [
        '⚠️  The text of the meeting stays as it is: it cannot be told apart from its online meeting for sure',
      ];
    case 'unrecorded':
      return [
        `⚠️  The record of what is sent could not be kept (${event.code}); sending is safe without it, but the send history is incomplete`,
      ];
    case 'cancelling':
      return [`🗑️  Cancelling meeting: ${event.subject} (${people(event.attendees)} will be told)`];
    case 'cancelled':
      return [`✅ Successfully cancelled meeting ${event.id}`];
    case 'creating':
      return [`📅 Creating new meeting: ${event.subject}`];
    case 'created':
      return [
        `✅ Successfully created meeting on attempt ${event.attempt}`,
        `✅ Successfully created multi-customer meeting with ID: ${event.id}`,
        ...closing(event),
      ];
    case 'updating':
      return [
        event.resend
          ? '🔄 Meeting already exists with same details, sending the update to everybody again (force-update)...'
          : '🔄 Meeting exists but has changes, updating...',
        ...attendeeLines(event),
      ];
    case 'updated':
      return [`✅ Successfully updated meeting ${event.id}`, ...closing(event)];
    case 'unchanged':
      return [
        ...(event.doubtful === true
          ? ['🟰 This event is on the calendar; nothing shows whether it was made now or was there before']
          : [
              '✅ Meeting already exists with same details, skipping creation',
              '🟰 This event is unchanged: nothing was written and nobody gets mail',
            ]),
        ...keptLines(event.kept),
        ...closing(event),
      ];
    case 'transient': {
      const status =
        event.status === undefined ? 'transient error' : `transient error (status ${event.status})`;
      return [`⚠️  Transient error on attempt ${event.attempt}: ${status}: ${event.code} - ${event.message}`];
    }
    case 'waiting':
      return [
        `⏳ Retry attempt ${event.attempt}/${event.attempts} after ${seconds(event.delayMs)}s backoff...`,
      ];
  }
}

function closing({ id, joinUrl }: { readonly id: string; readonly joinUrl?: string }): readonly string[] {
  return [`📅 Meeting ID: ${id}`, ...(joinUrl === undefined ? [] : [`🔗 Join link: ${joinUrl}`])];
}

function attendeeLines({
  added,
  removed,
  kept,
}: Extract<SendEvent, { type: 'updating' }>): readonly string[] {
  const changes = added + removed > 0 ? [`👥 Attendees: ${added} added, ${removed} removed`] : [];
  return [...changes, ...keptLines(kept)];
}

function keptLines(kept: number): readonly string[] {
  if (kept === 0) return [];
  return [
    `👥 Keeping ${kept} ${kept === 1 ? 'attendee' : 'attendees'} of customers that were not asked or did not answer`,
  ];
}

function people(count: number): string {
  return count === 1 ? '1 attendee' : `${count} attendees`;
}

function seconds(ms: number): string {
  return String(Math.round(ms / 100) / 10);
}
