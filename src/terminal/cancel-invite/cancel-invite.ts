import {
  CalendarFailure,
  cancelMeeting,
  confirmedCancel,
  lookToCancel,
  meetingOnFile,
  type CancelOutcome,
  type EventOutcome,
} from '../../calendar/index.ts';
import type { Environment } from '../../customers/index.ts';
import { readMetadata, type MetadataReading, type Problem } from '../../metadata/index.ts';
import { realClock } from '../../recipients/index.ts';
import type { CommandIo } from '../command-io.ts';
import { readIdentity } from '../create-invite/gate.ts';
import { DEFAULT_TIME_ZONE } from '../create-invite/request.ts';
import {
  answersOf,
  openCalendar,
  sendEnding,
  type EndingWords,
  type SendEnding,
} from '../create-invite/send.ts';
import { createTeller, sayReading } from '../create-invite/tell.ts';
import { cancelDocument } from '../documents/cancel-document.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { FlagValues } from '../flags/flag.ts';
import type { Output } from '../output/output.ts';
import { runProblem } from '../output/run-problem.ts';
import { sayUnexpected } from '../output/unexpected.ts';
import { readMetadataFile } from '../read-metadata-file.ts';
import { inRunEnvironment, SANDBOX_LINE } from '../run-environment.ts';
import { placed, sendJournal } from '../send-journal.ts';
import type { CANCEL_FLAGS } from '../usage/cancel-flags.ts';
import { updateMetadata } from '../update-metadata.ts';
import { versionLine } from '../usage/version.ts';

type CancelValues = FlagValues<typeof CANCEL_FLAGS>;

/** How a run ended, and what it came to know. */
interface Ending {
  readonly exitCode: ExitCode;
  readonly reading?: MetadataReading;
  readonly events?: readonly EventOutcome[];
}

interface Run {
  readonly values: CancelValues;
  readonly io: CommandIo;
  readonly output: Output;
  readonly env: Environment;
  readonly say: (problem: Problem) => void;
  readonly tell: (problem: Problem) => void;
  readonly onWriting: () => void;
}

const WORDS: EndingWords = {
  failed: 'Failed to cancel the meeting',
  nothing: 'Nothing was cancelled.',
  partly: 'Cancelled in part',
  unknown: 'It is not known whether the meeting was cancelled',
  differs: 'Cancelled, but not as planned',
  safe: 'Running it again is safe: nobody is told twice.',
};

/** `ses --action cancel-multi-customer-meeting-invite`: everything but the parsing of its flags. */
export async function cancelInvite(values: CancelValues, io: CommandIo, output: Output): Promise<ExitCode> {
  output.line(versionLine());
  output.line('');
  const problems: Problem[] = [];
  const say = createTeller(output);
  const tell = (problem: Problem): void => {
    problems.push(problem);
    say(problem);
  };
  const state = { writing: false };
  let ending: Ending;
  try {
    ending = await inRunEnvironment(values.sandbox, io, output, (env) =>
      run({ values, io, output, env, say, tell, onWriting: () => (state.writing = true) }),
    );
  } catch (error) {
    if (io.signal.aborted && !state.writing) ending = { exitCode: EXIT.interrupted };
    else {
      problems.push(runProblem('error', 'Unexpected', sayUnexpected(error, output)));
      ending = { exitCode: state.writing ? EXIT.unsure : EXIT.failed };
    }
  }
  if (ending.exitCode === EXIT.interrupted) output.error('Interrupted: nothing was cancelled.');
  else if (output.isJson) output.document(cancelDocument({ ...ending, problems }, values));
  return ending.exitCode;
}

async function run({ values, io, output, env, say, tell, onWriting }: Run): Promise<Ending> {
  const { 'dry-run': dryRun, 'sender-email': organizer, comment } = values;
  const metadata = await readMetadataFile(values['json-metadata'], io);
  if (!metadata.ok) {
    tell(metadata.problem);
    return { exitCode: EXIT.failed };
  }
  const reading = readMetadata(metadata.text, {
    file: values['json-metadata'],
    defaultTimeZone: DEFAULT_TIME_ZONE,
    nowEpochMs: (io.clock ?? realClock).now(),
  });
  sayReading(reading, output, say);
  const { meeting, problems } = reading;
  if (meeting === undefined || problems.some(({ severity }) => severity === 'error')) {
    return { exitCode: EXIT.failed, reading };
  }
  const gate = readIdentity(env, false, io);
  if (gate.kind === 'refused') return stop(gate.problem);
  const identity = placed(gate.identity, values.sandbox);
  if (identity === undefined) return { exitCode: EXIT.failed, reading };

  const sought = meetingOnFile(meeting, organizer);
  const options = {
    ...answersOf(values),
    signal: io.signal,
    journal: sendJournal(io, values.sandbox),
    ...(comment !== undefined && { comment }),
  };
  const calendar = openCalendar(identity, io, output);
  if (dryRun) {
    output.line(`DRY RUN: Would cancel "${sought.subject}" on the calendar of ${organizer}`);
    const looked = await lookToCancel(sought, calendar, options).catch((error: unknown) => {
      if (error instanceof CalendarFailure) return error;
      throw error;
    });
    if (looked instanceof CalendarFailure) {
      if (io.signal.aborted) return { exitCode: EXIT.interrupted };
      const { code, message, remedy } = looked.error;
      return stop(runProblem('error', code, `${WORDS.failed}: ${message} ${remedy}`));
    }
    return end(looked);
  }
  if (values.sandbox) output.line(SANDBOX_LINE);
  onWriting();
  const outcome = await cancelMeeting(sought, calendar, options);
  const ending = end(outcome);
  if (values['update-metadata']) {
    const { 'json-metadata': file } = values;
    const events = confirmedCancel(outcome, sought);
    const confirmed = { plan: sought, events, file, metadataText: metadata.text };
    (await updateMetadata(confirmed, io, output)).forEach(tell);
  }
  return ending;

  function stop(problem: Problem): Ending {
    tell(problem);
    return { exitCode: EXIT.failed, reading };
  }

  function end(outcome: CancelOutcome): Ending {
    const ending = outcome.kind === 'nothing' ? nothingThere(outcome) : sendEnding(outcome, WORDS);
    ending.problems.forEach(tell);
    for (const event of ending.events) {
      if (event.status !== 'planned') continue;
      output.line(
        `🔍 On the calendar: ${event.subject} (${event.id ?? ''}), ${event.attendees} attendees would be told`,
      );
    }
    return { exitCode: ending.exitCode, reading, events: ending.events };
  }

  /** A meeting that is cancelled already is what was asked for; one that was never there may be a wrong sender or file. */
  function nothingThere({
    alreadyCancelled,
    gone,
    invitedBy,
  }: Extract<CancelOutcome, { kind: 'nothing' }>): SendEnding {
    if (alreadyCancelled) {
      output.line(`✅ "${sought.subject}" is cancelled already: nothing was written and nobody gets mail`);
      return { exitCode: EXIT.done, events: [], problems: [] };
    }
    const why =
      invitedBy !== undefined
        ? `${invitedBy} organizes this meeting, and ${organizer} is only invited to it. Name that organizer with --sender-email to cancel it.`
        : gone === true
          ? `this meeting was sent, but it is no longer on the calendar of ${organizer}: it was deleted or cancelled there, and not from here. Look under Deleted Items; whoever deleted it there has told its attendees, or can still.`
          : `the calendar of ${organizer} has no meeting of this file. Check --sender-email, the file, and whether it was ever sent.`;
    const message = `Nothing was cancelled: ${why}`;
    return { exitCode: EXIT.failed, events: [], problems: [runProblem('error', 'NothingToCancel', message)] };
  }
}
