/**
 * Runs something that listens to a signal for at most so long. Real time, whatever a clock says: a connection that
 * hangs does so in real time.
 * @param limitMs milliseconds
 * @param run its signal aborts with the caller's, and when the time is up
 * @returns what `run` gives; when it fails, `late` tells whether the time was up
 */
export async function withTimeLimit<T>(
  signal: AbortSignal,
  limitMs: number,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: unknown; readonly late: boolean }
> {
  const ending = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    ending.abort();
  }, limitMs);
  const onAbort = (): void => ending.abort();
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort);
  try {
    return { ok: true, value: await run(ending.signal) };
  } catch (error) {
    return { ok: false, error, late };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}
