import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readTextFile } from '../../src/files/index.ts';
import { readAwsProfiles, type Environment } from '../../src/customers/index.ts';

const CONFIG = `
[default]
region = us-east-1

[profile hts]
region = eu-west-1
services = local
endpoint_url = http://127.0.0.1:1

[services local]
sesv2 =
  endpoint_url = http://127.0.0.1:2
sts =
  endpoint_url = http://127.0.0.1:3

[profile plain]
sso_session = corp
sso_account_id = 111122223333

[sso-session corp]
sso_region = us-east-1

[profile deaf]
services = local
endpoint_url = http://127.0.0.1:1
ignore_configured_endpoint_urls = true

[profile both]
region = eu-central-1
aws_access_key_id = FROMCONFIG
`;

const CREDENTIALS = `
[keys]
aws_access_key_id = AKIDEXAMPLE
aws_secret_access_key = secret
region = us-west-2

[both]
region = us-west-1
aws_access_key_id = FROMCREDENTIALS
aws_secret_access_key = secret
`;

describe('readAwsProfiles', () => {
  let home = '';
  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'profiles-'));
    await mkdir(join(home, '.aws'));
    await writeFile(join(home, '.aws', 'config'), CONFIG);
    await writeFile(join(home, '.aws', 'credentials'), CREDENTIALS);
    await writeFile(join(home, 'other-config'), '[profile other]\nregion = ap-south-1\n');
  });
  after(() => rm(home, { recursive: true, force: true }));

  it('marks a profile whose heading has white space in its brackets in one file only', async () => {
    const at = (kind: string): string => join(home, `padded-${kind}`);
    await writeFile(at('config'), '[ profile a ]\nregion = x\n[profile b ]\n[ profile c ]\n');
    await writeFile(at('credentials'), '\n[a]\n[b]\n[ d ]\n');
    const env = { AWS_CONFIG_FILE: at('config'), AWS_SHARED_CREDENTIALS_FILE: at('credentials') };
    const profiles = await readAwsProfiles(env, home, readTextFile);
    assert.deepEqual(profiles.get('a')?.faults, [{ line: 1, kind: 'padded', file: at('config') }]);
    for (const name of ['b', 'c', 'd']) assert.equal(profiles.get(name)?.faults, undefined);
  });

  it('finds the profiles of both files in the home directory, and nothing that is no profile', async () => {
    const profiles = await readAwsProfiles({}, home, readTextFile);
    assert.deepEqual([...profiles.names].sort(), ['both', 'deaf', 'default', 'hts', 'keys', 'plain']);
    assert.equal(profiles.configFile, join(home, '.aws', 'config'));
    assert.equal(profiles.credentialsFile, join(home, '.aws', 'credentials'));
    assert.equal(profiles.get('sso-session.corp'), undefined);
    assert.deepEqual(profiles.ssoSession('corp'), { sso_region: 'us-east-1' });
    assert.equal(profiles.ssoSession('other'), undefined);
    assert.deepEqual(
      profiles.files.map(({ kind, state }) => [kind, state]),
      [
        ['config', 'read'],
        ['credentials', 'read'],
      ],
    );
    assert.equal(profiles.get('services.local'), undefined);
    assert.equal(profiles.get('constructor'), undefined);
  });

  it('resolves the endpoints of a services section', async () => {
    const { get } = await readAwsProfiles({}, home, readTextFile);
    const hts = get('hts');
    assert.equal(hts?.region, 'eu-west-1');
    assert.equal(hts.endpointUrl, 'http://127.0.0.1:1');
    assert.equal(hts.sesEndpointUrl, 'http://127.0.0.1:2');
    assert.equal(hts.stsEndpointUrl, 'http://127.0.0.1:3');
    const plain = get('plain');
    assert.deepEqual(
      [plain?.endpointUrl, plain?.sesEndpointUrl, plain?.stsEndpointUrl, plain?.region],
      [undefined, undefined, undefined, undefined],
    );
    assert.equal(plain?.raw.sso_session, 'corp');
  });

  it('leaves endpoints out where the profile says to ignore them', async () => {
    const deaf = (await readAwsProfiles({}, home, readTextFile)).get('deaf');
    assert.deepEqual([deaf?.endpointUrl, deaf?.sesEndpointUrl], [undefined, undefined]);
  });

  it('takes what both files have from the credentials file, and knows what each says by itself', async () => {
    const { get } = await readAwsProfiles({}, home, readTextFile);
    assert.equal(get('both')?.region, 'us-west-1');
    assert.equal(get('both')?.raw.aws_access_key_id, 'FROMCREDENTIALS');
    assert.deepEqual(get('both')?.inConfig, { region: 'eu-central-1', aws_access_key_id: 'FROMCONFIG' });
    assert.equal(get('both')?.inCredentials?.aws_secret_access_key, 'secret');
    assert.equal(get('keys')?.region, 'us-west-2');
  });

  it('reads the files that the given environment names, ~/ expanded, whatever the process has', async () => {
    const env: Environment = {
      AWS_CONFIG_FILE: '~/other-config',
      AWS_SHARED_CREDENTIALS_FILE: join(home, 'none'),
    };
    const profiles = await readAwsProfiles(env, home, readTextFile);
    assert.deepEqual(profiles.names, ['other']);
    assert.equal(profiles.configFile, join(home, 'other-config'));
    assert.equal(profiles.get('other')?.region, 'ap-south-1');
    for (const written of ['$HOME/other-config', '${HOME}/other-config', '$PLACE/$NAME'])
      assert.deepEqual(
        (
          await readAwsProfiles(
            { ...env, AWS_CONFIG_FILE: written, PLACE: '~', NAME: 'other-config' },
            home,
            readTextFile,
          )
        ).names,
        ['other'],
        written,
      );
    const unset = await readAwsProfiles(
      { ...env, AWS_CONFIG_FILE: '$NOWHERE/other-config' },
      home,
      readTextFile,
    );
    assert.equal(unset.configFile, '$NOWHERE/other-config');
  });

  it('reads the null device as an empty file', async () => {
    const env = { AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };
    const { names, files } = await readAwsProfiles(env, home, readTextFile);
    assert.deepEqual(names, []);
    assert.deepEqual(
      files.map(({ state }) => state),
      ['read', 'read'],
    );
  });

  it('sees what was written after it last looked', async () => {
    const file = join(home, 'growing');
    const env = { AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: join(home, 'none') };
    assert.deepEqual((await readAwsProfiles(env, home, readTextFile)).names, []);
    await writeFile(file, '[profile late]\nregion = us-east-1\n');
    assert.deepEqual((await readAwsProfiles(env, home, readTextFile)).names, ['late']);
    await writeFile(file, '[profile later]\nregion = us-east-1\n');
    assert.deepEqual((await readAwsProfiles(env, home, readTextFile)).names, ['later']);
  });

  it('finds no profiles where there are no files', async () => {
    const profiles = await readAwsProfiles({}, join(home, 'nobody'), readTextFile);
    assert.deepEqual(profiles.names, []);
    assert.equal(profiles.get('default'), undefined);
  });
});
