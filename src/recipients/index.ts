export type { Clock } from './clock.ts';
export type { QueryEvent } from './progress.ts';
export type {
  AggregatedRecipient,
  AggregatedRecipients,
  CustomerError,
  CustomerRecipientResult,
  Subscriber,
} from './result.ts';
