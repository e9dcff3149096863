import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeFault } from '../../src/customers/index.ts';
import { parseAwsFile } from '../../src/customers/parse-aws-file.ts';

/** The profiles of a text, as plain objects. */
const profiles = (text: string, kind: 'config' | 'credentials' = 'config') =>
  Object.fromEntries(
    parseAwsFile(kind, text)
      .sections.filter((section) => section.kind === 'profile')
      .map(({ name, settings }) => [
        name,
        Object.fromEntries([...settings].map(([key, { value }]) => [key, value])),
      ]),
  );
const faults = (text: string, kind: 'config' | 'credentials' = 'config') =>
  parseAwsFile(kind, text).faults.map(({ line, kind: fault }) => [line, fault]);
const sectionFaults = (text: string, kind: 'config' | 'credentials' = 'config') =>
  parseAwsFile(kind, text).sections.map(({ name, faults: found }) => [name, found.map(describeFault)]);

describe('headings of the AWS files', () => {
  for (const heading of [
    '[profile fdbus]# renewed in March',
    '[profile fdbus];old',
    '[profile fdbus] ; old [one]',
    '[profile fdbus] (old)',
    '[profile fdbus]\u200B',
    '[profile\tfdbus]',
    '[profile   fdbus]',
    '[ profile fdbus ]',
    '  [profile fdbus]',
    '[profile "fdbus"]',
    "[profile 'fdbus']",
  ])
    it(`${JSON.stringify(heading)} ends the section above it`, () => {
      const text = `[profile hts]\n${heading}\naws_access_key_id = AKIAFDBUS\n`;
      assert.deepEqual(profiles(text), { hts: {}, fdbus: { aws_access_key_id: 'AKIAFDBUS' } });
      assert.deepEqual(faults(text), []);
    });

  for (const heading of [
    '[profile fdbus',
    'profile fdbus]',
    'profile fdbus] = x',
    '\u200B[profile fdbus]',
    '- [profile fdbus]',
    '[]',
    '[',
  ])
    it(`${JSON.stringify(heading)} makes the file unusable`, () => {
      const text = `[profile hts]\nregion = eu-west-1\n${heading}\naws_access_key_id = AKIAFDBUS\n`;
      assert.equal(faults(text)[0]?.[0], 3);
    });

  it('that nobody takes give what follows to nobody', () => {
    for (const heading of [
      '[fdbus]',
      '[profilefoo]',
      '[profile in valid]',
      "[profile joe's]",
      '[profile a] [b]',
    ])
      assert.deepEqual(profiles(`[profile hts]\n${heading}\naws_access_key_id = A\n`), { hts: {} }, heading);
    assert.deepEqual(profiles('[hts]\n[profile fdbus]\naws_access_key_id = A\n', 'credentials'), { hts: {} });
  });

  it('have the names that the AWS CLI takes, the official ones unmarked', () => {
    const text =
      '[profile my\\ team]\n[profile "my corp"]\n[profile zürich]\n[profile a/b@c]\n[sso-session "my corp"]';
    assert.deepEqual(
      parseAwsFile('config', text).sections.map(({ kind, name, isStandard }) => [kind, name, isStandard]),
      [
        ['profile', 'my team', false],
        ['profile', 'my corp', false],
        ['profile', 'zürich', false],
        ['profile', 'a/b@c', true],
        ['sso-session', 'my corp', false],
      ],
    );
    assert.deepEqual(Object.keys(profiles('[my team]\n["x"]\n', 'credentials')), ['my team', '"x"']);
  });

  it('may stand twice, and may be called what objects have by themselves', () => {
    assert.deepEqual(profiles('[profile a]\nx = 1\n[profile b]\n[profile a]\ny = 2\n'), {
      a: { x: '1', y: '2' },
      b: {},
    });
    const sly = parseAwsFile(
      'config',
      '[profile __proto__]\n__proto__ = x\nconstructor = y\n[profile constructor]\n',
    );
    assert.deepEqual(
      sly.sections.map(({ name, settings }) => [name, [...settings.keys()]]),
      [
        ['__proto__', ['__proto__', 'constructor']],
        ['constructor', []],
      ],
    );
  });

  it('of the default profile count with the prefix, where both stand', () => {
    assert.deepEqual(profiles('[default]\na = 1\n[profile default]\nb = 2\n[default]\nc = 3\n'), {
      default: { b: '2' },
    });
    assert.deepEqual(profiles('[default]\na = 1\n'), { default: { a: '1' } });
    // The AWS CLI takes the one that begins later.
    assert.deepEqual(sectionFaults('[default]\n[profile default]\n[default]\n'), [['default', []]]);
    assert.match(
      String(sectionFaults('[profile default]\n[default]\n')),
      /line 2 stands beside .* in line 1/,
    );
    assert.match(
      String(sectionFaults('[default]\n[ profile default]\n')),
      /line 1 stands beside .* in line 2/,
    );
  });

  it('with and without white space in the brackets are not put together unsaid', () => {
    assert.deepEqual(sectionFaults('[ profile a]\n[ profile a]\n[profile b ]\n[profile b]\n'), [
      ['a', []],
      ['b', []],
    ]);
    assert.match(String(sectionFaults('[profile a]\nx = 1\n[ profile a]\n')), /headings in lines 1 and 3/);
    assert.match(String(sectionFaults('[a ]\n[a]\n', 'credentials')), /headings in lines 1 and 2/);
  });
});

describe('settings of the AWS files', () => {
  it('have names in any case, and values without white space or comments', () => {
    const text =
      '\uFEFF[profile a]\r\nRegion \t= \teu-west-1 ; here\r\nRole_Arn=r#1\r\nx = a=b\r\nempty =\r\nin valid = y\r\n';
    assert.deepEqual(profiles(text), { a: { region: 'eu-west-1', role_arn: 'r#1', x: 'a=b', empty: '' } });
  });

  it('go on in lines that are indented more, past blank lines and comments', () => {
    const text =
      '[profile a]\ncredential_process = /opt/creds\n\n  # not this\n   --who=hts # this\nregion = x\n';
    assert.deepEqual(profiles(text), {
      a: { credential_process: '/opt/creds\n--who=hts # this', region: 'x' },
    });
  });

  it('may be indented themselves, as for the AWS CLI', () => {
    assert.deepEqual(profiles('[profile a]\n  output =\n  region = x\n    y\n z = 1\n'), {
      a: { output: '', region: 'x\ny', z: '1' },
    });
  });

  it('have nested ones under an empty value', () => {
    const [section] = parseAwsFile(
      'config',
      '[services s]\nSESv2 =\n  endpoint_url = http://a=b\n\n  x =\n',
    ).sections;
    assert.deepEqual(
      [...(section?.settings.get('sesv2')?.nested ?? [])],
      [
        ['endpoint_url', 'http://a=b'],
        ['x', ''],
      ],
    );
  });

  it('that the AWS CLI refuses a file for make it unusable, each with its line', () => {
    assert.deepEqual(faults('region = x\n[profile a]\n'), [[1, 'before-heading']]);
    assert.deepEqual(faults('  continued\n'), [[1, 'before-heading']]);
    assert.deepEqual(faults('[profile a]\n\nnonsense\n= x\n'), [
      [3, 'no-equals'],
      [4, 'no-name'],
    ]);
    assert.deepEqual(faults('[profile a]\n  -continued\n'), [[2, 'continuation']]);
    assert.deepEqual(faults('[profile a]\ns3 =\n  nonsense\n'), [[3, 'nested-no-equals']]);
    assert.equal(faults('nonsense\n[\n'.repeat(1000)).length, 10);
  });

  it('that it reads something into make their own section unusable, and no other', () => {
    assert.deepEqual(sectionFaults('[profile a]\nregion: x\n[profile b]\nx = http://y\n'), [
      ['a', ['line 2 has a colon where the equals sign belongs']],
      ['b', []],
    ]);
    assert.match(String(sectionFaults('[profile a]\nx ;y = z\n')), /line 2 is neither/);
    assert.match(String(sectionFaults('[profile a]\ns3 =\n  = z\n')), /line 3 stands under/);
    assert.match(
      String(sectionFaults('[profile a]\noutput = json\n  [profile b]\naws_access_key_id = B\n')),
      /a,line 3 looks like a heading, but is indented/,
    );
  });

  it('that stand twice are told with both lines, under one heading or two', () => {
    const text = '[a]\naws_access_key_id = A\n#[b]\nAWS_Access_Key_Id = B\n[c]\nx = 1\n[d]\n[c]\nx = 2\n';
    assert.deepEqual(profiles(text, 'credentials'), { a: { aws_access_key_id: 'B' }, c: { x: '2' }, d: {} });
    assert.deepEqual(sectionFaults(text, 'credentials'), [
      ['a', ['aws_access_key_id stands twice, in lines 2 and 4']],
      ['c', ['x stands twice, in lines 6 and 9']],
      ['d', []],
    ]);
  });
});
