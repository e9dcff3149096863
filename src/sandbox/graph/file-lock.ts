import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A lock older than this belongs to nobody any more; ms. Work under it takes milliseconds. */
const STALE_AFTER_MS = 15_000;
const GIVE_UP_AFTER_MS = 30_000;

/**
 * Runs `work` while no other process does so under the same lock file. A lock left behind by a process that ended is
 * recognised (by its process id, else by its age) and taken over.
 * @throws Error when the lock cannot be had within 30 s.
 */
export async function withFileLock<T>(lockFile: string, work: () => Promise<T>): Promise<T> {
  const mine = `${process.pid} ${randomUUID()}`;
  const deadline = performance.now() + GIVE_UP_AFTER_MS;
  await mkdir(dirname(lockFile), { recursive: true });
  while (!(await createExclusively(lockFile, mine))) {
    if (performance.now() > deadline)
      throw new Error(`The calendar file is locked: ${lockFile}. Delete that file if no sandbox is running.`);
    if (!(await takeAwayIfStale(lockFile))) await sleep(5 + Math.random() * 15);
  }
  try {
    return await work();
  } finally {
    if ((await contentOf(lockFile)) === mine) await rm(lockFile, { force: true });
  }
}

/** Creates the file with this content unless it exists; the content is there as soon as the file is, or a moment later. */
async function createExclusively(file: string, content: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(content);
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * Removes a lock whose holder is gone. Only one process at a time may judge and remove (a second lock file), so that
 * nobody removes the fresh lock of the one that was quicker.
 */
async function takeAwayIfStale(lockFile: string): Promise<boolean> {
  if (!(await isStale(lockFile))) return false;
  const judging = `${lockFile}.stale`;
  if (!(await createExclusively(judging, String(process.pid)))) {
    if (await isStale(judging)) await rm(judging, { force: true });
    return false;
  }
  try {
    if (!(await isStale(lockFile))) return false;
    await rm(lockFile, { force: true });
    return true;
  } finally {
    await rm(judging, { force: true });
  }
}

async function isStale(lockFile: string): Promise<boolean> {
  const content = await contentOf(lockFile);
  if (content === undefined) return false;
  const holder = Number(content.split(' ')[0]);
  if (content !== '' && Number.isInteger(holder) && !isRunning(holder)) return true;
  const age = await stat(lockFile).then(
    (found) => Date.now() - found.mtimeMs,
    () => 0,
  );
  return age > STALE_AFTER_MS;
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

async function contentOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  });
}

const isCode = (error: unknown, code: string) =>
  error instanceof Error && 'code' in error && error.code === code;
