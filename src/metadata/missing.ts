import type { Path } from './draft.ts';
import type { JsonDocument } from './json-document.ts';
import { locate } from './json-tree.ts';
import type { Problem } from './problem.ts';

/**
 * The problem that a field is missing, unless one of the places where it may stand holds something of the wrong type:
 * that is then the one thing to correct, and it has its own problem already. Points at `at`, by default the root.
 */
export function missing(
  document: JsonDocument,
  places: readonly Path[],
  severity: Problem['severity'],
  code: string,
  message: string,
  at: Path = [],
): Problem[] {
  const { root } = document;
  const spoiled = places.some((path) => {
    if (root === undefined) return false;
    const place = locate(root, path);
    if (!place.complete) return path.length > 1 && !['object', 'null'].includes(place.node.type);
    return place.node.type !== 'null' && place.node.type !== 'string';
  });
  return spoiled ? [] : [document.problemAt(at, severity, code, message)];
}

/**
 * The places in words: `“startTime” in “meetingInvite” or “implementationStart” in “changeMetadata”, “schedule”`.
 * A key that may also stand at the top is named once.
 */
export function inWords(places: readonly Path[]): string {
  const atTop = new Set(places.filter((path) => path.length === 1).map((path) => path[0]));
  return places
    .filter((path) => path.length === 1 || !atTop.has(path.at(-1)))
    .map((path) => {
      const [key, ...containers] = [...path].reverse().map((segment) => `“${segment}”`);
      return containers.length === 0 ? (key ?? '') : `${key ?? ''} in ${containers.reverse().join(', ')}`;
    })
    .join(' or ');
}
