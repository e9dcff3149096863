import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { cancelMeeting, createCalendar, sendPlan, type CancelOutcome } from '../../../src/calendar/index.ts';
import { openJournal, type SendJournal } from '../../../src/history/index.ts';
import { realClock } from '../../../src/recipients/index.ts';
import { planFor, type PlanSketch } from '../support/plans.ts';

/** One send or cancel, as it is handed to another process. */
export interface Work {
  readonly action: 'send' | 'cancel';
  readonly sketch: PlanSketch;
  readonly baseUrl: string;
  readonly token: string;
  readonly journalFile: string;
}

/** Carries it out as both shells do: with a journal on the disk. */
export function carryOut({ action, sketch, baseUrl, token, journalFile }: Work): Promise<CancelOutcome> {
  const calendar = createCalendar({
    baseUrl,
    token: { description: 'the test', getAccessToken: () => Promise.resolve(token) },
    fetch,
    clock: realClock,
    place: 'crash', // the road's address is another one than Graph's
  });
  const options = {
    forceUpdate: false,
    signal: new AbortController().signal,
    journal: fileJournal(journalFile),
  };
  const plan = planFor(sketch);
  return action === 'send' ? sendPlan(plan, calendar, options) : cancelMeeting(plan, calendar, options);
}

/** A journal in a real file, brought to the disk with each entry. */
export function fileJournal(file: string): SendJournal {
  return openJournal(file, {
    readTextFile: (path) =>
      readFile(path, 'utf8').catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }),
    appendTextFile: async (path, text) => {
      await mkdir(dirname(path), { recursive: true });
      const handle = await open(path, 'a', 0o600);
      try {
        await handle.appendFile(text);
        await handle.datasync();
      } finally {
        await handle.close();
      }
    },
  });
}
