import type { CustomerRecipientResult } from './result.ts';

/**
 * What happens to a customer while it is asked. Log lines, tree, progress line and waterfall are all made from these.
 * `atMs` is milliseconds since the start of the run (monotonic).
 */
export type QueryEvent =
  | {
      readonly type: 'started';
      readonly topicName: string;
      readonly customerCodes: readonly string[];
      readonly atMs: number;
    }
  | {
      readonly type: 'queued';
      readonly customerCode: string;
      /** From config.json, so that a view has it before the answer. */
      readonly customerName?: string;
      readonly atMs: number;
    }
  | {
      readonly type: 'credentials' | 'connecting' | 'list';
      readonly customerCode: string;
      readonly atMs: number;
    }
  | {
      readonly type: 'page';
      readonly customerCode: string;
      readonly page: number;
      readonly recipients: number;
      readonly atMs: number;
    }
  | {
      readonly type: 'waiting';
      readonly customerCode: string;
      readonly delayMs: number;
      readonly reason: string;
      readonly atMs: number;
    }
  | {
      readonly type: 'done' | 'failed' | 'cancelled';
      readonly customerCode: string;
      /** The topic that was asked for, which a result without recipients does not name. */
      readonly topicName?: string;
      readonly result: CustomerRecipientResult;
      readonly atMs: number;
    };
