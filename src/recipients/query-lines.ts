import { countRecipients } from './aggregate.ts';
import { seconds } from './errors/run-failures.ts';
import { sharedCauses } from './errors/shared-causes.ts';
import type { QueryEvent } from './progress.ts';
import type { AggregatedRecipients, CustomerRecipientResult } from './result.ts';

/**
 * Makes the teller of a run's events, one after the other. What to do about a cause that several customers share is said
 * where it is met first, and once more by {@link aggregateLines}; not thirty times. So are notes on credentials.
 */
export function createQueryLines(): (event: QueryEvent) => readonly string[] {
  const told = new Set<string>();
  return (event) => {
    const error = event.type === 'failed' ? event.result.error : undefined;
    const cause = error?.cause === undefined ? undefined : `${error.cause} ${error.shared?.remedy ?? ''}`;
    const isTold = cause !== undefined && told.has(cause);
    if (cause !== undefined) told.add(cause);
    const notes = 'result' in event ? (event.result.notes ?? []).filter((note) => !told.has(note)) : [];
    notes.forEach((note) => told.add(note));
    const lines = notes.map((note) => `🔑 ${note.charAt(0).toUpperCase()}${note.slice(1)}`);
    return [...lines, ...linesOf(event, isTold)];
  };
}

const linesOf = (event: QueryEvent, isTold: boolean): readonly string[] =>
  isTold ? queryLines(event).filter((line) => !line.startsWith(REMEDY)) : queryLines(event);

/** What to do, under the line that says what happened. */
const REMEDY = '   → ';

/**
 * The log lines of one event, as the Go tool words them (emoji, plurals and the two spaces after ⚠️ included), with
 * extra lines of our own for what it had no words for. A customer's lines come together with its end, so that customers
 * never interleave. No line holds a recipient's address.
 * @returns [] for events that are not logged
 */
function queryLines(event: QueryEvent): readonly string[] {
  switch (event.type) {
    case 'started':
      return [
        `📋 Querying ${event.topicName} topic from ${event.customerCodes.length} customers concurrently...`,
      ];
    case 'credentials':
      return [`🔍 Querying customer: ${event.customerCode}`];
    case 'waiting':
      return [`⏳ Customer ${event.customerCode}: waiting ${seconds(event.delayMs)} (${event.reason})`];
    case 'done':
      return doneLines(event.result, event.topicName ?? event.result.recipients[0]?.topicName ?? '');
    case 'failed':
      return failedLines(event.result);
    case 'cancelled':
      return [`⏹️  Customer ${event.customerCode}: cancelled`];
    case 'queued':
    case 'connecting':
    case 'list':
    case 'page':
      return [];
  }
}

/**
 * The lines that end a run: the Go tool's ("customers" are all that were asked, "errors" is always plural), then what
 * several customers failed by together, with the one thing to do about it.
 * @param aggregated the whole run
 */
export const aggregateLines = (aggregated: AggregatedRecipients): readonly string[] => [
  `📊 Aggregation complete: ${aggregated.unique.length} unique recipients from ${aggregated.results.length} customers (${aggregated.successful} successful, ${aggregated.errors} errors)`,
  ...sharedCauses(aggregated.results).flatMap(({ message, remedy, customerCodes }) => [
    `🔗 ${customerCodes.length} customers failed for the same reason (${customerCodes.join(', ')}): ${message}`,
    `${REMEDY}${remedy}`,
  ]),
];

function doneLines(result: CustomerRecipientResult, topicName: string): readonly string[] {
  const { customerCode, roleArn, unsubscribed } = result;
  return [
    ...(roleArn === undefined
      ? []
      : [`✅ Successfully assumed role ${roleArn} for customer ${customerCode}`]),
    `📋 Getting subscribers for topic: ${topicName}`,
    `👥 Found ${result.recipients.length} subscribers for topic ${topicName}`,
    ...(unsubscribed.length === 0
      ? []
      : [`⏭️  Customer ${customerCode}: left out ${unsubscribed.length} contacts that are not subscribed`]),
    ...result.warnings.map((warning) => `⚠️  Customer ${customerCode}: ${warning}`),
    `📧 Customer ${customerCode}: found ${countRecipients(result)} recipients`,
  ];
}

function failedLines({ customerCode, error }: CustomerRecipientResult): readonly string[] {
  if (error === undefined) return [];
  return [
    `⚠️  Warning: Failed to get recipients for customer ${customerCode}: ${error.message}`,
    ...(error.remedy === '' ? [] : [`${REMEDY}${error.remedy}`]),
  ];
}
