import type { Node } from 'jsonc-parser';
import { firstProblems } from './first-problems.ts';
import { parseJsonSyntax } from './json-syntax.ts';
import { locate, pointerSegments, pointerStep, propertiesOf, type Located } from './json-tree.ts';
import type { Problem } from './problem.ts';
import { lineIndex } from './text-lines.ts';

/** A stretch of the text: offset and length in UTF-16 units. */
export interface TextRange {
  readonly offset: number;
  readonly length: number;
}

/** A JSON text with its tree, and the way from any place in it to a problem that points there. */
export interface JsonDocument {
  /** Absent when the text is no JSON at all; `problems` then says why. */
  readonly root?: Node;
  readonly text: string;
  readonly file?: string;
  /** About the text's form: syntax, byte order mark, comments, trailing commas, duplicate keys. */
  readonly problems: readonly Problem[];
  /**
   * A problem at a JSON pointer (or path of keys). Keys match without regard to case; where the path does not exist,
   * the problem points at its nearest existing ancestor. `range` narrows it to a part of the value.
   */
  readonly problemAt: (
    path: string | readonly (string | number)[],
    severity: Problem['severity'],
    code: string,
    message: string,
    range?: TextRange,
  ) => Problem;
}

/**
 * Reads a text as JSON (byte order mark, comments and trailing commas are forgiven with a warning each, duplicate
 * keys are warned of: the last one counts). `file` is only named in the problems. Never throws, on any text.
 */
export function readJsonDocument(text: string, file?: string): JsonDocument {
  const { root, remarks } = parseJsonSyntax(text);
  const positionOf = lineIndex(text);
  const problem = (
    severity: Problem['severity'],
    code: string,
    message: string,
    path: string,
    range: TextRange,
  ): Problem => ({
    severity,
    code,
    message,
    path,
    ...(file === undefined ? {} : { file }),
    range: { offset: range.offset, length: range.length },
    ...positionOf(range.offset),
  });
  const problemAt: JsonDocument['problemAt'] = (path, severity, code, message, range) => {
    if (root === undefined) return problem(severity, code, message, '', { offset: 0, length: 0 });
    const segments = typeof path === 'string' ? pointerSegments(path) : path;
    const place = locate(root, segments);
    return problem(severity, code, message, place.pointer, range ?? rangeOf(place, place.complete));
  };
  const problems = [
    ...remarks.map((remark) => problem(remark.severity, remark.code, remark.message, '', remark)),
    ...firstProblems(
      duplicates(root),
      ({ pointer, key, keyNode }) => {
        const message = `“${shorten(key)}” is given more than once in this object; this one is ignored, the last one counts.`;
        return problem('warning', 'DuplicateKey', message, pointer, keyNode);
      },
      (count) => {
        const message = `${count} more keys are given more than once in their object; the last one counts.`;
        return problem('warning', 'DuplicateKey', message, '', { offset: 0, length: 0 });
      },
    ),
  ];
  return {
    ...(root === undefined ? {} : { root }),
    text,
    ...(file === undefined ? {} : { file }),
    problems,
    problemAt,
  };
}

/** A value's own range; for something missing inside an object, that object's key or its opening bracket. */
function rangeOf(place: Located, complete: boolean): TextRange {
  const compound = place.node.type === 'object' || place.node.type === 'array';
  if (complete && !compound) return place.node;
  if (place.keyNode !== undefined) return place.keyNode;
  return { offset: place.node.offset, length: compound ? Math.min(1, place.node.length) : place.node.length };
}

/** Every property that a later one of the same object, spelled exactly alike, overrules. */
function duplicates(root: Node | undefined): { pointer: string; key: string; keyNode: Node }[] {
  const found: { pointer: string; key: string; keyNode: Node }[] = [];
  const path: (string | number)[] = [];
  const visit = (node: Node): void => {
    const children = node.children ?? [];
    if (node.type === 'array') {
      for (const [index, child] of children.entries()) visitAt(index, child);
    }
    if (node.type !== 'object') return;
    // An object with a key twice is rare: only then is it worth finding out which.
    const keys = new Set(children.map((property) => property.children?.[0]?.value as unknown));
    if (keys.size === children.length) {
      for (const { children: [key, value] = [] } of children) {
        if (value?.children !== undefined) visitAt(String(key?.value), value);
      }
      return;
    }
    const properties = propertiesOf(node);
    const last = new Map(properties.map((property) => [property.key, property]));
    for (const property of properties) {
      if (last.get(property.key) === property) visitAt(property.key, property.valueNode);
      else {
        const pointer = [...path, property.key].map(pointerStep).join('');
        found.push({ pointer, key: property.key, keyNode: property.keyNode });
      }
    }
  };
  const visitAt = (step: string | number, node: Node): void => {
    path.push(step);
    visit(node);
    path.pop();
  };
  if (root !== undefined) visit(root);
  return found;
}

/** Quoted text of a file, cut so that a sentence stays a sentence. */
export function shorten(text: string, longest = 60): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
