import {
  checkLines,
  leftSentence,
  PROOF_CHECKS,
  proofHeading,
  proofSummary,
  proveCalendar,
  sendLines,
  type Proof,
} from '../../calendar/index.ts';
import type { Environment } from '../../customers/index.ts';
import { proofDocument } from '../../documents/index.ts';
import type { Problem } from '../../metadata/index.ts';
import { realClock } from '../../recipients/index.ts';
import type { CommandIo } from '../command-io.ts';
import { readIdentity, type Identity } from '../create-invite/gate.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { FlagValues } from '../flags/flag.ts';
import type { Output } from '../output/output.ts';
import { sayProblem } from '../output/problem-line.ts';
import { runProblem } from '../output/run-problem.ts';
import { sayUnexpected } from '../output/unexpected.ts';
import { inRunEnvironment } from '../run-environment.ts';
import type { PROVE_FLAGS } from '../usage/prove-flags.ts';
import { versionLine } from '../usage/version.ts';

type ProveValues = FlagValues<typeof PROVE_FLAGS>;

/**
 * `ses --action prove-calendar`: everything but the parsing of its flags. stdout is the report, which names no address
 * and no id; who signs in, and the links of events that are left, go to stderr.
 */
export async function proveCalendarAction(
  values: ProveValues,
  io: CommandIo,
  output: Output,
): Promise<ExitCode> {
  output.line(versionLine());
  output.line('');
  const problems: Problem[] = [];
  const tell = (problem: Problem): void => {
    problems.push(problem);
    sayProblem(problem, output);
  };
  let proof: Proof | undefined;
  try {
    proof = await inRunEnvironment(values.sandbox, io, output, async (env) => {
      const identity = identityOf(env, io, tell);
      return identity === undefined ? undefined : await prove(values['sender-email'], identity, io, output);
    });
  } catch (error) {
    problems.push(runProblem('error', 'Unexpected', sayUnexpected(error, output)));
  }
  if (proof !== undefined) tellEnding(proof, output, tell);
  const exitCode = exitCodeOf(proof);
  if (output.isJson && exitCode !== EXIT.interrupted) {
    output.document(proofDocument(values['sender-email'], proof, problems));
  }
  return exitCode;
}

function identityOf(env: Environment, io: CommandIo, tell: (problem: Problem) => void): Identity | undefined {
  const gate = readIdentity(env, false, io);
  if (gate.kind === 'open') return gate.identity;
  tell(gate.problem);
  return undefined;
}

async function prove(mailbox: string, identity: Identity, io: CommandIo, output: Output): Promise<Proof> {
  output.error(`🔑 Using Microsoft Graph with ${identity.token.description}, for the calendar of ${mailbox}`);
  output.line(proofHeading(PROOF_CHECKS.length));
  const calendar = {
    ...identity,
    fetch: io.fetch,
    clock: io.clock ?? realClock,
    onEvent: (event: Parameters<typeof sendLines>[0]) => sendLines(event).forEach(output.debug),
  };
  return proveCalendar(calendar, {
    mailbox,
    signal: io.signal,
    onCheck: ({ code }, number, total) => output.progress(`⏳ ${number} of ${total}: ${code}`),
    onResult: (check) => checkLines(check).forEach(output.line),
    onClearing: () => {
      output.progress(undefined);
      if (io.signal.aborted) output.error('Interrupted: what was made is being deleted; wait for it.');
      else output.progress('⏳ Deleting what was made');
    },
  });
}

function tellEnding(proof: Proof, output: Output, tell: (problem: Problem) => void): void {
  output.progress(undefined);
  const { failure, leftOver } = proof;
  output.line(proofSummary(proof));
  if (failure !== undefined) {
    const message = `Nothing could be tried: ${failure.message} ${failure.remedy}`;
    tell(runProblem('error', failure.code, message));
  }
  for (const left of leftOver) {
    const link = left.webLink === undefined ? '' : ` ${left.webLink}`;
    tell(runProblem('error', 'EventLeft', `${leftSentence(left)}${link}`));
  }
}

/** Status 0: nothing differs; 1: something does, or nothing could be tried; 4: an event is left; 130: interrupted, none is. */
function exitCodeOf(proof: Proof | undefined): ExitCode {
  if (proof === undefined) return EXIT.failed;
  if (proof.leftOver.length > 0) return EXIT.unsure;
  if (proof.interrupted) return EXIT.interrupted;
  const differ = proof.checks.some(({ result }) => result === 'differs');
  return differ || proof.failure !== undefined ? EXIT.failed : EXIT.done;
}
