import { constants, type Stats } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { devNull } from 'node:os';
import { notRegular } from './kind-of-file.ts';
import { FileRefusal } from './refusal.ts';

/** How much of a file is read, and how long that may take. */
export interface ReadLimits {
  /** Gives the read up; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** More bytes than this are refused, before any of them is parsed. */
  readonly maxBytes?: number;
  /** Milliseconds; a network drive that does not answer is then given up. */
  readonly timeLimitMs?: number;
}

/** The file system's calls, replaced in tests. */
export interface Disk {
  readonly stat: (path: string) => Promise<Stats>;
  readonly open: (path: string, flags: number) => Promise<Pick<FileHandle, 'stat' | 'read' | 'close'>>;
}

/** No configuration is bigger: its reader refuses texts of more than 16 million characters. */
export const MAX_BYTES = 32_000_000;
/** No metadata is bigger: its reader refuses texts of more than two million characters. */
export const MAX_METADATA_BYTES = 8_000_000;
/** For files of our own, of which the send history grows with every meeting. */
export const MAX_STATE_BYTES = 256_000_000;

const TIME_LIMIT_MS = 10_000;
const CHUNK_BYTES = 256 * 1024;

/** Windows has no such flag, which counts as 0 here, and no files that wait when they are opened. */
const WITHOUT_WAITING = constants.O_RDONLY | constants.O_NONBLOCK;

/** Also by the name that it has on other systems, where settings are shared among them. */
const NULL_ON_WINDOWS = /^(\\\\[.?]\\nul|nul|\/dev\/null)$/i;

const NODE: Disk = { stat, open };

/** Paths whose last read never came back: each holds a thread of Node's pool, and a second one would hold another. */
const overdue = new Set<string>();

/**
 * Reads a file's bytes. Links are followed. Only regular files are read: anything else is refused by name before it is
 * opened, as opening a pipe waits and opening a device may do something (open(2), fifo(7)); the null device is an empty file.
 * @param path absolute
 * @returns `undefined` when there is no such file
 * @throws FileRefusal; the signal's reason; whatever else the file system says, e.g. EACCES
 */
export async function readFileBytes(
  path: string,
  limits: ReadLimits = {},
  disk: Disk = NODE,
): Promise<Buffer | undefined> {
  const { signal, maxBytes = MAX_BYTES, timeLimitMs = TIME_LIMIT_MS } = limits;
  signal?.throwIfAborted();
  if (overdue.has(path)) throw tooLate(timeLimitMs);
  const given = { up: false };
  const work = readWhole(path, maxBytes, disk, given);
  return new Promise((resolve, reject) => {
    const giveUp = (reason: unknown): void => {
      given.up = true;
      overdue.add(path);
      const forget = (): boolean => overdue.delete(path);
      work.then(forget, forget);
      reject(reason instanceof Error ? reason : new Error(String(reason)));
    };
    const onAbort = (): void => giveUp(signal?.reason);
    const timer = setTimeout(() => giveUp(tooLate(timeLimitMs)), timeLimitMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    });
  });
}

async function readWhole(
  path: string,
  maxBytes: number,
  disk: Disk,
  given: { readonly up: boolean },
): Promise<Buffer | undefined> {
  if (process.platform === 'win32' && NULL_ON_WINDOWS.test(path)) return Buffer.alloc(0);
  let file: Awaited<ReturnType<Disk['open']>>;
  try {
    const before = await disk.stat(path);
    if (await isNullDevice(before, disk)) return Buffer.alloc(0);
    refuseOthers(before);
    file = await disk.open(path, WITHOUT_WAITING);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const opened = await file.stat(); // of what was opened: the name may lead elsewhere by now
    refuseOthers(opened);
    if (opened.size > maxBytes) throw tooLarge(maxBytes);
    const chunks: Buffer[] = [];
    let total = 0;
    for (;;) {
      const room = Math.min(CHUNK_BYTES, maxBytes - total + 1);
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(room), 0, room, null);
      if (bytesRead === 0 || given.up) return Buffer.concat(chunks, total);
      total += bytesRead;
      if (total > maxBytes) throw tooLarge(maxBytes); // it grows, or says no size, as those of /proc
      chunks.push(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

async function isNullDevice(stats: Stats, disk: Disk): Promise<boolean> {
  return stats.isCharacterDevice() && stats.rdev === (await disk.stat(devNull)).rdev;
}

function refuseOthers(stats: Stats): void {
  const kind = notRegular(stats);
  if (kind === undefined) return;
  throw new FileRefusal(
    stats.isDirectory() ? 'EISDIR' : 'NotRegularFile',
    `it is ${kind}, and only regular files are read; name the file itself`,
  );
}

function tooLarge(maxBytes: number): FileRefusal {
  const most = maxBytes.toLocaleString('en-US');
  return new FileRefusal(
    'TooLarge',
    `it is larger than ${most} bytes, which is the most that is read; check that it is the right file`,
  );
}

function tooLate(timeLimitMs: number): FileRefusal {
  return new FileRefusal(
    'TimedOut',
    `the disk did not answer within ${Math.round(timeLimitMs / 1000)} seconds; check the drive that it is on`,
  );
}
