import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { readTextFile } from '../../src/files/index.ts';
import { explainMissingProfile, readAwsProfiles } from '../../src/customers/index.ts';

describe('profiles that cannot be used', () => {
  let home = '';
  const write = async (config: string | undefined, credentials?: string) => {
    await rm(join(home, '.aws'), { recursive: true, force: true });
    await mkdir(join(home, '.aws'));
    if (config !== undefined) await writeFile(join(home, '.aws', 'config'), config);
    if (credentials !== undefined) await writeFile(join(home, '.aws', 'credentials'), credentials);
    return readAwsProfiles({}, home, readTextFile);
  };
  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'unusable-'));
  });
  after(() => rm(home, { recursive: true, force: true }));

  it('are told with their line and why, and not as "not found"', async () => {
    const config = [
      '[profile my team]',
      'region = us-east-1',
      '[profile "quoted name"]',
      'region = us-east-1',
      '[profile acme (eu)] ; old',
      'region = us-east-1',
      '[profile zürich]',
      'region = us-east-1',
      '[noprefix]',
      'region = us-east-1',
      '[profile empty]',
      '[profile fine]',
      'region = us-east-1',
      '[sso-session corp]',
      'sso_region = us-east-1',
    ].join('\r\n');
    const profiles = await write(config, '[profile misplaced]\naws_access_key_id = AKIAEXAMPLE\n');
    // Quoted, and with letters beyond ASCII, the AWS CLI takes them.
    assert.deepEqual(profiles.names, ['quoted name', 'zürich', 'empty', 'fine']);
    assert.equal(profiles.get('quoted name')?.region, 'us-east-1');
    assert.deepEqual(profiles.get('empty')?.raw, {});
    assert.deepEqual(
      profiles.unusable.map(({ name, line, reason }) => [name, line, reason]),
      [
        ['my team', 1, 'name'],
        ['acme (eu)', 5, 'name'],
        ['noprefix', 9, 'prefix'],
        ['misplaced', 1, 'prefix'],
      ],
    );
    const said = (name: string) => explainMissingProfile(name, profiles);
    assert.match(said('my team').message, /config, line 1\) has a name that cannot be used/);
    assert.match(said('my team').remedy, /^Write \[profile "my team"\] in .*config, line 1/);
    assert.match(said('noprefix').message, /“\[profile noprefix\]”/);
    assert.match(said('misplaced').message, /credentials, line 1.*“\[misplaced\]”/);
    assert.match(said('fin').remedy, /Did you mean “fine”\?/);
  });

  it('are told apart from files that are missing, are directories or cannot be parsed', async () => {
    const said = (profiles: Awaited<ReturnType<typeof write>>) => explainMissingProfile('hts', profiles);
    const none = said(await write(undefined));
    assert.equal(none.code, 'ProfileNotFound');
    assert.match(none.message, /neither .*config nor .*credentials exists/);

    await write(undefined);
    await mkdir(join(home, '.aws', 'config'));
    const directory = said(await readAwsProfiles({}, home, readTextFile));
    assert.equal(directory.code, 'AwsFileUnreadable');
    assert.match(directory.message, /config cannot be read \(it is a directory\)/);

    await write(undefined);
    await symlink(join(home, '.aws', 'config'), join(home, '.aws', 'config'));
    assert.match(said(await readAwsProfiles({}, home, readTextFile)).message, /its links lead in a circle/);

    const broken = said(await write('[profile hts]\nregion = x\n[profile fdbus\nregion = y\n'));
    assert.equal(broken.code, 'AwsFileUnreadable');
    assert.match(
      broken.message,
      /config cannot be used \(line 3 looks like a heading, but lacks a bracket\)$/,
    );
    assert.match(broken.remedy, /^Correct line 3 of .*config, then ask again\.$/);
    assert.match(broken.cause, /^file .*config$/);
  });

  it('do not hide the others, and none is both there and not', async () => {
    const name = fc.stringMatching(/^[^\r\n[\]]{1,12}$/);
    await fc.assert(
      fc.asyncProperty(fc.array(name, { maxLength: 6 }), async (names) => {
        const text = names.map((each) => `[profile ${each}]\nregion = us-east-1\n`).join('');
        const profiles = await write(`${text}[profile fine]\nregion = us-east-1\n`);
        if (profiles.files[0]?.state === 'read') assert.ok(profiles.get('fine'));
        for (const { name: unusable } of profiles.unusable) assert.equal(profiles.get(unusable), undefined);
      }),
      { numRuns: 50 },
    );
  });
});
