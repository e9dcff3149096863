import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { storedEventSchema, type StoredEvent } from './event.ts';
import { withFileLock } from './file-lock.ts';

/** What a change makes of the calendar, and what it answers. */
export interface Change<T> {
  readonly events: readonly StoredEvent[];
  readonly result: T;
}

/** All calendars of the sandbox. */
export interface CalendarStore {
  readonly read: () => readonly StoredEvent[];
  /** Reads, lets `change` work, writes: nobody else's change comes between. `change` may throw to change nothing. */
  mutate<T>(change: (events: readonly StoredEvent[]) => Change<T>): Promise<T>;
}

/** Calendars that end with the process. */
export function createMemoryStore(): CalendarStore {
  let events: readonly StoredEvent[] = [];
  return {
    read: () => events,
    mutate: <T>(change: (events: readonly StoredEvent[]) => Change<T>) =>
      new Promise<T>((resolve) => {
        const changed = change(events);
        events = changed.events;
        resolve(changed.result);
      }),
  };
}

const fileSchema = z.object({ version: z.literal(1), events: z.array(storedEventSchema) });

/**
 * Calendars in a JSON file that several processes share: each change is made under a lock file and replaces the file
 * in one step, so that a reader sees all of it or none.
 */
export function createFileStore(file: string): CalendarStore {
  let queue: Promise<unknown> = Promise.resolve();
  const read = (): readonly StoredEvent[] => {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
    const parsed = fileSchema.safeParse(JSON.parse(text));
    if (!parsed.success) throw new Error(`${file} is no calendar of this sandbox. Delete it to begin anew.`);
    return parsed.data.events;
  };
  const write = async (events: readonly StoredEvent[]): Promise<void> => {
    const draft = `${file}.${process.pid}.${randomUUID()}.tmp`;
    try {
      await writeFile(draft, JSON.stringify({ version: 1, events }), { mode: 0o600 });
      await rename(draft, file);
    } finally {
      await rm(draft, { force: true });
    }
  };
  return {
    read,
    mutate: <T>(change: (events: readonly StoredEvent[]) => Change<T>): Promise<T> => {
      const turn = queue.then(() =>
        withFileLock(`${file}.lock`, async () => {
          const { events, result } = change(read());
          await write(events);
          return result;
        }),
      );
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}
