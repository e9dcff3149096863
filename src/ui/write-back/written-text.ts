import type { EventOutcome } from '../../calendar/index.ts';
import { addModifications, modificationsFor, type InvitePlan } from '../../invite/index.ts';
import { readMetadata, type Problem } from '../../metadata/index.ts';

/** One replacement in a text; offsets in UTF-16 units, as VS Code counts. */
export interface Replacement {
  readonly offset: number;
  readonly length: number;
  readonly content: string;
}

/** What a metadata text is to become after a send; without `replacement` it stays as it is. */
export interface WrittenBack {
  readonly replacement?: Replacement;
  readonly problems: readonly Problem[];
}

/**
 * What a send adds to the metadata that it was made from (design: writing back). Pure.
 * @param text as it is now, unsaved changes included: it may have been edited since the plan was made
 * @param plan what was sent
 * @param events what the calendar confirmed
 * @param nowEpochMs milliseconds since the Unix epoch
 */
export function writtenBack(
  text: string,
  file: string,
  plan: InvitePlan,
  events: readonly EventOutcome[],
  nowEpochMs: number,
): WrittenBack {
  const { timeZone } = plan.start;
  const { meeting } = readMetadata(text, { file, defaultTimeZone: timeZone, nowEpochMs });
  if (meeting?.objectId !== plan.meeting.objectId) {
    return { problems: [notUpdated(file, 'by now it describes something else, or has errors')] };
  }
  const { entries, problems } = modificationsFor({ ...plan, meeting }, events, nowEpochMs);
  if (entries.length === 0) return { problems };
  const edited = addModifications(text, entries, file);
  if (edited.kind === 'refused') return { problems: [...problems, edited.problem] };
  return { replacement: replacementOf(text, edited.text), problems };
}

/** A warning that the meeting is on the calendar and its file does not say so. */
export function notUpdated(file: string, why: string): Problem {
  const message = `The calendar has the meeting, but ${file} was not brought up to date: ${why}. Send again when that is put right: nothing is sent twice, and the file is told what is on the calendar.`;
  return { severity: 'warning', code: 'MetadataNotUpdated', message, path: '' };
}

/** The stretch in which two texts differ. */
export function replacementOf(before: string, after: string): Replacement {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return {
    offset: start,
    length: before.length - same - start,
    content: after.slice(start, after.length - same),
  };
}
