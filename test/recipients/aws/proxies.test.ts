import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { createServer as createTlsServer } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { generate } from 'selfsigned';
import type { CustomerError } from '../../../src/recipients/index.ts';
import { startProxy, startRude } from '../fakes/proxy.ts';
import { startStandIn } from '../fakes/stand-in.ts';

const PROGRAM = fileURLToPath(new URL('../fakes/query-by-environment.ts', import.meta.url));

async function folder(test: TestContext): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'proxies-'));
  test.after(() => rm(home, { recursive: true, force: true }));
  return home;
}

/** Runs the program in an environment of its own, with AWS files that lead to the endpoint. */
async function ask(
  test: TestContext,
  endpoint: string | undefined,
  env: Readonly<Record<string, string>>,
  ...how: readonly string[]
) {
  const home = await folder(test);
  const files = {
    AWS_CONFIG_FILE: join(home, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, 'credentials'),
  };
  await writeFile(
    files.AWS_CONFIG_FILE,
    `[profile hts]\n${endpoint === undefined ? '' : `endpoint_url = ${endpoint}\n`}`,
  );
  await writeFile(
    files.AWS_SHARED_CREDENTIALS_FILE,
    '[hts]\naws_access_key_id = AKIAHTS\naws_secret_access_key = secret\n',
  );
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, ...how], {
    env: { PATH: process.env.PATH, ...files, ...env },
  });
  return stdout;
}

async function worlds(test: TestContext) {
  const [server, proxy] = await Promise.all([startStandIn(), startProxy()]);
  test.after(() => Promise.all([server.close(), proxy.close()]));
  return { server, proxy };
}

/** TLS in front of a stand-in, with a certificate that only the file vouches for. */
async function behindTls(test: TestContext, url: string) {
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'keyUsage', keyCertSign: true, digitalSignature: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  });
  const { hostname, port } = new URL(url);
  const relay = createTlsServer({ key: made.private, cert: made.cert }, (socket) => {
    const onward = connect(Number(port), hostname);
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  test.after(() => relay.close());
  const certificate = join(await folder(test), 'ca.pem');
  await writeFile(certificate, made.cert);
  return { url: `https://localhost:${(relay.address() as AddressInfo).port}`, certificate };
}

describe("the command line's way through a proxy", () => {
  it('takes HTTP_PROXY for plain endpoints, over kept connections', async (test) => {
    const { server, proxy } = await worlds(test);
    assert.equal(await ask(test, server.url, { HTTP_PROXY: proxy.url }), '1');
    assert.deepEqual(proxy.requests, [
      `GET ${server.url}/v2/email/contact-lists`,
      `POST ${server.url}/v2/email/contact-lists/main/contacts/list`,
    ]);
  });

  it('digs one tunnel by HTTPS_PROXY and keeps it, trusting what NODE_EXTRA_CA_CERTS names', async (test) => {
    const { server, proxy } = await worlds(test);
    const { url, certificate } = await behindTls(test, server.url);
    const env = { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: certificate };
    assert.equal(await ask(test, url, env), '1');
    assert.deepEqual(proxy.requests, [`CONNECT ${new URL(url).host}`]);
    assert.equal(await ask(test, url, { HTTPS_PROXY: proxy.url }), 'CertificateUntrusted');
  });

  it('trusts what AWS_CA_BUNDLE names, directly and through a proxy, and nothing else', async (test) => {
    const { server, proxy } = await worlds(test);
    const { url, certificate } = await behindTls(test, server.url);
    const other = await behindTls(test, server.url);
    assert.equal(await ask(test, url, { AWS_CA_BUNDLE: certificate }), '1');
    assert.equal(await ask(test, url, { AWS_CA_BUNDLE: certificate, HTTPS_PROXY: proxy.url }), '1');
    assert.deepEqual(proxy.requests, [`CONNECT ${new URL(url).host}`]);
    const env = { AWS_CA_BUNDLE: other.certificate, NODE_EXTRA_CA_CERTS: certificate };
    assert.equal(await ask(test, url, env), 'CertificateUntrusted');
  });

  it('goes around the proxy where NO_PROXY says so', async (test) => {
    const { server, proxy } = await worlds(test);
    const env = { HTTP_PROXY: proxy.url, NO_PROXY: 'example.com,127.0.0.1' };
    assert.equal(await ask(test, server.url, env), '1');
    assert.deepEqual(proxy.requests, []);
  });
});

/** Asks AWS itself, through a proxy that never lets anybody out. */
async function refused(test: TestContext, env: Readonly<Record<string, string>>, endpoint?: string) {
  const text = await ask(test, endpoint, env, 'whole');
  const { code = '', message = '', remedy = '', cause = '' } = JSON.parse(text) as Partial<CustomerError>;
  return { code, message, remedy, cause };
}

describe("a proxy that does not let requests through, on the command line's way", () => {
  const page = 'HTTP/1.1 403 Forbidden\r\ncontent-type: text/html\r\ncontent-length: 13\r\n\r\n<html></html>';
  const rows: readonly (readonly [string, string, RegExp, RegExp])[] = [
    [
      '407',
      'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n',
      /wants a user name and password \(HTTP 407\)/,
      /VARIABLE as http:\/\/USER:PASSWORD@HOST:PORT/,
    ],
    [
      '502',
      'HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n',
      /could not connect to .*\(HTTP 502\)/,
      /whoever runs the proxy/,
    ],
    [
      '503',
      'HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n',
      /could not connect to .*\(HTTP 503\)/,
      /whoever runs the proxy/,
    ],
    ['403 with a page', page, /refused to connect to .*\(HTTP 403\)/, /allow the hosts of AWS.*NO_PROXY/],
  ];
  for (const [scheme, variable, endpoint] of [
    ['https', 'HTTPS_PROXY', undefined],
    ['http', 'HTTP_PROXY', 'http://ses.example:4566'],
  ] as const)
    for (const [name, answer, message, remedy] of rows)
      it(`${name}, over ${scheme}`, async (test) => {
        const proxy = await startRude(test, answer);
        const error = await refused(test, { [variable]: proxy.replace('//', '//me:hunter2@') }, endpoint);
        const isPassword = name === '407';
        assert.equal(error.code, 'ProxyFailed');
        assert.ok(error.message.includes(`the proxy ${proxy} (${variable})`), error.message);
        assert.match(error.message, isPassword ? /does not accept the user name and password/ : message);
        if (isPassword) assert.match(error.remedy, new RegExp(`in ${variable}`));
        else assert.match(error.remedy, remedy);
        assert.equal(error.cause, `proxy ${proxy}`);
        assert.doesNotMatch(JSON.stringify(error), /hunter2|report/);
      });

  it('wants a password that the variable does not hold', async (test) => {
    const error = await refused(test, { https_proxy: await startRude(test, rows[0]?.[1] ?? '') });
    assert.match(error.message, /\(https_proxy\) wants a user name and password \(HTTP 407\)/);
    assert.match(error.remedy, /https_proxy as http:\/\/USER:PASSWORD@HOST:PORT/);
  });

  it('closes, talks something else, says nothing, is not there', async (test) => {
    const closing = await refused(test, { HTTPS_PROXY: await startRude(test, '') });
    assert.match(closing.message, /\(HTTPS_PROXY\) closed the connection without an answer/);
    const other = await refused(test, {
      HTTPS_PROXY: await startRude(test, '220 mail.example ESMTP\r\n\r\n'),
    });
    assert.equal(other.code, 'ProxyFailed');
    const silent = await refused(test, { HTTPS_PROXY: await startRude(test, undefined) });
    assert.match(silent.message, /\(HTTPS_PROXY\) did not answer in time/);
    const nobody = await refused(test, { HTTPS_PROXY: 'http://127.0.0.1:9' });
    assert.match(nobody.message, /127\.0\.0\.1:9 \(HTTPS_PROXY\) cannot be reached: nothing listens there/);
    for (const { code, remedy } of [closing, other, silent, nobody]) {
      assert.equal(code, 'ProxyFailed');
      assert.match(remedy, /HTTPS_PROXY/);
    }
  });

  it('is named by a variable that names none', async (test) => {
    assert.match(
      (await refused(test, { HTTP_PROXY: 'http://' }, 'http://127.0.0.1:9')).message,
      /^.*HTTP_PROXY does not hold/,
    );
    assert.match(
      (await refused(test, { HTTPS_PROXY: 'socks5://127.0.0.1:9' })).message,
      /HTTPS_PROXY.*socks5:\/\//,
    );
  });

  it('of ALL_PROXY is not asked: requests go directly, as those of the AWS CLI do', async (test) => {
    const { server } = await worlds(test);
    assert.equal(await ask(test, server.url, { ALL_PROXY: 'socks5://127.0.0.1:9' }), '1');
    assert.equal(await ask(test, server.url, { all_proxy: 'http://127.0.0.1:9' }), '1');
    const { remedy } = await refused(test, { ALL_PROXY: 'http://127.0.0.1:9' }, 'http://127.0.0.1:9');
    assert.match(remedy, /ALL_PROXY does not count/);
  });
});
