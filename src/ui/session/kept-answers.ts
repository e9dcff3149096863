import type { KeptRun, RunStore } from './kept-run.ts';

/** What is kept of one meeting for the next window, read once and written in the order of saving. */
export interface KeptAnswers {
  /** What was saved last, by this window or an earlier one. */
  readonly load: () => Promise<KeptRun | undefined>;
  readonly save: (run: KeptRun) => Promise<void>;
  /** Settles when everything saved so far is written down. */
  readonly written: () => Promise<void>;
}

/**
 * @param uri of the meeting's file
 * @param store where it is kept
 */
export function createKeptAnswers(uri: string, store: RunStore): KeptAnswers {
  let kept: Promise<KeptRun | undefined> | undefined;
  let written: Promise<void> = Promise.resolve();
  return {
    load: () => (kept ??= store.load(uri)),
    save: (run) => {
      kept = Promise.resolve(run);
      written = written.catch(() => undefined).then(() => store.save(uri, run));
      return written;
    },
    written: () => written.catch(() => undefined),
  };
}
