import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { EXIT } from '../../src/terminal/index.ts';
import { customer, METADATA, openBench, type Bench } from './support/bench.ts';
import { live } from './support/graph-by-hand.ts';

/** The built program against the sandbox: whose people stand on the meeting, with AWS files as hands leave them. */

let bench: Bench;
let sound: Readonly<Record<'config' | 'credentials', string>>;
const path = (kind: 'config' | 'credentials'): string =>
  bench.env[kind === 'config' ? 'AWS_CONFIG_FILE' : 'AWS_SHARED_CREDENTIALS_FILE'] ?? '';
const change = (kind: 'config' | 'credentials', from: RegExp, to: string): void => {
  assert.match(sound[kind], from);
  writeFileSync(path(kind), sound[kind].replace(from, to));
};
const restore = (): void => {
  for (const kind of ['config', 'credentials'] as const) writeFileSync(path(kind), sound[kind]);
};

before(async () => {
  bench = await openBench([
    customer(1, ['ann@one.example', 'amy@one.example']),
    customer(2, ['bob@two.example']),
  ]);
  sound = {
    config: readFileSync(path('config'), 'utf8'),
    credentials: readFileSync(path('credentials'), 'utf8'),
  };
  assert.ok(sound.credentials.indexOf('[c1]') < sound.credentials.indexOf('[c2]'));
});
after(() => bench.close());

describe('a heading of another customer with a comment right behind it', () => {
  it('gives the meeting the people of its own customer and of nobody else', async () => {
    change('credentials', /^\[c2\]$/m, '[c2]# renewed in March');
    bench.write('meeting.json', { ...METADATA, customers: ['c1'] });
    const { code, stderr } = await bench.invite();
    assert.equal(code, EXIT.done, stderr);
    const [event, ...others] = live(bench);
    assert.deepEqual(others, []);
    assert.deepEqual(event?.attendees.map(({ address }) => address).sort(), [
      'amy@one.example',
      'ann@one.example',
    ]);
    restore();
  });
});

describe('AWS files that cannot be read for sure', () => {
  before(() => bench.write('meeting.json', { ...METADATA, changeId: 'CHG-FILES', customers: ['c1', 'c2'] }));

  it('fail everybody where a heading lacks a bracket, with file and line', async () => {
    change('credentials', /^\[c2\]$/m, '[c2');
    const line = sound.credentials.split('\n').indexOf('[c2]') + 1;
    const { code, document } = await bench.inviteJson(['--dry-run']);
    restore();
    assert.equal(code, EXIT.failed);
    for (const { error } of document.customers) {
      assert.equal(error?.code, 'AwsFileUnreadable');
      assert.ok(
        error.message.includes(`${path('credentials')} cannot be used (line ${line} looks like a heading`),
      );
      assert.equal(error.remedy, `Correct line ${line} of ${path('credentials')}, then ask again.`);
    }
  });

  it('fail the one whose settings stand twice, and no other', async () => {
    change('credentials', /^\[c2\]$/m, '#[c2]');
    const { document } = await bench.inviteJson(['--dry-run']);
    restore();
    const [first, second] = document.customers;
    assert.equal(first?.error?.code, 'ProfileInvalid');
    assert.match(
      first.error.message,
      /profile c1 cannot be used: .*aws_access_key_id stands twice, in lines \d+ and \d+$/,
    );
    assert.equal(second?.status, 'error'); // its keys are nobody's now
    assert.deepEqual(document.recipients, []);
  });
});

describe('two customers that the same account answers', () => {
  const config = (entries: object): void =>
    bench.write('config.json', { aws_region: 'us-east-1', customer_mappings: entries });
  before(() => bench.write('meeting.json', { ...METADATA, changeId: 'CHG-SAME', customers: ['c1', 'c2'] }));
  const told = async () => {
    const { document, stderr } = await bench.inviteJson(['--dry-run']);
    return { stderr, same: document.problems.filter(({ code }) => code === 'SameAccount') };
  };

  it('are one warning that names both, in the document and the log', async () => {
    config({ c1: { aws_profile: 'c1' }, c2: { aws_profile: 'c1' } });
    const { same, stderr } = await told();
    assert.equal(same.length, 1);
    assert.equal(same[0]?.severity, 'warning');
    assert.match(same[0].message, /^c1 and c2 were answered by the same access key/);
    assert.match(stderr, /⚠️ {2}c1 and c2 were answered by the same/);
  });

  it('are no warning once config.json says of both that it is meant', async () => {
    const account = { aws_profile: 'c1', aws_account_id: '111122230001' };
    config({ c1: account, c2: { aws_profile: 'c1' } });
    const [half] = (await told()).same;
    assert.match(half?.message ?? '', /^c1 and c2 were answered by the same AWS account, 111122230001/);
    config({ c1: account, c2: account });
    assert.deepEqual((await told()).same, []);
  });
});
