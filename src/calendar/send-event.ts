/** What happens while Graph is worked with: log lines, status bar and output channel are all made from these. No addresses in it. */
export type SendEvent =
  /** Whose permission is used, before the first call. */
  | { readonly type: 'identity'; readonly description: string }
  /** An earlier run of this meeting ended without knowing what became of its last call: it is looked for first. */
  | { readonly type: 'resuming'; readonly action: 'create' | 'update' | 'cancel' }
  /** An event without a mark of ours is taken for the meeting, because a person said so. */
  | { readonly type: 'adopting'; readonly id: string; readonly subject: string }
  /** The meeting is in another calendar of the mailbox than the default one. */
  | { readonly type: 'elsewhere'; readonly id: string; readonly subject: string }
  /** The text of such an event could not be told from its online meeting and stays as it is. */
  | { readonly type: 'text-kept'; readonly id: string }
  /** The journal could not be written or read. `code` is the operating system's. */
  | { readonly type: 'unrecorded'; readonly code: string }
  | { readonly type: 'creating'; readonly subject: string }
  | { readonly type: 'cancelling'; readonly id: string; readonly subject: string; readonly attendees: number }
  | { readonly type: 'cancelled'; readonly id: string }
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
  | {
      readonly type: 'unchanged';
      readonly id: string;
      readonly kept: number;
      readonly joinUrl?: string;
      /** Graph answered a create with it, and nothing shows whether it was made by that. */
      readonly doubtful?: true;
    }
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
