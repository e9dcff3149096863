import { normalizeCustomerCode } from '../metadata/index.ts';
import { addressKey } from '../recipients/index.ts';

/** What a person has decided about single people, by address. */
export interface ByHand {
  /** Invited in addition, as if the file named them. */
  readonly added: readonly string[];
  /** Not invited. Whoever of them is on the meeting already stays on it. */
  readonly leftOut: readonly string[];
  /** Not invited, and taken off the meeting if they are on it: the one way in which a decision by hand removes anybody. */
  readonly takenOff: readonly string[];
  /** Codes of customers that the file no longer names and whose people are taken off; absent where there are none. */
  readonly takenOffCustomers?: readonly string[];
}

/** Nothing was decided by hand. */
export const NOBODY_BY_HAND: ByHand = { added: [], leftOut: [], takenOff: [] };

/**
 * Decisions as a plan carries them: trimmed, each person once, in a fixed order. Who is left out is not added, and who is
 * taken off is not only left out.
 * @returns `undefined` when nothing was decided
 */
export function settledByHand(...all: readonly (Partial<ByHand> | undefined)[]): ByHand | undefined {
  const codes = all.flatMap((some) => some?.takenOffCustomers ?? []).map(normalizeCustomerCode);
  const takenOffCustomers = [...new Set(codes)].sort();
  const of = (key: 'added' | 'leftOut' | 'takenOff'): ReadonlyMap<string, string> => {
    const people = new Map<string, string>();
    for (const address of all.flatMap((some) => some?.[key] ?? [])) {
      if (!people.has(addressKey(address))) people.set(addressKey(address), address.trim());
    }
    return people;
  };
  const takenOff = of('takenOff');
  const leftOut = without(of('leftOut'), takenOff);
  const added = without(without(of('added'), takenOff), leftOut);
  if (takenOff.size + leftOut.size + added.size + takenOffCustomers.length === 0) return undefined;
  return {
    added: sorted(added),
    leftOut: sorted(leftOut),
    takenOff: sorted(takenOff),
    ...(takenOffCustomers.length > 0 && { takenOffCustomers }),
  };
}

function without(
  people: ReadonlyMap<string, string>,
  others: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map([...people].filter(([key]) => !others.has(key)));
}

function sorted(people: ReadonlyMap<string, string>): readonly string[] {
  return [...people].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, address]) => address);
}
