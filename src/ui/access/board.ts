import { createListeners, type Unsubscribe } from '../session/listeners.ts';
import type { AccessState } from './state.ts';

/** What the last *Check Access* of this window found, and who wants to know when that changes. */
export interface AccessBoard {
  readonly state: () => AccessState | undefined;
  readonly set: (state: AccessState | undefined) => void;
  readonly onChange: (listener: (state: AccessState | undefined) => void) => Unsubscribe;
  /** One check at a time: while one is under way, `work` is not begun and that one's promise is returned. */
  readonly once: (work: () => Promise<AccessState>) => Promise<AccessState>;
  readonly isBusy: () => boolean;
  /** AWS profiles whose sign-in is under way in a terminal of this window. */
  readonly signingIn: Set<string>;
}

/** @returns an empty board */
export function createAccessBoard(): AccessBoard {
  const listeners = createListeners<AccessState | undefined>();
  let current: AccessState | undefined;
  let running: Promise<AccessState> | undefined;
  return {
    state: () => current,
    set: (state) => {
      current = state;
      listeners.tell(state);
    },
    onChange: listeners.add,
    once: (work) => {
      running ??= work().finally(() => {
        running = undefined;
      });
      return running;
    },
    isBusy: () => running !== undefined,
    signingIn: new Set(),
  };
}
