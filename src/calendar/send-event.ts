/** What happens while Graph is worked with: log lines, status bar and output channel are all made from these. No addresses in it. */
export type SendEvent =
  /** Whose permission is used, before the first call. */
  | { readonly type: 'identity'; readonly description: string }
  | { readonly type: 'creating'; readonly subject: string }
  | {
      readonly type: 'created';
      readonly id: string;
      /** The try that did it, 1-based. */
      readonly attempt: number;
      readonly joinUrl?: string;
    }
  | {
      readonly type: 'updating';
      readonly id: string;
      /** True when nothing differs and the update only tells everybody again. */
      readonly resend: boolean;
      /** Attendees this update adds and removes, and those it keeps because their customers have not answered. */
      readonly added: number;
      readonly removed: number;
      readonly kept: number;
    }
  | { readonly type: 'updated'; readonly id: string; readonly joinUrl?: string }
  | { readonly type: 'unchanged'; readonly id: string; readonly kept: number; readonly joinUrl?: string }
  | {
      readonly type: 'transient';
      readonly attempt: number;
      readonly status?: number;
      readonly code: string;
      readonly message: string;
    }
  | {
      readonly type: 'waiting';
      /** The try that the wait is for, 1-based, of how many. */
      readonly attempt: number;
      readonly attempts: number;
      readonly delayMs: number;
    };
