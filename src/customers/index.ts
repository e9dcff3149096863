export type { AwsProfile, AwsProfiles, Environment } from './aws-profiles.ts';
export type { ConfigLoad, ConfiguredCustomer, CustomerConfig } from './customer-config.ts';
export type { CredentialSource, Customer, CustomerResolution, UnresolvedReason } from './customer.ts';
export type { ConfigRequest, ReadTextFile } from './load-customer-config.ts';
export type { ResolveOptions } from './resolve-customers.ts';
export { readAwsProfiles } from './aws-profiles.ts';
export { loadCustomerConfig } from './load-customer-config.ts';
export { resolveCustomers } from './resolve-customers.ts';
export { normalizeCustomerCode } from '../metadata/index.ts';
