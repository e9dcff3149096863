import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findProgram } from '../../../src/ui/access/program.ts';
import {
  cliEnvironment,
  signInCommand,
  type SignInDecision,
} from '../../../src/ui/access/sign-in-command.ts';

const AWS = '/usr/local/bin/aws';

/** Profiles of a user's own AWS files, by name. */
function profiles(raw: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  return {
    configFile: '/home/me/.aws/config',
    get: (name: string) => {
      const settings = Object.hasOwn(raw, name) ? raw[name] : undefined;
      return settings === undefined ? undefined : { name, raw: settings };
    },
  };
}

const KNOWN = profiles({
  corp: { sso_session: 'corp', sso_account_id: '111122223333' },
  old: { sso_start_url: 'https://example.com/start' },
  console: { login_session: 'arn:aws:iam::111122223333:user/me' },
  keys: { aws_access_key_id: 'AKIAEXAMPLE' },
  '-h': { sso_session: 'corp' },
});

const decide = (kind: 'sso' | 'login', profile: string, aws: string | undefined = AWS): SignInDecision =>
  signInCommand({ kind, profile }, KNOWN, aws, 'this computer');

describe('signing in to AWS', () => {
  it('runs aws with the arguments sso, login, --profile and the name, as a vector', () => {
    assert.deepEqual(decide('sso', 'corp'), {
      kind: 'run',
      command: { program: AWS, args: ['sso', 'login', '--profile', 'corp'] },
    });
    assert.equal(decide('sso', 'old').kind, 'run');
    assert.deepEqual(decide('login', 'console'), {
      kind: 'run',
      command: { program: AWS, args: ['login', '--profile', 'console'] },
    });
  });

  it('refuses a profile that is not in the user’s own AWS files, whatever config.json calls it', () => {
    fc.assert(
      fc.property(fc.string(), (profile) => {
        const decision = signInCommand({ kind: 'sso', profile }, profiles({}), AWS, 'this computer');
        assert.equal(decision.kind, 'refused');
      }),
    );
    for (const hostile of ['corp; rm -rf ~', '$(id)', '__proto__', 'constructor', '../corp', 'corp\n'])
      assert.equal(decide('sso', hostile).kind, 'refused', hostile);
  });

  it('refuses a name that the AWS CLI would take for an option', () => {
    assert.match(JSON.stringify(decide('sso', '-h')), /begins with a dash/);
  });

  it('refuses a profile that does not sign in that way', () => {
    assert.match(JSON.stringify(decide('sso', 'keys')), /neither sso_session nor sso_start_url/);
    assert.match(JSON.stringify(decide('login', 'corp')), /no login_session/);
  });

  it('says where the AWS CLI is missing, and on which machine', () => {
    const decision = signInCommand(
      { kind: 'sso', profile: 'corp' },
      KNOWN,
      undefined,
      'the remote machine (WSL)',
    );
    assert.equal(decision.kind, 'no aws');
    assert.match(decision.message, /no program “aws” on the PATH of the remote machine \(WSL\)/);
  });

  it('lets the AWS CLI read the files that the extension reads, and nothing of the person’s in the sandbox', () => {
    assert.deepEqual(
      cliEnvironment(
        { AWS_CONFIG_FILE: '/sandbox/config', PATH: '/bin', HOME: '/home/me' },
        { AWS_PROFILE: 'mine', AWS_CONFIG_FILE: '/home/me/.aws/config', PATH: '/bin' },
      ),
      { AWS_CONFIG_FILE: '/sandbox/config', AWS_PROFILE: '' },
    );
  });
});

describe('looking for a program', () => {
  const only =
    (...paths: readonly string[]) =>
    (path: string) =>
      Promise.resolve(paths.includes(path));

  it('takes the first folder of PATH that has it', async () => {
    const env = { PATH: '/a:/b:/c' };
    assert.equal(await findProgram('aws', env, 'linux', only('/b/aws', '/c/aws')), '/b/aws');
    assert.equal(await findProgram('aws', env, 'linux', only()), undefined);
    assert.equal(await findProgram('aws', {}, 'linux', only('/b/aws')), undefined);
  });

  it('takes on Windows only what starts without a shell', async () => {
    const env = { Path: 'C:\\tools;D:\\aws' };
    const isThere = only('C:\\tools\\aws.cmd', 'D:\\aws\\aws.exe');
    assert.equal(await findProgram('aws', env, 'win32', isThere), 'D:\\aws\\aws.exe');
  });

  it('never looks in a folder that is relative, which the workspace could fill', async () => {
    assert.equal(
      await findProgram('aws', { PATH: '.:bin::' }, 'linux', () => Promise.resolve(true)),
      undefined,
    );
    assert.equal(
      await findProgram('aws', { PATH: '.;bin' }, 'win32', () => Promise.resolve(true)),
      undefined,
    );
  });
});
