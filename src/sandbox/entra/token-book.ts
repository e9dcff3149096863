import { randomUUID } from 'node:crypto';

/** What Graph makes of a token. */
export type Judgement = 'good' | 'expired' | 'without permission' | 'unknown';

/** What a token says; its names are those of the claims (Microsoft identity platform docs: access token claims). */
export interface Grant {
  readonly tid: string;
  readonly appid: string;
  /** Delegated permissions, separated by spaces. */
  readonly scp?: string;
  /** Application permissions. */
  readonly roles?: readonly string[];
  /** Who signed in; absent for an application by itself. */
  readonly upn?: string;
}

/** The tokens handed out. */
export interface TokenBook {
  /** Gives a new token, which looks like one of Microsoft's and is signed by nobody. */
  readonly issue: (grant: Grant, lifetimeS: number) => string;
  readonly judge: (token: string) => Judgement;
  /** Ends all tokens, as if their time were over. */
  readonly expire: () => void;
}

/** An empty book. `now` gives ms since the Unix epoch. */
export function createTokenBook(now: () => number): TokenBook {
  const issued = new Map<string, { readonly grant: Grant; endsMs: number }>();
  return {
    issue: (grant, lifetimeS) => {
      const nowS = Math.floor(now() / 1000);
      const claims = { ...grant, iat: nowS, nbf: nowS, exp: nowS + Math.round(lifetimeS), jti: randomUUID() };
      const token = `${encoded({ typ: 'JWT', alg: 'none' })}.${encoded(claims)}.sandbox`;
      issued.set(token, { grant, endsMs: now() + lifetimeS * 1000 });
      return token;
    },
    judge: (token) => {
      const known = issued.get(token);
      if (known === undefined) return 'unknown';
      if (known.endsMs <= now()) return 'expired';
      const permissions = [...(known.grant.roles ?? []), ...(known.grant.scp ?? '').split(' ')];
      return permissions.some((name) => name.startsWith('Calendars.ReadWrite'))
        ? 'good'
        : 'without permission';
    },
    expire: () => {
      for (const token of issued.values()) token.endsMs = 0;
    },
  };
}

/** A part of a token as JSON Web Tokens have them. */
export function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
