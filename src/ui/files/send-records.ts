import { MAX_STATE_BYTES, readTextFile } from '../../files/index.ts';
import type { UiContext } from '../context.ts';
import { isSampleWindow } from '../environment/sample-window.ts';
import { sendJournalPath } from '../send/journal-path.ts';
import { sentRecords, type SentRecord } from './sent-record.ts';

/**
 * What the send history has on record, by the meetings' keys; the sandbox's where this window's meetings are the
 * sandbox's. A history that cannot be read is no reason to show no meetings: it is told in the log.
 */
export async function readSentRecords(ctx: UiContext): Promise<ReadonlyMap<string, SentRecord>> {
  const isSandbox = isSampleWindow(ctx.extension) || ctx.sessions.current()?.state().sandbox === true;
  try {
    const journal = sendJournalPath(ctx.extension, isSandbox);
    return sentRecords((await readTextFile(journal, { maxBytes: MAX_STATE_BYTES })) ?? '');
  } catch (error) {
    ctx.log.warn(`The send history cannot be read: ${String(error)}`);
    return new Map();
  }
}
