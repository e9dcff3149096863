import { removeChild, replaceNode } from '../json-edits.ts';
import { locate } from '../json-tree.ts';
import type { Fix } from './fix.ts';
import { countingField, propertyAt, type ProblemPlace } from './place.ts';

/** Takes the entry of a list out in which the problem is. */
export function removeEntry({ document, node }: ProblemPlace): readonly Fix[] {
  if (node?.parent?.type !== 'array') return [];
  const edit = removeChild(document.text, node);
  return edit === undefined ? [] : [{ name: 'removeEntry', edits: [edit], likely: false }];
}

/** `DuplicateKey`: of two of the same key one is ignored, and that one goes. */
export function duplicateKey(place: ProblemPlace): readonly Fix[] {
  const property = propertyAt(place);
  const edit = property === undefined ? undefined : removeChild(place.document.text, property);
  const key = String(property?.children?.[0]?.value ?? '');
  return edit === undefined ? [] : [{ name: 'removeKey', text: key, edits: [edit], likely: true }];
}

/** `VersionInvalid`, and whatever else is not used as it stands: the field goes. */
export function removeField({ document, node }: ProblemPlace): readonly Fix[] {
  const property = node?.parent;
  if (property?.type !== 'property') return [];
  const edit = removeChild(document.text, property);
  const key = String(property.children?.[0]?.value ?? '');
  return edit === undefined ? [] : [{ name: 'removeKey', text: key, edits: [edit], likely: false }];
}

/** `WrongType`: a text was meant and its quotes are missing, or a list and its brackets are. */
export function wrongType({ document, node }: ProblemPlace): readonly Fix[] {
  if (node === undefined || node.type === 'object' || node.type === 'array') return [];
  const raw = document.text.slice(node.offset, node.offset + node.length);
  const inList = { offset: node.offset, length: node.length, text: `[${raw}]` };
  return [
    ...(node.type === 'string'
      ? []
      : [{ name: 'quote' as const, edits: [replaceNode(node, raw)], likely: true }]),
    { name: 'wrapInList', edits: [inList], likely: true },
  ];
}

/** `FieldsDisagree`: says the same as the field that counts. Which of them is right only the person knows. */
export function fieldsDisagree(place: ProblemPlace): readonly Fix[] {
  const { document, node } = place;
  const used = countingField(place);
  if (node === undefined || used === undefined || document.root === undefined) return [];
  const counting = locate(document.root, used.path);
  // A moment in two fields has no text of its own to take over.
  if (!counting.complete || used.timePath !== undefined || counting.node.type !== node.type) return [];
  const text = document.text.slice(counting.node.offset, counting.node.offset + counting.node.length);
  const edits = [{ offset: node.offset, length: node.length, text }];
  return [{ name: 'write', text: String(used.value), edits, likely: false }];
}

/** `KeyMisspelt`: the key that was meant. */
export function keyMisspelt(place: ProblemPlace): readonly Fix[] {
  const key = propertyAt(place)?.children?.[0];
  const meant = place.problem.meant;
  if (key === undefined || meant === undefined) return [];
  return [{ name: 'renameKey', text: meant, edits: [replaceNode(key, meant)], likely: true }];
}

/** The value that was meant: of a field, or of an entry of a list. */
export function valueMeant({ node, problem }: ProblemPlace): readonly Fix[] {
  if (node === undefined || problem.meant === undefined) return [];
  return [{ name: 'write', text: problem.meant, edits: [replaceNode(node, problem.meant)], likely: true }];
}
