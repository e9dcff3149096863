import { readFile } from 'node:fs/promises';
// Imported for these alone, not by import(): the rest of that room speaks to Graph and must not be loaded for a list.
import { openJournal, recordedCalls } from '../../calendar/index.ts';
import type { UiContext } from '../context.ts';
import { isSampleWindow } from '../environment/sandbox-window.ts';
import { sendJournalPath } from '../send/journal-path.ts';
import { sentRecords, type SentRecord } from './sent-record.ts';

/**
 * What the send history has on record, by the meetings' keys; the sandbox's where this window's meetings are the
 * sandbox's. A history that cannot be read is no reason to show no meetings: it is told in the log.
 */
export async function readSentRecords(ctx: UiContext): Promise<ReadonlyMap<string, SentRecord>> {
  const isSandbox = isSampleWindow(ctx.extension) || ctx.sessions.current()?.state().sandbox === true;
  const journal = openJournal(sendJournalPath(ctx.extension, isSandbox), {
    readTextFile: readIfThere,
    appendTextFile: () => Promise.reject(new Error('A list writes nothing.')),
  });
  try {
    return sentRecords(recordedCalls(await journal.read()));
  } catch (error) {
    ctx.log.warn(`The send history cannot be read: ${String(error)}`);
    return new Map();
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
