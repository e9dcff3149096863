import { credentialsOf } from '../../errors/about.ts';
import type { AskedAbout } from '../../errors/about.ts';
import { classify } from '../../errors/classify.ts';
import type { CustomerFailure } from '../../errors/failure.ts';
import type { PlaceSetup } from '../client-config.ts';
import { aboutProfile } from './about-profile.ts';
import { refuseOtherPartition } from '../region.ts';
import { isExpired, withRenewal } from './identity.ts';
import type { Identity } from './identity.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { mfaSession } from './mfa-session.ts';
import type { Session } from './session-memo.ts';

/** A role to assume. */
export interface Role {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly externalId?: string;
  readonly durationSeconds?: number;
  /** The profile that the role's settings stand in; absent where config.json names the role. */
  readonly profile?: string;
  /** The device whose code the role asks for, and the profile that says so. */
  readonly mfa?: { readonly serial: string; readonly profile: string };
}

/** Makes one request to STS, as its caller wants it limited and tried again. */
export type StsRunner = (send: (signal: AbortSignal) => Promise<Session>) => Promise<Session>;

/**
 * A session of a role, from the source's credentials: a kept one while it is good (also with a multi-factor device,
 * whose code is then not asked for), else a new one.
 * @param source renewed once if AWS says that it has expired
 * @param place where to ask
 * @param run limits each request
 * @throws CustomerFailure
 */
export async function roleSession(
  role: Role,
  source: Identity,
  place: PlaceSetup,
  deps: IdentityDeps,
  signal: AbortSignal,
  run: StsRunner,
): Promise<Session> {
  refuseOtherPartition(role.roleArn, place.region);
  return withRenewal(source, signal, async (from) => {
    const { region, endpoint = '' } = place;
    const key = JSON.stringify([role, region, endpoint, from.credentials.accessKeyId]);
    const kept = deps.sessions.get(key);
    if (kept !== undefined) return kept;
    const about = aboutSource(from, role);
    const assume = (credentials: Session, code?: string): Promise<Session> =>
      run((requestSignal) =>
        deps.sts.assumeRole(
          {
            RoleArn: role.roleArn,
            RoleSessionName: role.sessionName,
            ExternalId: role.externalId,
            DurationSeconds: role.durationSeconds,
            ...(code === undefined ? {} : { SerialNumber: role.mfa?.serial, TokenCode: code }),
          },
          { setup: { ...place, credentials }, about, signal: requestSignal },
        ),
      );
    const session = await assumeWithMfa(role, from, assume);
    deps.sessions.keep(key, session);
    return session;
  });

  async function assumeWithMfa(
    { mfa }: Role,
    from: Identity,
    assume: (credentials: Session, code?: string) => Promise<Session>,
  ): Promise<Session> {
    if (mfa === undefined) return assume(from.credentials);
    const verified = await mfaSession(mfa, from, place, deps, signal);
    if (verified !== undefined)
      return withRenewal(
        verified,
        signal,
        (session) => assumeAs(session, assume),
        (failure) => isExpired(failure) || mayBeTooOld(verified, failure),
      );
    return deps.mfa.withCode(mfa, (code) => assume(from.credentials, code), signal);
  }

  async function assumeAs(
    session: Identity,
    assume: (credentials: Session) => Promise<Session>,
  ): Promise<Session> {
    try {
      return await assume(session.credentials);
    } catch (error) {
      const isNew = session.isKept === undefined;
      if (isNew && classify(error).code === 'AssumeRoleDenied')
        deps.sessions.noteRefusal(session.credentials.accessKeyId, role.roleArn);
      throw error;
    }
  }

  /**
   * A role can limit how old the second factor may be (`aws:MultiFactorAuthAge`), which STS tells from no other denial: a
   * role that refuses a kept session is worth a new code, unless it refused the same session when that was new.
   */
  function mayBeTooOld({ isKept, credentials }: Identity, { code }: CustomerFailure): boolean {
    const isRefused = code === 'AssumeRoleDenied' && isKept === true;
    return isRefused && !deps.sessions.wasRefusedWhenNew(credentials.accessKeyId, role.roleArn);
  }
}

/** Whose credentials a source's are, in the words of a refusal. */
export const callerOf = ({ kind, profile }: Identity): string =>
  credentialsOf({ credentialKind: kind, ...aboutProfile(profile) });

/** What a failed request to STS is about: the source's credentials, and the role. */
const aboutSource = ({ kind, profile }: Identity, role: Role): AskedAbout => ({
  credentialKind: kind,
  roleArn: role.roleArn,
  ...(role.profile === undefined ? {} : { roleProfile: role.profile }),
  ...aboutProfile(profile),
  ...(role.mfa === undefined ? {} : { mfa: role.mfa }),
});
