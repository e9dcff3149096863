import { randomBytes } from 'node:crypto';
import type { Account } from './account.ts';

/** Who signed a request, once its key is known. */
export interface Identity {
  readonly account: Account;
  /** `arn:aws:iam::…:user/…` or `arn:aws:sts::…:assumed-role/…`. */
  readonly arn: string;
  /** As GetCallerIdentity answers it. */
  readonly userId: string;
  readonly secretAccessKey: string;
  /** Only temporary credentials have these two; ms since the Unix epoch. */
  readonly sessionToken?: string;
  readonly expiresAtMs?: number;
  /** When a second factor was proved, in ms since the Unix epoch; absent without one. */
  readonly mfaAtMs?: number;
}

/** Temporary credentials as STS, the access portal and the sign-in service hand them out. */
export interface Session extends Identity {
  readonly accessKeyId: string;
  readonly sessionToken: string;
  readonly expiresAtMs: number;
}

/** How long a session lasts, and when the second factor behind it was proved, if there is one. */
export interface SessionTerms {
  readonly durationSeconds: number;
  readonly mfaAtMs?: number | undefined;
}

/** All keys that open something: the accounts' own, and those of sessions. */
export interface Identities {
  byAccessKey(accessKeyId: string): Identity | undefined;
  /** Opens a session of a role in `account`. */
  openSession(account: Account, role: string, sessionName: string, terms: SessionTerms): Session;
  /** Opens a session of the account's user, as GetSessionToken and `aws login` do. */
  openUserSession(account: Account, terms: SessionTerms): Session;
  /** Ends every session now, as if its time were over. */
  expireSessions(): void;
  /** Makes every second factor look proved half a day ago; the sessions stay good. */
  ageSecondFactors(): void;
}

/** Knows the accounts' keys from the start. `now` gives ms since the Unix epoch. */
export function createIdentities(accounts: readonly Account[], now: () => number): Identities {
  const byKey = new Map<string, Identity>();
  for (const account of accounts) {
    const { accessKeyId, secretAccessKey } = account.keys;
    byKey.set(accessKeyId, { account, arn: account.userArn, userId: userIdOf(account), secretAccessKey });
  }
  const open = (who: Pick<Session, 'account' | 'arn' | 'userId'>, terms: SessionTerms): Session => {
    const session: Session = {
      ...who,
      accessKeyId: `ASIASANDBOX${randomBytes(5).toString('hex').slice(0, 9).toUpperCase()}`,
      secretAccessKey: `sandbox/not-a-real-secret/${randomBytes(9).toString('hex')}`,
      sessionToken: `sandbox-session-token/${randomBytes(60).toString('base64')}`,
      expiresAtMs: now() + terms.durationSeconds * 1000,
      ...(terms.mfaAtMs === undefined ? {} : { mfaAtMs: terms.mfaAtMs }),
    };
    byKey.set(session.accessKeyId, session);
    return session;
  };
  return {
    byAccessKey: (accessKeyId) => byKey.get(accessKeyId),
    openSession: (account, role, sessionName, terms) =>
      open(
        {
          account,
          arn: `arn:aws:sts::${account.accountId}:assumed-role/${role}/${sessionName}`,
          userId: `AROASANDBOX${account.accountId.slice(-9)}:${sessionName}`,
        },
        terms,
      ),
    openUserSession: (account, terms) =>
      open({ account, arn: account.userArn, userId: userIdOf(account) }, terms),
    expireSessions: () => {
      for (const [key, identity] of byKey)
        if (identity.expiresAtMs !== undefined) byKey.set(key, { ...identity, expiresAtMs: 0 });
    },
    ageSecondFactors: () => {
      for (const [key, identity] of byKey)
        if (identity.mfaAtMs !== undefined)
          byKey.set(key, { ...identity, mfaAtMs: identity.mfaAtMs - HALF_A_DAY_MS });
    },
  };
}

const HALF_A_DAY_MS = 12 * 3_600_000;

const userIdOf = ({ keys }: Account): string => keys.accessKeyId.replace('AKIA', 'AIDA');
