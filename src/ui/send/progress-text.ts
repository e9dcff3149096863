import type { SendEvent } from '../../calendar/index.ts';
import { seconds } from '../session/summary.ts';

/**
 * What the progress of a send or a cancel shows, so that a wait is seen to be one.
 * @returns `undefined` for what needs no showing
 */
export function progressText(event: SendEvent): string | undefined {
  switch (event.type) {
    case 'creating':
      return 'creating the event';
    case 'updating':
      return 'updating the event';
    case 'transient':
      return `${event.code}: ${event.message}`;
    case 'waiting':
      return `waiting ${seconds(event.delayMs)} before try ${event.attempt} of ${event.attempts}`;
    case 'resuming':
      return 'looking first: an earlier send ended without an answer';
    case 'unrecorded':
      return `the send history cannot be written (${event.code})`;
    case 'cancelling':
      return 'cancelling the event';
    case 'identity':
    case 'adopting':
    case 'text-kept':
    case 'created':
    case 'updated':
    case 'unchanged':
    case 'cancelled':
      return undefined;
  }
}
