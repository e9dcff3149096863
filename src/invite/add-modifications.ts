import { applyEdits, getNodeValue, type Edit } from 'jsonc-parser';
import { findProperty, readJsonDocument, type Problem } from '../metadata/index.ts';
import { appendItem, writeAt } from './json-insertion.ts';
import type { ModificationEntry } from './modification.ts';
import { metadataNotUpdated } from './not-updated.ts';

/** A text with its new entries, or why it was left as it is. */
export type EditedMetadata =
  | { readonly kind: 'edited'; readonly text: string }
  | { readonly kind: 'refused'; readonly problem: Problem };

/**
 * Adds entries to the end of a metadata text's `modifications[]`, which is made where there is none. Every other
 * character stays as it is: byte order mark, line ends, indentation, comments, trailing commas, unknown fields. Refuses
 * a text that is no JSON object, and a `modifications` that is no list. Never throws.
 * @param file as the person named it, for the problem
 */
export function addModifications(
  text: string,
  entries: readonly ModificationEntry[],
  file?: string,
): EditedMetadata {
  let edited = text;
  for (const entry of entries) {
    const step = editsFor(edited, entry, file);
    if (step.kind === 'refused') return step;
    const next = applyEdits(edited, [...step.edits]);
    // What has been written is read again before it may replace a file: a slip here must not cost anybody theirs.
    if (!endsWith(next, entry)) return { kind: 'refused', problem: refusal(entry, NOT_EDITABLE, file) };
    edited = next;
  }
  return { kind: 'edited', text: edited };
}

type Step =
  | { readonly kind: 'edits'; readonly edits: readonly Edit[] }
  | { readonly kind: 'refused'; readonly problem: Problem };

const NOT_EDITABLE = 'its JSON cannot be added to; correct the errors that it has';

function editsFor(text: string, entry: ModificationEntry, file: string | undefined): Step {
  const document = readJsonDocument(text, file);
  const { root } = document;
  if (root?.type !== 'object') return { kind: 'refused', problem: refusal(entry, NOT_EDITABLE, file) };
  const list = findProperty(root, 'modifications')?.valueNode;
  if (list === undefined) {
    return { kind: 'edits', edits: appendItem(text, root, { key: 'modifications', value: [entry] }) };
  }
  if (list.type === 'array') return { kind: 'edits', edits: appendItem(text, list, { value: entry }) };
  if (list.type === 'null') {
    const content = writeAt(text, list, [entry]);
    return { kind: 'edits', edits: [{ offset: list.offset, length: list.length, content }] };
  }
  const { message } = refusal(entry, '“modifications” is not a list; make it one', file);
  return {
    kind: 'refused',
    problem: document.problemAt('/modifications', 'warning', 'MetadataNotUpdated', message),
  };
}

function endsWith(text: string, entry: ModificationEntry): boolean {
  const { root, problems } = readJsonDocument(text);
  if (root === undefined || problems.some(({ severity }) => severity === 'error')) return false;
  const last = findProperty(root, 'modifications')?.valueNode.children?.at(-1);
  return last !== undefined && JSON.stringify(getNodeValue(last)) === JSON.stringify(entry);
}

function refusal(entry: ModificationEntry, why: string, file: string | undefined): Problem {
  return metadataNotUpdated(entry.modification_type, file, why);
}
