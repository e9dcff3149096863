import { randomBytes } from 'node:crypto';
import type { CalendarOptions } from '../calendar.ts';
import { GraphFailure, isTransient } from '../failure.ts';
import type { CalendarError } from '../outcome.ts';
import { cannotBeTold, differs, NothingToLookAt, type Finding, type ProofCheck } from './check.ts';
import { PROOF_CHECKS } from './checks.ts';
import { clearTrial, type LeftEvent } from './clear.ts';
import { refusalText } from './seen.ts';
import { openTrial, type Trial } from './trial.ts';

/** One assumption that was tried. */
export interface ProvedCheck extends Finding {
  readonly code: string;
  readonly assumption: string;
  readonly meaning: string;
  readonly durationMs: number;
}

/** What trying every assumption came to. */
export interface Proof {
  readonly mailbox: string;
  /** In the order in which they were tried; not all of them when it was interrupted. */
  readonly checks: readonly ProvedCheck[];
  /** How many events were made. */
  readonly events: number;
  /** Events that could not be deleted. */
  readonly leftOver: readonly LeftEvent[];
  readonly interrupted: boolean;
  /** Why no event could be made, so that nothing could be tried. */
  readonly failure?: CalendarError;
}

/** What a proof needs besides the calendar. */
export interface ProofOptions {
  readonly mailbox: string;
  /** The person's wish to stop: what was made is still deleted. */
  readonly signal: AbortSignal;
  readonly onCheck?: (check: ProofCheck, number: number, total: number) => void;
  readonly onResult?: (check: ProvedCheck) => void;
  /** Everything has been tried, or it was interrupted: what was made is being deleted. */
  readonly onClearing?: () => void;
}

/** How long one check may take, in milliseconds; writes under way are finished. */
const CHECK_LIMIT_MS = 120_000;

/**
 * Tries every assumption about a calendar that "once" rests on, on events without attendees, a year ahead, one after
 * the other, and deletes all of them, whatever happens. Mails nobody. Never rejects for Graph's sake.
 * @throws CalendarFailure for a base URL that no token may be sent to
 */
export async function proveCalendar(calendar: CalendarOptions, options: ProofOptions): Promise<Proof> {
  const { mailbox, signal, onCheck, onResult } = options;
  const trial = openTrial(calendar, mailbox, () => randomBytes(6).toString('hex'));
  const checks: ProvedCheck[] = [];
  const tryAll = async (): Promise<void> => {
    for (const [index, check] of PROOF_CHECKS.entries()) {
      if (signal.aborted) return;
      onCheck?.(check, index + 1, PROOF_CHECKS.length);
      const begun = trial.clock.monotonic();
      const finding = await tried(check, trial, signal);
      if (finding === undefined) return;
      const { code, assumption, meaning } = check;
      const durationMs = Math.round(trial.clock.monotonic() - begun);
      const proved = { code, assumption, meaning, ...finding, durationMs };
      checks.push(proved);
      onResult?.(proved);
    }
  };
  await tryAll();
  options.onClearing?.();
  const leftOver = await clearTrial(trial);
  const failure = trial.failure();
  return {
    mailbox,
    checks,
    events: trial.records.reduce((sum, { events }) => sum + events.size, 0),
    leftOver,
    interrupted: checks.length < PROOF_CHECKS.length,
    ...(failure !== undefined && { failure: trial.calendar.describe(failure, mailbox) }),
  };
}

/** One check's finding; nothing when the person stopped it. */
async function tried(check: ProofCheck, trial: Trial, signal: AbortSignal): Promise<Finding | undefined> {
  const limit = AbortSignal.timeout(CHECK_LIMIT_MS);
  try {
    return await check.run(trial, AbortSignal.any([signal, limit]));
  } catch (error) {
    if (signal.aborted) return undefined;
    if (limit.aborted) return cannotBeTold(`no end within ${String(CHECK_LIMIT_MS / 1000)} s`);
    if (error instanceof NothingToLookAt) return cannotBeTold(error.message);
    // Whatever it is, the others are still tried, and what was made is deleted.
    if (!(error instanceof GraphFailure)) return cannotBeTold(`unforeseen: ${nameOf(error)}`);
    const seen = `answered with ${refusalText(error.facts)}`;
    return isRefusal(error) ? differs(seen) : cannotBeTold(seen);
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'an error without a name';
}

/** Graph has understood and does not want what a send would send as well; trouble and missing rights say nothing of that. */
function isRefusal({ facts }: GraphFailure): boolean {
  const { status } = facts;
  return facts.kind === 'answer' && !isTransient(facts) && (status === 400 || status === 413);
}
