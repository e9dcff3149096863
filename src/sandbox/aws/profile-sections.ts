import { join } from 'node:path';
import type { ProfileEndpoint } from '../profile.ts';
import { roleArn, type Account } from './account.ts';
import { mfaSerial } from './mfa.ts';
import type { AwsWorld } from './service.ts';

/** Settings of a section of the AWS files, in order. */
export type Settings = Readonly<Record<string, string>>;

/** A profile's share of each of the two files; undefined: it has no section there. */
export interface ProfileSections {
  readonly config?: Settings;
  readonly credentials?: Settings;
}

/** Where the files and what they name are. */
export interface ProfilePlaces {
  readonly directory: string;
  readonly endpoints: Readonly<Record<Exclude<ProfileEndpoint, 'none'>, string>>;
}

/** The session's start URL: what a legacy profile names, and what tells its file in the cache. */
export const ssoStartUrl = (session: string): string => `https://${session}.awsapps.example/start`;

/** The ARN that `login_session` names: the person who signed in. */
export const loginSession = (account: Account): string => account.userArn;

/** The file of an account's web identity token. */
export const webIdentityFile = (directory: string, name: string): string =>
  join(directory, 'web-identity', `${name}.jwt`);

/** The program that `credential_process` names. */
export const processFile = (directory: string): string => join(directory, 'credential-process.cjs');

/**
 * What the AWS files say of an account's profile (AWS SDKs and Tools Reference Guide: settings reference). Opens the
 * sessions whose keys stand in them.
 */
export function profileSections(account: Account, places: ProfilePlaces, world: AwsWorld): ProfileSections {
  const { credentials, endpoint } = account.profile;
  const general = {
    region: account.region,
    ...(endpoint === 'none' ? {} : { endpoint_url: places.endpoints[endpoint] }),
  };
  const name = account.customer?.code ?? 'default';
  const role: Settings = account.customer ? { role_arn: roleArn(account.customer) } : {};
  switch (credentials.kind) {
    case 'missing':
      return {};
    case 'empty':
      return { config: general };
    case 'keys':
      return { config: general, credentials: keySettings(account, credentials, world) };
    case 'session': {
      const expired = credentials.state === 'expired';
      const session = world.identities.openUserSession(account, { durationSeconds: expired ? -60 : 3600 });
      return {
        config: general,
        credentials: {
          aws_access_key_id: session.accessKeyId,
          aws_secret_access_key: session.secretAccessKey,
          aws_session_token: session.sessionToken,
        },
      };
    }
    case 'sso': {
      const what = { sso_account_id: account.accountId, sso_role_name: credentials.role };
      const where: Settings = credentials.legacy
        ? { sso_start_url: ssoStartUrl(credentials.session), sso_region: world.scenario.base.region }
        : { sso_session: credentials.session };
      return { config: { ...general, ...where, ...what } };
    }
    case 'login':
      return { config: { ...general, login_session: loginSession(account) } };
    case 'process':
      return {
        config: {
          ...general,
          credential_process: `"${process.execPath}" "${processFile(places.directory)}" ${credentials.state} ${name}`,
        },
      };
    case 'role': {
      const { source, mfa, externalId } = credentials;
      const device = world.accounts.find(({ customer }) => (customer?.code ?? 'default') === source);
      return {
        config: {
          ...general,
          ...role,
          ...(source === 'environment' ? { credential_source: 'Environment' } : { source_profile: source }),
          ...(mfa && device ? { mfa_serial: mfaSerial(device) } : {}),
          ...(externalId === undefined ? {} : { external_id: externalId }),
        },
      };
    }
    case 'web-identity':
      return {
        config: { ...general, ...role, web_identity_token_file: webIdentityFile(places.directory, name) },
      };
  }
}

function keySettings(
  account: Account,
  credentials: Extract<Account['profile']['credentials'], { kind: 'keys' }>,
  world: AwsWorld,
): Settings {
  const { state, opens } = credentials;
  const other =
    opens === undefined ? undefined : world.accounts.find(({ customer }) => customer?.code === opens);
  const { accessKeyId, secretAccessKey } = (other ?? account).keys;
  return {
    aws_access_key_id: state === 'unknown-key' ? accessKeyId.replace('SANDBOX', 'UNKNOWN') : accessKeyId,
    aws_secret_access_key: state === 'wrong-secret' ? `${secretAccessKey}/not-it-either` : secretAccessKey,
  };
}
