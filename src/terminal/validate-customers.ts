import { loadCustomerConfig, type ConfigLoad, type Environment } from '../customers/index.ts';
import { sameAccount } from '../invite/index.ts';
import { ZONE_DATA_VERSION, type Problem } from '../metadata/index.ts';
import {
  checkConfiguredCustomers,
  realClock,
  type AwsPool,
  type CustomerAccessResult,
} from '../recipients/index.ts';
import { withAws } from './aws-access.ts';
import type { CommandIo } from './command-io.ts';
import { accessDocument } from './documents/access-document.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { FlagValues } from './flags/flag.ts';
import { mfaPrompt } from './mfa-prompt.ts';
import { openCommand } from './open-command.ts';
import type { Output } from './output/output.ts';
import { sayProblem } from './output/problem-line.ts';
import { runProblem } from './output/run-problem.ts';
import { sayUnexpected } from './output/unexpected.ts';
import { queryLimits } from './query-options.ts';
import { inRunEnvironment } from './run-environment.ts';
import { subCommandUsage } from './usage/help-text.ts';
import { VALIDATE_FLAGS } from './usage/other-flags.ts';
import { versionLine } from './usage/version.ts';

type ValidateValues = FlagValues<typeof VALIDATE_FLAGS>;

interface Findings {
  readonly results: readonly CustomerAccessResult[];
  readonly problems: readonly Problem[];
}

/**
 * `validate-customers`: checks every customer of a config file at the same time (credentials, account, contact list,
 * topic; no contact is read), one line each as its answer arrives. Status 1 when any failed.
 */
export function validateCustomers(words: readonly string[], io: CommandIo): Promise<ExitCode> {
  const line = {
    words,
    table: VALIDATE_FLAGS,
    command: 'validate-customers',
    purpose: 'validate-customers',
    usage: () => subCommandUsage('validate-customers'),
  };
  return openCommand(line, io, async (values, output) => {
    output.line(versionLine());
    output.line('');
    const findings = await inRunEnvironment(values.sandbox, io, output, (env) =>
      withAws(values.sandbox, io, (aws) => findOut(values, io, output, env, aws)),
    ).catch((error: unknown): Findings => {
      return { results: [], problems: [runProblem('error', 'Unexpected', sayUnexpected(error, output))] };
    });
    if (io.signal.aborted) {
      output.error('Interrupted.');
      return EXIT.interrupted;
    }
    const { results, problems } = findings;
    const errors = results.filter(({ error }) => error !== undefined).length;
    output.line(zoneDataLine());
    if (results.length > 0) {
      output.line(`Validation complete: ${results.length - errors} successful, ${errors} errors`);
    }
    const { 'config-file': configFile, 'topic-name': topicName } = values;
    if (output.isJson) output.document(accessDocument({ configFile, topicName, results, problems }));
    return errors > 0 || problems.some(({ severity }) => severity === 'error') ? EXIT.failed : EXIT.done;
  });
}

/** Not a customer's affair, but what every meeting's time is reckoned with. */
const zoneDataLine = (): string => `🕒 Time zone data: ${ZONE_DATA_VERSION ?? 'unknown'}`;

async function findOut(
  values: ValidateValues,
  io: CommandIo,
  output: Output,
  env: Environment,
  aws: AwsPool,
): Promise<Findings> {
  const configFile = values['config-file'];
  const { workingDirectory } = io;
  const config = await loadCustomerConfig(io.readTextFile, {
    configFile,
    metadataFile: configFile,
    workingDirectory,
  });
  for (const problem of config.problems) sayProblem(problem, output);
  if (config.kind === 'failed') return { results: [], problems: config.problems };
  const codes = config.kind === 'loaded' ? [...config.config.customers.keys()] : [];
  if (codes.length === 0) {
    const message = `at least one customer mapping is required: ${configFile} names no customer under customer_mappings`;
    const problem = runProblem('error', 'NoCustomers', message);
    sayProblem(problem, output);
    return { results: [], problems: [...config.problems, problem] };
  }
  const results = await check(codes, config, values, io, output, { env, aws });
  const shared = sameAccount(results, config);
  for (const problem of shared) sayProblem(problem, output);
  return { results, problems: [...config.problems, ...shared] };
}

async function check(
  customerCodes: readonly string[],
  config: Exclude<ConfigLoad, { kind: 'failed' }>,
  values: ValidateValues,
  io: CommandIo,
  output: Output,
  { env, aws }: { readonly env: Environment; readonly aws: AwsPool },
): Promise<readonly CustomerAccessResult[]> {
  const topicName = values['topic-name'];
  const { signal, clock = realClock, homeDirectory } = io;
  const limits = queryLimits(values);
  const request = { customerCodes, config, topicName, limits, env, homeDirectory };
  let answered = 0;
  const { results } = await checkConfiguredCustomers(request, {
    aws,
    clock,
    signal,
    ...mfaPrompt(io, output),
    onResult: (result) => {
      for (const line of accessLines(result, topicName)) output.line(line);
      answered++;
      const open = customerCodes.length - answered;
      output.progress(open === 0 ? undefined : `⏳ ${answered} of ${customerCodes.length} customers checked`);
    },
  });
  return results;
}

/** One customer's line, and under it what it remarks on or what to do. */
function accessLines(result: CustomerAccessResult, topicName: string): readonly string[] {
  const { customerCode: code, customerName, accountId, contactList, error, durationMs } = result;
  const seconds = `${(durationMs / 1000).toFixed(1)} s`;
  const remarks = [
    ...(result.notes ?? []).map((note) => `🔑 Customer ${code}: ${note}`),
    ...result.warnings.map((warning) => `⚠️  Customer ${code}: ${warning}`),
  ];
  const name = customerName === undefined ? '' : ` (${customerName})`;
  if (error !== undefined) {
    return [`❌ ${code}${name}: ${error.message} · ${seconds}`, `   → ${error.remedy}`, ...remarks];
  }
  const topic = result.topics?.includes(topicName) === true ? topicName : `${topicName} (not looked at)`;
  return [
    `✅ ${code}${name}: account ${accountId ?? 'unknown'}, list ${contactList ?? 'unknown'}, topic ${topic} · ${seconds}`,
    ...remarks,
  ];
}
