import * as z from 'zod';

/** Which files may be metadata, as globs without braces in braces. */
export interface FilePatterns {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Every JSON file but those of dependencies, dot folders and the tools that everybody has; as package.json has it. */
export const DEFAULT_FILES: readonly string[] = [
  '**/*.json',
  '!**/{node_modules,bower_components,site-packages}/**',
  '!**/.*/**',
  '!**/package*.json',
  '!**/tsconfig*.json',
];

const Setting = z
  .union([z.string().transform((glob) => [glob]), z.array(z.string())])
  .catch([...DEFAULT_FILES]);

/**
 * The globs of the setting `customerMeetings.files`: a list, or one text. One that begins with `!` leaves files out,
 * wherever in the list it stands. A setting of another type counts as not set.
 */
export function filePatterns(setting: unknown): FilePatterns {
  const globs = Setting.parse(setting ?? DEFAULT_FILES)
    .map((glob) => glob.trim())
    .filter((glob) => glob !== '' && glob !== '!');
  return {
    include: globs.filter((glob) => !glob.startsWith('!')),
    exclude: globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1).trim()),
  };
}

/** Many globs as one, which is what a search takes: VS Code knows no braces within braces, so those are spelt out. */
export function oneGlob(globs: readonly string[]): string | undefined {
  const plain = globs.flatMap(withoutBraces);
  return plain.length > 1 ? `{${plain.join(',')}}` : plain[0];
}

/** Enough for what anybody writes; a glob with more is taken as it is. */
const MOST = 1000;

/** A glob's alternatives, each without braces. */
export function withoutBraces(glob: string): readonly string[] {
  let found = [glob];
  for (;;) {
    const next = found.flatMap((each) => {
      const [whole = '', inside = ''] = /\{([^{}]*)\}/.exec(each) ?? [];
      return whole === '' ? [each] : inside.split(',').map((part) => each.replace(whole, () => part));
    });
    if (next.length === found.length && next.every((each, index) => each === found[index])) return found;
    if (next.length > MOST) return [glob];
    found = next;
  }
}
