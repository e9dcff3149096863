import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { credentialKind } from '../../../../src/recipients/aws/credentials/identity.ts';

const keys = { aws_access_key_id: 'AKIAEXAMPLE', aws_secret_access_key: 's' };

describe('credentialKind', () => {
  for (const [raw, kind] of [
    [keys, 'keys'],
    [{ ...keys, role_arn: 'r', source_profile: 'p' }, 'role'],
    [{ role_arn: 'r', credential_source: 'Environment' }, 'role'],
    [{ ...keys, role_arn: 'r' }, 'keys'],
    [{ role_arn: 'r', web_identity_token_file: 'f' }, 'web-identity'],
    [{ credential_process: 'helper' }, 'process'],
    [{ sso_session: 's' }, 'sso'],
    [{ sso_start_url: 'u' }, 'sso'],
    [{ login_session: 'l' }, 'login'],
    [{ region: 'us-east-1' }, undefined],
    [{ aws_access_key_id: 'AKIAEXAMPLE' }, undefined],
  ] as const)
    it(`${Object.keys(raw).join(' + ')} is ${kind ?? 'none'}`, () => {
      assert.equal(credentialKind({ name: 'p', raw: { ...raw } }), kind);
    });
});
