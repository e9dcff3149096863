import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { parseKeptResults } from '../../recipients/index.ts';
import type { KeptRun, RunStore } from '../session/kept-run.ts';
import { MAX_STATE_BYTES, readTextFile, writePrivateFile } from '../../files/index.ts';

/** Answers hold addresses: they are not kept longer than they can be of use. */
const KEPT_FOR_MS = 30 * 24 * 3_600_000;

const results = z.unknown().transform((value, context) => {
  const parsed = parseKeptResults(value);
  if (parsed !== undefined) return parsed;
  context.addIssue({ code: 'custom', message: 'no results' });
  return z.NEVER;
});

const keptRunSchema = z.object({
  version: z.literal(1),
  inputs: z.string(),
  files: z.array(z.string()),
  sandbox: z.boolean(),
  topicName: z.string(),
  results,
  older: results,
  choices: z
    .object({
      byHand: z.object({
        added: z.array(z.string()),
        leftOut: z.array(z.string()),
        takenOff: z.array(z.string()),
        takenOffCustomers: z.array(z.string()).optional(),
      }),
      hideAttendees: z.enum(['always', 'never']).optional(),
    })
    .optional(),
  excluded: z.array(z.object({ customerCode: z.string(), customerName: z.string().optional() })).optional(),
});

/**
 * Keeps the last run of each meeting in a folder of the extension's own storage, one file a meeting, readable by this
 * user only. A file that cannot be read or written costs nothing but the memory.
 * @param folder absolute; made when something is kept
 */
export function createRunStore(folder: string, now: () => number = Date.now): RunStore {
  const fileOf = (uri: string): string =>
    join(folder, `${createHash('sha256').update(uri).digest('hex')}.json`);
  return {
    load: async (uri) => {
      try {
        const file = fileOf(uri);
        if (now() - (await stat(file)).mtimeMs > KEPT_FOR_MS) return undefined;
        const text = (await readTextFile(file, { maxBytes: MAX_STATE_BYTES })) ?? '';
        const parsed = keptRunSchema.safeParse(JSON.parse(text));
        return parsed.success ? parsed.data : undefined;
      } catch {
        return undefined;
      }
    },
    save: async (uri, run) => {
      try {
        await writePrivateFile(
          fileOf(uri),
          JSON.stringify({ version: 1, ...run } satisfies KeptRun & { version: 1 }),
        );
        await dropOld(folder, now());
      } catch {
        // Nothing is lost that cannot be asked for again.
      }
    },
  };
}

async function dropOld(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    if (now - (await stat(file)).mtimeMs > KEPT_FOR_MS) await rm(file, { force: true });
  }
}
