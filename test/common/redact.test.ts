import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { redact, withoutUserInfo } from '../../src/common/index.ts';

describe('redact', () => {
  it("cuts off the SDK's hint for debuggers", () => {
    assert.equal(
      redact(
        'Unexpected end of JSON input\n  Deserialization error: to see the raw response, inspect the hidden field {error}.$response on this object.',
      ),
      'Unexpected end of JSON input',
    );
  });

  it('hides keys, tokens and named secrets', () => {
    const text = redact(
      'AKIAIOSFODNN7EXAMPLE secret=hunter2 token: "a b" eyJhbGciOi.eyJzdWIiOi.c2ln wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY1',
    );
    for (const secret of ['IOSFODNN7', 'hunter2', 'a b', 'eyJ', 'wJalr'])
      assert.ok(!text.includes(secret), secret);
  });

  it('keeps what a person needs: ARNs, host names, paths', () => {
    for (const text of [
      'User: arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_AdministratorAccess_0123456789abcdef/me is not authorized',
      'getaddrinfo ENOTFOUND email.us-moon-1.amazonaws.com',
      '/home/me/.aws/sso/cache/0123456789abcdef0123456789abcdef01234567.json',
    ])
      assert.equal(redact(text), text);
  });

  it('never shows an access key, never more than a line', () => {
    const key = fc
      .tuple(fc.constantFrom('AKIA', 'ASIA'), fc.stringMatching(/^[A-Z0-9]{16}$/))
      .map(([kind, rest]) => kind + rest);
    fc.assert(
      fc.property(fc.string(), key, fc.string(), (before, accessKey, after) => {
        const text = redact(`${before} ${accessKey} ${after}`);
        assert.ok(!text.includes(accessKey));
        assert.ok(['\n', '\r', '\0'].every((control) => !text.includes(control)));
      }),
    );
  });
});

/** Twenty letters and digits that stand nowhere by chance. */
const secretWord = fc.stringMatching(/^[A-Za-z0-9]{20}$/);

describe('what redact takes out by where it stands', () => {
  const places: readonly ((secret: string) => string)[] = [
    (secret) => `GET https://user:${secret}@vault.example/v1 failed`,
    (secret) => `https://${secret}@vault.example/v1`,
    (secret) => `socks5://u:p@${secret}@proxy.example:1 refused`,
    (secret) => `Authorization: Bearer ${secret}`,
    (secret) => `proxy-authorization: Basic ${secret}==`,
    (secret) => `{"Authorization":"AWS4-HMAC-SHA256 Credential=AKID/x, Signature=${secret}"}`,
    (secret) => `the request said bearer ${secret} and was refused`,
    (secret) => `{"error":"no","sessionToken": "${secret}"}`,
    (secret) => `{'client_secret' : '${secret}'}`,
    (secret) => `password=${secret}&user=me`,
    (secret) => `aws_secret_access_key = ${secret}`,
    (secret) => `X-Amz-Security-Token:${secret}`,
    (secret) => `Set-Cookie: session=1; id=${secret}`,
    (secret) => `unknown option: --api-token ${secret}`,
    (secret) => `usage: tool -password "${secret} and more"`,
    (secret) => `token eyJ${secret}.${secret}.${secret}`,
    (secret) => `AKIA${secret.toUpperCase()}`,
    (secret) => `${'x'.repeat(3990)} token=${secret}${secret}`,
  ];

  it('is every secret, in every such place', () => {
    fc.assert(
      fc.property(secretWord, fc.constantFrom(...places), fc.string(), (secret, place, around) => {
        const shown = redact(`${around}\n${place(secret)}`);
        assert.ok(!shown.includes(secret) && !shown.includes(secret.toUpperCase()), shown);
      }),
      { numRuns: 1000 },
    );
  });

  it('is no more than user info of an address', () => {
    assert.equal(withoutUserInfo('http://me:hunter2@127.0.0.1:9/x@y'), 'http://127.0.0.1:9/x@y');
    assert.equal(redact('http://me:p@ss@127.0.0.1:9 refused'), 'http://127.0.0.1:9 refused');
    assert.equal(withoutUserInfo('https://aws.example/'), 'https://aws.example/');
  });

  it('leaves what AWS says of tokens and keys', () => {
    for (const text of [
      'The security token included in the request is expired',
      'Token expired: current date/time must be before the expiration date/time 2026-01-01T00:00:00Z',
      'bad request: The requested DurationSeconds exceeds the 1 hour session limit',
    ])
      assert.equal(redact(text), text);
  });

  it('takes no longer for hostile texts than for others', () => {
    const texts = [
      '\n',
      '-token',
      'eyJ-',
      'secret',
      'https://',
      'a@',
      'bearer ',
      '"',
      '--key ',
      'aA1',
      'AKIA',
      ' \n\n',
    ].map((piece) => piece.repeat(Math.ceil(200_000 / piece.length)));
    for (const text of texts) {
      const started = process.cpuUsage();
      redact(text);
      const { user } = process.cpuUsage(started);
      assert.ok(user < 500_000, `${JSON.stringify(text.slice(0, 12))} took ${user / 1000} ms`);
    }
  });
});
