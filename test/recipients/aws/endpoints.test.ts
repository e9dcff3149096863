import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AwsProfile } from '../../../src/customers/index.ts';
import { configuredEndpoint, endpointVariant } from '../../../src/recipients/aws/endpoints.ts';

const profile: AwsProfile = {
  name: 'hts',
  endpointUrl: 'http://own.invalid',
  sesEndpointUrl: 'http://ses.invalid',
  stsEndpointUrl: 'http://sts.invalid',
  raw: {},
};
const plain: AwsProfile = { name: 'hts', endpointUrl: 'http://own.invalid', raw: {} };

describe('configuredEndpoint', () => {
  it('prefers variables to the profile, and what is special to what is general', () => {
    const env = { AWS_ENDPOINT_URL_SESV2: 'http://1.invalid', AWS_ENDPOINT_URL: 'http://2.invalid' };
    assert.equal(configuredEndpoint('SESV2', env, profile), 'http://1.invalid');
    assert.equal(configuredEndpoint('STS', env, profile), 'http://2.invalid');
    assert.equal(configuredEndpoint('SESV2', {}, profile), 'http://ses.invalid');
    assert.equal(configuredEndpoint('STS', {}, profile), 'http://sts.invalid');
    assert.equal(configuredEndpoint('SESV2', {}, plain), 'http://own.invalid');
    assert.equal(configuredEndpoint('STS', {}, plain), 'http://own.invalid');
  });

  it("is AWS's own without configuration, and empty variables are none", () => {
    assert.equal(configuredEndpoint('SESV2', {}, undefined), undefined);
    assert.equal(
      configuredEndpoint('SESV2', { AWS_ENDPOINT_URL_SESV2: '', AWS_ENDPOINT_URL: '' }, undefined),
      undefined,
    );
    assert.equal(
      configuredEndpoint(
        'SESV2',
        { AWS_ENDPOINT_URL_SESV2: '', AWS_ENDPOINT_URL: 'http://2.invalid' },
        undefined,
      ),
      'http://2.invalid',
    );
  });

  it('is switched off, all of it, by the variable or the profile', () => {
    const env = { AWS_ENDPOINT_URL: 'http://2.invalid' };
    assert.equal(
      configuredEndpoint('SESV2', { ...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'True' }, profile),
      undefined,
    );
    const ignoring = { ...profile, raw: { ignore_configured_endpoint_urls: 'true' } };
    assert.equal(configuredEndpoint('SESV2', {}, ignoring), undefined);
    assert.equal(configuredEndpoint('SESV2', env, ignoring), undefined);
    const heeding = { ...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false' };
    assert.equal(configuredEndpoint('SESV2', heeding, ignoring), 'http://2.invalid');
  });

  it('counts for every service that is asked, also for signing in', () => {
    const sso: AwsProfile = { ...plain, ssoEndpointUrl: 'http://sso.invalid' };
    assert.equal(configuredEndpoint('SSO', {}, sso), 'http://sso.invalid');
    assert.equal(configuredEndpoint('SSO_OIDC', {}, sso), 'http://own.invalid');
    assert.equal(
      configuredEndpoint('SSO', { AWS_ENDPOINT_URL_SSO: 'http://3.invalid' }, sso),
      'http://3.invalid',
    );
    assert.equal(configuredEndpoint('SIGNIN', {}, plain), 'http://own.invalid');
  });

  it('is an error where the profile names a services section that is not there', () => {
    const lost = { ...plain, missingServices: 'gone' };
    assert.throws(() => configuredEndpoint('STS', {}, lost), {
      code: 'EndpointInvalid',
      message: /services section gone/,
    });
    assert.equal(
      configuredEndpoint('STS', { AWS_ENDPOINT_URL: 'http://2.invalid' }, lost),
      'http://2.invalid',
    );
  });

  it('refuses what is no http(s) URL, and says where it stands', () => {
    for (const [env, remedy] of [
      [{ AWS_ENDPOINT_URL: 'localhost:80' }, /AWS_ENDPOINT_URL/],
      [{ AWS_ENDPOINT_URL: 'file:///etc/passwd' }, /AWS_ENDPOINT_URL/],
    ] as const)
      assert.throws(() => configuredEndpoint('STS', env, undefined), { code: 'EndpointInvalid', remedy });
    assert.throws(() => configuredEndpoint('STS', {}, { ...plain, endpointUrl: 'nonsense' }), {
      code: 'EndpointInvalid',
      remedy: /profile hts/,
    });
  });
});

describe('endpointVariant', () => {
  it('prefers the environment to the profile', () => {
    const fips = { ...plain, raw: { use_fips_endpoint: 'true' } };
    assert.deepEqual(endpointVariant({}, fips), { useFipsEndpoint: true, useDualstackEndpoint: false });
    assert.deepEqual(
      endpointVariant({ AWS_USE_FIPS_ENDPOINT: 'false', AWS_USE_DUALSTACK_ENDPOINT: 'true' }, fips),
      {
        useFipsEndpoint: false,
        useDualstackEndpoint: true,
      },
    );
  });
});
