import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { generate } from 'selfsigned';
import type { Customer, Environment } from '../../../../src/customers/index.ts';
import { fakeCustomer } from '../../fakes/accounts.ts';
import { realRun } from '../../fakes/run.ts';
import { startStandIn, stsError } from '../../fakes/stand-in.ts';
import type { StandInAnswer } from '../../fakes/stand-in.ts';
import { checkRow } from './check-row.ts';
import type { Row } from './check-row.ts';

const ROLE = 'arn:aws:iam::111122223333:role/ses';
const CREDENTIALS = '[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = hunter2\n';
const byRole = (more: Partial<Customer> = {}): Customer =>
  fakeCustomer('hts', {
    region: 'us-east-1',
    credentials: { kind: 'role', roleArn: ROLE, sessionName: 'hts-ses-session' },
    ...more,
  });

/** @param customerTimeoutMs after throttling the next try is a second away, which no customer with less time waits for */
const errorOf = async (test: TestContext, env: Environment, customer: Customer, customerTimeoutMs = 2500) => {
  const { results } = await realRun(test, {
    customers: [customer],
    config: '',
    credentials: CREDENTIALS,
    env,
    limits: { requestTimeoutMs: 400, customerTimeoutMs, maxAttempts: 2 },
  });
  return results[0]?.error;
};

const sesError = (name: string, status: number, message: string): StandInAnswer => ({
  status,
  body: JSON.stringify({ __type: name, message }),
});
const rejected = (code: string, message: RegExp, remedy: RegExp, cause?: string): Row => ({
  code,
  message,
  remedy,
  cause,
});
const PAGE = '<!DOCTYPE html><html><body>Please sign in to the network</body></html>';
const html = (status: number): StandInAnswer => ({ status, contentType: 'text/html', body: PAGE });
const EXPIRED = 'The security token included in the request is expired';
const INVALID = 'The security token included in the request is invalid.';
const BASE = 'profile default';

/** What answers which operation, and what that is for the customer. */
const answers: readonly (readonly [string, string, StandInAnswer, Row])[] = [
  [
    'AccessDenied of STS',
    'AssumeRole',
    stsError(
      'AccessDenied',
      `User: arn:aws:iam::444455556666:user/me is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`,
    ),
    rejected(
      'AssumeRoleDenied',
      /^failed to assume role: User: arn:aws:iam::444455556666:user\/me is not authorized/,
      /^Role arn:aws:iam::111122223333:role\/ses must trust arn:aws:iam::444455556666:user\/me/,
    ),
  ],
  [
    'InvalidClientTokenId',
    'AssumeRole',
    stsError('InvalidClientTokenId', INVALID),
    rejected(
      'InvalidCredentials',
      /token included in the request is invalid/,
      /access key of profile default/,
      BASE,
    ),
  ],
  [
    'SignatureDoesNotMatch',
    'AssumeRole',
    stsError('SignatureDoesNotMatch', 'The request signature we calculated does not match'),
    rejected('SignatureMismatch', /signature/, /secret key of profile default does not fit/, BASE),
  ],
  [
    'ExpiredToken',
    'AssumeRole',
    stsError('ExpiredToken', EXPIRED),
    rejected(
      'ExpiredCredentials',
      /^failed to assume role: profile default has expired/,
      /profile default/,
      BASE,
    ),
  ],
  [
    'RegionDisabledException',
    'AssumeRole',
    stsError('RegionDisabledException', 'STS is not activated in this region for account:111122223333'),
    rejected('RegionInvalid', /STS is not activated in this region/, /another region for signing in/, BASE),
  ],
  [
    'ValidationError',
    'AssumeRole',
    stsError('ValidationError', "'roleSessionName' failed to satisfy constraint", 400),
    rejected(
      'RequestRejected',
      /AWS refused the request \(ValidationError\)/,
      /ses_role_arn of the customer.*role_session_name/,
    ),
  ],
  [
    'ExpiredTokenException of SES, of a role that is renewed in vain',
    'ListContacts',
    sesError('ExpiredTokenException', 403, EXPIRED),
    rejected(
      'ExpiredCredentials',
      /has expired: The security token included/,
      /^Renew the credentials of profile default/,
    ),
  ],
  [
    'UnrecognizedClientException',
    'ListContacts',
    sesError('UnrecognizedClientException', 403, INVALID),
    rejected('InvalidCredentials', /is invalid/, /access key/),
  ],
  [
    'InvalidSignatureException',
    'ListContacts',
    sesError('InvalidSignatureException', 403, 'The request signature we calculated does not match'),
    rejected('SignatureMismatch', /does not match/, /clock/),
  ],
  [
    'AccessDeniedException',
    'ListContacts',
    {
      status: 403,
      body: JSON.stringify({
        __type: 'AccessDeniedException',
        Message: `User: arn:aws:sts::111122223333:assumed-role/ses/s is not authorized to perform: ses:ListContacts on resource: arn:aws:ses:us-east-1:111122223333:contact-list/main`,
      }),
    },
    rejected(
      'AccessDenied',
      /not authorized to perform: ses:ListContacts/,
      /^Allow ses:ListContacts on arn:aws:ses:us-east-1:111122223333:contact-list\/main in the policy of role arn:aws:iam::111122223333:role\/ses\.$/,
    ),
  ],
  [
    'NotFoundException',
    'ListContacts',
    sesError('NotFoundException', 404, "List with name: main doesn't exist."),
    rejected(
      'ContactListNotFound',
      /List with name: main doesn't exist \(region us-east-1\)/,
      /contact_list_name/,
    ),
  ],
  [
    'BadRequestException',
    'ListContacts',
    sesError('BadRequestException', 400, "ContactListName can't be blank."),
    rejected('RequestRejected', /ContactListName can't be blank$/, /topic, contact list and region/),
  ],
  [
    'TooManyRequestsException',
    'ListContacts',
    sesError('TooManyRequestsException', 429, 'Rate exceeded'),
    rejected('Throttled', /AWS limits requests to this account: Rate exceeded/, /one request a second/),
  ],
  [
    'a web page for SES',
    'ListContacts',
    html(200),
    rejected('ProxyPage', /web page \(HTTP 200\)/, /browser/, 'proxy page'),
  ],
  [
    'a proxy that wants a password',
    'ListContacts',
    html(407),
    rejected('ProxyPage', /HTTP 407/, /proxy/i, 'proxy page'),
  ],
  [
    'throttling that a front of AWS answers in XML',
    'ListContacts',
    {
      status: 400,
      contentType: 'text/xml',
      body: '<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>',
    },
    rejected('Throttled', /limits requests to this account: Rate exceeded/, /one request a second/),
  ],
  [
    'throttling of STS',
    'AssumeRole',
    stsError('Throttling', 'Rate exceeded', 400),
    rejected('Throttled', /AWS STS limits requests/, /fewer customers at once/),
  ],
  [
    'a web page that is called plain text',
    'ListContacts',
    { status: 404, contentType: 'text/plain', body: PAGE },
    {
      code: 'ProxyPage',
      message: /^.*http:\/\/127\.0\.0\.1:\d+ is not AWS: it answered with a web page \(HTTP 404\)/,
      remedy: /endpoint_url/,
    },
  ],
  [
    'a web page of a server that is not AWS',
    'ListContactLists',
    html(404),
    { code: 'ProxyPage', message: /is not AWS/, remedy: /AWS_ENDPOINT_URL/ },
  ],
  [
    'a redirect',
    'ListContacts',
    { status: 302, body: '' },
    rejected('ProxyPage', /redirected the request elsewhere \(HTTP 302\)/, /browser/, 'proxy page'),
  ],
  [
    'a redirect for STS',
    'AssumeRole',
    { status: 307, body: '' },
    rejected('ProxyPage', /HTTP 307/, /sign in to the network/, 'proxy page'),
  ],
  [
    'a service control policy',
    'ListContacts',
    sesError(
      'AccessDeniedException',
      403,
      'User: arn:aws:sts::111122223333:assumed-role/ses/s is not authorized to perform: ses:ListContacts on resource: * with an explicit deny in a service control policy',
    ),
    rejected(
      'AccessDenied',
      /service control policy/,
      /administrator of the AWS organization.*forbids ses:ListContacts/,
    ),
  ],
  [
    'a service control policy on AssumeRole',
    'AssumeRole',
    stsError(
      'AccessDenied',
      `User: arn:aws:iam::444455556666:user/me is not authorized to perform: sts:AssumeRole on resource: ${ROLE} because no service control policy allows the sts:AssumeRole action`,
    ),
    rejected(
      'AssumeRoleDenied',
      /service control policy/,
      /administrator of the AWS organization.*does not allow/,
    ),
  ],
  [
    'a permissions boundary',
    'ListContacts',
    sesError(
      'AccessDeniedException',
      403,
      'User: arn:aws:sts::111122223333:assumed-role/ses/s is not authorized to perform: ses:ListContacts on resource: arn:aws:ses:us-east-1:111122223333:contact-list/main because no permissions boundary allows the ses:ListContacts action',
    ),
    rejected(
      'AccessDenied',
      /permissions boundary/,
      /permissions boundary of arn:aws:sts.* include ses:ListContacts on arn:aws:ses/,
    ),
  ],
  [
    'a denial on every resource',
    'ListContacts',
    sesError(
      'AccessDeniedException',
      403,
      'User: arn:aws:sts::111122223333:assumed-role/ses/s is not authorized to perform: ses:ListContacts on resource: * because no identity-based policy allows the ses:ListContacts action',
    ),
    rejected('AccessDenied', /identity-based/, /^Allow ses:ListContacts in the policy of/),
  ],
  [
    'an account that has not signed up',
    'ListContacts',
    sesError('OptInRequired', 403, 'The AWS Access Key Id needs a subscription for the service'),
    rejected('AccessDenied', /needs a subscription/, /complete the sign-up/),
  ],
  [
    'an endpoint that is another service',
    'AssumeRole',
    stsError('InvalidAction', 'Could not find operation AssumeRole for version 2011-06-15', 400),
    rejected('RequestRejected', /InvalidAction/, /endpoint_url/),
  ],
  ['a web page for STS', 'AssumeRole', html(511), rejected('ProxyPage', /HTTP 511/, /browser/, 'proxy page')],
  [
    'broken JSON',
    'ListContacts',
    { body: '{"Contacts":[{"Email' },
    rejected(
      'MalformedAnswer',
      /the answer to ses:ListContacts \(HTTP 200\) cannot be read/,
      /something between/,
    ),
  ],
  [
    'timestamps that are none',
    'ListContacts',
    { body: '{"Contacts":[{"EmailAddress":"a@x.example","LastUpdatedTimestamp":"2026-01-01T00:00:00Z"}]}' },
    rejected('MalformedAnswer', /cannot be read/, /something between/),
  ],
  [
    'an empty object',
    'ListContacts',
    { body: '{}' },
    rejected('MalformedAnswer', /no usable `Contacts`$/, /something between/),
  ],
  [
    'a connection that is closed',
    'ListContacts',
    (socket: Socket) => socket.destroy(),
    rejected('ConnectionReset', /closed in the middle/, /proxy, VPN and firewall/),
  ],
  [
    'a body that breaks off',
    'ListContacts',
    (socket: Socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9999\r\n\r\n{"Con');
      setImmediate(() => socket.destroy());
    },
    rejected('ConnectionReset', /closed in the middle/, /proxy, VPN and firewall/),
  ],
  ['no answer', 'ListContacts', () => undefined, rejected('RequestTimeout', /./, /--request-timeout/)],
];

describe('answers of AWS, and of what poses as AWS', () => {
  for (const [name, operation, answer, row] of answers)
    it(`${name} is ${row.code}`, async (test) => {
      const server = await startStandIn({ [operation]: answer });
      test.after(() => server.close());
      const ms = row.code === 'Throttled' ? 1000 : 2500;
      checkRow(name, await errorOf(test, { AWS_ENDPOINT_URL: server.url }, byRole(), ms), row);
    });
});

describe('places where no AWS is', () => {
  const at = (endpoint: string): Environment => ({ AWS_ENDPOINT_URL: endpoint });
  const secure = async (test: TestContext, altNames: boolean) => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'elsewhere.example' }]);
    const server = createTlsServer({ key, cert });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    test.after(() => server.close());
    const { port } = server.address() as AddressInfo;
    return `https://${altNames ? 'localhost' : '127.0.0.1'}:${port}`;
  };

  it('a port that nobody listens at is ConnectionRefused', async (test) => {
    checkRow('refused', await errorOf(test, at('http://127.0.0.1:1'), byRole()), {
      code: 'ConnectionRefused',
      message: /http:\/\/127\.0\.0\.1:1 refused the connection \(connect ECONNREFUSED 127\.0\.0\.1:1\)/,
      remedy: /endpoint_url and the AWS_ENDPOINT_URL variables: nothing listens there/,
      cause: 'endpoint http://127.0.0.1:1',
    });
  });

  it('a host that no resolver knows is HostNotFound', async (test) => {
    checkRow('unknown host', await errorOf(test, at('http://nowhere.invalid'), byRole()), {
      code: 'HostNotFound',
      message: /the host nowhere\.invalid was not found/,
      remedy: /endpoint_url/,
      cause: 'endpoint http://nowhere.invalid',
    });
  });

  it('a certificate that nobody vouches for is CertificateUntrusted', async (test) => {
    checkRow('self-signed', await errorOf(test, at(await secure(test, false)), byRole()), {
      code: 'CertificateUntrusted',
      message: /is not trusted \(self-signed certificate\)/,
      remedy: /NODE_EXTRA_CA_CERTS.*http\.systemCertificates/,
      cause: 'certificate',
    });
  });

  it('https to a plain http port is TlsFailed', async (test) => {
    const server = await startStandIn();
    test.after(() => server.close());
    const url = server.url.replace('http:', 'https:');
    checkRow('plain http', await errorOf(test, at(url), byRole()), {
      code: 'TlsFailed',
      message: /no TLS connection could be made/,
      remedy: /https to a plain http port/,
      cause: `endpoint ${url}`,
    });
  });

  it('a region that cannot be one is RegionInvalid, with the one that was meant', async (test) => {
    const server = await startStandIn();
    test.after(() => server.close());
    const error = await errorOf(test, at(server.url), byRole({ region: 'us east 1' }));
    checkRow('malformed region', error, {
      code: 'RegionInvalid',
      message: /region "us east 1" does not exist; did you mean us-east-1\?$/,
      remedy: /^Correct `region` in config\.json or in the AWS profile: us-east-1, perhaps\.$/,
    });
  });

  it('no region at all is RegionMissing', async (test) => {
    checkRow('no region', await errorOf(test, {}, byRole({ region: '' })), {
      code: 'RegionMissing',
      message: /no AWS region is set for this customer/,
      remedy: /AWS_REGION/,
    });
  });
});
