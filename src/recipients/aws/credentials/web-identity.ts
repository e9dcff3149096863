import { createHash } from 'node:crypto';
import type { AwsProfile } from '../../../customers/index.ts';
import { CustomerFailure } from '../../errors/failure.ts';
import {
  incompleteProfile,
  tokenFileUnreadable,
  webIdentityWithoutRole,
} from '../../errors/profile-failures.ts';
import { APP_ID } from '../client-config.ts';
import { credentialKind } from './credential-kind.ts';
import { firstSet } from '../first-set.ts';
import type { Identity } from './identity.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { limited } from './limited.ts';
import { stsPlace } from './place.ts';
import { aboutProfile } from './about-profile.ts';

interface WebRole {
  readonly roleArn: string;
  readonly tokenFile: string;
  readonly sessionName: string;
}

/** A role that a token in a file gives the right to (`web_identity_token_file`). @throws CustomerFailure */
export function webIdentity(profile: AwsProfile, deps: IdentityDeps, signal: AbortSignal): Promise<Identity> {
  const { role_arn = '', web_identity_token_file: tokenFile = '', role_session_name } = profile.raw;
  if (role_arn === '' || tokenFile === '')
    throw new CustomerFailure(
      incompleteProfile(
        profile.name,
        'role_arn or web_identity_token_file is empty',
        `Complete profile ${profile.name} in the AWS config file`,
      ),
    );
  const role = { roleArn: role_arn, tokenFile, sessionName: role_session_name ?? APP_ID };
  return assume(role, profile, deps, signal);
}

/**
 * The same from the variables of the given environment, which count before the profile's settings (as in the AWS CLI).
 * @param profile the one that the environment names, or `default`
 * @returns undefined when neither names a token file
 * @throws CustomerFailure
 */
export async function environmentWebIdentity(
  profile: AwsProfile | undefined,
  deps: IdentityDeps,
  signal: AbortSignal,
): Promise<Identity | undefined> {
  const { AWS_WEB_IDENTITY_TOKEN_FILE, AWS_ROLE_ARN, AWS_ROLE_SESSION_NAME } = deps.env;
  const { web_identity_token_file, role_arn, role_session_name } = profile?.raw ?? {};
  const tokenFile = firstSet(AWS_WEB_IDENTITY_TOKEN_FILE, web_identity_token_file);
  if (tokenFile === undefined) return undefined;
  const roleArn = firstSet(AWS_ROLE_ARN, role_arn);
  if (roleArn === undefined) throw new CustomerFailure(webIdentityWithoutRole());
  const sessionName = firstSet(AWS_ROLE_SESSION_NAME, role_session_name) ?? APP_ID;
  const from = AWS_WEB_IDENTITY_TOKEN_FILE ? undefined : profile;
  const identity = await assume({ roleArn, tokenFile, sessionName }, from, deps, signal);
  const isChanged =
    from === undefined
      ? profile !== undefined && credentialKind(profile) !== undefined
      : AWS_ROLE_ARN !== undefined;
  const note = `the web identity of the environment is used, not what profile ${profile?.name ?? ''} says (the AWS CLI's order)`;
  return isChanged ? { ...identity, notes: [note] } : identity;
}

async function assume(
  { roleArn, tokenFile, sessionName }: WebRole,
  profile: AwsProfile | undefined,
  deps: IdentityDeps,
  signal: AbortSignal,
): Promise<Identity> {
  const unreadable = (error: unknown): CustomerFailure => {
    const setting =
      profile === undefined
        ? 'AWS_WEB_IDENTITY_TOKEN_FILE'
        : `web_identity_token_file of profile ${profile.name}`;
    return new CustomerFailure(tokenFileUnreadable(tokenFile, setting, error));
  };
  const token = await deps.readTextFile(tokenFile).catch((error: unknown) => {
    throw unreadable(error);
  });
  if (token === undefined) throw unreadable(Object.assign(new Error('no such file'), { code: 'ENOENT' }));
  const { region, endpoint = '' } = stsPlace(profile, deps);
  const mark = createHash('sha256').update(token).digest('hex');
  const key = JSON.stringify(['web identity', roleArn, sessionName, region, endpoint, mark]);
  const session =
    deps.sessions.get(key) ??
    (await limited('sts:AssumeRoleWithWebIdentity', deps, signal, (requestSignal) =>
      deps.sts.assumeRoleWithWebIdentity(
        { RoleArn: roleArn, RoleSessionName: sessionName, WebIdentityToken: token.trim() },
        {
          // The token is the credential: nothing is signed.
          setup: {
            ...stsPlace(profile, deps),
            credentials: { accessKeyId: '', secretAccessKey: '' },
          },
          about: {
            ...aboutProfile(profile),
            ...(profile === undefined ? {} : { roleProfile: profile.name }),
            credentialKind: 'web-identity',
            roleArn,
          },
          signal: requestSignal,
        },
      ),
    ));
  deps.sessions.keep(key, session);
  const { accountId } = session;
  return {
    credentials: session,
    kind: 'web-identity',
    ...(profile === undefined ? {} : { profile }),
    ...(accountId === undefined ? {} : { accountId }),
  };
}
