export type { CredentialSource, Customer, CustomerResolution, UnresolvedReason } from './customer.ts';
