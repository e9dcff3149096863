import { planLines, type InviteRequest, type Preparation } from '../../invite/index.ts';
import { formatWhen, type MetadataReading, type Problem } from '../../metadata/index.ts';
import { aggregateLines } from '../../recipients/index.ts';
import { problemsOf } from '../../documents/index.ts';
import type { Output } from '../output/output.ts';
import { sayProblem } from '../output/problem-line.ts';

/** Problems that the query's and the plan's own lines tell better, customer by customer. */
const TOLD_BY_LINES: ReadonlySet<string> = new Set(['CustomersMissing', 'CustomerRemark']);

/** A list as Go's `%v` prints it. */
const goList = (items: readonly string[]): string => `[${items.join(' ')}]`;

/** Makes a teller that says each problem once, however often a run comes across it. */
export function createTeller(output: Output): (problem: Problem) => void {
  const told = new Set<string>();
  return (problem) => {
    const { code, message, path, line } = problem;
    const key = JSON.stringify([code, message, path, line]);
    if (told.has(key) || TOLD_BY_LINES.has(code)) return;
    told.add(key);
    sayProblem(problem, output);
  };
}

/** Upstream's line that says what is about to be done, or in a dry run what would be. */
export function openingLine(
  meetingCodes: readonly string[],
  request: Pick<InviteRequest, 'onlyCustomers' | 'topicName' | 'metadataFile' | 'senderEmail'>,
  flags: { readonly 'dry-run': boolean; readonly 'force-update': boolean },
): string {
  const { onlyCustomers, topicName, metadataFile, senderEmail = '' } = request;
  const asked =
    onlyCustomers === undefined ? meetingCodes : meetingCodes.filter((code) => onlyCustomers.includes(code));
  const start = flags['dry-run'] ? 'DRY RUN: Would create' : '📅 Creating';
  return `${start} multi-customer meeting invite for topic ${topicName} using metadata ${metadataFile} from ${senderEmail} for customers: ${goList(asked)} (force-update: ${flags['force-update']})`;
}

/** Says what a file holds: its customers, then `opening`, then its own problems. */
export function sayReading(
  { customerCodes, problems }: MetadataReading,
  output: Output,
  say: (problem: Problem) => void,
  opening: readonly string[] = [],
): void {
  if (customerCodes.length > 0) {
    output.line(`📋 Extracted customer codes from metadata: ${goList(customerCodes)}`);
  }
  for (const line of opening) output.line(line);
  problems.forEach(say);
}

/** Says what a preparation came to: the plan's lines with everybody who is in it, or why there is no plan. */
export function sayPreparation(
  preparation: Preparation,
  dryRun: boolean,
  output: Output,
  say: (problem: Problem) => void,
): void {
  output.progress(undefined);
  if (preparation.kind === 'cancelled') return;
  if (preparation.aggregated !== undefined)
    for (const line of aggregateLines(preparation.aggregated)) output.line(line);
  problemsOf(preparation).forEach(say);
  if (preparation.kind === 'failed') {
    output.error('Nothing was sent.');
    return;
  }
  const { subject, start, end, location } = preparation.plan;
  output.line(`📝 Subject: ${subject}`);
  output.line(`🕙 When: ${formatWhen(start)} to ${formatWhen(end)}`);
  output.line(`📍 Where: ${location}`);
  // Addresses are output, not log: beside a JSON document these lines are the log, and the document has the people.
  const lines = planLines(preparation, {
    addresses: output.isJson ? 'counted' : 'listed',
    people: dryRun && !output.isJson,
    problems: false,
    fingerprint: !dryRun, // after the look, which makes it longer
  });
  for (const line of lines) output.line(line);
}
