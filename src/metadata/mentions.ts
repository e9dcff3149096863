import { customerEntries } from './customer-codes.ts';
import type { Draft, Field } from './draft.ts';
import type { JsonDocument, TextRange } from './json-document.ts';
import { locate } from './json-tree.ts';
import { readZones } from './meeting-zone.ts';
import type { ZonedTime } from './meeting.ts';
import type { MetadataInspection } from './read-metadata.ts';
import { readTime } from './read-time.ts';
import { findTimeZone } from './time-zone.ts';

/** Something that a metadata text names and that means more than its letters say, and where it stands. */
export type Mention = CustomerMention | TimeMention | TimeZoneMention;

/** A customer's code. */
export interface CustomerMention {
  readonly kind: 'customer';
  readonly customerCode: string;
  readonly range: TextRange;
  /** JSON pointer of the list's entry, or of the text that holds it between commas. */
  readonly path: string;
  /** False in a field that is overruled by another one. */
  readonly counts: boolean;
}

/** A moment that could be read. */
export interface TimeMention {
  readonly kind: 'time';
  readonly time: ZonedTime;
  readonly range: TextRange;
}

/** A time zone that exists. */
export interface TimeZoneMention {
  readonly kind: 'timeZone';
  /** IANA, whatever is written. */
  readonly timeZone: string;
  readonly written: string;
  readonly range: TextRange;
}

/** Every customer code that a text names, in its order within each field; the field that counts comes first. */
export function customerMentions(document: JsonDocument): readonly CustomerMention[] {
  return customerEntries(document).flatMap(({ code, path, range, counts }) => {
    if (code === undefined) return [];
    const place = document.problemAt(path, 'warning', '', '', range);
    return place.range === undefined
      ? []
      : [{ kind: 'customer' as const, customerCode: code, range: place.range, path: place.path, counts }];
  });
}

/** Everything that a metadata text names, for whoever explains it. */
export function mentionsIn(inspection: MetadataInspection): readonly Mention[] {
  const { document, found, options } = inspection;
  if (found === undefined) return [];
  const { draft } = found;
  const zones = readZones(document, draft, options.defaultTimeZone);
  return [
    ...customerMentions(document),
    ...[draft.meeting.start, draft.meeting.end].flatMap((each) =>
      timeMentions(document, each, zones.meeting),
    ),
    ...[draft.window.start, draft.window.end].flatMap((each) => timeMentions(document, each, zones.window)),
    ...timeZoneMentions(document, draft),
  ];
}

function timeMentions(
  document: JsonDocument,
  timeField: Field<string> | undefined,
  zone: string,
): readonly TimeMention[] {
  if (timeField === undefined) return [];
  return [timeField, ...(timeField.others ?? [])].flatMap((each) => {
    const { time } = readTime(document, each, zone);
    if (time === undefined) return [];
    const paths = each.timePath === undefined ? [each.path] : [each.path, each.timePath];
    return paths.flatMap((path) => {
      const range = rangeAt(document, path);
      return range === undefined ? [] : [{ kind: 'time' as const, time, range }];
    });
  });
}

function timeZoneMentions(document: JsonDocument, draft: Draft): readonly TimeZoneMention[] {
  const fields = [draft.meeting.timeZone, draft.window.timeZone].filter((each) => each !== undefined);
  const seen = new Set<number>();
  return fields
    .flatMap((each) => [each, ...(each.others ?? [])])
    .flatMap(({ value, path }) => {
      const timeZone = findTimeZone(value);
      const range = rangeAt(document, path);
      if (timeZone === undefined || range === undefined || seen.has(range.offset)) return [];
      seen.add(range.offset);
      return [{ kind: 'timeZone' as const, timeZone, written: value, range }];
    });
}

function rangeAt(document: JsonDocument, path: readonly (string | number)[]): TextRange | undefined {
  const place = document.root === undefined ? undefined : locate(document.root, path);
  return place?.complete === true ? { offset: place.node.offset, length: place.node.length } : undefined;
}
