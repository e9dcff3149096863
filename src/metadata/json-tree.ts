import type { Node } from 'jsonc-parser';

/** A property of an object in the text: its key as written and the two nodes. */
export interface Property {
  readonly key: string;
  readonly keyNode: Node;
  readonly valueNode: Node;
}

/** Where a path led: the node, its JSON pointer with the keys as written, and its key's node where it is a property. */
export interface Located {
  readonly node: Node;
  readonly pointer: string;
  readonly keyNode?: Node;
}

/** The properties of an object node in the text's order, duplicates included; `[]` for any other node. */
export function propertiesOf(node: Node | undefined): readonly Property[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).map(toProperty).filter((property) => property !== undefined);
}

/** A property node of a well-formed text has both children; the parser leaves the value out only in broken ones. */
function toProperty(node: Node): Property | undefined {
  const [keyNode, valueNode] = node.children ?? [];
  if (keyNode === undefined || valueNode === undefined) return undefined;
  return { key: String(keyNode.value), keyNode, valueNode };
}

/**
 * The property that a reader means by `key`: the one spelled exactly so, else one that differs in upper and lower
 * case only (as Go's encoding/json matches keys); of several, the last, as JSON parsers have it.
 */
export function findProperty(node: Node | undefined, key: string): Property | undefined {
  const spellings = spellingsOf(node, key);
  return spellings.findLast((property) => property.key === key) ?? spellings.at(-1);
}

/** Every property of an object node whose key is `key` or differs from it in upper and lower case only. */
export function spellingsOf(node: Node | undefined, key: string): readonly Property[] {
  return node?.type === 'object' ? (indexOf(node).get(key.toLowerCase()) ?? []) : [];
}

/** An object is asked for many keys: one look through its properties serves them all. */
const indexes = new WeakMap<Node, ReadonlyMap<string, readonly Property[]>>();

function indexOf(node: Node): ReadonlyMap<string, readonly Property[]> {
  const known = indexes.get(node);
  if (known !== undefined) return known;
  const index = new Map<string, Property[]>();
  for (const property of propertiesOf(node)) {
    const folded = property.key.toLowerCase();
    const spellings = index.get(folded);
    if (spellings === undefined) index.set(folded, [property]);
    else spellings.push(property);
  }
  indexes.set(node, index);
  return index;
}

/** One step of a JSON pointer (RFC 6901 §4): `~` and `/` escaped. */
export function pointerStep(segment: string | number): string {
  return `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/**
 * Follows a path of keys and indexes as far as it goes. `complete` says whether all of it exists; where it does not,
 * the place is that of the nearest existing ancestor.
 */
export function locate(
  root: Node,
  path: readonly (string | number)[],
): Located & { readonly complete: boolean } {
  let place: Located = { node: root, pointer: '' };
  for (const segment of path) {
    const next = step(place, segment);
    if (next === undefined) return { ...place, complete: false };
    place = next;
  }
  return { ...place, complete: true };
}

function step(place: Located, segment: string | number): Located | undefined {
  if (place.node.type === 'array') {
    const index = /^\d+$/.test(String(segment)) ? Number(segment) : -1;
    const node = place.node.children?.[index];
    return node === undefined ? undefined : { node, pointer: place.pointer + pointerStep(index) };
  }
  const property = findProperty(place.node, String(segment));
  if (property === undefined) return undefined;
  return {
    node: property.valueNode,
    keyNode: property.keyNode,
    pointer: place.pointer + pointerStep(property.key),
  };
}

/** The path segments of a JSON pointer (RFC 6901); `''` gives none. */
export function pointerSegments(pointer: string): readonly string[] {
  if (pointer === '') return [];
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What a node is, in a person's words: `a text`, `a number`, `a list` … */
export function kindOf(node: Node): string {
  switch (node.type) {
    case 'string':
      return 'a text';
    case 'number':
      return 'a number';
    case 'boolean':
      return node.value === true ? 'true' : 'false';
    case 'null':
      return 'null';
    case 'array':
      return 'a list';
    case 'object':
      return 'an object';
    case 'property':
      return 'a property';
  }
}
