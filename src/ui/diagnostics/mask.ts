/** What an address or id becomes: enough to tell two apart, too little to use. */
export function maskAccount(account: string): string {
  return account
    .replace(/(?<![^\s@(])[^\s@(]+@[^\s)]+/g, (address) => {
      const at = address.indexOf('@');
      return `${address.slice(0, 1)}…@${address.slice(at + 1, at + 2)}…`;
    })
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, (id) => `${id.slice(0, 2)}…`)
    .replace(/\b\d{12}\b/g, (id) => `…${id.slice(-2)}`);
}

/**
 * A setting's value without what a person typed: switches, numbers and words of a list of choices tell nothing about
 * anybody; every other text is replaced by its length.
 */
export function maskSetting(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') {
    if (value === '') return 'empty';
    return CHOICES.has(value) ? value : `set (${value.length} characters)`;
  }
  if (Array.isArray(value)) return `set (${value.length} entries)`;
  return value === undefined || value === null ? 'empty' : 'set';
}

/** Words that settings offer to choose from, and one that means "no file". */
const CHOICES: ReadonlySet<string> = new Set([
  'always',
  'asInFile',
  'auto',
  'byState',
  'china',
  'failuresFirst',
  'global',
  'never',
  'none',
  'usGovernment',
  'usGovernmentDoD',
]);

/** A path without whose home directory it is in. @param home absolute */
export function maskHome(path: string, home: string): string {
  return home !== '' && path.startsWith(home) ? `~${path.slice(home.length)}` : '<another place>';
}
