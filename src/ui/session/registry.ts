import { createListeners, type Unsubscribe } from './listeners.ts';
import type { Session } from './session.ts';
import type { SessionState } from './state.ts';

/** The window's sessions, one per meeting file, and which one the results view shows. */
export interface SessionRegistry {
  readonly all: () => readonly Session[];
  readonly find: (uri: string) => Session | undefined;
  readonly current: () => Session | undefined;
  /** Adds a session unless its file has one already. @returns the one that counts */
  readonly add: (session: Session) => Session;
  readonly show: (session: Session) => void;
  /** Called on every change of any session and whenever another one is shown. */
  readonly onChange: (listener: (change: SessionChange) => void) => Unsubscribe;
}

export interface SessionChange {
  /** The session that changed; absent when only the shown one is another now. */
  readonly state?: SessionState;
  readonly current: Session | undefined;
}

/** @returns an empty registry. */
export function createSessionRegistry(): SessionRegistry {
  const sessions = new Map<string, Session>();
  const listeners = createListeners<SessionChange>();
  let current: Session | undefined;
  return {
    all: () => [...sessions.values()],
    find: (uri) => sessions.get(uri),
    current: () => current,
    add: (session) => {
      const known = sessions.get(session.file.uri);
      if (known !== undefined) return known;
      sessions.set(session.file.uri, session);
      session.onChange((state) => listeners.tell({ state, current }));
      return session;
    },
    show: (session) => {
      if (current === session) return;
      current = session;
      listeners.tell({ current });
    },
    onChange: (listener) => listeners.add(listener),
  };
}
