import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../scripts/conformance.mjs', import.meta.url));

/** Runs the script over a folder with these files. */
async function conformance(test: TestContext, files: Readonly<Record<string, unknown>>) {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-test-'));
  test.after(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder, name), JSON.stringify(content));
  const { status, stdout } = spawnSync(process.execPath, [SCRIPT, folder], { encoding: 'utf8' });
  return { status, lines: stdout.trimEnd().split('\n') };
}

/** Cases of our own, in the form of AWS's. */
const parser = (wanted: string) => ({
  tests: [
    {
      name: 'a comment right behind a heading',
      input: { configFile: '[profile a]\n[profile b]# old\nx = 1' },
      output: { config: { profiles: { a: {}, b: { x: wanted } } } },
    },
    {
      name: 'a line that is nothing',
      input: { configFile: '[profile a]\nnonsense' },
      output: { errorContaining: "Expected an '=' sign defining a property" },
    },
  ],
});
const role = 'arn:aws:iam::111122223333:role/R';
const assumeRole = [
  {
    docs: 'a role by its source',
    input: {
      profiles: {
        A: { role_arn: role, source_profile: 'B' },
        B: { aws_access_key_id: 'AKIAB', aws_secret_access_key: 's' },
      },
      selected_profile: 'A',
    },
    output: {
      ProfileChain: [
        { AccessKey: { access_key_id: 'AKIAB', secret_access_key: 's' } },
        { AssumeRole: { role_arn: role } },
      ],
    },
  },
  {
    docs: 'a bearer token',
    input: { profiles: { A: { sso_session: 's' } }, selected_profile: 'A' },
    output: { ProfileChain: [{ Sso: { sso_session: 's' } }] },
  },
];

describe('npm run conformance', () => {
  it('counts what passes, and apart what does not apply, and says why', async (test) => {
    const { status, lines } = await conformance(test, {
      'profile-parser-tests.json': parser('1'),
      'assume-role-tests.json': assumeRole,
    });
    assert.equal(status, 0);
    assert.equal(lines[0], 'profile-parser-tests.json: 2 of 2 passed');
    assert.equal(lines[1], 'assume-role-tests.json: 1 of 1 passed; 1 more do not apply');
    assert.match(lines[2] ?? '', /^ {2}not applicable: a bearer token \(.+\)$/);
    assert.equal(lines.at(-1), '3 passed, 0 failed');
  });

  it('names what fails, and ends with status 1', async (test) => {
    const { status, lines } = await conformance(test, { 'profile-parser-tests.json': parser('2') });
    assert.equal(status, 1);
    assert.match(lines[1] ?? '', /^ {2}FAILED: a comment right behind a heading: gave /);
    assert.equal(lines.at(-1), '1 passed, 1 failed');
  });

  it('is wrong usage over a folder without any of the files', async (test) => {
    assert.equal((await conformance(test, {})).status, 2);
  });
});
