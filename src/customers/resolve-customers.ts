import { normalizeCustomerCode } from '../metadata/index.ts';
import type { Environment } from './aws-files.ts';
import type { AwsProfiles } from './aws-profiles.ts';
import type { ConfigLoad, ConfiguredCustomer, CustomerConfig } from './customer-config.ts';
import type { CredentialSource, Customer, CustomerResolution, UnresolvedReason } from './customer.ts';
import { environmentProfile } from './environment-profile.ts';
import { explainHiddenProfile } from './missing-profile.ts';
import { nearestName } from '../metadata/index.ts';
import { sessionName } from './role-arn.ts';

/** Choices that hold for all customers. */
export interface ResolveOptions {
  /** Profile from which roles are assumed where the customer names none; absent: the default chain. */
  readonly baseProfile?: string;
  /** May name the profile that the default chain takes. */
  readonly env?: Environment;
}

/**
 * Makes customers of codes, in the codes' order: configuration, credentials, region, expected account. A code that
 * cannot be resolved is its own `unresolved` result with a remedy, and never anybody else's.
 * Credentials (design): `aws_profile`, and from it `ses_role_arn` when set; else `ses_role_arn` from the base profile;
 * else the local profile named after the code.
 */
export function resolveCustomers(
  codes: readonly string[],
  config: ConfigLoad,
  profiles: AwsProfiles,
  options: ResolveOptions,
): CustomerResolution[] {
  return codes.map((written): CustomerResolution => {
    const code = normalizeCustomerCode(written);
    switch (config.kind) {
      case 'loaded':
        return configured(code, config.file, config.config, profiles, options);
      case 'absent':
        return unconfigured(code, profiles);
      case 'failed':
        return unresolved(code, undefined, {
          code: 'ConfigInvalid',
          message: config.problems[0]?.message ?? 'The configuration cannot be read.',
          remedy: 'Correct the configuration and ask again.',
        });
    }
  });
}

function configured(
  code: string,
  file: string,
  config: CustomerConfig,
  profiles: AwsProfiles,
  options: ResolveOptions,
): CustomerResolution {
  const reason = config.invalidCustomers?.get(code);
  if (reason !== undefined) return unresolved(code, undefined, reason);
  const entry = config.customers.get(code);
  if (entry === undefined) return unresolved(code, undefined, notInConfig(code, file, config));
  const source = credentialsOf(entry, file, profiles, options);
  if ('remedy' in source) return unresolved(code, entry.customerName, source);
  const ownProfile = source.kind === 'profile' ? source.profile : entry.awsProfile;
  const region =
    entry.region ??
    (ownProfile === undefined ? undefined : profiles.get(ownProfile)?.region) ??
    (config.awsRegionIsDefault === true ? undefined : config.awsRegion);
  const customer: Customer = {
    customerCode: code,
    ...(entry.customerName === undefined ? {} : { customerName: entry.customerName }),
    credentials: source,
    ...(region === undefined ? { defaultRegion: config.awsRegion } : { region }),
    ...(entry.contactListName === undefined ? {} : { contactListName: entry.contactListName }),
    ...(entry.awsAccountId === undefined ? {} : { expectedAccountId: entry.awsAccountId }),
    restrictedRecipients: entry.restrictedRecipients,
  };
  return { kind: 'customer', customer };
}

function unconfigured(code: string, profiles: AwsProfiles): CustomerResolution {
  const profile = profiles.get(code);
  if (profile === undefined) {
    const hidden = hiddenProfile(code, profiles);
    if (hidden !== undefined) return unresolved(code, undefined, hidden);
    const near = nearestName(code, profiles.names);
    return unresolved(code, undefined, {
      code: 'ProfileNotFound',
      message: `There is no configuration, and no AWS profile named “${code}” in ${profiles.configFile} or ${profiles.credentialsFile}.`,
      remedy: `${meant(near)}Create the profile with “aws configure sso --profile ${code}”, or add the customer to a config.json.`,
    });
  }
  const customer: Customer = {
    customerCode: code,
    credentials: { kind: 'profile', profile: code },
    ...(profile.region === undefined ? {} : { region: profile.region }),
    restrictedRecipients: [],
  };
  return { kind: 'customer', customer };
}

/** Where a configured customer's credentials come from, in the design's order, or why they come from nowhere. */
function credentialsOf(
  entry: ConfiguredCustomer,
  file: string,
  profiles: AwsProfiles,
  options: ResolveOptions,
): CredentialSource | UnresolvedReason {
  const { customerCode: code, awsProfile, sesRoleArn } = entry;
  if (awsProfile !== undefined && profiles.get(awsProfile) === undefined) {
    return profileNotFound(
      `The AWS profile “${awsProfile}” that ${file} names for ${code} is not in ${profiles.configFile} or ${profiles.credentialsFile}.`,
      awsProfile,
      profiles,
      `correct “aws_profile” of ${code} in ${file}`,
    );
  }
  if (sesRoleArn !== undefined) {
    const baseProfile = awsProfile ?? options.baseProfile;
    const taken = baseProfile ?? environmentProfile(options.env ?? {}).name;
    // `default` without a section of its own still means something to the SDK: the environment's credentials.
    if (taken !== undefined && taken !== 'default' && profiles.get(taken) === undefined) {
      return profileNotFound(
        `The base AWS profile “${taken}”, from which the role of ${code} is assumed, is not in ${profiles.configFile} or ${profiles.credentialsFile}.`,
        taken,
        profiles,
        'name another base profile (setting “baseProfile”, AWS_PROFILE)',
      );
    }
    return {
      kind: 'role',
      roleArn: sesRoleArn,
      sessionName: sessionName(code),
      ...(baseProfile === undefined ? {} : { baseProfile }),
    };
  }
  if (awsProfile !== undefined) return { kind: 'profile', profile: awsProfile };
  if (profiles.get(code) !== undefined) return { kind: 'profile', profile: code };
  return profileNotFound(
    `${file} gives ${code} neither “aws_profile” nor “ses_role_arn”, and there is no AWS profile named “${code}” in ${profiles.configFile} or ${profiles.credentialsFile}.`,
    code,
    profiles,
    `add “ses_role_arn” or “aws_profile” to ${code} in ${file}`,
  );
}

function profileNotFound(
  message: string,
  name: string,
  profiles: AwsProfiles,
  otherwise: string,
): UnresolvedReason {
  const near = meant(nearestName(name, profiles.names));
  return (
    hiddenProfile(name, profiles) ?? {
      code: 'ProfileNotFound',
      message,
      remedy: `${near}Create the profile with “aws configure sso --profile ${name}”, or ${otherwise}.`,
      cause: `profile ${name}`,
    }
  );
}

/** A profile that is written down somewhere but cannot be used, or a file that cannot be read. */
function hiddenProfile(name: string, profiles: AwsProfiles): UnresolvedReason | undefined {
  const hidden = explainHiddenProfile(name, profiles);
  if (hidden === undefined) return undefined;
  return { ...hidden, message: `${hidden.message.replace(/^t/, 'T')}.` };
}

function notInConfig(code: string, file: string, config: CustomerConfig): UnresolvedReason {
  const known = [...config.customers.keys(), ...(config.invalidCustomers?.keys() ?? [])];
  const near = meant(nearestName(code, known));
  const empty = known.length === 0 ? ' (it holds no customer at all)' : '';
  return {
    code: 'CustomerNotInConfig',
    message: `failed to get config for customer ${code}: customer ${code} not found`,
    remedy: `${near}Add “${code}” to “customer_mappings” in ${file}${empty}, or correct the code in the metadata.`,
  };
}

const meant = (near: string | undefined): string => (near === undefined ? '' : `Did you mean “${near}”? `);

function unresolved(
  customerCode: string,
  customerName: string | undefined,
  error: UnresolvedReason,
): CustomerResolution {
  return {
    kind: 'unresolved',
    customerCode,
    ...(customerName === undefined ? {} : { customerName }),
    error,
  };
}
