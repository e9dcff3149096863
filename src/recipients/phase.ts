import { seconds } from './errors/run-failures.ts';
import type { QueryEvent } from './progress.ts';

/**
 * What a customer is doing after an event, in a few words for a person: tree, notification and terminal all say it so.
 * @returns undefined for events that do not put a customer at work
 */
export function phaseOf(event: QueryEvent): string | undefined {
  switch (event.type) {
    case 'credentials':
      return 'signing in';
    case 'connecting':
      return 'connecting';
    case 'list':
      return 'finding the contact list';
    case 'page':
      return `page ${event.page}`;
    case 'waiting':
      return `waiting ${seconds(event.delayMs)}: ${event.reason}`;
    case 'started':
    case 'queued':
    case 'done':
    case 'failed':
    case 'cancelled':
      return undefined;
  }
}
