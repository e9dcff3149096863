import { applyEdits } from '../json-edits.ts';
import type { Problem } from '../problem.ts';
import type { MetadataInspection } from '../read-metadata.ts';
import { customerCodeInvalid, customerRepeated, meantCustomer } from './customer-fixes.ts';
import {
  duplicateKey,
  fieldsDisagree,
  keyMisspelt,
  removeEntry,
  removeField,
  valueMeant,
  wrongType,
} from './field-fixes.ts';
import type { Fix } from './fix.ts';
import { byteOrderMark, jsonComment, trailingComma } from './form-fixes.ts';
import { placeOf, type ProblemPlace } from './place.ts';
import {
  durationInvalid,
  durationUnit,
  endBeforeStart,
  endDisagrees,
  monthFirst,
  timeOfDayMissing,
  timeSkipped,
  zoneAbbreviation,
} from './time-fixes.ts';
import { addTimeZone, anotherZone } from './zone-fixes.ts';

/** What can be done about each problem, by its code. Problems that only a person can put right are not here. */
const FIXES: Readonly<Record<string, (place: ProblemPlace) => readonly Fix[]>> = {
  AttachmentInvalid: removeEntry,
  AttendeeInvalid: removeEntry,
  ByteOrderMark: byteOrderMark,
  CustomerCodeInvalid: customerCodeInvalid,
  CustomerNameUnknown: meantCustomer,
  CustomerNotInConfig: meantCustomer,
  CustomerRepeated: customerRepeated,
  DuplicateKey: duplicateKey,
  DurationInvalid: durationInvalid,
  DurationLooksLikeHours: durationUnit,
  EndBeforeStart: endBeforeStart,
  EndDisagrees: endDisagrees,
  FieldsDisagree: fieldsDisagree,
  FixedOffsetZone: anotherZone,
  JsonComment: jsonComment,
  KeyMisspelt: keyMisspelt,
  ModificationInvalid: removeEntry,
  MonthFirst: monthFirst,
  TimeOfDayMissing: timeOfDayMissing,
  TimeSkipped: timeSkipped,
  TrailingComma: trailingComma,
  UnknownTimeZone: anotherZone,
  ValueMisspelt: valueMeant,
  VersionInvalid: removeField,
  WrongType: wrongType,
  ZoneAbbreviation: zoneAbbreviation,
  ZoneAssumed: addTimeZone,
};

/** The codes of problems that may have a fix. */
export const FIXABLE: ReadonlySet<string> = new Set(Object.keys(FIXES));

/**
 * The ways to put one of a metadata text's problems right, most likely first; none of them is proven yet
 * ({@link provenFixes}).
 */
export function fixesFor(inspection: MetadataInspection, problem: Problem): readonly Fix[] {
  return FIXES[problem.code]?.(placeOf(inspection, problem)) ?? [];
}

/** A fix of which it is known what comes of it. */
export interface ProvenFix extends Fix {
  /** The one to take without thinking: likely, removes its problem and adds none. At most one of several. */
  readonly preferred: boolean;
}

/**
 * Tries fixes out: one that does not remove its problem is left out, and only one that adds no other is preferred.
 * @param before the text's problems as they are
 * @param again reads an edited text's problems
 */
export function provenFixes(
  text: string,
  problem: Problem,
  before: readonly Problem[],
  fixes: readonly Fix[],
  again: (text: string) => readonly Problem[],
): readonly ProvenFix[] {
  let isPreferredFound = false;
  return fixes.flatMap((fix) => {
    const after = again(applyEdits(text, fix.edits));
    if (count(after, problem.code) >= count(before, problem.code)) return [];
    const preferred = !isPreferredFound && fix.likely && addsNone(before, after);
    isPreferredFound ||= preferred;
    return [{ ...fix, preferred }];
  });
}

/** Places move when a text is edited, so problems are counted by their kind. */
function addsNone(before: readonly Problem[], after: readonly Problem[]): boolean {
  return after.every(({ code }) => count(after, code) <= count(before, code));
}

const count = (problems: readonly Problem[], code: string): number =>
  problems.filter((problem) => problem.code === code).length;
