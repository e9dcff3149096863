import type { ProofCheck } from './check.ts';
import { ENDED } from './checks/ended.ts';
import { FOUND_AGAIN } from './checks/found-again.ts';
import { KEPT } from './checks/kept.ts';
import { MADE_ONCE } from './checks/made-once.ts';
import { TIMES_KEPT } from './checks/times.ts';
import { UNTOLD } from './checks/untold.ts';

/**
 * Every assumption about the calendar, in the order in which they are tried: each needs what those before it left. A
 * repeated create is tried before anything about the event is changed, as a send would repeat it.
 */
export const PROOF_CHECKS: readonly ProofCheck[] = [
  ...FOUND_AGAIN,
  ...MADE_ONCE,
  ...KEPT,
  ...TIMES_KEPT,
  ...ENDED,
  ...UNTOLD,
];
