import type { WatchedOutcome } from './watched-handler.ts';

/**
 * What lately became of refreshing an SSO session's token. The SDK tries that once in thirty seconds per session and in
 * between says "Token is expired" to everybody, also when it was the network that failed.
 */
export interface SsoTroubles {
  readonly note: (session: string, outcome: WatchedOutcome) => void;
  /** The outcome, if the SDK still holds to it. */
  readonly recent: (session: string) => WatchedOutcome | undefined;
}

/** The SDK's own pause between two tries (`@aws-sdk/token-providers`, fromSso). */
const PAUSE_MS = 30_000;

/** @param now milliseconds since the Unix epoch */
export function createSsoTroubles(now: () => number = Date.now): SsoTroubles {
  const outcomes = new Map<string, { readonly outcome: WatchedOutcome; readonly atMs: number }>();
  return {
    note: (session, outcome) => outcomes.set(session, { outcome, atMs: now() }),
    recent: (session) => {
      const known = outcomes.get(session);
      return known !== undefined && now() - known.atMs < PAUSE_MS + 1000 ? known.outcome : undefined;
    },
  };
}
