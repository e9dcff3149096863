import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeAnswer, type Answer } from './answer.ts';

/** How an answer reaches its client, or does not. */
export type Delivery =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'hang' }
  /** The socket is destroyed, after so many bytes of the body when an answer is given. */
  | { readonly kind: 'reset'; readonly partial?: { readonly answer: Answer; readonly bytes: number } }
  /** Headers at once, the body in pieces over `durationMs`, never silent for long enough to look dead. */
  | { readonly kind: 'slow'; readonly answer: Answer; readonly durationMs: number };

/**
 * Delivers; resolves when there is no more to do. The signal says that the client is gone.
 * A hanging delivery resolves at once and leaves the connection open: whoever closes it ends it.
 */
export async function deliver(
  response: ServerResponse,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<void> {
  switch (delivery.kind) {
    case 'answer':
      writeAnswer(response, delivery.answer);
      return;
    case 'hang':
      return;
    case 'reset':
      if (delivery.partial) await writePart(response, delivery.partial.answer, delivery.partial.bytes);
      response.socket?.resetAndDestroy();
      return;
    case 'slow':
      await writeSlowly(response, delivery.answer, delivery.durationMs, signal);
  }
}

/** Waits `ms`, or less when the client goes away: then false. */
export async function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  if (ms <= 0) return true;
  return sleep(ms, true, { signal }).catch(() => false);
}

async function writePart(response: ServerResponse, answer: Answer, bytes: number): Promise<void> {
  const body = Buffer.from(answer.body, 'utf8');
  response.writeHead(answer.status, {
    ...answer.headers,
    'content-length': Math.max(body.length, bytes + 1),
  });
  response.flushHeaders();
  if (bytes > 0)
    await new Promise<void>((resolve) => response.write(body.subarray(0, bytes), () => resolve()));
  // A reset discards what the kernel has not sent yet: let the client have the bytes first.
  await sleep(20);
}

/** Shorter than any client's limit for silence, so that only a limit for the whole answer ends a slow body. */
const LONGEST_SILENCE_MS = 100;

async function writeSlowly(
  response: ServerResponse,
  answer: Answer,
  durationMs: number,
  signal: AbortSignal,
): Promise<void> {
  const body = Buffer.from(answer.body, 'utf8');
  response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length });
  response.flushHeaders();
  const pieces = Math.max(1, Math.min(body.length, Math.max(10, Math.ceil(durationMs / LONGEST_SILENCE_MS))));
  const endOf = (piece: number) => Math.round(((piece + 1) * body.length) / pieces);
  for (let piece = 0; piece < pieces; piece++) {
    response.write(body.subarray(endOf(piece - 1), endOf(piece)));
    if (piece < pieces - 1 && !(await waited(durationMs / (pieces - 1), signal))) return;
  }
  response.end();
}
