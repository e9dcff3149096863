import * as l10n from '@vscode/l10n';
import type { SendEvent } from '../../calendar/index.ts';
import { seconds } from '../session/summary.ts';

/**
 * What the progress of a send or a cancel shows, so that a wait is seen to be one.
 * @returns `undefined` for what needs no showing
 */
export function progressText(event: SendEvent): string | undefined {
  switch (event.type) {
    case 'creating':
      return l10n.t('creating the event');
    case 'updating':
      return l10n.t('updating the event');
    case 'transient':
      return `${event.code}: ${event.message}`;
    case 'waiting':
      return l10n.t('waiting {time} before try {attempt} of {attempts}', {
        time: seconds(event.delayMs),
        attempt: event.attempt,
        attempts: event.attempts,
      });
    case 'resuming':
      return l10n.t('looking first: an earlier send ended without an answer');
    case 'unrecorded':
      return l10n.t('the send history cannot be written ({code})', { code: event.code });
    case 'cancelling':
      return l10n.t('cancelling the event');
    case 'identity':
    case 'adopting':
    case 'elsewhere':
    case 'text-kept':
    case 'created':
    case 'updated':
    case 'unchanged':
    case 'cancelled':
      return undefined;
  }
}
