import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { AskedAbout } from '../../../src/recipients/errors/about.ts';
import { classify } from '../../../src/recipients/errors/classify.ts';
import { CustomerFailure, RETRY } from '../../../src/recipients/errors/failure.ts';
import { awsError } from '../fakes/accounts.ts';

const provider = (message: string) => Object.assign(new Error(message), { name: 'CredentialsProviderError' });
const system = (code: string, message = code, name = 'Error') =>
  Object.assign(new Error(message), { code, name });
const sso: AskedAbout = { profile: 'hts', credentialKind: 'sso' };
const SSO_LOGIN = /aws sso login --profile hts/;

/** Errors that cannot be provoked on a loopback address, or whose text is all that tells them apart. */
const table: readonly (readonly [unknown, AskedAbout, string, RegExp])[] = [
  [
    provider('ForbiddenException: No access'),
    { ...sso, operation: 'credentials' },
    'AccessDenied',
    /administrator/,
  ],
  [
    provider('Unable to refresh credentials due to insufficient permissions.'),
    { profile: 'hts', credentialKind: 'login' },
    'AccessDenied',
    /signin:CreateOAuth2Token/,
  ],
  [provider('Could not load credentials from any providers'), {}, 'CredentialsMissing', /AWS_PROFILE/],
  [
    awsError('AccessDenied', 403, 'MultiFactorAuthentication failed with invalid MFA one time pass code. '),
    { operation: 'sts:AssumeRole', mfa: { serial: 'arn:aws:iam::111122223333:mfa/me', profile: 'hts' } },
    'MfaRefused',
    /clock/,
  ],
  [
    awsError(
      'AccessDenied',
      403,
      'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
    ),
    { operation: 'sts:GetSessionToken', mfa: { serial: 'arn:aws:iam::111122223333:mfa/me', profile: 'hts' } },
    'MfaRefused',
    /mfa_serial of profile hts/,
  ],
  [
    awsError('ExpiredToken', 403, 'The security token included in the request is expired'),
    { credentialKind: 'environment' },
    'ExpiredCredentials',
    /AWS_SESSION_TOKEN/,
  ],
  [awsError('ExpiredTokenException', 403), { ...sso }, 'ExpiredCredentials', SSO_LOGIN],
  [awsError('InvalidClientTokenId', 403), { profile: 'hts' }, 'InvalidCredentials', /profile hts/],
  [awsError('UnrecognizedClientException', 403), { profile: 'hts' }, 'InvalidCredentials', /profile hts/],
  [
    awsError('InvalidSignatureException', 403),
    { profile: 'hts' },
    'SignatureMismatch',
    /secret key of profile hts/,
  ],
  [awsError('SignatureDoesNotMatch', 403), {}, 'SignatureMismatch', /clock/],
  [awsError('RegionDisabledException', 403), { profile: 'hts' }, 'RegionInvalid', /region/],
  [
    awsError('NotFoundException', 404, "List with name: L doesn't exist."),
    { region: 'eu-west-1' },
    'ContactListNotFound',
    /contact_list_name/,
  ],
  [awsError('BadRequestException', 400, 'bad'), {}, 'RequestRejected', /topic/],
  [awsError('ThrottlingException', 400), {}, 'Throttled', /one request a second/],
  [awsError('Whatever', 429), {}, 'Throttled', /moment/],
  [awsError('ServiceUnavailable', 503), {}, 'ServerError', /again/],
  [new Error('Region is missing'), { profile: 'hts' }, 'RegionMissing', /profile hts/],
  [
    new Error('Region not accepted: region="us east 1" is not a valid hostname component.'),
    { region: 'us east 1' },
    'RegionInvalid',
    /us-east-1/,
  ],
  [
    system('ENOTFOUND', 'getaddrinfo ENOTFOUND email.us-esat-1.amazonaws.com'),
    { region: 'us-esat-1' },
    'RegionInvalid',
    /us-east-1/,
  ],
  [
    system('ENOTFOUND', 'getaddrinfo ENOTFOUND email.us-east-1.amazonaws.com'),
    { region: 'us-east-1' },
    'HostNotFound',
    /network/,
  ],
  [system('EAI_AGAIN'), {}, 'NameLookupFailed', /network/],
  [system('EHOSTUNREACH'), {}, 'HostUnreachable', /VPN/],
  [system('ECONNRESET', 'socket hang up', 'TimeoutError'), {}, 'ConnectionReset', /proxy/],
  [
    Object.assign(new Error('fetch failed'), { cause: { code: 'UND_ERR_SOCKET' } }),
    {},
    'ConnectionReset',
    /proxy/,
  ],
  [system('ETIMEDOUT', 'timed out', 'TimeoutError'), {}, 'RequestTimeout', /--request-timeout/],
  [
    Object.assign(new Error('the request socket did not establish a connection'), { name: 'TimeoutError' }),
    {},
    'RequestTimeout',
    /--request-timeout/,
  ],
  [system('SELF_SIGNED_CERT_IN_CHAIN'), {}, 'CertificateUntrusted', /NODE_EXTRA_CA_CERTS/],
  [system('ERR_TLS_CERT_ALTNAME_INVALID'), {}, 'CertificateUntrusted', /proxy/],
  [system('EPROTO', 'write EPROTO … wrong version number'), {}, 'TlsFailed', /endpoint_url/],
  [new TypeError('Expected real number, got implicit NaN'), {}, 'MalformedAnswer', /proxy/],
  [new Error('something else'), {}, 'Unexpected', /report/],
  ['a string', {}, 'Unexpected', /report/],
  [undefined, {}, 'Unexpected', /report/],
];

describe('classify', () => {
  for (const [error, about, code, remedy] of table)
    it(`${code}: ${error instanceof Error ? error.message.slice(0, 60) : String(error)}`, () => {
      const failure = classify(error, about);
      assert.equal(failure.code, code);
      assert.match(failure.remedy, remedy);
      assert.ok(failure.message.length > 0);
    });

  it('leaves what is already classified as it is', () => {
    const failure = new CustomerFailure({ code: 'WrongAccount', message: 'm', remedy: 'r' });
    assert.equal(classify(failure, { profile: 'x' }), failure);
  });

  it('reads how long to wait, in seconds, milliseconds or as a date', () => {
    const waits = (headers: Record<string, string>) =>
      classify(awsError('X', 429, 'x', headers)).retryAfterMs;
    assert.equal(waits({ 'retry-after': '7' }), 7000);
    assert.equal(waits({ 'x-amz-retry-after': '250' }), 250);
    assert.equal(
      waits({ 'retry-after': 'Wed, 21 Oct 2026 07:28:30 GMT', date: 'Wed, 21 Oct 2026 07:28:00 GMT' }),
      30_000,
    );
    assert.equal(waits({ 'retry-after': 'soon' }), undefined);
    assert.equal(waits({}), undefined);
  });

  it('tries again when the SDK has just corrected its clock', () => {
    const error = Object.assign(awsError('SignatureDoesNotMatch', 403), {
      $metadata: { httpStatusCode: 403, clockSkewCorrected: true },
    });
    assert.equal(classify(error).code, 'ClockSkewed');
    assert.equal(classify(error).retry, 'transient');
  });

  it('names action and resource of what is denied', () => {
    const failure = classify(
      awsError(
        'AccessDeniedException',
        403,
        'User: arn:aws:sts::111122223333:assumed-role/r/s is not authorized to perform: ses:ListContacts on resource: arn:aws:ses:us-east-1:111122223333:contact-list/main',
      ),
      { operation: 'ses:ListContacts', roleArn: 'arn:aws:iam::111122223333:role/r' },
    );
    assert.equal(
      failure.remedy,
      'Allow ses:ListContacts on arn:aws:ses:us-east-1:111122223333:contact-list/main in the policy of role arn:aws:iam::111122223333:role/r.',
    );
  });

  it('has an answer to whatever is thrown', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true }), fc.string(), (thrown, message) => {
        for (const error of [
          thrown,
          Object.assign(new Error(message), { code: thrown, $response: thrown }),
        ]) {
          const failure = classify(error);
          assert.ok(failure.code in RETRY && failure.message !== '' && failure.remedy !== '');
        }
      }),
    );
  });
});

const notFound = (host: string) =>
  Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND', hostname: host });

describe('a host that is not found', () => {
  it('is no network’s fault where AWS lists no SES in the region', () => {
    const of = (region: string, operation = 'ses:ListContacts') =>
      classify(notFound(`email.${region}.amazonaws.com`), { region, operation });
    for (const region of ['ap-east-1', 'mx-central-1', 'eu-south-2', 'cn-north-1', 'us-iso-east-1']) {
      const { code, message, cause } = of(region);
      assert.deepEqual([code, cause], ['RegionInvalid', undefined]);
      assert.match(message, new RegExp(`no SES in region ${region}, by AWS's list of endpoints`));
    }
    for (const region of ['us-east-1', 'eusc-de-east-1', 'us-gov-west-1', 'ap-southeast-5'])
      assert.equal(of(region).code, 'HostNotFound');
    assert.equal(of('mx-central-1', 'sts:AssumeRole').code, 'HostNotFound');
    assert.equal(of('eusc-de-west-1').code, 'RegionInvalid');
  });

  it('is said of several customers in words that are true in all their regions', () => {
    const [here, there] = ['eu-west-1', 'us-west-2'].map((region) =>
      classify(notFound(`email.${region}.amazonaws.com`), { region, operation: 'ses:ListContacts' }),
    );
    assert.notEqual(here?.message, there?.message);
    assert.deepEqual(here?.shared, there?.shared);
    assert.deepEqual([here?.cause, here?.shared?.message], ['network', "AWS's hosts were not found"]);
  });
});

/** Names of errors that AWS documents for the operations asked here, and for all of its APIs ("Common errors"). */
const DOCUMENTED: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  common: [
    ['AccessDeniedException', 400],
    ['ExpiredTokenException', 403],
    ['IncompleteSignature', 403],
    ['InternalFailure', 500],
    ['MalformedHttpRequestException', 400],
    ['NotAuthorized', 401],
    ['OptInRequired', 403],
    ['RequestAbortedException', 400],
    ['RequestEntityTooLargeException', 413],
    ['RequestExpired', 400],
    ['RequestTimeoutException', 408],
    ['ServiceUnavailable', 503],
    ['ThrottlingException', 400],
    ['UnrecognizedClientException', 403],
    ['UnknownOperationException', 404],
    ['ValidationError', 400],
    ['InvalidAction', 400],
    ['InvalidClientTokenId', 403],
    ['InvalidParameterCombination', 400],
    ['InvalidParameterValue', 400],
    ['InvalidQueryParameter', 400],
    ['MalformedQueryString', 404],
    ['MissingAction', 400],
    ['MissingAuthenticationToken', 403],
    ['MissingParameter', 400],
  ],
  'sts:AssumeRole': [
    ['ExpiredToken', 400],
    ['MalformedPolicyDocument', 400],
    ['PackedPolicyTooLarge', 400],
    ['RegionDisabledException', 403],
  ],
  'sts:AssumeRoleWithWebIdentity': [
    ['IDPCommunicationError', 400],
    ['IDPRejectedClaim', 403],
    ['InvalidIdentityToken', 400],
  ],
  'ses:ListContacts': [
    ['BadRequestException', 400],
    ['NotFoundException', 404],
    ['TooManyRequestsException', 429],
  ],
};

describe('what AWS documents', () => {
  it('is never called unexpected, and nobody is asked to report it', () => {
    const operations = [
      'sts:AssumeRole',
      'sts:AssumeRoleWithWebIdentity',
      'sts:GetSessionToken',
      'sts:GetCallerIdentity',
      'ses:ListContacts',
      'ses:GetContactList',
      'ses:ListContactLists',
    ];
    for (const [operation, names] of Object.entries(DOCUMENTED))
      for (const [name, httpStatusCode] of names)
        for (const asked of operation === 'common' ? operations : [operation]) {
          const error = Object.assign(new Error('as AWS words it'), { name, $metadata: { httpStatusCode } });
          const { code, remedy } = classify(error, { operation: asked, region: 'us-east-1', profile: 'hts' });
          assert.notEqual(code, 'Unexpected', `${name} of ${asked}`);
          assert.doesNotMatch(remedy, /report/, `${name} of ${asked}`);
        }
  });
});
