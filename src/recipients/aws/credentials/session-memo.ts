import type { AwsCredentialIdentity } from '@smithy/types';

/** Temporary credentials, and the account that the service that gave them says they are of. */
export type Session = AwsCredentialIdentity & { readonly accountId?: string };

/**
 * Sessions that are still good, kept from one run to the next. In memory only, and only such as say when they expire.
 * A key names everything the session depends on, so that a changed profile or a new sign-in asks for another one.
 */
export interface SessionMemo {
  readonly get: (key: string) => Session | undefined;
  readonly keep: (key: string, session: Session) => void;
  /** Forgets a session that AWS refuses although its time is not up. @param accessKeyId the session's */
  readonly forget: (accessKeyId: string) => void;
  /** Notes that a role refused a session that was new. @param accessKeyId the session's */
  readonly noteRefusal: (accessKeyId: string, roleArn: string) => void;
  /** Whether a role refused this session already when it was new: then its age is not why. */
  readonly wasRefusedWhenNew: (accessKeyId: string, roleArn: string) => boolean;
}

/** Sessions with less than this left are not used for anything new; the AWS SDKs renew theirs at the same time. */
const SPARE_MS = 5 * 60_000;

/** @param now milliseconds since the Unix epoch */
export function createSessionMemo(now: () => number = Date.now): SessionMemo {
  const sessions = new Map<string, Session>();
  const refusals = new Map<string, Set<string>>();
  const isGood = ({ expiration }: Session): boolean =>
    expiration !== undefined && expiration.getTime() - now() > SPARE_MS;
  return {
    get: (key) => {
      const session = sessions.get(key);
      if (session === undefined || isGood(session)) return session;
      sessions.delete(key);
      return undefined;
    },
    keep: (key, session) => {
      for (const [old, kept] of sessions)
        if (!isGood(kept)) {
          sessions.delete(old);
          refusals.delete(kept.accessKeyId);
        }
      if (isGood(session)) sessions.set(key, session);
    },
    forget: (accessKeyId) => {
      for (const [key, session] of sessions) if (session.accessKeyId === accessKeyId) sessions.delete(key);
      refusals.delete(accessKeyId);
    },
    noteRefusal: (accessKeyId, roleArn) => {
      refusals.set(accessKeyId, new Set([...(refusals.get(accessKeyId) ?? []), roleArn]));
    },
    wasRefusedWhenNew: (accessKeyId, roleArn) => refusals.get(accessKeyId)?.has(roleArn) ?? false,
  };
}
