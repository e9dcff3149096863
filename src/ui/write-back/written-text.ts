import type { EventOutcome } from '../../calendar/index.ts';
import {
  addModifications,
  confirmationOf,
  metadataNotUpdated,
  modificationsFor,
  type InvitePlan,
} from '../../invite/index.ts';
import { readMetadata, type Problem } from '../../metadata/index.ts';

/** One replacement in a text; offsets in UTF-16 units, as VS Code counts. */
export interface Replacement {
  readonly offset: number;
  readonly length: number;
  readonly content: string;
}

/** What of a plan, or of a meeting that was cancelled, its file is told. */
export type ToldMeeting = Pick<InvitePlan, 'meeting' | 'organizer' | 'start' | 'end'>;

/** What a metadata text is to become after a send or a cancel; without `replacement` it stays as it is. */
export interface WrittenBack {
  readonly replacement?: Replacement;
  readonly problems: readonly Problem[];
}

/**
 * What a send or a cancel adds to the metadata that it was made from (design: writing back). Pure.
 * @param text as it is now, unsaved changes included: it may have been edited since the plan was made
 * @param plan what was sent or cancelled
 * @param events what the calendar confirmed
 * @param nowEpochMs milliseconds since the Unix epoch
 */
export function writtenBack(
  text: string,
  file: string,
  plan: ToldMeeting,
  events: readonly EventOutcome[],
  nowEpochMs: number,
): WrittenBack {
  const { timeZone } = plan.start;
  const { meeting } = readMetadata(text, { file, defaultTimeZone: timeZone, nowEpochMs });
  if (meeting?.objectId !== plan.meeting.objectId) {
    return { problems: [notUpdated(events, file, 'by now it describes something else, or has errors')] };
  }
  const { entries, problems } = modificationsFor({ ...plan, meeting }, events, nowEpochMs);
  if (entries.length === 0) return { problems };
  const edited = addModifications(text, entries, file);
  if (edited.kind === 'refused') return { problems: [...problems, edited.problem] };
  return { replacement: replacementOf(text, edited.text), problems };
}

const AGAIN = {
  meeting_scheduled: 'Send again when that is put right',
  meeting_cancelled: 'Cancel again when that is put right',
} as const;

/** A warning that the calendar has confirmed these events and the file does not say so. */
export function notUpdated(events: readonly EventOutcome[], file: string, why: string): Problem {
  const confirmation = confirmationOf(events);
  return metadataNotUpdated(confirmation, file, why, AGAIN[confirmation]);
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
