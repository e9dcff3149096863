import type { Problem } from '../metadata/index.ts';
import type { ConfirmedEvent, ModificationEntry } from './modification.ts';

/** What a file is to be told of. */
export type Confirmation = ModificationEntry['modification_type'];

const SENTENCES: Readonly<Record<Confirmation, { readonly confirmed: string; readonly safe: string }>> = {
  meeting_scheduled: {
    confirmed: 'The calendar has the meeting',
    safe: 'nothing is sent twice, and the file is told what is on the calendar',
  },
  meeting_cancelled: {
    confirmed: 'The meeting is cancelled',
    safe: 'nobody is told twice, and the file is told that it is cancelled',
  },
};

/** Whether these events say that a meeting was scheduled, or that it was cancelled. */
export function confirmationOf(events: readonly ConfirmedEvent[]): Confirmation {
  return events.some(({ status }) => status === 'cancelled') ? 'meeting_cancelled' : 'meeting_scheduled';
}

/**
 * A warning that the calendar has confirmed what the file does not say.
 * @param file as the person named it
 * @param why the end of a sentence
 * @param again what to do again once that is put right, the beginning of a sentence
 */
export function metadataNotUpdated(
  confirmation: Confirmation,
  file: string | undefined,
  why: string,
  again?: string,
): Problem {
  const { confirmed, safe } = SENTENCES[confirmation];
  const goOn = again === undefined ? '' : ` ${again}: ${safe}.`;
  return {
    severity: 'warning',
    code: 'MetadataNotUpdated',
    message: `${confirmed}, but ${file ?? 'the file'} was not brought up to date: ${why}.${goOn}`,
    path: '',
    ...(file === undefined ? {} : { file }),
  };
}
