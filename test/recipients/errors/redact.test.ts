import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { lastWordsOfHelper, redact } from '../../../src/recipients/errors/redact.ts';

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

describe('lastWordsOfHelper', () => {
  const command = 'helper --password hunter2 --profile hts API_TOKEN="s3 cret"';
  it('gives the last line of stderr, and of the command line nothing secret', () => {
    assert.equal(
      lastWordsOfHelper('warning: old\nplease sign in: token=abc\n\n', command),
      'please sign in: token=[hidden]',
    );
    assert.equal(lastWordsOfHelper('unknown option hunter2', command), 'unknown option [hidden]');
    assert.equal(lastWordsOfHelper(`cannot run ${command}`, command), 'cannot run [hidden]');
    assert.equal(lastWordsOfHelper('no "s3 cret" here', command), 'no "[hidden]" here');
    assert.equal(lastWordsOfHelper('profile hts: sign in', command), 'profile hts: sign in');
    assert.equal(lastWordsOfHelper(' \n', command), undefined);
  });
});
