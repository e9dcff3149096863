import {
  loadCustomerConfig,
  readAwsProfiles,
  resolveCustomerNames,
  resolveCustomers,
  type ConfigLoad,
  type Environment,
  type ReadTextFile,
} from '../customers/index.ts';
import { readMetadata, type MetadataReading, type Problem } from '../metadata/index.ts';
import {
  aggregateRecipients,
  queryAndAggregateCalendarRecipients,
  type AggregatedRecipients,
  type AskMfaCode,
  type AwsPool,
  type Clock,
  type CustomerRecipientResult,
  type QueryEvent,
  type QueryLimits,
} from '../recipients/index.ts';
import { planInvite } from './plan-invite.ts';
import type { InvitePlan } from './plan.ts';
import { allCustomersFailed, answersMissing, chooseOrganizer, selectionProblems } from './problems.ts';
import { mergeResults, reusableResults } from './reuse.ts';
import { selectCustomers, type Selection } from './scope.ts';
import type { HideAttendees } from './visibility.ts';

/** What a person asks for, in either shell. */
export interface InviteRequest extends Selection {
  /** As the person named it; relative config files are looked for beside it. */
  readonly metadataFile: string;
  readonly metadataText: string;
  readonly workingDirectory: string;
  /** A path, or `none`; absent means: look for config.json. */
  readonly configFile?: string;
  readonly topicName: string;
  /** Else the config's `email_config.meeting_organizer`. */
  readonly senderEmail?: string;
  readonly baseProfile?: string;
  /** IANA zone for times without one. */
  readonly defaultTimeZone: string;
  readonly hideAttendees: HideAttendees;
  readonly limits: QueryLimits;
  /** Results of the same topic that are used as they are: only customers not in it, or in `retry`, are asked. */
  readonly previous?: readonly CustomerRecipientResult[];
  readonly retry?: readonly string[];
  readonly acceptPartial: boolean;
  /** Only `previous` may answer: with a customer that is not in it the preparation fails (`AnswersMissing`). */
  readonly askNobody?: boolean;
}

/** The outside world, as arguments. */
export interface PrepareDeps {
  readonly readTextFile: ReadTextFile;
  readonly env: Environment;
  readonly homeDirectory: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called once, as soon as the file is read and its customers are known, also when it has errors. */
  readonly onReading?: (reading: MetadataReading) => void;
  readonly onEvent?: (event: QueryEvent) => void;
  /** The way to AWS, and what earlier runs learnt on it. */
  readonly aws: Pick<AwsPool, 'open' | 'memory' | 'readTextFile'>;
  /** Absent where nobody can be asked for a code. */
  readonly askMfaCode?: AskMfaCode;
}

/** How a preparation ended. A plan may still be blocked (see `planBlocks`) or invite nobody. */
export type Preparation =
  | {
      readonly kind: 'planned';
      readonly plan: InvitePlan;
      readonly aggregated: AggregatedRecipients;
      readonly reading: MetadataReading;
      readonly config: ConfigLoad;
    }
  | {
      readonly kind: 'failed';
      readonly problems: readonly Problem[];
      readonly reading?: MetadataReading;
      readonly aggregated?: AggregatedRecipients;
    }
  | {
      readonly kind: 'cancelled';
      readonly reading?: MetadataReading;
      readonly aggregated?: AggregatedRecipients;
    };

/**
 * From the text of a metadata file to the plan of its invite; the one way both shells take. File, config, organizer
 * and selection are all known good before anything touches the network. Cancelling gives `cancelled`, never an exception.
 */
export async function prepareInvite(request: InviteRequest, deps: PrepareDeps): Promise<Preparation> {
  const read = readMetadata(request.metadataText, {
    file: request.metadataFile,
    defaultTimeZone: request.defaultTimeZone,
    nowEpochMs: deps.clock.now(),
  });
  if (hasError(read.problems)) {
    deps.onReading?.(read);
    return { kind: 'failed', problems: read.problems, reading: read };
  }

  const config = await loadCustomerConfig(deps.readTextFile, request);
  const reading = resolveCustomerNames(read, config);
  deps.onReading?.(reading);
  const { meeting } = reading;
  if (meeting === undefined || hasError(reading.problems)) {
    return { kind: 'failed', problems: [...reading.problems, ...config.problems], reading };
  }
  const known = [...reading.problems, ...config.problems];
  const scope = selectCustomers(meeting, request);
  const organizer = chooseOrganizer(request.senderEmail, config);
  const requestProblems = [
    ...(organizer.kind === 'unknown' && config.kind !== 'failed' ? [organizer.problem] : []),
    ...selectionProblems(meeting, scope),
  ];
  if (organizer.kind === 'unknown' || config.kind === 'failed' || hasError([...known, ...requestProblems])) {
    return { kind: 'failed', problems: [...known, ...requestProblems], reading };
  }

  const unanswered =
    request.askNobody === true
      ? reusableResults(scope.asked, request.previous ?? [], request.retry ?? []).toAsk
      : [];
  if (unanswered.length > 0) {
    return { kind: 'failed', problems: [...known, answersMissing(unanswered)], reading };
  }
  const answers = await askCustomers(scope.asked, request, config, deps);
  if (answers.kind === 'cancelled') return { ...answers, reading };
  const { aggregated } = answers;
  if (aggregated.successful === 0) {
    return {
      kind: 'failed',
      problems: [...known, allCustomersFailed(aggregated.results)],
      reading,
      aggregated,
    };
  }
  const plan = planInvite({
    ...request,
    meeting,
    organizer: organizer.address,
    aggregated,
    config,
    nowEpochMs: deps.clock.now(),
    problems: known,
    source: { file: request.metadataFile, text: request.metadataText },
  });
  return { kind: 'planned', plan, aggregated, reading, config };
}

type Answers =
  | { readonly kind: 'answered'; readonly aggregated: AggregatedRecipients }
  | { readonly kind: 'cancelled'; readonly aggregated?: AggregatedRecipients };

async function askCustomers(
  codes: readonly string[],
  request: InviteRequest,
  config: ConfigLoad,
  deps: PrepareDeps,
): Promise<Answers> {
  const { signal } = deps;
  const earlier = reusableResults(codes, request.previous ?? [], request.retry ?? []);
  if (isAborted(signal)) return { kind: 'cancelled' };
  if (earlier.toAsk.length === 0) {
    return { kind: 'answered', aggregated: together({ results: [], durationMs: 0 }) };
  }

  const { env, homeDirectory, aws, askMfaCode } = deps;
  const profiles = await readAwsProfiles(env, homeDirectory, aws.readTextFile);
  const { baseProfile, limits, topicName } = request;
  const base = baseProfile === undefined ? {} : { baseProfile };
  await deps.clock.turn?.(); // a thousand profiles were just parsed
  const resolutions = resolveCustomers(earlier.toAsk, config, profiles, { ...base, env });
  await deps.clock.turn?.(); // and a thousand customers found
  if (isAborted(signal)) return { kind: 'cancelled' };

  const mfa = askMfaCode === undefined ? {} : { askMfaCode };
  const accounts = aws.open({ env, homeDirectory, profiles, ...base, limits, ...mfa });
  try {
    const asked = await queryAndAggregateCalendarRecipients(resolutions, topicName, limits, {
      ...deps,
      accounts,
      memory: aws.memory,
    });
    return { kind: isAborted(signal) ? 'cancelled' : 'answered', aggregated: together(asked) };
  } finally {
    accounts.close();
    await aws.memory.contactLists.save();
  }

  function together(asked: Pick<AggregatedRecipients, 'results' | 'durationMs'>): AggregatedRecipients {
    const { results, durationMs } = mergeResults(codes, earlier, asked);
    return aggregateRecipients(request.topicName, results, { durationMs });
  }
}

/** A call, since what the compiler knows of `signal.aborted` does not hold after an await. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

function hasError(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}
