import type { JsonDocument } from './json-document.ts';
import { locate } from './json-tree.ts';

const KEYS = ['customerNames', 'customerName', 'customer_names', 'customer_name'];
const CONTAINERS: readonly (readonly string[])[] = [
  [],
  ['changeMetadata'],
  ['change_metadata'],
  ['emailNotification'],
];

/**
 * The friendly customer names a document gives (lists, or texts with commas), trimmed and unique, in order. They do not
 * say whom to ask: only codes do.
 */
export function readCustomerNames(document: JsonDocument): readonly string[] {
  const { root } = document;
  if (root === undefined) return [];
  const names = CONTAINERS.flatMap((container) =>
    KEYS.flatMap((key) => {
      const place = locate(root, [...container, key]);
      if (!place.complete) return [];
      const nodes = place.node.type === 'array' ? (place.node.children ?? []) : [place.node];
      return nodes.flatMap((node) => (node.type === 'string' ? String(node.value).split(',') : []));
    }),
  );
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
}
