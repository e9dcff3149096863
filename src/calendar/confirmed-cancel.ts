import { meetingOnRecord } from '../history/index.ts';
import type { CancelOutcome } from './cancel.ts';
import type { SoughtMeeting } from './find.ts';
import type { EventOutcome } from './outcome.ts';

/**
 * What a meeting's file may be told of a cancel: nothing before Graph has confirmed all of it. Of a meeting that was
 * cancelled already, that it was, unless the file says so itself.
 */
export function confirmedCancel(
  outcome: CancelOutcome,
  { meeting: { record }, subject }: SoughtMeeting,
): readonly EventOutcome[] {
  if (outcome.kind === 'done') return outcome.events;
  if (outcome.kind !== 'nothing' || !outcome.alreadyCancelled) return [];
  const told = meetingOnRecord(record)?.cancelled === true;
  return told ? [] : [{ status: 'cancelled', subject, attendees: 0 }];
}
