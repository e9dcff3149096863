import type { Problem } from '../metadata/index.ts';
import { shownAddress, type AggregatedRecipients } from '../recipients/index.ts';
import { cautions } from './cautions.ts';
import type { InvitePlan } from './plan.ts';
import { MAX_ATTENDEES_PER_EVENT } from './split.ts';

/** How much of a plan's people the lines tell. */
export interface PlanLineOptions {
  /** `counted` for logs: no line holds an address. */
  readonly addresses: 'listed' | 'counted';
  /** Also lists everybody who would be invited and everybody left out; needs `listed`. */
  readonly people?: boolean;
  /** `false` leaves out the plan's problems, for a shell that has printed them where it found them; repeated are only
   * those that may mean not to send. */
  readonly problems?: boolean;
  /** `false` leaves out the last line, for a shell that prints a longer fingerprint. */
  readonly fingerprint?: boolean;
}

/**
 * What a plan says line by line: the Go tool's lines, letter for letter with their two spaces after ⚠️ and ⏭️, then
 * what it never told: manual attendees, who sees whom, parts, missing customers, warnings and the fingerprint.
 * "No subscribers … across all customers" is said only when all customers answered.
 */
export function planLines(
  prepared: { readonly plan: InvitePlan; readonly aggregated: AggregatedRecipients },
  options: PlanLineOptions,
): readonly string[] {
  const { plan, aggregated } = prepared;
  const listed = options.addresses === 'listed';
  const lines = [
    ...subscriberLines(plan, aggregated, listed),
    ...otherPeopleLines(plan),
    ...visibilityLines(plan),
    ...partLines(plan),
    ...missingLines(plan),
    ...(options.problems === false ? cautionLines(plan) : problemLines(plan)),
    ...(listed && options.people === true ? peopleLines(plan) : []),
    ...(options.fingerprint === false ? [] : [`Fingerprint: ${plan.fingerprint}`]),
  ];
  return listed ? lines : lines.map((line) => line.replace(ADDRESS, '<address>'));
}

/** Anything in a message that could be an address, e.g. of an attendee the file names or of an organizer. */
const ADDRESS = /(?<![^\s"'(<:,])[^\s"'(<:,]+@[^\s"')>,;:]+/g;

function subscriberLines(
  plan: InvitePlan,
  aggregated: AggregatedRecipients,
  listed: boolean,
): readonly string[] {
  const topic = plan.topicName;
  const found = aggregated.unique.length;
  if (found === 0) {
    const answered = `${plan.answered.length} of ${plan.results.length} customers`;
    const whole = plan.answered.length === plan.results.length;
    return [
      whole
        ? `⚠️  No subscribers found for topic ${topic} across all customers`
        : `⚠️  No subscribers found for topic ${topic} across the ${answered} that answered`,
    ];
  }
  const restricted = plan.excluded.filter(({ reason }) => reason === 'restricted');
  const invalid = plan.excluded.filter(({ reason }) => reason === 'invalid');
  const allowed =
    plan.attendees.filter(({ customerCodes }) => customerCodes.length > 0).length +
    plan.excluded.filter(({ reason, customerCodes }) => reason === 'by hand' && customerCodes.length > 0)
      .length;
  const skipped = restricted.map(
    ({ email }) => `⏭️  Skipping meeting attendee ${shownAddress(email)} (not on restricted recipient list)`,
  );
  return [
    `👥 Found ${found} unique recipients for topic ${topic} across ${plan.results.length} customers`,
    ...(listed ? skipped : []),
    ...(restricted.length > 0
      ? [`⏭️  Skipped ${restricted.length} recipients due to restricted_recipients configuration`]
      : []),
    ...(invalid.length > 0 ? [`⏭️  Skipped ${invalid.length} recipients without a valid mail address`] : []),
    allowed > 0
      ? `✅ ${allowed} recipients allowed after filtering`
      : restricted.length > 0
        ? '⚠️  No allowed recipients after applying restricted_recipients filter'
        : '⚠️  No allowed recipients: no subscriber has a valid mail address',
  ];
}

function otherPeopleLines(plan: InvitePlan): readonly string[] {
  const manual = plan.attendees.filter(({ customerCodes }) => customerCodes.length === 0).length;
  const count = (reason: string) => plan.excluded.filter((exclusion) => exclusion.reason === reason).length;
  return [
    ...(manual > 0 ? [`➕ ${people(manual)} invited by the metadata itself`] : []),
    ...(count('by hand') > 0 ? [`⏭️  Left out ${people(count('by hand'))} by hand`] : []),
  ];
}

function visibilityLines(plan: InvitePlan): readonly string[] {
  if (plan.attendees.length === 0) return [];
  const who = `From ${shownAddress(plan.organizer)} to ${people(plan.attendees.length)}`;
  return [
    plan.hideAttendees
      ? `🙈 ${who}: attendees are hidden from each other`
      : `👀 ${who}: attendees see each other`,
  ];
}

function partLines(plan: InvitePlan): readonly string[] {
  if (plan.parts.length < 2) return [];
  return [
    `✂️  More than ${MAX_ATTENDEES_PER_EVENT} attendees: ${plan.parts.length} meetings`,
    ...plan.parts.map(({ subject, attendees }) => `   ${subject}: ${people(attendees.length)}`),
  ];
}

function missingLines(plan: InvitePlan): readonly string[] {
  if (plan.completeness.kind === 'complete') return [];
  return plan.completeness.missing.map(
    ({ customerCode, reason, message }) => `⚠️  Customer ${customerCode} is missing (${reason}): ${message}`,
  );
}

/** Without what was said customer by customer: who is missing in the lines before, remarks while asking. */
function problemLines(plan: InvitePlan): readonly string[] {
  return plan.problems
    .filter(({ code }) => !['CustomersMissing', 'CustomerRemark'].includes(code))
    .map(problemLine);
}

/** The place first, as `FILE:LINE:COLUMN:`, which terminals turn into a link. */
function problemLine({ severity, message, code, file, line, column }: Problem): string {
  const place =
    file === undefined ? '' : `${[file, line, column].filter((part) => part !== undefined).join(':')}: `;
  return `${severity === 'error' ? '❌ ' : '⚠️  '}${place}${message} (${code})`;
}

/** Said a second time: whoever scrolls to the end of a long run reads these. */
function cautionLines(plan: InvitePlan): readonly string[] {
  return cautions(plan).map(({ message }) => `⚠️  Before you send: ${message}`);
}

function peopleLines(plan: InvitePlan): readonly string[] {
  const { attendees, excluded } = plan;
  return [
    ...(attendees.length > 0 ? [`📬 Would invite ${people(attendees.length)}:`] : ['📭 Would invite nobody']),
    ...attendees.map(
      ({ email, customerCodes }) => `   ${shownAddress(email)} (${customerCodes.join(', ') || 'metadata'})`,
    ),
    ...(excluded.length > 0 ? [`🚫 Left out ${people(excluded.length)}:`] : []),
    ...excluded.map(
      ({ email, customerCodes, reason }) =>
        `   ${shownAddress(email)} (${customerCodes.join(', ') || 'metadata'}): ${reason}`,
    ),
  ];
}

function people(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}
