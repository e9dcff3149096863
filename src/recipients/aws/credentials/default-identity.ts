import type { AwsCredentialIdentityProvider } from '@smithy/types';
import type { CredentialKind } from '../errors/about.ts';
import { classify } from '../errors/classify.ts';
import { CustomerFailure } from '../errors/failure.ts';
import { APP_ID } from './client-config.ts';
import { configuredEndpoint } from './endpoints.ts';
import type { Identity } from './identity.ts';
import { profileIdentity } from './profile-identity.ts';
import type { IdentityDeps } from './profile-identity.ts';

/**
 * The credentials from which customers' roles are assumed when no base profile is named: the environment's keys,
 * else the profile `default`, else what the machine itself has (web identity, container, EC2).
 * The order is the AWS SDK's default chain; the environment is the given one, which that chain cannot be told.
 * @throws CustomerFailure
 */
export async function defaultIdentity(deps: IdentityDeps): Promise<Identity> {
  const { env, profiles } = deps;
  const fromEnvironment = environmentIdentity(env);
  if (fromEnvironment !== undefined) return fromEnvironment;
  if (profiles.get('default') !== undefined) return profileIdentity('default', deps);
  return machineIdentity(deps);
}

function environmentIdentity(env: IdentityDeps['env']): Identity | undefined {
  const accessKeyId = env.AWS_ACCESS_KEY_ID;
  const secretAccessKey = env.AWS_SECRET_ACCESS_KEY;
  if (!accessKeyId || !secretAccessKey) return undefined;
  const sessionToken = env.AWS_SESSION_TOKEN;
  return {
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
    kind: 'environment',
  };
}

async function machineIdentity(deps: IdentityDeps): Promise<Identity> {
  const { provider, kind } = machineProvider(deps);
  try {
    return { credentials: await provider(), kind };
  } catch (error) {
    const failure = classify(error, { operation: 'credentials', credentialKind: kind });
    throw failure.retry === 'never' ? nobody() : failure;
  }
}

function machineProvider({ sdk, env, handler }: IdentityDeps): {
  readonly provider: AwsCredentialIdentityProvider;
  readonly kind: CredentialKind;
} {
  const tokenFile = env.AWS_WEB_IDENTITY_TOKEN_FILE;
  const roleArn = env.AWS_ROLE_ARN;
  if (tokenFile && roleArn) {
    const endpoint = configuredEndpoint('STS', env, undefined);
    const clientConfig = {
      region: env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? 'us-east-1',
      requestHandler: handler,
      maxAttempts: 1,
      userAgentAppId: APP_ID,
      ignoreConfiguredEndpointUrls: true,
      ...(endpoint === undefined ? {} : { endpoint }),
    };
    const roleSessionName = env.AWS_ROLE_SESSION_NAME ?? APP_ID;
    return {
      provider: sdk.credentials.fromTokenFile({
        webIdentityTokenFile: tokenFile,
        roleArn,
        roleSessionName,
        clientConfig,
      }),
      kind: 'web-identity',
    };
  }
  const relative = env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI;
  const full = env.AWS_CONTAINER_CREDENTIALS_FULL_URI;
  if (relative || full)
    return {
      // Empty rather than absent, so that the provider does not turn to process.env.
      provider: sdk.credentials.fromHttp({
        awsContainerCredentialsRelativeUri: relative ?? '',
        awsContainerCredentialsFullUri: full ?? '',
        awsContainerAuthorizationToken: env.AWS_CONTAINER_AUTHORIZATION_TOKEN ?? '',
        awsContainerAuthorizationTokenFile: env.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE ?? '',
      }),
      kind: 'machine',
    };
  if (env.AWS_EC2_METADATA_DISABLED?.toLowerCase() === 'true') throw nobody();
  return {
    provider: sdk.credentials.fromInstanceMetadata({ timeout: 1000, maxRetries: 0 }),
    kind: 'machine',
  };
}

const nobody = (): CustomerFailure =>
  new CustomerFailure({
    code: 'CredentialsMissing',
    message:
      'no AWS credentials were found to assume the role from (no AWS_PROFILE, keys or profile "default")',
    remedy:
      'Name a base profile: set AWS_PROFILE (or the setting customerMeetings.baseProfile), or run `aws configure sso`.',
  });
