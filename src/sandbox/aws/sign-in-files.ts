import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { SsoState } from '../profile.ts';
import type { Account } from './account.ts';
import { LOGIN_SECONDS } from './console-login.ts';
import { loginSession, processFile, ssoStartUrl, webIdentityFile } from './profile-sections.ts';
import type { AwsWorld } from './service.ts';
import { SSO_TOKEN_SECONDS, type SsoSignIn } from './sign-ins.ts';

/** A file beside the two AWS files. */
export interface SignInFile {
  readonly path: string;
  readonly text: string;
}

/**
 * What the profiles' sign-ins have left in the caches of the AWS tools, so that `directory` is good as a home's `.aws`:
 * `sso/cache`, `login/cache`, web identity tokens, and the program behind `credential_process`.
 */
export function signInFiles(directory: string, world: AwsWorld): readonly SignInFile[] {
  return [
    ...ssoSessionsOf(world).flatMap(([session, state]) => ssoFiles(directory, session, state, world)),
    ...world.accounts.flatMap((account) => accountFiles(directory, account, world)),
  ];
}

/** The sessions that the profiles name, with their state. */
export function ssoSessionsOf(world: AwsWorld): readonly (readonly [string, SsoState])[] {
  const names = world.accounts.flatMap(({ profile: { credentials } }) =>
    credentials.kind === 'sso' ? [credentials.session] : [],
  );
  return [...new Set(names)].map((name) => [name, world.scenario.ssoSessions[name] ?? 'signed-in']);
}

/**
 * What a session's sign-in leaves in the cache: a file for those who name the session, and one for those who name its
 * start URL. Nothing when nobody has signed in.
 */
export function ssoFiles(
  directory: string,
  session: string,
  state: SsoState,
  world: AwsWorld,
): readonly SignInFile[] {
  if (state === 'never') return [];
  return ssoCacheFiles(directory, session).map((path) => ({
    path,
    text: JSON.stringify(ssoToken(session, state, world)),
  }));
}

/** The two paths of a session in the cache. */
export function ssoCacheFiles(directory: string, session: string): readonly string[] {
  return [session, ssoStartUrl(session)].map((id) =>
    join(directory, 'sso', 'cache', `${createHash('sha1').update(id).digest('hex')}.json`),
  );
}

function ssoToken(session: string, state: SsoState, world: AwsWorld): Readonly<Record<string, string>> {
  const unknown: SsoSignIn = {
    accessToken: 'sandbox-sso-token/forgotten',
    refreshToken: 'sandbox-sso-refresh/forgotten',
    clientId: 'sandbox-client/forgotten',
    clientSecret: 'sandbox-client-secret/forgotten',
  };
  const known = state === 'signed-in' || state === 'refreshable' || state === 'undefined';
  const signIn = known ? world.signIns.openSso() : unknown;
  const isGood = state === 'signed-in' || state === 'revoked' || state === 'undefined';
  const expiresAtMs = world.now() + (isGood ? SSO_TOKEN_SECONDS * 1000 : -60_000);
  const refresh = {
    clientId: signIn.clientId,
    clientSecret: signIn.clientSecret,
    registrationExpiresAt: new Date(world.now() + 90 * 86_400_000).toISOString(),
    refreshToken: signIn.refreshToken,
  };
  return {
    startUrl: ssoStartUrl(session),
    region: world.scenario.base.region,
    accessToken: signIn.accessToken,
    expiresAt: new Date(expiresAtMs).toISOString(),
    ...(state === 'expired' ? {} : refresh),
  };
}

function accountFiles(directory: string, account: Account, world: AwsWorld): readonly SignInFile[] {
  const { credentials } = account.profile;
  const name = account.customer?.code ?? 'default';
  if (credentials.kind === 'login' && credentials.state !== 'never')
    return [loginFile(directory, account, credentials.state, world)];
  if (credentials.kind === 'web-identity' && credentials.state !== 'no-file') {
    const lastsMs = credentials.state === 'expired' ? -60_000 : 3_600_000;
    const token = world.signIns.webIdentityToken(world.now() + lastsMs);
    const text = credentials.state === 'forged' ? `${token}x` : token;
    return [{ path: webIdentityFile(directory, name), text }];
  }
  if (credentials.kind === 'process')
    return [
      { path: processFile(directory), text: PROCESS },
      { path: join(directory, `credential-process-${name}.json`), text: JSON.stringify(account.keys) },
    ];
  return [];
}

function loginFile(
  directory: string,
  account: Account,
  state: 'signed-in' | 'refreshable' | 'expired' | 'password-changed',
  world: AwsWorld,
): SignInFile {
  const refused = {
    'signed-in': undefined,
    refreshable: undefined,
    expired: 'TOKEN_EXPIRED',
    'password-changed': 'USER_CREDENTIALS_CHANGED',
  } as const;
  const signIn = world.signIns.openLogin(account, refused[state]);
  const durationSeconds = state === 'signed-in' ? LOGIN_SECONDS : -60;
  const session = world.identities.openUserSession(account, { durationSeconds });
  const hash = createHash('sha256').update(loginSession(account)).digest('hex');
  return {
    path: join(directory, 'login', 'cache', `${hash}.json`),
    text: JSON.stringify({
      accessToken: {
        accessKeyId: session.accessKeyId,
        secretAccessKey: session.secretAccessKey,
        sessionToken: session.sessionToken,
        accountId: account.accountId,
        expiresAt: new Date(session.expiresAtMs).toISOString(),
      },
      tokenType: 'aws_sigv4',
      clientId: signIn.clientId,
      refreshToken: signIn.refreshToken,
      idToken: 'sandbox-id-token',
      dpopKey: signIn.privateKey.export({ format: 'pem', type: 'sec1' }),
    }),
  };
}

/** Answers as `credential_process` must (AWS SDKs and Tools Reference Guide: process credential provider), or does not. */
const PROCESS = `// Made by the sandbox: hands out a sandbox account's keys, or fails in the way it is told to.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const [state, name] = process.argv.slice(2);
const keys = JSON.parse(readFileSync(join(__dirname, 'credential-process-' + name + '.json'), 'utf8'));
const answer = { Version: 1, AccessKeyId: keys.accessKeyId, SecretAccessKey: keys.secretAccessKey };
if (state === 'hanging') setInterval(() => {}, 1000);
else if (state === 'failing') {
  console.error('the vault is locked: sign in to it first');
  process.exitCode = 1;
} else if (state === 'garbage') console.log('<html>');
else if (state === 'expired') console.log(JSON.stringify({ ...answer, Expiration: '2020-01-01T00:00:00Z' }));
else console.log(JSON.stringify(answer));
`;
