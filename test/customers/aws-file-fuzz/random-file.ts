import type { Random } from '../../metadata/fuzz/random.ts';

/** A file made by chance, and whose each key in it was meant to be. */
export interface RandomFile {
  readonly kind: 'config' | 'credentials';
  readonly text: string;
  /** Name of the profile under whose heading, sound or not, the key with this value was written. */
  readonly meantFor: ReadonlyMap<string, string>;
}

/** The profiles that these files are about. */
export const NAMES = [
  'hts',
  'fdbus',
  'default',
  'a/b@c',
  '__proto__',
  'constructor',
  'zürich',
  'x.y',
] as readonly string[];
const KEYS = ['aws_access_key_id', 'AWS_Secret_Access_Key', 'aws_session_token', 'Region', 'role_arn'];
const JUNK = [
  'nonsense',
  '= value',
  ': value',
  'region: eu-west-1',
  'a ;b = c',
  '[',
  ']',
  '[]',
  '[ ]',
  '[x] y]',
  '"',
  "joe's",
  '#[fdbus]',
  '; old',
  '\u200B',
  '\u0000',
  's3 =',
  'endpoint_url = http://127.0.0.1:1',
  'in valid = value',
  'constructor = x',
  '__proto__ = x',
  'region = eu-west-1 # here',
  'region = eu-west-1# here',
  '-continued',
  '[sso-session corp]',
  '[services s]',
  '[plugins]',
  '[sso-sessionfoo]',
];

/** Ways to write a heading: sound ones, and what hands and tools make of them. */
const HEADINGS: readonly ((name: string, prefix: string) => string)[] = [
  (name, prefix) => `[${prefix}${name}]`,
  (name, prefix) => `[${prefix}${name}]`,
  (name, prefix) => `[${prefix}${name}]`,
  (name, prefix) => `[${prefix}${name}]# renewed in March`,
  (name, prefix) => `[${prefix}${name}] ; old`,
  (name, prefix) => `[${prefix}${name}] prod account`,
  (name, prefix) => `[ ${prefix}\t${name} ]`,
  (name, prefix) => `[${prefix}${name}]\u200B`,
  (name, prefix) => `[${prefix}${name}] /* [old] */`,
  (name, prefix) => `[${prefix}"${name}"]`,
  (name, prefix) => `[${prefix}${name}`,
  (name, prefix) => `${prefix}${name}]`,
  (name, prefix) => `\u200B[${prefix}${name}]`,
  (name, prefix) => `${prefix}${name}] = x`,
  (name, prefix) => `- [${prefix}${name}]`,
];

/** Makes a file out of headings, keys, comments, and lines that go wrong. */
export function randomFile(random: Random): RandomFile {
  const kind = random.chance(50) ? 'config' : 'credentials';
  const lines: string[] = [];
  const meantFor = new Map<string, string>();
  let profile = '';
  // Most files are sound but for a thing or two, or nothing would be compared but refusals.
  const soundness = random.pick([97, 90, 60]);
  for (let left = random.below(18); left > 0; left -= 1) {
    const indent = random.chance(soundness) ? '' : random.pick([' ', '\t', '   ', '\u00A0', ' \t ']);
    if (random.chance(25) || (profile === '' && random.chance(soundness))) {
      profile = random.pick(NAMES);
      const isUsual = (kind === 'config') === random.chance(soundness);
      const prefix = isUsual && (profile !== 'default' || random.chance(30)) ? 'profile ' : '';
      const write = random.chance(soundness) ? random.pick(HEADINGS.slice(0, 10)) : random.pick(HEADINGS);
      lines.push(indent + write(profile, prefix));
    } else if (random.chance(soundness)) {
      const value = `${profile}-${lines.length}`;
      meantFor.set(value, profile);
      lines.push(`${indent}${random.pick(KEYS)} ${random.pick(['=', ' = ', '=  ', ' =\t'])}${value}`);
    } else lines.push(indent + random.pick(JUNK));
  }
  const end = random.pick(['\n', '\n', '\r\n', '\r']);
  const text = (random.chance(5) ? '\uFEFF' : '') + lines.join(end);
  // A character more or less may comment a heading out: then the keys below are the section's above, by all rules.
  return random.chance(80)
    ? { kind, text, meantFor }
    : { kind, text: scratched(random, text), meantFor: new Map() };
}

const SCRATCHES = ['[', ']', '=', ':', '#', ';', '\n', '\r', ' ', '\t', '\u0000', '\u2028', 'x', ''];

/** The text with some characters taken out or put in. */
function scratched(random: Random, text: string): string {
  let done = text;
  for (let left = 1 + random.below(4); left > 0; left -= 1) {
    const at = random.below(done.length + 1);
    done = done.slice(0, at) + random.pick(SCRATCHES) + done.slice(at + random.below(2));
  }
  return done;
}
