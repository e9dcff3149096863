import type { Flag, FlagTable, FlagValues } from './flag.ts';
import { nearestName } from '../../metadata/index.ts';
import { readValue } from './read-value.ts';
import { asksForHelp, findFlag, readFlagWord } from './tokens.ts';

/** The values of a command line, a wish for help, or the sentence that says what is wrong with it. */
export type FlagsReading<T extends FlagTable> =
  | { readonly kind: 'values'; readonly values: FlagValues<T> }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string };

/**
 * Parses the words after a sub-command by its table: `-x v`, `--x v` and `--x=v` are the same (Go package flag). Unlike
 * Go it refuses a flag that is given twice with different values, of which one would be dropped without a word, a word
 * that belongs to no flag instead of silently dropping the rest of the line, and a known flag in the place of a value (`--topic-name --dry-run`), which would turn a dry run
 * into a real one.
 * @param command the words before the flags, for messages, e.g. `ses --action x`
 * @param purpose what required flags are required for, e.g. `x action`
 */
export function parseFlags<T extends FlagTable>(
  words: readonly string[],
  table: T,
  command: string,
  purpose: string,
): FlagsReading<T> {
  const given: Record<string, unknown> = {};
  const seen = new Map<string, string>();
  for (let index = 0; index < words.length; index++) {
    const text = words[index] ?? '';
    if (asksForHelp(text)) return { kind: 'help' };
    const word = readFlagWord(text);
    if (word === undefined) return wrong(strayWord(text, words[index - 1], table));
    const found = findFlag(table, word.name);
    if (found === undefined) return wrong(unknownFlag(word.name, table, command));
    const { name, flag } = found;

    let value = word.inline;
    if (flag.kind === 'switch') {
      value ??= 'true';
    } else if (value === undefined) {
      value = words[++index];
      if (value === undefined) return wrong(`--${word.name} needs a value after it.`);
      const next = readFlagWord(value);
      if (asksForHelp(value) || (next !== undefined && findFlag(table, next.name) !== undefined)) {
        return wrong(
          `--${word.name} needs a value, but the next word is the flag ${value} (to give that very text, write --${word.name}=${value}).`,
        );
      }
    }
    if (value.trim() === '' && 'required' in flag && flag.required !== undefined) {
      given[name] = undefined; // said below, in upstream's words for a missing value
      continue;
    }
    const reading = readValue(flag, value);
    if (!reading.ok) return wrong(`--${word.name} takes ${reading.accepted}, not "${value}".`);
    const twice = repeated(name, value, seen.get(name), flag);
    if (twice !== undefined) return wrong(twice);
    seen.set(name, value);
    given[name] = reading.value;
  }

  const missing: string[] = [];
  for (const [name, flag] of Object.entries(table)) {
    if (given[name] !== undefined) continue;
    if (flag.kind === 'switch') given[name] = false;
    else if ('default' in flag && flag.default !== undefined) {
      const reading = readValue(flag, flag.default);
      given[name] = reading.ok ? reading.value : undefined;
    } else if ('required' in flag && flag.required !== undefined) {
      missing.push(
        `${flag.required} is required for ${purpose}\nGive it with --${name} ${flag.placeholder}.`,
      );
    }
  }
  if (missing.length > 0) return wrong(missing.join('\n'));
  return { kind: 'values', values: given as FlagValues<T> };
}

const wrong = (message: string): { kind: 'wrong'; message: string } => ({ kind: 'wrong', message });

/** What to say about a flag that was given before with a value that means something else; nothing where it means the same. */
function repeated(name: string, value: string, before: string | undefined, flag: Flag): string | undefined {
  if (before === undefined) return undefined;
  const meaning = (text: string): string => {
    const reading = readValue(flag, text);
    // Codes and other words in whatever order.
    return JSON.stringify(
      reading.ok && typeof reading.value === 'object' ? [...reading.value].sort() : reading,
    );
  };
  if (value === before || meaning(value) === meaning(before)) return undefined;
  return `--${name} is given twice, as "${before}" and as "${value}": give it once.`;
}

/** What to say about a word that is no flag and no flag's value. */
function strayWord(word: string, previous: string | undefined, table: FlagTable): string {
  const before = previous === undefined ? undefined : readFlagWord(previous);
  const owner =
    before?.inline === undefined && before !== undefined ? findFlag(table, before.name) : undefined;
  if (owner?.flag.kind === 'switch') {
    return `--${owner.name} takes no word after it, but "${word}" follows: write --${owner.name} alone, or --${owner.name}=true or --${owner.name}=false.`;
  }
  return `"${word}" belongs to no flag: every value follows its flag, as in --flag value or --flag=value.`;
}

function unknownFlag(name: string, table: FlagTable, command: string): string {
  const near = nearestName(name, Object.keys(table));
  const hint = near === undefined ? '' : ` did you mean --${near}?`;
  return `Unknown flag --${name}:${hint} "${command} --help" lists the flags it takes.`;
}
