import type { Random } from './random.ts';

const WILD: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  1.5,
  '',
  ' ',
  'x',
  ',',
  'a,b',
  'no',
  'constructor',
  '\u0000\uFFFF\uD800',
  '2025-03-09T02:30',
  '2025-11-02T01:30',
  '2025-11-03',
  '10:00 PM',
  '13/13/2025 25:61 PM',
  '0000-12-31T19:03:58Z',
  '9999-12-31T23:59:59+18:00',
  '2025-11-03T10:00 EST',
  'P999999999D',
  '1h '.repeat(50),
  '-60',
  'Mars/Base',
  'Tokyo Standard Time',
  '+05:30',
  [],
  {},
  [[]],
  ['a', 5, null, {}],
  { title: {}, name: [] },
  'ä'.repeat(3000),
];

const KEYS = [
  'customers',
  'title',
  'changeTitle',
  'timezone',
  'schedule',
  'meetingInvite',
  'metadata',
  'modifications',
  'object_type',
  '__proto__',
  'a/b~c',
  '',
];
const SNIPPETS = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '\\u12',
  '//',
  '/*',
  '*/',
  '\n',
  '\r\n',
  '\r',
  '\uFEFF',
  'null',
  '1e',
  '-',
  'NaN',
  "'",
  '\uD800',
  '\u2028',
];

/** A value with one to three places of it changed. */
export function mutateValue(value: unknown, random: Random): unknown {
  let mutated: unknown = structuredClone(value);
  for (let times = 1 + random.below(3); times > 0; times -= 1) mutated = changeOnePlace(mutated, random);
  return mutated;
}

function changeOnePlace(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random.chance(4)) return random.pick(WILD);
  if (Array.isArray(value)) {
    const list: unknown[] = [...(value as readonly unknown[])];
    const index = random.below(list.length + 1);
    if (random.chance(30)) list.splice(index, 1);
    else list.splice(index, 1, changeOnePlace(list[index], random));
    return list;
  }
  const entries = Object.entries<unknown>({ ...value });
  if (entries.length === 0 || random.chance(10)) return { ...value, [random.pick(KEYS)]: random.pick(WILD) };
  const [key, inner] = random.pick(entries);
  const others = entries.filter(([other]) => other !== key);
  if (random.chance(15)) return Object.fromEntries(others);
  const name = random.chance(10) ? renamed(key, random) : key;
  return Object.fromEntries([...others, [name, changeOnePlace(inner, random)]]);
}

const renamed = (key: string, random: Random): string =>
  random.pick([key.toUpperCase(), key.toLowerCase(), ` ${key}`, `${key}s`, random.pick(KEYS)]);

/** A text with one to four places of it changed, without regard to what it says. */
export function mutateText(text: string, random: Random): string {
  let mutated = text;
  for (let times = 1 + random.below(4); times > 0; times -= 1) {
    const at = random.below(mutated.length + 1);
    const to = Math.min(mutated.length, at + random.below(random.chance(80) ? 8 : 400));
    const before = mutated.slice(0, at);
    const after = mutated.slice(to);
    switch (random.below(6)) {
      case 0:
        mutated = before + after;
        break;
      case 1:
        mutated = before + random.pick(SNIPPETS) + mutated.slice(at);
        break;
      case 2:
        mutated = before + random.pick(SNIPPETS) + after;
        break;
      case 3:
        mutated = before + mutated.slice(at, to).repeat(2) + after;
        break;
      case 4:
        mutated = random.chance(30) ? before : mutated.replaceAll('\n', random.pick(['\r\n', '\r', ' ']));
        break;
      default:
        mutated = before + String.fromCharCode(random.below(random.chance(80) ? 128 : 65_536)) + after;
    }
  }
  return mutated;
}
