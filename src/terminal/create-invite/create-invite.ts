import {
  differenceFingerprint,
  type CalendarError,
  type EventOutcome,
  type PlanDifference,
} from '../../calendar/index.ts';
import type { Environment } from '../../customers/index.ts';
import { prepareInvite, type InvitePlan, type InviteRequest, type Preparation } from '../../invite/index.ts';
import { readMetadata, type Problem } from '../../metadata/index.ts';
import { createQueryLines, realClock, type AwsPool } from '../../recipients/index.ts';
import { withAws } from '../aws-access.ts';
import type { CommandIo } from '../command-io.ts';
import { inviteDocument } from '../../documents/index.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { mfaPrompt } from '../mfa-prompt.ts';
import type { Output } from '../output/output.ts';
import { runProblem } from '../output/run-problem.ts';
import { sayUnexpected } from '../output/unexpected.ts';
import { readMetadataFile } from '../read-metadata-file.ts';
import { inRunEnvironment, SANDBOX_LINE } from '../run-environment.ts';
import { placed, sendJournal } from '../send-journal.ts';
import { stateFile } from '../state-folder.ts';
import { CREATE_INVITE } from '../usage/actions.ts';
import { versionLine } from '../usage/version.ts';
import { afterSend } from './after-send.ts';
import { debugLine } from './debug-lines.ts';
import { calendarChanges, planChanges, rememberShown, shownBy, shownOf, type ShownPlan } from './dry-runs.ts';
import { checkBeforeAsking } from './gate.ts';
import { writeInviteFiles } from './invite-files.ts';
import { createProgress } from './progress.ts';
import { inviteRequest, type InviteValues } from './request.ts';
import { look, sayLook } from './look.ts';
import { answersOf, send } from './send.ts';
import { asTest } from './test-send.ts';
import { createTeller, openingLine, sayPreparation, sayReading } from './tell.ts';
import { confirmedParts, judge } from './verdict.ts';

/** How a run ended, and what it came to know. */
interface Ending {
  readonly exitCode: ExitCode;
  readonly preparation?: Preparation;
  readonly events?: readonly EventOutcome[];
  /** As it was printed, where that is more than the plan's. */
  readonly fingerprint?: string;
}

interface Run {
  readonly values: InviteValues;
  readonly io: CommandIo;
  readonly output: Output;
  readonly env: Environment;
  readonly aws: AwsPool;
  /** Says a problem, once. */
  readonly say: (problem: Problem) => void;
  /** Says a problem of the run itself and keeps it for the document. */
  readonly tell: (problem: Problem) => void;
  /** Keeps problems for the document that are said in other words. */
  readonly keep: (problems: readonly Problem[]) => void;
  /** Called just before the first call that may write, so that trouble after it is never told as "nothing sent". */
  readonly onWriting: () => void;
}

/** `ses --action create-multi-customer-meeting-invite`: everything but the parsing of its flags. */
export async function createInvite(values: InviteValues, io: CommandIo, output: Output): Promise<ExitCode> {
  output.line(versionLine());
  output.line('');
  const problems: Problem[] = [];
  const say = createTeller(output);
  const state = { writing: false };
  const tell = (problem: Problem): void => {
    problems.push(problem);
    say(problem);
  };
  const keep = (more: readonly Problem[]): void => void problems.push(...more);
  const onInterrupt = (): void => output.error('Stopping… (Ctrl-C again ends at once)');
  io.signal.addEventListener('abort', onInterrupt, { once: true });
  let ending: Ending;
  try {
    ending = await inRunEnvironment(values.sandbox, io, output, (env) =>
      withAws(values.sandbox, io, (aws) =>
        run({ values, io, output, env, aws, say, tell, keep, onWriting: () => (state.writing = true) }),
      ),
    );
  } catch (error) {
    if (io.signal.aborted && !state.writing) ending = { exitCode: EXIT.interrupted };
    else {
      problems.push(runProblem('error', 'Unexpected', sayUnexpected(error, output)));
      ending = { exitCode: state.writing ? EXIT.unsure : EXIT.failed };
    }
  } finally {
    io.signal.removeEventListener('abort', onInterrupt);
  }
  // The reading of a file that was given up, say.
  if (ending.exitCode === EXIT.failed && io.signal.aborted && !state.writing)
    ending = { ...ending, exitCode: EXIT.interrupted };
  if (ending.exitCode === EXIT.interrupted) {
    output.error('Interrupted: nothing was sent.');
  } else if (output.isJson) {
    output.document(documentOf(ending, values, problems));
  }
  return ending.exitCode;
}

async function run(run: Run): Promise<Ending> {
  const { values, io, output, env, tell } = run;
  const dryRun = values['dry-run'];
  const stopWith = (problem: Problem, preparation?: Preparation): Ending => {
    tell(problem);
    return { exitCode: EXIT.failed, ...(preparation === undefined ? {} : { preparation }) };
  };

  const metadata = await readMetadataFile(values['json-metadata'], io);
  if (!metadata.ok) return stopWith(metadata.problem);
  const request = inviteRequest(values, metadata.text, io.workingDirectory);
  const gate = await checkBeforeAsking(request, env, dryRun, io);
  if (gate.kind === 'refused') {
    // Nobody is asked, but what is in the file is told all the same.
    const reading = readMetadata(request.metadataText, {
      file: request.metadataFile,
      defaultTimeZone: request.defaultTimeZone,
      nowEpochMs: (io.clock ?? realClock).now(),
    });
    sayReading(reading, output, run.say);
    return stopWith(gate.problem, { kind: 'failed', problems: reading.problems, reading });
  }
  gate.warnings.forEach(tell);

  const asked = await prepare(request, run);
  const { confirm, 'require-all-customers': requireAllCustomers } = values;
  const memory = stateFile('dry-runs.json', io);
  const confirmed = confirm === undefined ? undefined : await shownBy(memory, confirm.trim().toLowerCase());
  const planned = asked.kind === 'planned' ? asked.plan : undefined;
  const verdict = judge(asked, {
    dryRun,
    requireAllCustomers,
    confirm,
    planChanges: () => (planned === undefined ? '' : planChanges(confirmed, shownOf('', planned, undefined))),
  });
  const identity = placed(gate.identity, values.sandbox);
  const context = { io, output, journal: sendJournal(io, values.sandbox) };
  const wishes = { dryRun, forceUpdate: values['force-update'] };
  const isTest = values['test-recipient'] !== undefined;
  // Before anything is asked of the calendar: a file that cannot be written ends the run.
  let written: string[] = [];
  const writeFiles = async (made: Preparation): Promise<Problem | undefined> => {
    written = [];
    const lines = { line: (text: string) => void written.push(text) };
    return made.kind === 'planned' ? writeInviteFiles(made, values, io, lines) : undefined;
  };
  const unwritable = await writeFiles(asked);
  if (unwritable !== undefined) {
    sayPreparation(asked, dryRun, output, run.say);
    return stopWith(unwritable, asked);
  }
  const looked =
    verdict.kind === 'stop' || isTest || io.signal.aborted
      ? undefined
      : await look(verdict.plan, identity, context, wishes);
  if (looked?.interrupted === true) return { exitCode: EXIT.interrupted, preparation: asked };

  // What is shown is what goes out: to a meeting that others are on it may be hidden although the plan alone is not.
  const { comparison } = looked ?? {};
  const preparation = comparison === undefined ? asked : shownAs(asked, comparison.plan);
  sayPreparation(preparation, dryRun, output, run.say);
  const unwritten = preparation === asked ? undefined : await writeFiles(preparation);
  written.forEach(output.line);
  if (unwritten !== undefined) return stopWith(unwritten, preparation);
  if (verdict.kind === 'stop') {
    if (dryRun) sayFingerprint(planned?.fingerprint, output);
    verdict.problems.forEach(tell);
    return { exitCode: verdict.exitCode, preparation };
  }
  if (io.signal.aborted) return { exitCode: EXIT.interrupted, preparation };
  const { plan, preparation: told } = asTest(preparation, verdict.plan, values['test-recipient'], output);
  const found = looked ?? (dryRun ? await look(plan, identity, context, wishes) : undefined);
  if (found?.interrupted === true) return { exitCode: EXIT.interrupted, preparation };
  if (found !== undefined) {
    sayLook(found, wishes, output);
    run.keep(found.problems('listed'));
    found.problems(output.isJson ? 'counted' : 'listed').forEach(run.say);
  }
  const differs = (difference: PlanDifference): CalendarError | undefined =>
    isTest || confirm === undefined
      ? undefined
      : calendarDiffers(confirm, confirmed, verdict.plan, difference);

  if (verdict.kind === 'send' && identity !== undefined) {
    if (values.sandbox) output.line(SANDBOX_LINE);
    run.onWriting();
    const sent = await send(plan, identity, answersOf(values), { ...context, confirm: differs });
    sent.problems.forEach(tell);
    const { text: metadataText } = metadata;
    const notTold = await afterSend({ plan, events: sent.events, metadataText }, values, io, output);
    notTold.forEach(tell);
    return { ...sent, preparation: told };
  }
  const whole = isTest || comparison?.fingerprint === undefined ? '' : `-${comparison.fingerprint}`;
  const fingerprint = `${verdict.plan.fingerprint}${whole}`;
  sayFingerprint(fingerprint, output);
  const { difference } = comparison ?? {};
  if (!isTest) await rememberShown(memory, shownOf(fingerprint, verdict.plan, difference));
  const other = difference === undefined ? undefined : differs(difference);
  if (other !== undefined) tell(runProblem('error', other.code, `${other.message} ${other.remedy}`));
  const exitCode = other === undefined ? EXIT.done : EXIT.failed;
  return { exitCode, events: found?.events ?? [], preparation: told, fingerprint };
}

/** A preparation whose plan is shown as it goes out. */
function shownAs(preparation: Preparation, plan: InvitePlan): Preparation {
  return preparation.kind === 'planned' ? { ...preparation, plan } : preparation;
}

function sayFingerprint(fingerprint: string | undefined, output: Output): void {
  if (fingerprint !== undefined) output.line(`Fingerprint: ${fingerprint}`);
}

/** Why what a send would do to the calendar is not what was confirmed; `undefined` where it is, or nothing was said of it. */
function calendarDiffers(
  confirm: string,
  confirmed: ShownPlan | undefined,
  plan: InvitePlan,
  difference: PlanDifference,
): CalendarError | undefined {
  const { calendar } = confirmedParts(confirm);
  const now = differenceFingerprint(difference);
  if (calendar === undefined || calendar === now) return undefined;
  const changes = calendarChanges(confirmed, shownOf('', plan, difference));
  const what = changes === '' ? 'what it found is not on record on this machine' : changes;
  return {
    code: 'FingerprintDiffers',
    message: `Nothing is sent, because the calendar is not as the confirmed dry run found it (${what}): the second part of the fingerprint is ${now}, --confirm said ${calendar}.`,
    remedy: 'Look at a new dry run, and confirm the fingerprint it prints.',
  };
}

function prepare(request: InviteRequest, { io, env, aws, output, values, say }: Run): Promise<Preparation> {
  const { readTextFile, homeDirectory, clock = realClock, signal } = io;
  const progress = createProgress();
  const lines = createQueryLines();
  return prepareInvite(request, {
    readTextFile,
    env,
    homeDirectory,
    aws,
    clock,
    signal,
    ...mfaPrompt(io, output),
    onReading: (reading) => {
      const { meeting } = reading;
      const opening = meeting === undefined ? [] : [openingLine(meeting.customerCodes, request, values)];
      sayReading(reading, output, say, opening);
    },
    onEvent: (event) => {
      output.debug(debugLine(event));
      for (const line of lines(event)) output.line(line);
      progress.hear(event);
      output.progress(progress.line());
    },
  });
}

function documentOf(
  { preparation, events, fingerprint }: Ending,
  values: InviteValues,
  problems: readonly Problem[],
): ReturnType<typeof inviteDocument> {
  return inviteDocument({
    action: CREATE_INVITE,
    dryRun: values['dry-run'],
    topicName: values['topic-name'],
    metadataFile: values['json-metadata'],
    ...(preparation === undefined ? {} : { preparation }),
    ...(fingerprint === undefined ? {} : { fingerprint }),
    events: events ?? [],
    problems,
  });
}
