import type { QueryEvent } from '../../recipients/index.ts';

/** What `--log-level debug` tells of one event: when, who, what. Codes and counts, never an address or a key. */
export function debugLine(event: QueryEvent): string {
  const at = `[${Math.round(event.atMs)} ms]`;
  switch (event.type) {
    case 'started':
      return `${at} ${event.customerCodes.length} customers are asked for ${event.topicName}`;
    case 'queued':
      return `${at} ${event.customerCode}: queued`;
    case 'credentials':
      return `${at} ${event.customerCode}: credentials`;
    case 'connecting':
      return `${at} ${event.customerCode}: connecting`;
    case 'list':
      return `${at} ${event.customerCode}: contact list`;
    case 'page':
      return `${at} ${event.customerCode}: page ${event.page}, ${event.recipients} recipients`;
    case 'waiting':
      return `${at} ${event.customerCode}: waits ${Math.round(event.delayMs)} ms (${event.reason})`;
    case 'done':
    case 'failed':
    case 'cancelled': {
      const { pages, attempts, durationMs, error } = event.result;
      const why = error === undefined ? '' : `, ${error.code}, request ${error.requestId ?? 'unknown'}`;
      return `${at} ${event.customerCode}: ${event.type} after ${Math.round(durationMs)} ms, ${pages} pages, ${attempts} attempts${why}`;
    }
  }
}
