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
import { startProxy } from '../fakes/proxy.ts';
import { startStandIn } from '../fakes/stand-in.ts';

const PROGRAM = fileURLToPath(new URL('../fakes/query-by-environment.ts', import.meta.url));

async function folder(test: TestContext): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'proxies-'));
  test.after(() => rm(home, { recursive: true, force: true }));
  return home;
}

/** Runs the program in an environment of its own, with AWS files that lead to the endpoint. */
async function ask(test: TestContext, endpoint: string, env: Readonly<Record<string, string>>) {
  const home = await folder(test);
  const files = {
    AWS_CONFIG_FILE: join(home, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, 'credentials'),
  };
  await writeFile(files.AWS_CONFIG_FILE, `[profile hts]\nendpoint_url = ${endpoint}\n`);
  await writeFile(
    files.AWS_SHARED_CREDENTIALS_FILE,
    '[hts]\naws_access_key_id = AKIAHTS\naws_secret_access_key = secret\n',
  );
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM], {
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

  it('goes around the proxy where NO_PROXY says so', async (test) => {
    const { server, proxy } = await worlds(test);
    const env = { HTTP_PROXY: proxy.url, NO_PROXY: 'example.com,127.0.0.1' };
    assert.equal(await ask(test, server.url, env), '1');
    assert.deepEqual(proxy.requests, []);
  });
});
