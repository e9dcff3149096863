import { findNodeAtOffset, type Node } from 'jsonc-parser';
import type { Draft, Field, Path } from '../draft.ts';
import type { JsonDocument } from '../json-document.ts';
import { locate, pointerSegments, pointerStep } from '../json-tree.ts';
import { readZones } from '../meeting-zone.ts';
import type { Problem } from '../problem.ts';
import type { MetadataInspection } from '../read-metadata.ts';

/** A problem and the place in the text that it is about. */
export interface ProblemPlace {
  readonly document: JsonDocument;
  readonly problem: Problem;
  /** The value at the problem's path, where all of the path is there. */
  readonly node?: Node;
  readonly inspection: MetadataInspection;
}

/** Where a problem is. */
export function placeOf(inspection: MetadataInspection, problem: Problem): ProblemPlace {
  const { document } = inspection;
  const found =
    document.root === undefined ? undefined : locate(document.root, pointerSegments(problem.path));
  return { document, problem, inspection, ...(found?.complete === true ? { node: found.node } : {}) };
}

/** The property whose key a problem points at. */
export function propertyAt({ document, problem }: ProblemPlace): Node | undefined {
  if (document.root === undefined || problem.range === undefined) return undefined;
  const node = findNodeAtOffset(document.root, problem.range.offset);
  return node?.parent?.type === 'property' ? node.parent : undefined;
}

/** A start or an end of the draft that stands at a problem's path, with its partner and its zone. */
export interface DraftTime {
  readonly field: Field<string>;
  readonly start?: Field<string>;
  readonly zone: string;
}

/** The moment of the draft that a problem is about. */
export function draftTimeOf({ inspection, problem, document }: ProblemPlace): DraftTime | undefined {
  const draft = inspection.found?.draft;
  if (draft === undefined) return undefined;
  const zones = readZones(document, draft, inspection.options.defaultTimeZone);
  for (const which of ['meeting', 'window'] as const) {
    const { start, end } = draft[which];
    for (const field of [start, end].flatMap((each) => (each === undefined ? [] : withOthers(each)))) {
      if (isAt(document, field.path, problem.path))
        return { field, zone: zones[which], ...(start === undefined ? {} : { start }) };
    }
  }
  return undefined;
}

/** The field that counts where the one at a problem's path is compared with it. */
export function countingField({ inspection, problem, document }: ProblemPlace): Field<unknown> | undefined {
  const draft = inspection.found?.draft;
  return draft === undefined
    ? undefined
    : fieldsOf(draft).find((field) => field.others?.some(({ path }) => isAt(document, path, problem.path)));
}

function fieldsOf({ objectId, title, meeting, window, wishes }: Draft): readonly Field<unknown>[] {
  const groups: readonly Readonly<Record<string, Field<unknown> | undefined>>[] = [
    { ...meeting },
    { ...window },
    { ...wishes },
  ];
  return [objectId, title, ...groups.flatMap((group) => Object.values(group))].filter(
    (each) => each !== undefined,
  );
}

const withOthers = <T>(field: Field<T>): readonly Field<T>[] => [field, ...(field.others ?? [])];

function isAt(document: JsonDocument, path: Path, pointer: string): boolean {
  const place = document.root === undefined ? undefined : locate(document.root, path);
  return place?.complete === true ? place.pointer === pointer : path.map(pointerStep).join('') === pointer;
}
