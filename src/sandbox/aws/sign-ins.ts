import { createHmac, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import type { Account } from './account.ts';

/** A sign-in to the access portal of IAM Identity Center, as the cache file of the AWS tools keeps it. */
export interface SsoSignIn {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A sign-in of `aws login`. Refreshing it takes the private key. */
export interface LoginSignIn {
  readonly account: Account;
  readonly clientId: string;
  readonly refreshToken: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
  /** Why a refresh is refused, in the service's word; undefined: it is not. */
  readonly refused?: 'TOKEN_EXPIRED' | 'USER_CREDENTIALS_CHANGED';
}

/** Everybody who is signed in anywhere but with keys. */
export interface SignIns {
  openSso(): SsoSignIn;
  /** Whether the portal knows the token and its time is not over. */
  knowsToken(accessToken: string): boolean;
  /** Trades a refresh token in, once; undefined when it is not good (any more). */
  refreshSso(refreshToken: string): SsoSignIn | undefined;
  knowsClient(clientId: string, clientSecret: string): boolean;
  openLogin(account: Account, refused?: LoginSignIn['refused']): LoginSignIn;
  loginOf(refreshToken: string): LoginSignIn | undefined;
  /** Trades the refresh token of a login in for a new one. */
  refreshLogin(signIn: LoginSignIn): LoginSignIn;
  /** A token that roles which trust web identities accept until `expiresAtMs`. */
  webIdentityToken(expiresAtMs: number): string;
  /** When a web identity token ends, ms since the Unix epoch; undefined when it was not issued here. */
  webIdentityEnd(token: string): number | undefined;
  /** Ends every sign-in, as if its time were over: neither tokens nor refresh tokens are good any more. */
  expire(): void;
}

/** Seconds that an access token of the portal lasts. */
export const SSO_TOKEN_SECONDS = 3600;

/** Nobody is signed in yet. `secret` seals web identity tokens, `now` gives ms since the Unix epoch. */
export function createSignIns(secret: string, now: () => number): SignIns {
  const ssoTokens = new Map<string, number>();
  const ssoRefreshes = new Map<string, SsoSignIn>();
  const logins = new Map<string, LoginSignIn>();
  const client = { clientId: random('client'), clientSecret: random('client-secret') };
  const openSso = (): SsoSignIn => {
    const signIn = { ...client, accessToken: random('sso-token'), refreshToken: random('sso-refresh') };
    ssoTokens.set(signIn.accessToken, now() + SSO_TOKEN_SECONDS * 1000);
    ssoRefreshes.set(signIn.refreshToken, signIn);
    return signIn;
  };
  const keepLogin = (signIn: LoginSignIn): LoginSignIn => {
    logins.set(signIn.refreshToken, signIn);
    return signIn;
  };
  const seal = (payload: string) => createHmac('sha256', secret).update(payload).digest('base64url');
  return {
    openSso,
    knowsToken: (accessToken) => (ssoTokens.get(accessToken) ?? 0) > now(),
    refreshSso: (refreshToken) => (ssoRefreshes.delete(refreshToken) ? openSso() : undefined),
    knowsClient: (clientId, clientSecret) =>
      clientId === client.clientId && clientSecret === client.clientSecret,
    openLogin: (account, refused) =>
      keepLogin({
        account,
        clientId: 'arn:aws:signin:::devtools/same-device',
        refreshToken: random('login-refresh'),
        ...generateKeyPairSync('ec', { namedCurve: 'P-256' }),
        ...(refused === undefined ? {} : { refused }),
      }),
    loginOf: (refreshToken) => logins.get(refreshToken),
    refreshLogin: (signIn) => {
      logins.delete(signIn.refreshToken);
      return keepLogin({ ...signIn, refreshToken: random('login-refresh') });
    },
    webIdentityToken: (expiresAtMs) => {
      const payload = encode({ iss: 'https://sandbox.example', exp: Math.floor(expiresAtMs / 1000) });
      return [encode({ alg: 'HS256', typ: 'JWT' }), payload, seal(payload)].join('.');
    },
    webIdentityEnd: (token) => {
      const [, payload = '', signature] = token.split('.');
      if (signature !== seal(payload)) return undefined;
      const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
      return claimsSchema.parse(claims).exp * 1000;
    },
    expire: () => {
      ssoTokens.clear();
      ssoRefreshes.clear();
      for (const [token, signIn] of logins) logins.set(token, { ...signIn, refused: 'TOKEN_EXPIRED' });
    },
  };
}

const claimsSchema = z.object({ exp: z.number() });
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const random = (what: string) => `sandbox-${what}/${randomBytes(24).toString('base64url')}`;
