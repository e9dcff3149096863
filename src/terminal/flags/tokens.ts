import type { Flag, FlagTable } from './flag.ts';

/** A command-line word that is a flag: its name without dashes, and the part after `=` where there is one. */
export interface FlagWord {
  readonly name: string;
  readonly inline?: string;
}

/**
 * Takes a word apart as Go's flag package does: `-x` and `--x` are the same, `--x=v` carries its value.
 * @returns undefined for a word that is no flag (`-`, `--`, `---x`, `--=v`, anything without a leading dash).
 */
export function readFlagWord(word: string): FlagWord | undefined {
  const match = /^--?([^-=][^=]*)(?:=(.*))?$/s.exec(word);
  if (match?.[1] === undefined) return undefined;
  return match[2] === undefined ? { name: match[1] } : { name: match[1], inline: match[2] };
}

/** Whether a word asks for help the way Go programs do. */
export const asksForHelp = (word: string): boolean => ['-h', '--h', '-help', '--help'].includes(word);

/** Finds a flag by its name or its alias. */
export function findFlag(table: FlagTable, name: string): { name: string; flag: Flag } | undefined {
  const own = Object.hasOwn(table, name) ? table[name] : undefined;
  if (own !== undefined) return { name, flag: own };
  for (const [owner, flag] of Object.entries(table)) {
    if ('alias' in flag && flag.alias === name) return { name: owner, flag };
  }
  return undefined;
}

/**
 * Looks ahead for one flag's value without judging the rest of the line, so that the table of the right action can
 * be chosen before the line is parsed with it. The last one counts, as in Go.
 */
export function peekFlag(words: readonly string[], name: string, table: FlagTable): string | undefined {
  let found: string | undefined;
  for (let index = 0; index < words.length; index++) {
    const word = readFlagWord(words[index] ?? '');
    if (word === undefined || word.inline !== undefined) {
      if (word?.name === name) found = word.inline;
      continue;
    }
    const flag = findFlag(table, word.name)?.flag;
    if (flag === undefined || flag.kind === 'switch') continue;
    index++;
    if (word.name === name) found = words[index];
  }
  return found;
}
