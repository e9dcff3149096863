import type { Field } from './draft.ts';
import { shorten, type JsonDocument } from './json-document.ts';
import { pointerStep } from './json-tree.ts';
import type { Problem } from './problem.ts';

/**
 * The warning `FieldsDisagree` at each of a field's `others` that says something else than the field itself, which counts.
 * @param same whether two values mean the same
 */
export function disagreements<T extends string | number | boolean | readonly unknown[]>(
  document: JsonDocument,
  field: Field<T> | undefined,
  same: (used: T, other: T) => boolean,
): Problem[] {
  const others = field?.others ?? [];
  return others
    .filter((other) => field !== undefined && !same(field.value, other.value))
    .map((other) => disagreement(document, field, other));
}

/** The warning that `other` says something else than `used`, with both as they are written. */
export function disagreement(
  document: JsonDocument,
  used: Field<unknown> | undefined,
  other: Field<unknown>,
): Problem {
  const place = used?.path.map(pointerStep).join('') ?? '';
  const message = `This says ${quoted(other.value)}, but ${place}, which counts, says ${quoted(used?.value)}.`;
  return document.problemAt(other.path, 'warning', 'FieldsDisagree', message);
}

/** Two texts that differ at most in the blanks around them. */
export const sameText = (used: string, other: string): boolean => used.trim() === other.trim();

const quoted = (value: unknown): string =>
  `“${shorten(Array.isArray(value) ? value.map(String).join(', ') : String(value), 40)}”`;
