import { countRecipients } from './aggregate.ts';
import { seconds } from './errors/run-failures.ts';
import type { QueryEvent } from './progress.ts';
import type { AggregatedRecipients, CustomerRecipientResult } from './result.ts';

/**
 * The log lines of one event, as the Go tool words them (emoji, plurals and the two spaces after ⚠️ included), with
 * extra lines of our own for what it had no words for. A customer's lines come together with its end, so that customers
 * never interleave. No line holds a recipient's address.
 * @returns [] for events that are not logged
 */
export function queryLines(event: QueryEvent): readonly string[] {
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
 * The line that ends a run, as the Go tool words it: "customers" are all that were asked, "errors" is always plural.
 * @param aggregated the whole run
 */
export const aggregateLine = (aggregated: AggregatedRecipients): string =>
  `📊 Aggregation complete: ${aggregated.unique.length} unique recipients from ${aggregated.results.length} customers (${aggregated.successful} successful, ${aggregated.errors} errors)`;

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
    ...(error.remedy === '' ? [] : [`   → ${error.remedy}`]),
  ];
}
