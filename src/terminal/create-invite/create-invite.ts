import type { EventOutcome } from '../../calendar/index.ts';
import type { Environment } from '../../customers/index.ts';
import { prepareInvite, type InviteRequest, type Preparation } from '../../invite/index.ts';
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
import { CREATE_INVITE } from '../usage/actions.ts';
import { versionLine } from '../usage/version.ts';
import { afterSend } from './after-send.ts';
import { debugLine } from './debug-lines.ts';
import { checkBeforeAsking } from './gate.ts';
import { writeInviteFiles } from './invite-files.ts';
import { createProgress } from './progress.ts';
import { inviteRequest, type InviteValues } from './request.ts';
import { answersOf, lookBeforeSending, send } from './send.ts';
import { asTest } from './test-send.ts';
import { createTeller, openingLine, sayPreparation, sayReading } from './tell.ts';
import { judge } from './verdict.ts';

/** How a run ended, and what it came to know. */
interface Ending {
  readonly exitCode: ExitCode;
  readonly preparation?: Preparation;
  readonly events?: readonly EventOutcome[];
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
  const onInterrupt = (): void => output.error('Stopping… (Ctrl-C again ends at once)');
  io.signal.addEventListener('abort', onInterrupt, { once: true });
  let ending: Ending;
  try {
    ending = await inRunEnvironment(values.sandbox, io, output, (env) =>
      withAws(values.sandbox, io, (aws) =>
        run({ values, io, output, env, aws, say, tell, onWriting: () => (state.writing = true) }),
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

  const preparation = await prepare(request, run);
  sayPreparation(preparation, dryRun, output, run.say);
  if (preparation.kind === 'planned') {
    const unwritten = await writeInviteFiles(preparation, values, io, output);
    if (unwritten !== undefined) return stopWith(unwritten, preparation);
  }

  const { confirm, 'require-all-customers': requireAllCustomers } = values;
  const verdict = judge(preparation, { dryRun, requireAllCustomers, confirm });
  if (verdict.kind === 'stop') {
    verdict.problems.forEach(tell);
    return { exitCode: verdict.exitCode, preparation };
  }
  if (io.signal.aborted) return { exitCode: EXIT.interrupted, preparation };
  const identity = placed(gate.identity, values.sandbox);
  const { plan, preparation: told } = asTest(preparation, verdict.plan, values['test-recipient'], output);
  const context = { io, output, journal: sendJournal(io, values.sandbox) };
  if (verdict.kind === 'send' && identity !== undefined) {
    if (values.sandbox) output.line(SANDBOX_LINE);
    run.onWriting();
    const sent = await send(plan, identity, answersOf(values), context);
    sent.problems.forEach(tell);
    const { text: metadataText } = metadata;
    const unwritten = await afterSend({ plan, events: sent.events, metadataText }, values, io, output);
    unwritten.forEach(tell);
    return { ...sent, preparation: told };
  }
  const looked = await lookBeforeSending(plan, identity, context);
  looked.problems.forEach(tell);
  return { ...looked, preparation: told };
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
  { preparation, events }: Ending,
  values: InviteValues,
  problems: readonly Problem[],
): ReturnType<typeof inviteDocument> {
  return inviteDocument({
    action: CREATE_INVITE,
    dryRun: values['dry-run'],
    topicName: values['topic-name'],
    metadataFile: values['json-metadata'],
    ...(preparation === undefined ? {} : { preparation }),
    events: events ?? [],
    problems,
  });
}
