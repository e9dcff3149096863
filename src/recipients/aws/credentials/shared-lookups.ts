import { classify } from '../errors/classify.ts';

/**
 * Remembers what was looked up, so that thirty customers with one sign-in cost one look-up: shared while under way and
 * for the rest of the run. A failure is remembered too (nobody wants to be asked thirty times for the same code), unless
 * it is one that is worth another try.
 */
export function rememberOnce<Value>(): (key: string, look: () => Promise<Value>) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  return (key, look) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = look();
    known.set(key, found);
    found.catch((error: unknown) => {
      if (classify(error).retry !== 'never' && known.get(key) === found) known.delete(key);
    });
    return found;
  };
}
