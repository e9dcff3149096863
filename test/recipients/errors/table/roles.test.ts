import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fakeCustomer } from '../../fakes/accounts.ts';
import { realRun } from '../../fakes/run.ts';
import { assumedRole, startStandIn, stsError } from '../../fakes/stand-in.ts';
import type { StandInAnswer, StandInAnswers } from '../../fakes/stand-in.ts';
import { sharedCauses } from '../../../../src/recipients/index.ts';

const KEYS = '[base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = hunter2\n';
const profile = (name: string): string =>
  `[profile ${name}]\nrole_arn = arn:aws:iam::111122223333:role/${name}\nsource_profile = base\nduration_seconds = 7200\nexternal_id = x1\nregion = us-east-1\n`;

/** Asks customers whose profiles assume roles from profile `base`. */
async function ask(test: TestContext, codes: readonly string[], answers: StandInAnswers) {
  const server = await startStandIn(answers);
  test.after(() => server.close());
  const { results } = await realRun(test, {
    customers: codes.map((code) => fakeCustomer(code)),
    config: codes.map(profile).join('\n'),
    credentials: KEYS,
    env: { AWS_ENDPOINT_URL: server.url },
    limits: { maxAttempts: 2 },
  });
  return { results, operations: server.operations };
}

describe('what STS refuses about a role of a profile', () => {
  const rows: readonly (readonly [string, string, RegExp])[] = [
    [
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
      /Correct duration_seconds of profile hts: .*3600/,
    ],
    [
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
      /duration_seconds of profile hts/,
    ],
    [
      'ValidationError',
      "1 validation error detected: Value 'x' at 'externalId' failed to satisfy constraint",
      /external_id of profile hts/,
    ],
    [
      'ValidationError',
      "1 validation error detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint",
      /role_session_name of profile hts/,
    ],
    [
      'ValidationError',
      'arn:aws:iam::1:role/x is invalid',
      /duration_seconds, external_id and role_session_name of profile hts/,
    ],
    ['ValidationError', 'Request ARN is invalid', /^Correct role_arn of profile hts\.$/],
    [
      'ValidationError',
      "1 validation error detected: Value 'arn:aws:iam::1:role/mfa-duration' at 'roleArn' failed to satisfy constraint",
      /^Correct role_arn of profile hts\.$/,
    ],
    [
      'PackedPolicyTooLarge',
      'Packed size of session tags consumes 160% of allotted space.',
      /session tags.*role_arn of profile hts/,
    ],
    ['MalformedPolicyDocument', 'Syntax errors in policy.', /role_arn of profile hts/],
  ];
  for (const [name, said, remedy] of rows)
    it(`${name}: ${said}`, async (test) => {
      const { results } = await ask(test, ['hts'], {
        AssumeRole: stsError(name, said.replaceAll("'", '&apos;'), 400),
      });
      assert.equal(results[0]?.error?.code, 'RequestRejected');
      assert.match(results[0].error.message, new RegExp(name));
      assert.match(results[0].error.remedy, remedy);
    });
});

describe('a region in which STS is not activated', () => {
  it('is that of the profile with the role, not of its source', async (test) => {
    const { results } = await ask(test, ['hts'], {
      AssumeRole: stsError('RegionDisabledException', 'STS is not activated in this region', 403),
    });
    assert.equal(results[0]?.error?.code, 'RegionInvalid');
    assert.match(results[0].error.remedy, /`region` of profile hts\)/);
  });
});

const denied = (role: string): StandInAnswer =>
  stsError(
    'AccessDenied',
    `User: arn:aws:iam::444455556666:user/me is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/${role}`,
  );

describe('a caller that roles refuse', () => {
  it('is told once, as one cause, when all of them do', async (test) => {
    const { results } = await ask(test, ['a', 'b', 'c'], { AssumeRole: denied('x') });
    const shared = sharedCauses(results);
    assert.equal(shared.length, 1);
    assert.deepEqual(shared[0]?.customerCodes, ['a', 'b', 'c']);
    assert.equal(shared[0].code, 'AssumeRoleDenied');
    assert.match(shared[0].message, /^none of the roles lets profile base in$/);
    assert.match(
      shared[0].remedy,
      /^Allow sts:AssumeRole on these roles in the policy of arn:aws:iam::444455556666:user\/me/,
    );
  });

  it('is not the cause when one of the roles lets it in', async (test) => {
    const { results } = await ask(test, ['a', 'b', 'c'], {
      AssumeRole: {
        ofBody: (body) => (body.includes('role%2Fc') ? assumedRole('111122223333') : denied('x')),
      },
    });
    assert.deepEqual(
      results.map(({ error }) => error?.code),
      ['AssumeRoleDenied', 'AssumeRoleDenied', undefined],
    );
    assert.deepEqual(sharedCauses(results), []);
    assert.match(results[0]?.error?.remedy ?? '', /must trust arn:aws:iam::444455556666:user\/me/);
  });
});

describe('a web identity', () => {
  it('is tried again when AWS could not reach its provider', async (test) => {
    let asked = 0;
    const server = await startStandIn({
      AssumeRoleWithWebIdentity: {
        ofBody: () => {
          asked++;
          return asked === 1
            ? stsError('IDPCommunicationError', 'Timeout while reading keys', 400)
            : assumedRole('111122223333', 'AssumeRoleWithWebIdentity');
        },
      },
    });
    test.after(() => server.close());
    const run = {
      customers: [fakeCustomer('hts')],
      config: `[profile hts]\nrole_arn = arn:aws:iam::111122223333:role/web\nweb_identity_token_file = ${fileURLToPath(import.meta.url)}\nregion = us-east-1\n`,
      env: { AWS_ENDPOINT_URL: server.url },
      limits: { maxAttempts: 3 },
    };
    const { results } = await realRun(test, run);
    assert.equal(results[0]?.error, undefined);
    assert.equal(asked, 2);
  });
});
