import { planBlocks, type InvitePlan, type Preparation } from '../../invite/index.ts';
import type { Problem } from '../../metadata/index.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { runProblem } from '../output/run-problem.ts';

/** The part of the command line that decides what may be done with a plan. */
export interface Decisions {
  readonly dryRun: boolean;
  readonly requireAllCustomers: boolean;
  /** The fingerprint of the only plan that may be sent. */
  readonly confirm: string | undefined;
  /** How the plan differs from the confirmed one, where that is known; asked only when it does. */
  readonly planChanges?: () => string;
}

/** What is done with a prepared plan: nothing more, a look at the calendar, or the send. */
export type Verdict =
  | { readonly kind: 'stop'; readonly exitCode: ExitCode; readonly problems: readonly Problem[] }
  | { readonly kind: 'look'; readonly plan: InvitePlan }
  | { readonly kind: 'send'; readonly plan: InvitePlan };

/**
 * Decides how a run goes on after its preparation (design: exit status). Pure. `problems` are those that the
 * preparation itself does not carry.
 */
export function judge(preparation: Preparation, decisions: Decisions): Verdict {
  if (preparation.kind === 'cancelled') return stop(EXIT.interrupted);
  if (preparation.kind === 'failed') return stop(EXIT.failed);
  const { plan, aggregated } = preparation;

  if (decisions.requireAllCustomers && aggregated.errors > 0) {
    const failed = aggregated.results.filter(({ error }) => error !== undefined);
    const codes = failed.map(({ customerCode }) => customerCode).join(', ');
    const message = `Nothing is sent, because --require-all-customers was given and ${failed.length} of ${aggregated.results.length} customers failed: ${codes}. Put that right, or leave the flag out to invite the others.`;
    return stop(EXIT.incomplete, runProblem('error', 'CustomersRequired', message));
  }
  const { confirm } = decisions;
  if (confirm !== undefined && confirmedParts(confirm).plan !== plan.fingerprint) {
    const changes = decisions.planChanges?.() ?? '';
    const what = changes === '' ? 'what was different then is not on record on this machine' : changes;
    const message = `Nothing is sent, because the plan is not the confirmed one (${what}): its fingerprint is ${plan.fingerprint}, --confirm said ${confirm}. Look at a new dry run, and confirm the fingerprint it prints.`;
    return stop(EXIT.failed, runProblem('error', 'FingerprintDiffers', message));
  }
  const blocks = planBlocks(plan);
  if (blocks.length > 0) {
    const known = new Set(plan.problems.map(({ code }) => code));
    return stop(EXIT.failed, ...blocks.filter(({ code }) => !known.has(code)));
  }
  if (plan.attendees.length === 0) return stop(EXIT.done);
  return { kind: decisions.dryRun ? 'look' : 'send', plan };
}

/** The parts of a fingerprint as `--confirm` takes it: `<plan>`, or `<plan>-<calendar>`. */
export function confirmedParts(confirm: string): { readonly plan: string; readonly calendar?: string } {
  const [plan = '', ...calendar] = confirm.trim().toLowerCase().split('-');
  return calendar.length === 0 ? { plan } : { plan, calendar: calendar.join('-') };
}

const stop = (exitCode: ExitCode, ...problems: readonly Problem[]): Verdict => ({
  kind: 'stop',
  exitCode,
  problems,
});
