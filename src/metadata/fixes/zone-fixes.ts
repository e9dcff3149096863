import { replaceNode, setText } from '../json-edits.ts';
import { likelyZones } from '../likely-zones.ts';
import { findTimeZone, summerTimeSibling } from '../time-zone.ts';
import type { Fix } from './fix.ts';
import type { ProblemPlace } from './place.ts';

/** `UnknownTimeZone` and `FixedOffsetZone`: the zones that were most likely meant, and the default one. */
export function anotherZone({ node, inspection }: ProblemPlace): readonly Fix[] {
  if (node?.type !== 'string') return [];
  const written = String(node.value);
  const known = findTimeZone(written);
  const likely = known === undefined ? likelyZones(written) : [summerTimeSibling(known)];
  const fallback = known === undefined ? findTimeZone(inspection.options.defaultTimeZone) : undefined;
  return [...new Set([...likely, fallback].filter((zone) => zone !== undefined))].map((zone) => ({
    name: 'write',
    text: zone,
    edits: [replaceNode(node, zone)],
    likely: zone === likely[0],
  }));
}

/** `ZoneAssumed`: the zone that is assumed, written into the first place of the file's shape that can take it. */
export function addTimeZone({ document, inspection }: ProblemPlace): readonly Fix[] {
  const zone = findTimeZone(inspection.options.defaultTimeZone);
  const places = inspection.found?.draft.places.timeZone ?? [];
  if (zone === undefined) return [];
  for (const path of places) {
    const edits = setText(document, path.map(String), zone);
    if (edits !== undefined) return [{ name: 'addTimeZone', text: zone, edits, likely: true }];
  }
  return [];
}
