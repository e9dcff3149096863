// AWS's cross-SDK data about how a profile's credentials come to be (assume-role-tests.json).
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { APP_ID } from '../../src/recipients/aws/client-config.ts';
import { profileIdentity } from '../../src/recipients/aws/credentials/profile-identity.ts';
import { CustomerFailure } from '../../src/recipients/errors/failure.ts';
import { anySignal, identityDeps, profilesOfText, textOf } from './world.mjs';

/** Codes of failures that name what is wrong with a profile. */
const NAMED = new Set(['ProfileIncomplete', 'ProfileInvalid', 'ProfileNotFound']);

/** @param {readonly { docs: string, input: any, output: any }[]} data */
export function assumeRoleCases(data) {
  return data.map(({ docs: name, input, output }) => {
    const sso = output.ProfileChain?.[0]?.Sso;
    return sso !== undefined && sso.sso_account_id === undefined
      ? { name, inapplicable: 'a bearer token, which SES takes none of: docs/aws-access.md' }
      : { name, run: () => check(input, output) };
  });
}

async function check({ profiles, sso_sessions, selected_profile }, output) {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  try {
    const tokenFile = join(folder, 'token.jwt');
    await writeFile(tokenFile, 'a.b.c');
    const text = `${textOf('profile', profiles)}${textOf('sso-session', sso_sessions)}`;
    const chain = [];
    const known = profilesOfText(text.replaceAll('/var/token.jwt', tokenFile));
    const deps = identityDeps({ profiles: known, sdk: sdkOf(chain), sts: stsOf(chain, known) });
    const failure = await profileIdentity(selected_profile, deps, anySignal()).then(
      () => undefined,
      (error) => error,
    );
    if (output.Error !== undefined) {
      const isNamed = failure instanceof CustomerFailure && NAMED.has(failure.code);
      return isNamed ? undefined : `no named error, but ${failure ?? JSON.stringify(chain)}`;
    }
    if (failure !== undefined) throw failure;
    const found = JSON.parse(JSON.stringify(chain).replaceAll(tokenFile, '/var/token.jwt'));
    return isDeepStrictEqual(found, output.ProfileChain) ? undefined : `gave ${JSON.stringify(found)}`;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const session = (accessKeyId) => ({
  accessKeyId,
  secretAccessKey: 'made up',
  sessionToken: 'made up',
  expiration: new Date(Date.now() + 3_600_000),
});

/** The SDK's providers, which write down that they were asked. */
function sdkOf(chain) {
  const asked = (step) => async () => {
    chain.push(step);
    return session('provided');
  };
  const providers = {
    externalDataInterceptor: { interceptFile: () => undefined, getFileRecord: () => ({}) },
    fromInstanceMetadata: () => asked({ NamedSource: 'Ec2InstanceMetadata' }),
    fromSSO: ({ ssoAccountId, ssoRegion, ssoRoleName, ssoStartUrl }) =>
      asked({
        Sso: {
          sso_account_id: ssoAccountId,
          sso_region: ssoRegion,
          sso_role_name: ssoRoleName,
          sso_start_url: ssoStartUrl,
        },
      }),
  };
  return { providers: async () => providers };
}

/** STS, which writes down who asked for what. */
function stsOf(chain, profiles) {
  const named = (sessionName) => (sessionName === APP_ID ? {} : { role_session_name: sessionName });
  return {
    assumeRole: async ({ RoleArn, RoleSessionName, ExternalId }, { setup, about }) => {
      const { accessKeyId, secretAccessKey } = setup.credentials;
      if (chain.length === 0) {
        const { aws_account_id: account_id } = profiles.get(about.profile)?.raw ?? {};
        const account = account_id === undefined ? {} : { account_id };
        chain.push({
          AccessKey: { access_key_id: accessKeyId, secret_access_key: secretAccessKey, ...account },
        });
      }
      const external = ExternalId === undefined ? {} : { external_id: ExternalId };
      chain.push({ AssumeRole: { role_arn: RoleArn, ...named(RoleSessionName), ...external } });
      return session(`assumed-${chain.length}`);
    },
    assumeRoleWithWebIdentity: async ({ RoleArn, RoleSessionName }, { about }) => {
      const { web_identity_token_file } = profiles.get(about.profile)?.raw ?? {};
      chain.push({
        WebIdentityToken: { role_arn: RoleArn, web_identity_token_file, ...named(RoleSessionName) },
      });
      return session(`assumed-${chain.length}`);
    },
  };
}
