import type { Preparation } from '../../invite/index.ts';
import { planBlocks } from '../../invite/index.ts';
import type { MetadataReading, Problem } from '../../metadata/index.ts';
import { accessOutcome, type AccessState } from '../access/state.ts';
import { withoutAddresses } from '../diagnostics/without-addresses.ts';
import type { SessionState } from '../session/state.ts';

/** A problem as a model gets it: without addresses, with its place in the file. */
export function problemAnswer({ severity, code, message, line, column }: Problem): object {
  return {
    severity,
    code,
    message: withoutAddresses(message),
    ...(line === undefined ? {} : { line, column: column ?? 1 }),
  };
}

/** One meeting of the list. @param state its session's, where it has one */
export function listedMeeting(
  file: string,
  { meeting, customerCodes, problems }: MetadataReading,
  nowEpochMs: number,
  state: SessionState | undefined,
): object {
  const count = (severity: Problem['severity']): number =>
    problems.filter((problem) => problem.severity === severity).length;
  return {
    file,
    ...(meeting === undefined
      ? {}
      : {
          subject: meeting.subject,
          start: meeting.start.dateTime,
          timeZone: meeting.start.timeZone,
          isOver: meeting.end.epochMs <= nowEpochMs,
        }),
    customers: customerCodes.length,
    errors: count('error'),
    warnings: count('warning'),
    ...(state === undefined ? {} : { lastRun: state.phase }),
  };
}

/** What a file has: its meeting, its customers, and everything that is wrong with it. */
export function validation(
  file: string,
  { meeting, customerCodes, shape }: MetadataReading,
  problems: readonly Problem[],
): object {
  return {
    file,
    valid: !problems.some(({ severity }) => severity === 'error'),
    ...(shape === undefined ? {} : { shape }),
    ...(meeting === undefined
      ? {}
      : {
          subject: meeting.subject,
          start: meeting.start.dateTime,
          end: meeting.end.dateTime,
          timeZone: meeting.start.timeZone,
        }),
    customerCodes,
    problems: problems.map(problemAnswer),
  };
}

/** What a check found: who can be asked, and for each other customer why not and what to do. */
export function accessAnswer(state: AccessState, file: string): object {
  const { ready, failed } = accessOutcome(state);
  return {
    configFile: file,
    phase: state.phase,
    sandbox: state.sandbox,
    ready: ready.map(({ customerCode }) => customerCode),
    failed: failed.map(({ customerCode, error }) => ({
      customerCode,
      code: error.code,
      message: withoutAddresses(error.message),
      remedy: withoutAddresses(error.remedy),
    })),
    problems: state.problems.map(problemAnswer),
  };
}

/** What would go out, in numbers: who sees whom, who is missing and why, what stands against sending. No addresses. */
export function previewAnswer(file: string, state: SessionState): object {
  const { preparation, sandbox } = state;
  const failed = state.customers.flatMap(({ customerCode, result }) =>
    result?.error === undefined
      ? []
      : [
          {
            customerCode,
            code: result.error.code,
            message: withoutAddresses(result.error.message),
            remedy: withoutAddresses(result.error.remedy),
          },
        ],
  );
  const common = { file, sandbox, sent: false, failed, ...excludedOf(state) };
  if (preparation?.kind !== 'planned') return { ...common, planned: false, ...notPlanned(preparation) };
  const { plan } = preparation;
  const missing = plan.completeness.kind === 'partial' ? plan.completeness.missing : [];
  return {
    ...common,
    planned: true,
    subject: plan.subject,
    start: plan.start.dateTime,
    end: plan.end.dateTime,
    timeZone: plan.start.timeZone,
    attendees: plan.attendees.length,
    customersAnswered: plan.answered.length,
    attendeesSeeEachOther: !plan.hideAttendees,
    events: plan.parts.length,
    leftOut: tally(plan.excluded.map(({ reason }) => reason)),
    missingCustomers: missing.map(({ customerCode, reason }) => ({ customerCode, reason })),
    problems: plan.problems.map(problemAnswer),
    blocks: planBlocks(plan).map(({ code, message }) => ({ code, message: withoutAddresses(message) })),
    note: 'Nothing was sent, and no tool sends. To send, the user presses “Send Invite…” in the preview.',
  };
}

/** How often each word occurs. */
const tally = (words: readonly string[]): Readonly<Record<string, number>> =>
  words.reduce<Record<string, number>>((sum, word) => ({ ...sum, [word]: (sum[word] ?? 0) + 1 }), {});

const excludedOf = ({ excluded }: SessionState): object =>
  excluded.length === 0 ? {} : { excludedByUser: excluded.map(({ customerCode }) => customerCode) };

function notPlanned(preparation: Preparation | undefined): object {
  if (preparation?.kind === 'failed') return { problems: preparation.problems.map(problemAnswer) };
  return { problems: [], note: 'The query was cancelled.' };
}
