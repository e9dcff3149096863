import type { Node } from 'jsonc-parser';
import { shorten, type JsonDocument } from './json-document.ts';
import { kindOf, locate, propertiesOf } from './json-tree.ts';
import type { Shape, TopLevel } from './shapes/shape.ts';
import { SHAPES } from './shapes/table.ts';

/** The shape of a document, or why it has none: a stable code and one sentence for a person. */
export type Recognition =
  | {
      readonly kind: 'shape';
      readonly shape: Shape;
      /** False where other programs' files may look the same (a bare list of customers, say). */
      readonly certain: boolean;
    }
  | {
      readonly kind: 'none';
      readonly code: 'NotMetadata' | 'RootNotObject' | 'RootArray';
      readonly why: string;
    };

/** Recognises the shape of a document that is JSON; decided by which fields are there, not by their values. */
export function recogniseShape(document: JsonDocument & { readonly root: Node }): Recognition {
  const { root } = document;
  if (root.type === 'array') {
    const why =
      'The file is a list ([…]), but the metadata of a meeting is one object ({…}). Take the object out of the list.';
    return { kind: 'none', code: 'RootArray', why };
  }
  if (root.type !== 'object') {
    const why = `The file holds nothing but ${kindOf(root)}, but the metadata of a meeting is an object ({…}).`;
    return { kind: 'none', code: 'RootNotObject', why };
  }
  const top = topLevel(root);
  const shape = SHAPES.find((each) => each.recognise(top));
  return shape === undefined
    ? { kind: 'none', code: 'NotMetadata', why: whyNone(root, top) }
    : { kind: 'shape', shape, certain: isCertain(top) };
}

/** Fields that no other program's files have. */
const CERTAIN = ['changeTitle', 'changeMetadata', 'change_metadata', 'announcement_id'];

function isCertain(top: TopLevel): boolean {
  const type = top.text('object_type')?.trim().toLowerCase() ?? '';
  return CERTAIN.some((key) => top.has(key)) || type === 'change' || type.startsWith('announcement');
}

function topLevel(root: Node): TopLevel {
  const find = (path: readonly string[]): Node | undefined => {
    const place = locate(root, path);
    return place.complete ? place.node : undefined;
  };
  const text = (...path: readonly string[]): string | undefined => {
    const node = find(path);
    return node?.type === 'string' ? String(node.value) : undefined;
  };
  const has = (...path: readonly string[]): boolean => {
    const node = find(path);
    return node !== undefined && node.type !== 'null' && text(...path)?.trim() !== '';
  };
  return { has, text };
}

/** Says what was looked for, what is there instead, and what the file may be. */
function whyNone(root: Node, top: TopLevel): string {
  const looked =
    'no changeTitle, changeMetadata, object_type “announcement_…” or customers was found at its top';
  if (top.has('customer_mappings')) {
    return `This is the customers' configuration (customer_mappings), not the metadata of a meeting: ${looked}.`;
  }
  const keys = propertiesOf(root).map((property) => shorten(property.key, 30));
  const there =
    keys.length === 0
      ? 'The object is empty.'
      : `It has ${keys.slice(0, 5).join(', ')}${keys.length > 5 ? ' …' : ''}.`;
  return `This is not the metadata of a meeting: ${looked}. ${there}`;
}
