import type { Node } from 'jsonc-parser';
import { readDatePrefix } from '../date-text.ts';
import type { Field } from '../draft.ts';
import { readDuration } from '../duration.ts';
import type { JsonDocument } from '../json-document.ts';
import { replaceNode, type TextEdit } from '../json-edits.ts';
import { locate } from '../json-tree.ts';
import { readMomentText, withPlainBlanks } from '../moment-text.ts';
import { readTime } from '../read-time.ts';
import { suggestTimeZone } from '../likely-zones.ts';
import { addMinutes, placeInZone } from '../zoned-time.ts';
import type { Fix } from './fix.ts';
import { draftTimeOf, type ProblemPlace } from './place.ts';

const AN_HOUR = 60;

/** `EndBeforeStart`: the two were swapped, or the end was left behind when the start moved. */
export function endBeforeStart(place: ProblemPlace): readonly Fix[] {
  const { document } = place;
  const found = draftTimeOf(place);
  if (found?.start === undefined) return [];
  const swapped = swap(document, found.start, found.field);
  const start = readTime(document, found.start, found.zone).time;
  const later =
    start === undefined
      ? undefined
      : writeMoment(document, found.field, found.zone, addMinutes(start, AN_HOUR).epochMs);
  return [
    ...(swapped === undefined ? [] : [{ name: 'swapStartAndEnd' as const, edits: swapped, likely: true }]),
    ...(later === undefined ? [] : [{ name: 'endAnHourAfterStart' as const, edits: later, likely: true }]),
  ];
}

/** `EndDisagrees`: the duration counts, so the end that fits it says the same. */
export function endDisagrees(place: ProblemPlace): readonly Fix[] {
  const { document, inspection } = place;
  const found = draftTimeOf(place);
  const duration = inspection.found?.draft.meeting.duration;
  if (found?.start === undefined || duration === undefined) return [];
  const start = readTime(document, found.start, found.zone).time;
  const length = readDuration(duration.value);
  if (start === undefined || !length.ok) return [];
  const edits = writeMoment(document, found.field, found.zone, addMinutes(start, length.minutes).epochMs);
  return edits === undefined ? [] : [{ name: 'endByDuration', edits, likely: true }];
}

/** `MonthFirst`: the same date, written so that nobody reads it day first. */
export function monthFirst({ node }: ProblemPlace): readonly Fix[] {
  const text = textOf(node);
  const date = text === undefined ? undefined : readDatePrefix(withPlainBlanks(text));
  if (node === undefined || date === undefined) return [];
  return [write(node, `${date.date}${date.rest}`, true)];
}

/** `TimeOfDayMissing`: any time is a guess, so this one is only offered. */
export function timeOfDayMissing({ node }: ProblemPlace): readonly Fix[] {
  const text = textOf(node)?.trim();
  const date = text === undefined ? undefined : readDatePrefix(text);
  return node === undefined || date?.rest !== '' ? [] : [write(node, `${date.date}T10:00`, false)];
}

/** `ZoneAbbreviation`: it goes where the file's zone says what it can only have meant. */
export function zoneAbbreviation(place: ProblemPlace): readonly Fix[] {
  const { node } = place;
  const text = textOf(node)?.trim();
  const word = text === undefined ? undefined : /^(.*?) *\(?([A-Za-z][A-Za-z_/]*)\)?$/.exec(text);
  const [, moment = '', zone = ''] = word ?? [];
  if (node === undefined || moment === '') return [];
  return [write(node, moment, suggestTimeZone(zone) === draftTimeOf(place)?.zone)];
}

/** `TimeSkipped`: as much later as the clocks jump, which is what they show then. */
export function timeSkipped(place: ProblemPlace): readonly Fix[] {
  const { document } = place;
  const found = draftTimeOf(place);
  const moment = found === undefined ? undefined : readMomentText(found.field.value);
  if (found === undefined || moment?.kind !== 'moment') return [];
  const placed = placeInZone(moment.wall, found.zone);
  if (placed.kind !== 'skipped') return [];
  const jump = Date.parse(`${placed.to}Z`) - Date.parse(`${placed.from}Z`);
  const wall = wallOf(Date.parse(`${moment.wall}Z`) + jump);
  const edits = writeWall(document, found.field, wall, '');
  return edits === undefined ? [] : [{ name: 'write', text: wall, edits, likely: false }];
}

/** `DurationInvalid`: what a meeting lasts when nothing says how long. */
export function durationInvalid({ node }: ProblemPlace): readonly Fix[] {
  return node === undefined ? [] : [{ ...write(node, AN_HOUR, false), text: '60' }];
}

/** `DurationLooksLikeHours`: the same number with a unit; hours are what it looks like. */
export function durationUnit({ node }: ProblemPlace): readonly Fix[] {
  if (node === undefined || !['string', 'number'].includes(node.type)) return [];
  const number = String(node.value).trim();
  const one = Number(number) === 1 ? '' : 's';
  return [write(node, `${number} hour${one}`, true), write(node, `${number} minute${one}`, false)];
}

/** Puts each of two moments in the other's place; only where both are written in the same way. */
function swap(
  document: JsonDocument,
  start: Field<string>,
  end: Field<string>,
): readonly TextEdit[] | undefined {
  const pairs = [
    [start.path, end.path],
    [start.timePath, end.timePath],
  ] as const;
  const edits: TextEdit[] = [];
  for (const [from, to] of pairs) {
    if (from === undefined && to === undefined) continue;
    const a = from === undefined ? undefined : nodeAt(document, from);
    const b = to === undefined ? undefined : nodeAt(document, to);
    if (a === undefined || b === undefined) return undefined;
    const raw = (node: Node): string => document.text.slice(node.offset, node.offset + node.length);
    edits.push({ offset: a.offset, length: a.length, text: raw(b) });
    edits.push({ offset: b.offset, length: b.length, text: raw(a) });
  }
  return edits;
}

/** Writes a moment into a field as that field was written: with its offset, or as wall time in the zone. */
function writeMoment(
  document: JsonDocument,
  field: Field<string>,
  zone: string,
  epochMs: number,
): readonly TextEdit[] | undefined {
  const before = readMomentText(field.value);
  const offset = before.kind === 'moment' ? before.offset : undefined;
  if (offset === undefined) {
    const wall = addMinutes({ dateTime: '', timeZone: zone, epochMs }, 0).dateTime.slice(0, 16);
    return writeWall(document, field, wall, '');
  }
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d{2}):(\d{2})$/.exec(offset) ?? [];
  const shift = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  // Shown as the file shows it: seconds, and `Z` for no offset.
  const written = /[Zz]$/.test(field.value.trim()) ? 'Z' : offset;
  const seconds = /T\d{2}:\d{2}:\d{2}/.test(field.value) ? ':00' : '';
  return writeWall(document, field, `${wallOf(epochMs + shift)}${seconds}`, written);
}

function writeWall(
  document: JsonDocument,
  { path, timePath }: Field<string>,
  wall: string,
  offset: string,
): readonly TextEdit[] | undefined {
  const node = nodeAt(document, path);
  if (node === undefined) return undefined;
  if (timePath === undefined) return [replaceNode(node, `${wall}${offset}`)];
  const clock = nodeAt(document, timePath);
  if (clock === undefined) return undefined;
  return [replaceNode(node, wall.slice(0, 10)), replaceNode(clock, wall.slice(11, 16))];
}

/** `YYYY-MM-DDTHH:mm` of a count of ms, taken as if it were UTC. */
const wallOf = (epochMs: number): string => new Date(epochMs).toISOString().slice(0, 16);

function nodeAt(document: JsonDocument, path: readonly (string | number)[]): Node | undefined {
  const place = document.root === undefined ? undefined : locate(document.root, path);
  return place?.complete === true ? place.node : undefined;
}

const textOf = (node: Node | undefined): string | undefined =>
  node?.type === 'string' ? String(node.value) : undefined;

const write = (node: Node, value: string | number, likely: boolean): Fix => ({
  name: 'write',
  text: String(value),
  edits: [replaceNode(node, value)],
  likely,
});
