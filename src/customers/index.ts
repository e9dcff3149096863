export type { AwsFile, Environment } from './aws-files.ts';
export type { AwsProfile, AwsProfileFault, AwsProfiles, AwsSettings } from './aws-profiles.ts';
export type { ConfigLoad, ConfiguredCustomer, CustomerConfig } from './customer-config.ts';
export type { CredentialSource, Customer, CustomerResolution, UnresolvedReason } from './customer.ts';
export type { ConfigRequest, ReadTextFile } from './load-customer-config.ts';
export type { ResolveOptions } from './resolve-customers.ts';
export { configSchema } from './config-schema.ts';
export { readAwsProfiles } from './aws-profiles.ts';
export { environmentProfile } from './environment-profile.ts';
export { describeFault } from './aws-faults.ts';
export { brokenFile, explainBrokenFile, explainMissingProfile } from './missing-profile.ts';
export type { MissingProfile } from './missing-profile.ts';
export type { UnusableProfile } from './unusable-profiles.ts';
export { accountOfRole } from './role-arn.ts';
export { loadCustomerConfig } from './load-customer-config.ts';
export { resolveCustomerNames } from './resolve-names.ts';
export { resolveCustomers } from './resolve-customers.ts';
export { normalizeCustomerCode } from '../metadata/index.ts';
export { customerProblems } from './customer-problems.ts';
export {
  parseCustomerConfig,
  type CustomerEntries,
  type EntryPlace,
  type ParsedConfig,
} from './parse-customer-config.ts';
export { partitionConflict } from './partition.ts';
