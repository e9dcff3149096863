/**
 * Finds things by customer without looking through all of them each time: a meeting may have a thousand customers.
 * @param items each of one customer
 * @returns the items of a code, in their order; none for a code that has none
 */
export function byCustomer<Item extends { readonly customerCode: string }>(
  items: readonly Item[],
): (code: string) => readonly Item[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(item.customerCode);
    if (group === undefined) groups.set(item.customerCode, [item]);
    else group.push(item);
  }
  return (code) => groups.get(code) ?? [];
}
