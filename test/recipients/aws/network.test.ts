import assert from 'node:assert/strict';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { generate } from 'selfsigned';
import type { Customer, Environment } from '../../../src/customers/index.ts';
import type { QueryLimits } from '../../../src/recipients/index.ts';
import { fakeCustomer } from '../fakes/accounts.ts';
import { eventually } from '../fakes/eventually.ts';
import { realRun } from '../fakes/run.ts';
import { startStandIn, stsError } from '../fakes/stand-in.ts';
import type { StandInAnswer } from '../fakes/stand-in.ts';

const CREDENTIALS = '[default]\naws_access_key_id = AKIADEFAULT\naws_secret_access_key = secret\n';
const byRole: Customer = fakeCustomer('hts', {
  region: 'us-east-1',
  credentials: {
    kind: 'role',
    roleArn: 'arn:aws:iam::111122223333:role/ses',
    sessionName: 'hts-ses-session',
  },
});

const askWith = async (
  test: TestContext,
  env: Environment,
  more: Partial<QueryLimits> = {},
  customer = byRole,
) => {
  const { results } = await realRun(test, {
    customers: [customer],
    config: '',
    credentials: CREDENTIALS,
    env,
    limits: more,
  });
  return results[0];
};
const ask = async (
  test: TestContext,
  answers: Readonly<Record<string, StandInAnswer>>,
  more: Partial<QueryLimits> = {},
) => {
  const server = await startStandIn(answers);
  test.after(() => server.close());
  const result = await askWith(test, { AWS_ENDPOINT_URL: server.url }, more);
  return { result, error: result?.error, server };
};
const listen = async (test: TestContext, server: Server, onSocket?: (socket: Socket) => void) => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onSocket?.(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  test.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
};
const PAGE = '<html><body>Sign in to the network</body></html>';

describe('what comes over the wire', () => {
  it('AccessDenied of AssumeRole, with the ARNs', async (test) => {
    const { error } = await ask(test, {
      AssumeRole: stsError(
        'AccessDenied',
        'User: arn:aws:iam::999988887777:user/me is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/ses',
      ),
    });
    assert.equal(error?.code, 'AssumeRoleDenied');
    assert.match(error.message, /^failed to assume role: User: /);
    assert.equal(error.requestId, 'request-1');
    assert.equal(error.retryable, false);
  });

  for (const [code, expected] of [
    ['ExpiredToken', 'ExpiredCredentials'],
    ['InvalidClientTokenId', 'InvalidCredentials'],
    ['SignatureDoesNotMatch', 'SignatureMismatch'],
    ['RegionDisabledException', 'RegionInvalid'],
  ] as const)
    it(`${code} of STS`, async (test) => {
      const { error } = await ask(test, { AssumeRole: stsError(code, 'no') });
      assert.equal(error?.code, expected);
    });

  for (const [name, status, expected] of [
    ['ExpiredTokenException', 403, 'ExpiredCredentials'],
    ['UnrecognizedClientException', 403, 'InvalidCredentials'],
    ['InvalidSignatureException', 403, 'SignatureMismatch'],
    ['AccessDeniedException', 403, 'AccessDenied'],
    ['BadRequestException', 400, 'RequestRejected'],
  ] as const)
    it(`${name} of SES`, async (test) => {
      const { error, server } = await ask(test, {
        ListContacts: { status, body: JSON.stringify({ __type: name, message: 'no' }) },
      });
      assert.equal(error?.code, expected);
      assert.equal(server.operations.filter((operation) => operation === 'ListContacts').length, 1);
    });

  it('a missing list, with the region', async (test) => {
    const { error } = await ask(test, {
      ListContacts: {
        status: 404,
        body: JSON.stringify({ __type: 'NotFoundException', message: "List with name: main doesn't exist." }),
      },
    });
    assert.equal(error?.code, 'ContactListNotFound');
    assert.match(error.message, /us-east-1/);
  });

  it('HTTP 500, tried as often as allowed', async (test) => {
    const { error, result } = await ask(test, { ListContacts: { status: 500, body: '{}' } });
    assert.equal(error?.code, 'ServerError');
    assert.equal(result?.attempts, 3);
  });

  it('JSON that breaks off, without any hint for debuggers', async (test) => {
    const { error } = await ask(test, { ListContacts: { body: '{"Contacts":[{"Email' } });
    assert.equal(error?.code, 'MalformedAnswer');
    assert.doesNotMatch(error.message, /Deserialization|\$response/);
  });

  it('timestamps that are none, and an answer without Contacts', async (test) => {
    const iso = await ask(test, {
      ListContacts: {
        body: '{"Contacts":[{"EmailAddress":"a@x.example","LastUpdatedTimestamp":"2026-01-01T00:00:00Z"}]}',
      },
    });
    assert.equal(iso.error?.code, 'MalformedAnswer');
    for (const body of ['', '{}'])
      assert.equal((await ask(test, { ListContacts: { body } })).error?.code, 'MalformedAnswer');
  });

  for (const operation of ['AssumeRole', 'ListContacts'])
    for (const status of [200, 407])
      it(`a web page instead of ${operation} (${status})`, async (test) => {
        const { error } = await ask(test, { [operation]: { status, contentType: 'text/html', body: PAGE } });
        assert.equal(error?.code, 'ProxyPage');
        assert.match(error.message, new RegExp(`HTTP ${status}`));
      });

  it('garbage from STS', async (test) => {
    const { error } = await ask(test, { AssumeRole: { contentType: 'text/xml', body: '<AssumeRoleRes' } });
    assert.equal(error?.code, 'MalformedAnswer');
  });

  it('a reset, tried again', async (test) => {
    let resets = 0;
    const { error, result } = await ask(test, {
      ListContacts: (socket) => {
        resets++;
        socket.resetAndDestroy();
      },
    });
    assert.equal(error?.code, 'ConnectionReset');
    assert.equal(resets, 3);
    assert.equal(result?.attempts, 3);
  });

  it('a reset in the middle of the body', async (test) => {
    const { error } = await ask(
      test,
      {
        ListContacts: (socket) => {
          socket.write(
            'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"Contacts":',
            () => setImmediate(() => socket.destroy()),
          );
        },
      },
      { maxAttempts: 1 },
    );
    assert.equal(error?.code, 'ConnectionReset');
  });

  it('no answer at all: the time limit of a request', async (test) => {
    const { error, result, server } = await ask(
      test,
      { ListContacts: () => undefined },
      { requestTimeoutMs: 200, maxAttempts: 2 },
    );
    assert.equal(error?.code, 'RequestTimeout');
    assert.equal(result?.attempts, 2);
    assert.ok(result.durationMs < 2000, `${result.durationMs} ms`);
    await eventually('all sockets closed', () => server.openSockets() === 0);
  });

  it('a body that drips: the time limit covers it as well', async (test) => {
    const { error, result } = await ask(
      test,
      {
        ListContacts: (socket) => {
          socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n');
          const drip = setInterval(() => socket.write(' '), 50);
          socket.on('close', () => clearInterval(drip));
        },
      },
      { requestTimeoutMs: 300, maxAttempts: 1 },
    );
    assert.equal(error?.code, 'RequestTimeout');
    assert.ok((result?.durationMs ?? 0) < 2000);
  });

  it('a TLS handshake that never ends', async (test) => {
    const port = await listen(test, createTcpServer());
    const result = await askWith(
      test,
      { AWS_ENDPOINT_URL: `https://127.0.0.1:${port}` },
      { requestTimeoutMs: 300, maxAttempts: 1 },
    );
    assert.equal(result?.error?.code, 'RequestTimeout');
  });

  it('a certificate that nobody vouches for', async (test) => {
    const made = await generate([{ name: 'commonName', value: 'aws.example' }]);
    const server = createTlsServer({ key: made.private, cert: made.cert });
    const port = await listen(test, server);
    const result = await askWith(test, { AWS_ENDPOINT_URL: `https://127.0.0.1:${port}` });
    assert.equal(result?.error?.code, 'CertificateUntrusted');
    assert.match(result.error.remedy, /NODE_EXTRA_CA_CERTS/);
    assert.equal(result.attempts, 1);
  });

  it('https to an http port', async (test) => {
    const server = await startStandIn();
    test.after(() => server.close());
    const result = await askWith(test, { AWS_ENDPOINT_URL: server.url.replace('http:', 'https:') });
    assert.equal(result?.error?.code, 'TlsFailed');
  });

  it('a refused connection, asked once', async (test) => {
    const server = createTcpServer();
    const port = await listen(test, server);
    await new Promise((resolve) => server.close(resolve));
    const result = await askWith(test, { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` });
    assert.equal(result?.error?.code, 'ConnectionRefused');
    assert.match(result.error.remedy, /endpoint_url/);
    assert.equal(result.attempts, 1);
  });

  it('a region that cannot be one', async (test) => {
    const own = fakeCustomer('default', { region: 'us east 1' });
    const result = await askWith(test, {}, {}, own);
    assert.equal(result?.error?.code, 'RegionInvalid');
    assert.match(result.error.remedy, /us-east-1/);
  });

  it('no region at all', async (test) => {
    const result = await askWith(test, {}, {}, fakeCustomer('default'));
    assert.equal(result?.error?.code, 'RegionMissing');
  });
});
