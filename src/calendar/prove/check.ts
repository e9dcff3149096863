import type { Trial } from './trial.ts';

/** What trying an assumption came to. */
export type ProofResult = 'holds' | 'differs' | 'cannot be told';

/** What one check found. */
export interface Finding {
  readonly result: ProofResult;
  /** What was seen, the end of a sentence; no address, id or text of the mailbox in it. */
  readonly seen: string;
}

/** One thing about the calendar that "once" rests on, and how it is tried. */
export interface ProofCheck {
  /** Stable. */
  readonly code: string;
  /** What is taken to be so, one sentence. */
  readonly assumption: string;
  /** What it means for sending where it is not so, one or two sentences. */
  readonly meaning: string;
  /** Where the assumption comes from. */
  readonly source: string;
  /**
   * Tries it. May reject with `GraphFailure` or `NothingToLookAt`: then it cannot be told.
   * @param signal ends reads and waits: the person's wish to stop, or the check's time limit
   */
  readonly run: (trial: Trial, signal: AbortSignal) => Promise<Finding>;
}

/** The assumption is true here. */
export const holds = (seen: string): Finding => ({ result: 'holds', seen });

/** It is not. */
export const differs = (seen: string): Finding => ({ result: 'differs', seen });

/** Whether it is does not show. */
export const cannotBeTold = (seen: string): Finding => ({ result: 'cannot be told', seen });

/** Thrown where a check needs something that an earlier one did not bring about; the message is the `seen` of a finding. */
export class NothingToLookAt extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'NothingToLookAt';
  }
}
