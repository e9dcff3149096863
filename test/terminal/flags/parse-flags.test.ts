import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseFlags } from '../../../src/terminal/flags/parse-flags.ts';
import { peekFlag } from '../../../src/terminal/flags/tokens.ts';
import { DEFAULT_LIMITS } from '../../../src/recipients/index.ts';
import { INVITE_FLAGS } from '../../../src/terminal/usage/invite-flags.ts';
import { queryLimits } from '../../../src/terminal/query-options.ts';

const REQUIRED = [
  '--json-metadata',
  'm.json',
  '--topic-name',
  'aws-calendar',
  '--sender-email',
  'a@b.example',
];

function parse(...words: readonly string[]): ReturnType<typeof parseFlags<typeof INVITE_FLAGS>> {
  return parseFlags(words, INVITE_FLAGS, 'ses --action x', 'x action');
}

function values(
  ...words: readonly string[]
): Extract<ReturnType<typeof parse>, { kind: 'values' }>['values'] {
  const reading = parse(...REQUIRED, ...words);
  assert.ok(reading.kind === 'values', JSON.stringify(reading));
  return reading.values;
}

function complaint(...words: readonly string[]): string {
  const reading = parse(...words);
  assert.ok(reading.kind === 'wrong', JSON.stringify(reading));
  return reading.message;
}

describe('parseFlags', () => {
  it('has the same defaults as the engine', () => {
    assert.deepEqual(queryLimits(values()), DEFAULT_LIMITS);
    assert.equal(values()['hide-attendees'], 'auto');
    assert.equal(values().output, 'text');
    assert.equal(values()['dry-run'], false);
    assert.equal(values()['config-file'], undefined);
  });

  it('takes -flag v, --flag v, -flag=v and --flag=v as the same', () => {
    for (const words of [
      ['-preview', 'p.html'],
      ['--preview', 'p.html'],
      ['-preview=p.html'],
      ['--preview=p.html'],
    ]) {
      assert.equal(values(...words).preview, 'p.html');
    }
  });

  it('keeps everything after the first = as the value', () => {
    assert.equal(values('--preview=a=b.html').preview, 'a=b.html');
  });

  it('takes a value that begins with a dash but is no flag', () => {
    assert.equal(values('--preview', '-out.html').preview, '-out.html');
    assert.equal(values('--preview', '-').preview, '-');
  });

  it('refuses a known flag in the place of a value, in every spelling', () => {
    for (const flag of ['--dry-run', '-dry-run', '--dry-run=true', '--help', '-h']) {
      assert.match(
        complaint(...REQUIRED, '--preview', flag),
        /^--preview needs a value, but the next word is the flag /,
      );
    }
    assert.equal(values('--preview=--dry-run').preview, '--dry-run');
    assert.equal(values('--preview=--dry-run')['dry-run'], false);
  });

  it('refuses a flag that is given twice with different values, and says both', () => {
    for (const [words, name] of [
      [['--json-metadata', 'other.json'], 'json-metadata'],
      [['--dry-run', '--dry-run=false'], 'dry-run'],
      [['--max-attempts', '5', '--max-attempts=7'], 'max-attempts'],
      [['--customer-code', 'a', '--customer-code', 'a,b'], 'customer-code'],
    ] as const) {
      assert.match(
        complaint(...REQUIRED, ...words),
        new RegExp(`^--${name} is given twice, as ".+" and as "`),
      );
    }
  });

  it('takes a flag twice where both mean the same', () => {
    assert.equal(values('--dry-run', '-dry-run=true')['dry-run'], true);
    assert.equal(values('--request-timeout', '10s', '--request-timeout=10000ms')['request-timeout'], 10_000);
    assert.deepEqual(values('--customer-code', 'A,b', '--customer-code', 'b,a')['customer-code'], ['b', 'a']);
    assert.equal(values('--json-metadata', 'm.json')['json-metadata'], 'm.json');
  });

  it('reads switches alone or with =true and =false, and nothing else', () => {
    assert.equal(values('--dry-run')['dry-run'], true);
    assert.equal(values('-dry-run=true')['dry-run'], true);
    assert.equal(values('--dry-run=false')['dry-run'], false);
    for (const value of ['1', 'yes', 'TRUE', '']) {
      assert.match(complaint(...REQUIRED, `--dry-run=${value}`), /^--dry-run takes true or false, not "/);
    }
  });

  it('explains a word after a switch instead of dropping the rest of the line', () => {
    const message = complaint('--dry-run', 'true', ...REQUIRED);
    assert.match(message, /"true" follows/);
    assert.match(message, /--dry-run=true/);
  });

  it('refuses words that belong to no flag', () => {
    for (const word of ['stray', '-', '--', '---dry-run', '--=x']) {
      assert.match(complaint(...REQUIRED, word), /belongs to no flag/);
    }
  });

  for (const [flag, wrong, accepted] of [
    ['sender-email', 'nobody', /e-mail address/],
    ['sender-email', 'a@b.example, c@d.example', /e-mail address/],
    ['max-customer-concurrency', '-1', /whole number of 0 or more/],
    ['max-customer-concurrency', '1.5', /whole number of 0 or more/],
    ['max-customer-concurrency', '0x10', /whole number of 0 or more/],
    ['max-attempts', '0', /whole number of 1 or more/],
    ['max-attempts', 'many', /whole number of 1 or more/],
    ['request-timeout', '10', /duration with its unit/],
    ['customer-timeout', '0s', /duration with its unit/],
    ['customer-timeout', '25h', /duration with its unit/],
    ['hide-attendees', 'yes', /auto or always or never/],
    ['output', 'xml', /text or json/],
    ['output', 'JSON', /text or json/],
    ['log-level', 'warn', /info or debug/],
    ['customer-code', '', /customer codes/],
    ['customer-code', 'hts,,x', /customer codes/],
    ['config-file', '', /name of a file/],
    ['preview', '', /name of a file/],
  ] as const) {
    it(`refuses --${flag} ${JSON.stringify(wrong)} and says what it takes`, () => {
      const message = complaint(...REQUIRED, `--${flag}=${wrong}`);
      assert.ok(message.startsWith(`--${flag} takes `), message);
      assert.match(message, accepted);
      assert.ok(message.includes(`not "${wrong}"`), message);
    });
  }

  it('normalises customer codes as the metadata does, each once', () => {
    assert.deepEqual(values('--customer-code', ' HTS , htsnonprod,hts')['customer-code'], [
      'hts',
      'htsnonprod',
    ]);
  });

  it('says upstream’s sentences for what is missing, in upstream’s order', () => {
    const sentences = complaint()
      .split('\n')
      .filter((line) => line.includes(' is required for '));
    assert.deepEqual(sentences, [
      'JSON metadata file is required for x action',
      'Topic name is required for x action',
      'Sender email is required for x action',
    ]);
    assert.match(
      complaint('--json-metadata', 'm', '--sender-email', 'a@b.example', '--topic-name', ' '),
      /^Topic name is required for x action$/m,
    );
  });

  it('names the nearest flag for an unknown one', () => {
    assert.match(complaint('--topicname', 'x'), /^Unknown flag --topicname: did you mean --topic-name\?/);
    assert.match(complaint('--verbose'), /^Unknown flag --verbose: "ses --action x --help"/);
    assert.match(complaint('--constructor'), /^Unknown flag --constructor/);
  });

  it('needs a value for the last flag as well', () => {
    assert.equal(complaint(...REQUIRED, '--preview'), '--preview needs a value after it.');
  });

  it('answers help in the place of a flag', () => {
    for (const word of ['-h', '--help', '-help']) assert.equal(parse(...REQUIRED, word).kind, 'help');
  });

  it('never throws and never invents a value, whatever the words', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom(
        ...Object.keys(INVITE_FLAGS).flatMap((name) => [`--${name}`, `-${name}=x`]),
        '--',
        '-',
        '=',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const reading = parse(...words);
        if (reading.kind === 'values' && reading.values['dry-run']) {
          assert.ok(words.some((each) => /^--?dry-run(=true)?$/.test(each)));
        }
        peekFlag(words, 'action', INVITE_FLAGS);
      }),
    );
  });
});

describe('peekFlag', () => {
  const table = { ...INVITE_FLAGS, action: { kind: 'text', placeholder: 'A', help: '' } } as const;
  for (const [words, found] of [
    [['--action', 'x'], 'x'],
    [['-action=x'], 'x'],
    [['--dry-run', '--action', 'x'], 'x'],
    [['--topic-name', '--action', '--action', 'x'], 'x'],
    [['--unknown', '--action', 'x', '--action', 'y'], 'y'],
    [['--topic-name', 'action'], undefined],
    [['--action'], undefined],
  ] as const) {
    it(`finds ${String(found)} in ${words.join(' ')}`, () => {
      assert.equal(peekFlag(words, 'action', table), found);
    });
  }

  it('takes --answer with the codes of questions, and nothing else', () => {
    assert.equal(values().answer, undefined);
    assert.deepEqual(values('--answer', 'MovedByHand, differentmeeting,MovedByHand').answer, [
      'MovedByHand',
      'DifferentMeeting',
    ]);
    for (const wrong of ['Moved', 'SeveralMatches', 'MovedByHand,', '']) {
      const message = complaint(...REQUIRED, '--answer', wrong);
      assert.match(message, /^--answer takes .*DifferentMeeting.*ManyRemoved/);
      assert.doesNotMatch(message, /,[^"]*SeveralMatches/);
    }
  });
});
