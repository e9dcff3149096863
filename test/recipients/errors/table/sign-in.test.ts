import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import type { CustomerShorthand, ProfileCredentials } from '../../../../src/sandbox/index.ts';
import { sharedCauses } from '../../../../src/recipients/index.ts';
import { atHome } from '../../fakes/at-home.ts';
import { checkRow } from './check-row.ts';
import type { Row } from './check-row.ts';

type Credentials = NonNullable<NonNullable<CustomerShorthand['profile']>['credentials']>;
interface SignIn extends Row {
  readonly credentials: Credentials & { readonly kind: ProfileCredentials['kind'] };
  readonly more?: Partial<CustomerShorthand>;
}

const sso = (session: string, legacy = false) => ({ kind: 'sso', session, legacy }) as const;
/** What the access portal answers to GetRoleCredentials. */
const portalSays = (status: number, code: string, message: string) =>
  ({ kind: 'refused', operation: 'GetRoleCredentials', status, code, message }) as const;
const ssoNeeded = (profile: string, cause: string): Row => ({
  code: 'SsoSignInNeeded',
  message: /the SSO sign-in of profile \S+ is missing or has expired$/,
  remedy: new RegExp(`^Run \`aws sso login --profile ${profile}\`, then ask again\\.$`),
  cause,
});
const loginNeeded = (profile: string, why: RegExp): Row => ({
  code: 'LoginNeeded',
  message: why,
  remedy: new RegExp(`^Run \`aws login --profile ${profile}\`, then ask again\\.$`),
});
const process = (why: RegExp): Row => ({
  code: 'CredentialProcessFailed',
  message: why,
  remedy: /^Run the command named by credential_process of profile p-\w+ in a terminal/,
});
const web = { roleTrusts: ['web-identity' as const] };

/** By customer code, which is the profile's name as well. */
const rows: Readonly<Record<string, SignIn>> = {
  missing: {
    credentials: { kind: 'missing' },
    code: 'ProfileNotFound',
    message: /AWS profile “missing” that \S+ names for missing is not in \S+config or \S+credentials/,
    remedy: /aws configure sso --profile missing/,
  },
  empty: {
    credentials: { kind: 'empty' },
    code: 'ProfileIncomplete',
    message: /profile empty is not complete: it has no credentials/,
    remedy: /aws configure sso --profile empty/,
  },
  orphan: {
    credentials: { kind: 'role', source: 'gone' },
    code: 'ProfileNotFound',
    message:
      /profile orphan gets its credentials from profile gone, but there is no AWS profile named “gone”/,
    remedy: /^Create profile gone, or correct source_profile of profile orphan\./,
  },
  never: { credentials: sso('t-never'), ...ssoNeeded('never', 'sso-session t-never') },
  never2: { credentials: sso('t-never'), ...ssoNeeded('never2', 'sso-session t-never') },
  over: { credentials: sso('t-expired'), ...ssoNeeded('over', 'sso-session t-expired') },
  refused: { credentials: sso('t-refused'), ...ssoNeeded('refused', 'sso-session t-refused') },
  revoked: { credentials: sso('t-revoked'), ...ssoNeeded('revoked', 'sso-session t-revoked') },
  'old-never': { credentials: sso('t-old-never', true), ...ssoNeeded('old-never', 'profile old-never') },
  'old-over': { credentials: sso('t-old-expired', true), ...ssoNeeded('old-over', 'profile old-over') },
  nowhere: {
    credentials: sso('t-nowhere'),
    code: 'ProfileIncomplete',
    message: /it names sso-session t-nowhere, which \S+config does not have$/,
    remedy: /^Add \[sso-session t-nowhere\] to .*aws configure sso --profile nowhere/,
    cause: 'sso-session t-nowhere',
  },
  forbidden: {
    credentials: sso('t-fine'),
    more: { ssoRoles: [] },
    code: 'AccessDenied',
    message: /your SSO user may not use the role of profile forbidden: ForbiddenException: No access$/,
    remedy: /^Ask the administrator.*signing in again does not help/,
  },
  'no-account': {
    credentials: sso('t-fine'),
    more: { faults: [{ ...portalSays(404, 'ResourceNotFoundException', 'No such role') }] },
    code: 'ProfileIncomplete',
    message:
      /does not know the account or the role that profile no-account names \(HTTP 404\): .*No such role$/,
    remedy: /^Correct sso_account_id and sso_role_name of profile no-account/,
    cause: 'profile no-account',
  },
  'bad-request': {
    credentials: sso('t-fine'),
    more: { faults: [{ ...portalSays(400, 'InvalidRequestException', 'Invalid account id') }] },
    code: 'ProfileIncomplete',
    message: /does not accept what profile bad-request asks for \(HTTP 400\)/,
    remedy: /sso_account_id \(12 digits\), sso_role_name and sso_region of profile bad-request/,
  },
  busy: {
    credentials: sso('t-fine'),
    more: { faults: [{ kind: 'throttled', operation: 'GetRoleCredentials' }] },
    code: 'Throttled',
    message: /the sign-in service of AWS limits requests/,
    remedy: /^Ask again in a moment, with fewer customers at once/,
  },
  'busy-400': {
    credentials: sso('t-fine'),
    more: { faults: [{ ...portalSays(400, 'ThrottlingException', 'Rate exceeded') }] },
    code: 'Throttled',
    message: /the sign-in service of AWS limits requests/,
    remedy: /^Ask again in a moment, with fewer customers at once/,
  },
  'no-keys': {
    credentials: sso('t-fine'),
    more: { faults: [{ ...portalSays(200, 'Nothing', 'no credentials here') }] },
    code: 'MalformedAnswer',
    message: /the SSO portal's answer for profile no-keys holds no usable credentials$/,
    remedy: /something between you and AWS changes the answers/,
  },
  portal: {
    credentials: sso('t-fine'),
    more: { faults: [{ kind: 'html', operation: 'GetRoleCredentials' }] },
    code: 'ProxyPage',
    message: /something between you and AWS answered with a web page/,
    remedy: /open a browser and sign in to the network/,
    cause: 'proxy page',
  },
  'login-never': {
    credentials: { kind: 'login', state: 'never' },
    ...loginNeeded('login-never', /the sign-in of profile login-never is missing or has ended$/),
  },
  'login-over': {
    credentials: { kind: 'login', state: 'expired' },
    ...loginNeeded('login-over', /has ended \(Your session has expired\)$/),
  },
  'login-changed': {
    credentials: { kind: 'login', state: 'password-changed' },
    ...loginNeeded('login-changed', /because of a change in your password\)$/),
  },
  'p-failing': {
    credentials: { kind: 'process', state: 'failing' },
    ...process(/p-failing failed \(exit status 1\): the vault is locked: sign in to it first$/),
  },
  'p-garbage': { credentials: { kind: 'process', state: 'garbage' }, ...process(/is no JSON object$/) },
  'p-expired': { credentials: { kind: 'process', state: 'expired' }, ...process(/already expired$/) },
  'web-none': {
    credentials: { kind: 'web-identity', state: 'no-file' },
    more: web,
    code: 'ProfileIncomplete',
    message:
      /the token file \S+\.jwt does not exist, which web_identity_token_file of profile web-none names$/,
    remedy: /^Correct web_identity_token_file of profile web-none, or have the file written again\.$/,
  },
  'web-over': {
    credentials: { kind: 'web-identity', state: 'expired' },
    more: web,
    code: 'ExpiredCredentials',
    message: /profile web-over has expired/,
    remedy: /token file renewed that web_identity_token_file of profile web-over names/,
  },
  'web-forged': {
    credentials: { kind: 'web-identity', state: 'forged' },
    more: web,
    code: 'InvalidCredentials',
    message: /the web identity token of profile web-forged was not accepted/,
    remedy: /token file written anew, and check that role arn:aws:iam::\d+:role\/\S+ trusts its issuer/,
  },
  stale: {
    credentials: { kind: 'session', state: 'expired' },
    code: 'ExpiredCredentials',
    message: /The security token included in the request is expired/,
    remedy: /^Renew the credentials of profile stale with the tool that wrote them/,
  },
  secret: {
    credentials: { kind: 'keys', state: 'wrong-secret' },
    code: 'SignatureMismatch',
    message: /signature/i,
    remedy: /^The secret key of profile secret does not fit its access key: copy both again/,
  },
  unknown: {
    credentials: { kind: 'keys', state: 'unknown-key' },
    code: 'InvalidCredentials',
    message: /The security token included in the request is invalid/,
    remedy: /^AWS does not know the access key of profile unknown/,
  },
  denied: {
    credentials: { kind: 'role' },
    more: { faults: [{ kind: 'denied-role' }] },
    code: 'AssumeRoleDenied',
    message: /User: arn:\S+ is not authorized to perform: sts:AssumeRole on resource: arn:/,
    remedy: /^Role arn:aws:iam::\d+:role\/\S+ must trust arn:\S+ \(the role's trust policy\)/,
  },
  mfa: {
    credentials: { kind: 'role', mfa: true },
    code: 'MfaRequired',
    message: /profile mfa needs a code of the multi-factor device arn:aws:iam::\d+:mfa\/cloud-team/,
    remedy: /^Run it in a terminal, or in VS Code/,
    cause: 'mfa arn:aws:iam::111122220000:mfa/cloud-team',
  },
};

const ssoSessions = {
  't-never': 'never',
  't-expired': 'expired',
  't-refused': 'refresh-refused',
  't-revoked': 'revoked',
  't-old-never': 'never',
  't-old-expired': 'expired',
  't-nowhere': 'undefined',
} as const;

describe('signing in that fails', () => {
  it('says of each customer what happened and what to do, and lets the healthy one through', async (test) => {
    const home = await atHome(test, {
      ssoSessions,
      customers: [
        { code: 'healthy', access: 'profile', subscribers: 1 },
        ...Object.entries(rows).map(([code, { credentials, more }]): CustomerShorthand => ({
          code,
          access: 'profile',
          subscribers: 1,
          profile: { credentials },
          ...more,
        })),
      ],
    });
    const { results } = await home.run({ limits: { customerTimeoutMs: 4000 } });
    const [healthy, ...failed] = results;
    assert.equal(healthy?.error, undefined);
    for (const { customerCode, error } of failed) {
      const row = rows[customerCode];
      assert.ok(row, customerCode);
      await test.test(`${customerCode} is ${row.code}`, () => checkRow(customerCode, error, row));
    }
    assert.deepEqual(
      sharedCauses(results).find(({ cause }) => cause === 'sso-session t-never'),
      {
        cause: 'sso-session t-never',
        code: 'SsoSignInNeeded',
        message: 'the sign-in of sso-session t-never is missing or has expired',
        remedy: 'Run `aws sso login --sso-session t-never`, then ask again.',
        customerCodes: ['never', 'never2'],
        signIn: { kind: 'sso', profile: 'never' },
      },
    );
    for (const { customerCode, error } of failed) {
      const kind = { SsoSignInNeeded: 'sso', LoginNeeded: 'login' }[error?.code ?? ''];
      const signIn = kind === undefined ? undefined : { kind, profile: customerCode };
      assert.deepEqual(error?.signIn, signIn, customerCode);
    }
  });

  it('is the network where refreshing a sign-in met a proxy or an outage, for all who share it', async (test) => {
    for (const [fault, code] of [
      [{ kind: 'html', operation: 'CreateToken' }, 'ProxyPage'],
      [{ kind: 'server-error', operation: 'CreateToken' }, 'ServerError'],
      [{ kind: 'throttled', operation: 'CreateToken' }, 'Throttled'],
    ] as const) {
      const session = `t-refresh-${code}`;
      const home = await atHome(test, {
        ssoSessions: { [session]: 'refreshable' },
        customers: ['a', 'b', 'c'].map((name) => ({
          code: name,
          access: 'profile' as const,
          profile: { credentials: sso(session) },
        })),
      });
      home.sandbox.setFault('base', fault);
      const errors = await home.errors({ limits: { customerTimeoutMs: 3000 } });
      assert.deepEqual(
        Object.values(errors).map((error) => error?.code),
        [code, code, code],
      );
    }
  });

  it('names what an SSO profile lacks', async (test) => {
    const home = await atHome(test, {
      customers: ['a', 'b', 'c'].map((code) => ({
        code,
        access: 'profile' as const,
        profile: { credentials: { kind: 'missing' as const } },
      })),
    });
    await appendFile(
      home.sandbox.environment.AWS_CONFIG_FILE ?? '',
      [
        '[profile a]\nsso_session = half\nsso_role_name = r',
        '[profile b]\nsso_start_url = https://x.example/start',
        '[profile c]\naws_access_key_id = AKIAEXAMPLE000000000',
        '[sso-session half]\nsso_region = us-east-1\n',
      ].join('\n'),
    );
    const errors = await home.errors();
    checkRow('a', errors.a, {
      code: 'ProfileIncomplete',
      message: /it, with its sso-session half, lacks sso_start_url, sso_account_id$/,
      remedy: /aws configure sso --profile a/,
    });
    checkRow('b', errors.b, {
      code: 'ProfileIncomplete',
      message: /it lacks sso_region, sso_account_id, sso_role_name$/,
      remedy: /aws configure sso --profile b/,
    });
    checkRow('c', errors.c, {
      code: 'ProfileIncomplete',
      message: /it has aws_access_key_id but no aws_secret_access_key$/,
      remedy: /^Add aws_secret_access_key to profile c\.$/,
    });
  });
});
