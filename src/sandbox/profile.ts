import * as z from 'zod';

/** Where a profile's `endpoint_url` leads. */
const endpoint = z
  .enum([
    'sandbox',
    'refused', // a loopback port that nobody listens at
    'silent', // takes connections and never says a word: over https a handshake that never ends
    'none', // AWS's own endpoint: the profile names none
    'unresolvable', // a host name that no resolver knows, and that is asked of none
  ])
  .default('sandbox');

/** How far a sign-in to IAM Identity Center is good. */
export const ssoState = z.enum([
  'signed-in',
  'never', // no file in the cache
  'expired', // past its time, and without what a refresh needs
  'refreshable', // past its time, with a refresh token that is good once
  'refresh-refused', // past its time, with a refresh token that is good no longer
  'revoked', // the file looks fine; the portal has forgotten the token
  'undefined', // the profile names a session that has no section
]);

const credentials = z.discriminatedUnion('kind', [
  /** Access keys of the account; `opens` names the customer whose account they are if it is another. */
  z.strictObject({
    kind: z.literal('keys'),
    state: z.enum(['good', 'wrong-secret', 'unknown-key']).default('good'),
    opens: z.string().optional(),
  }),
  /** Temporary keys with a session token, as tools write them into the credentials file. */
  z.strictObject({ kind: z.literal('session'), state: z.enum(['good', 'expired']).default('good') }),
  /** IAM Identity Center; `legacy` without an `[sso-session]`. The session's state is the scenario's `ssoSessions`. */
  z.strictObject({
    kind: z.literal('sso'),
    session: z.string().default('cloud-team'),
    role: z.string().default('ContactReader'),
    legacy: z.boolean().default(false),
  }),
  /** `aws login`. */
  z.strictObject({
    kind: z.literal('login'),
    state: z.enum(['signed-in', 'never', 'refreshable', 'expired', 'password-changed']).default('signed-in'),
  }),
  z.strictObject({
    kind: z.literal('process'),
    state: z.enum(['good', 'failing', 'hanging', 'garbage', 'expired']).default('good'),
  }),
  /** The account's role, from the credentials of another profile or, with `environment`, of the variables. */
  z.strictObject({
    kind: z.literal('role'),
    source: z.string().default('default'),
    mfa: z.boolean().default(false),
    externalId: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('web-identity'),
    state: z.enum(['good', 'expired', 'forged', 'no-file']).default('good'),
  }),
  /** A section with a region and nothing that opens anything. */
  z.strictObject({ kind: z.literal('empty') }),
  /** No such profile. */
  z.strictObject({ kind: z.literal('missing') }),
]);

/** How an account's profile is written into the AWS files. */
export const profileSchema = z
  .strictObject({ endpoint, credentials: credentials.prefault({ kind: 'keys' }) })
  .prefault({});

/** The state of each sign-in to IAM Identity Center, by the session's name; absent ones are signed in. */
export const ssoSessionsSchema = z.record(z.string().regex(/^[\w-]+$/), ssoState).default({});

export type Profile = z.output<typeof profileSchema>;
export type ProfileCredentials = Profile['credentials'];
export type ProfileEndpoint = Profile['endpoint'];
export type SsoState = z.output<typeof ssoState>;
