import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CustomerFailure } from '../../../src/recipients/errors/failure.ts';
import { proxyFor } from '../../../src/recipients/aws/proxy-choice.ts';

const AWS = 'https://email.us-east-1.amazonaws.com/';
const addressOf = (url: string, env: Readonly<Record<string, string>>) => {
  const found = proxyFor(url, env);
  return found === undefined ? undefined : `${found.variable}=${found.proxy}`;
};
const invalid = (env: Readonly<Record<string, string>>): CustomerFailure => {
  try {
    proxyFor(AWS, env);
  } catch (error) {
    assert.ok(error instanceof CustomerFailure);
    return error;
  }
  return assert.fail('it was taken for a proxy');
};

describe('the proxy of a request', () => {
  it('is named by the variable of the scheme, and by no other', () => {
    assert.equal(
      addressOf(AWS, { HTTPS_PROXY: 'http://p.example:3128' }),
      'HTTPS_PROXY=http://p.example:3128',
    );
    assert.equal(
      addressOf('http://h.example/', { HTTP_PROXY: 'http://p.example' }),
      'HTTP_PROXY=http://p.example',
    );
    assert.equal(addressOf(AWS, { HTTP_PROXY: 'http://p.example' }), undefined);
    assert.equal(
      addressOf(AWS, { ALL_PROXY: 'http://p.example', all_proxy: 'socks5://p.example' }),
      undefined,
    );
    assert.equal(addressOf(AWS, {}), undefined);
  });

  it('is taken from small letters before capitals, and is off where those are empty', () => {
    const both = { https_proxy: 'http://small.example:1', HTTPS_PROXY: 'http://big.example:1' };
    assert.equal(addressOf(AWS, both), 'https_proxy=http://small.example:1');
    assert.equal(addressOf(AWS, { ...both, https_proxy: '' }), undefined);
    assert.equal(addressOf(AWS, { HTTPS_PROXY: ' ' }), undefined);
  });

  it('is an http proxy where it names no scheme', () => {
    for (const value of ['p.example:3128', '//p.example:3128', ' p.example:3128 '])
      assert.equal(addressOf(AWS, { HTTPS_PROXY: value }), 'HTTPS_PROXY=http://p.example:3128');
    assert.equal(addressOf(AWS, { HTTPS_PROXY: 'https://p.example' }), 'HTTPS_PROXY=https://p.example');
  });

  it('is shown without its user info', () => {
    const found = proxyFor(AWS, { HTTPS_PROXY: 'http://me:hunter2@p.example:3128' });
    assert.deepEqual([found?.proxy, found?.hasUser], ['http://p.example:3128', true]);
    assert.match(found?.url ?? '', /me:hunter2@/);
  });

  it('is left out for the hosts of NO_PROXY, as the AWS CLI does', () => {
    const rows: readonly (readonly [string, string, boolean])[] = [
      ['email.us-east-1.amazonaws.com', AWS, true],
      ['amazonaws.com', AWS, true],
      ['.amazonaws.com', AWS, true],
      ['*.amazonaws.com', AWS, true],
      ['other.example, AmazonAWS.com', AWS, true],
      ['other.example amazonaws.com', AWS, true],
      ['*', AWS, true],
      ['zonaws.com', AWS, false],
      ['email.us-east-1.amazonaws.com:443', AWS, false],
      ['localhost', 'https://x.localhost:4566/', true],
      ['localhost', 'https://localhost:4566/', true],
      ['localhost:4566', 'https://localhost:4566/', true],
      ['127.0.0.1', 'https://127.0.0.1:4566/', true],
      ['10.0.0.0/8', 'https://10.1.2.3/', false],
      ['::1', 'https://[::1]:4566/', true],
      ['', AWS, false],
    ];
    for (const [noProxy, url, isDirect] of rows) {
      const env = { HTTPS_PROXY: 'http://p.example:1', NO_PROXY: noProxy };
      assert.equal(addressOf(url, env) === undefined, isDirect, `${noProxy} for ${url}`);
    }
  });

  it('that is none is told by its variable, and never shown', () => {
    for (const value of [
      'http://',
      'http://:3128',
      'http://p.example:99999',
      'http://me:hunter2%zz@p.example',
      'http://me:hunter2@',
      '::hunter2::',
    ]) {
      const { code, message, remedy, cause } = invalid({ HTTPS_PROXY: value });
      assert.deepEqual([code, cause], ['ProxyInvalid', 'variable HTTPS_PROXY'], value);
      assert.match(message, /^HTTPS_PROXY does not hold/);
      assert.doesNotMatch(message + remedy, /hunter2/);
    }
    for (const scheme of ['socks5', 'socks5h', 'socks4', 'ftp'])
      assert.match(
        invalid({ https_proxy: `${scheme}://u:hunter2@p.example:1` }).message,
        new RegExp(`https_proxy.*${scheme}://`),
      );
  });
});
