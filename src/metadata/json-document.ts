import { getNodePath, type Node } from 'jsonc-parser';
import { shownText } from '../common/index.ts';
import { firstProblems } from './first-problems.ts';
import { jsonSyntaxSteps, METADATA_LIMITS, type SyntaxLimits } from './json-syntax.ts';
import { locate, pointerSegments, pointerStep, propertiesOf, type Located } from './json-tree.ts';
import type { Problem } from './problem.ts';
import { lineIndexSteps } from './text-lines.ts';

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
  const steps = jsonDocumentSteps(text, file, METADATA_LIMITS);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** {@link readJsonDocument} in steps of a few milliseconds each, for those who share their thread with an editor. */
export function* jsonDocumentSteps(
  text: string,
  file: string | undefined,
  limits: SyntaxLimits,
): Generator<undefined, JsonDocument> {
  const { root, remarks, repeated } = yield* jsonSyntaxSteps(text, limits);
  const positionOf = yield* lineIndexSteps(text);
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
      duplicates(repeated),
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

/**
 * Every property that a later one of the same object, spelled exactly alike, overrules; nothing inside of such a one.
 * @param repeated the objects with a key twice
 */
function duplicates(repeated: readonly Node[]): { pointer: string; key: string; keyNode: Node }[] {
  const overruled = new Set<Node>();
  const found = repeated.flatMap((object) => {
    for (let node: Node | undefined = object; node !== undefined; node = node.parent)
      if (overruled.has(node)) return [];
    const properties = propertiesOf(object);
    const last = new Map(properties.map((property) => [property.key, property]));
    const path = getNodePath(object);
    return properties.flatMap((property) => {
      const { key, keyNode, valueNode } = property;
      if (last.get(key) === property) return [];
      overruled.add(valueNode);
      return [{ pointer: [...path, key].map(pointerStep).join(''), key, keyNode }];
    });
  });
  return found.sort((a, b) => a.keyNode.offset - b.keyNode.offset);
}

/** Quoted text of a file, cut so that a sentence stays a sentence; invisible characters are shown by their code point. */
export function shorten(text: string, longest = 60): string {
  const line = shownText(text.replace(/\s+/g, ' ').trim());
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
