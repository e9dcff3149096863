import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { credentialKind } from '../../../../src/recipients/aws/credentials/credential-kind.ts';

const keys = { aws_access_key_id: 'AKIAEXAMPLE', aws_secret_access_key: 's' };

describe('credentialKind', () => {
  for (const [raw, kind] of [
    [keys, 'keys'],
    [{ ...keys, role_arn: 'r', source_profile: 'p' }, 'role'],
    [{ role_arn: 'r', credential_source: 'Environment' }, 'role'],
    // Without its source it is an error, and never a reason to take the keys bare.
    [{ ...keys, role_arn: 'r' }, 'role'],
    [{ ...keys, role_arn: 'r', source_profil: 'p' }, 'role'],
    [{ ...keys, credential_process: 'helper' }, 'process'],
    [{ ...keys, sso_account_id: '1' }, 'sso'],
    [{ ...keys, sso_session: 's' }, 'keys'],
    [{ ...keys, role_arn: 'r', source_profile: 'p', web_identity_token_file: 'f' }, 'web-identity'],
    [{ login_session: 'l', credential_process: 'helper' }, 'login'],
    [{ role_arn: 'r', web_identity_token_file: 'f' }, 'web-identity'],
    [{ credential_process: 'helper' }, 'process'],
    [{ sso_session: 's' }, 'sso'],
    [{ sso_start_url: 'u' }, 'sso'],
    [{ login_session: 'l' }, 'login'],
    [{ region: 'us-east-1' }, undefined],
    [{ aws_access_key_id: 'AKIAEXAMPLE' }, 'keys'],
    [{ aws_secret_access_key: 's' }, undefined],
  ] as const)
    it(`${Object.keys(raw).join(' + ')} is ${kind ?? 'none'}`, () => {
      assert.equal(credentialKind({ name: 'p', raw: { ...raw } }), kind);
    });
});
