import type { CustomerConfig, ConfigLoad } from '../customers/index.ts';
import { formatWhen, type Meeting, type Problem } from '../metadata/index.ts';
import {
  addressKey,
  asciiAddress,
  describeError,
  isValidAddress,
  sharedCauses,
  shownAddress,
  type CustomerRecipientResult,
} from '../recipients/index.ts';
import { customerLabel, type NamedCustomer } from './content.ts';
import type { ByHand } from './by-hand.ts';
import type { Completeness, InvitePlan } from './plan.ts';
import { isWebAddress } from './web-address.ts';

/** Where the metadata came from, so that problems found later can still point into it. */
export interface MetadataSource {
  readonly file: string;
  readonly text: string;
}

/** The organizer's mailbox, or why there is none. */
export type Organizer =
  | { readonly kind: 'known'; readonly address: string }
  | { readonly kind: 'unknown'; readonly problem: Problem };

const WHERE_TO_SET_ORGANIZER =
  'Name the mailbox that invites with --sender-email, the setting customerMeetings.senderEmail, or email_config.meeting_organizer in config.json.';

/** The sender the person named, else the config's `meeting_organizer`; it has to be one valid address. */
export function chooseOrganizer(senderEmail: string | undefined, config: ConfigLoad): Organizer {
  const fromConfig = config.kind === 'loaded' ? config.config.meetingOrganizer : undefined;
  const address = [senderEmail, fromConfig].map((text) => text?.trim() ?? '').find((text) => text !== '');
  if (address === undefined) {
    return unknown('OrganizerMissing', `The meeting has no organizer. ${WHERE_TO_SET_ORGANIZER}`);
  }
  if (!isValidAddress(address)) {
    return unknown(
      'OrganizerInvalid',
      `The organizer "${shownAddress(address)}" is not a mail address. ${WHERE_TO_SET_ORGANIZER}`,
    );
  }
  return { kind: 'known', address: asciiAddress(address) };

  function unknown(code: string, message: string): Organizer {
    return { kind: 'unknown', problem: problem('error', code, message) };
  }
}

/** Problems of a selection: codes the meeting does not have, or nobody left to ask. */
export function selectionProblems(
  meeting: Meeting,
  scope: { readonly asked: readonly string[]; readonly unknown: readonly string[] },
): readonly Problem[] {
  const has = `The meeting has: ${meeting.customerCodes.join(', ')}.`;
  if (scope.unknown.length > 0) {
    const message = `${scope.unknown.join(', ')} ${scope.unknown.length === 1 ? 'is not a customer' : 'are not customers'} of this meeting. ${has}`;
    return [problem('error', 'UnknownCustomerSelection', message)];
  }
  if (scope.asked.length > 0) return [];
  return [
    problem('error', 'NoCustomerSelected', `Every customer is left out, so there is nobody to ask. ${has}`),
  ];
}

/** More errors than these fit no line; each customer's own is told where the customers are. */
const MOST_ERRORS = 5;

/** Customers that would have to be asked for a plan, and were not to be. */
export function answersMissing(codes: readonly string[]): Problem {
  return problem(
    'error',
    'AnswersMissing',
    `${listed(codes)} ${codes.length === 1 ? 'has' : 'have'} not been asked yet.`,
  );
}

/** Every asked customer failed: one line with what several of them share, said once, and each other customer's error. */
export function allCustomersFailed(results: readonly CustomerRecipientResult[]): Problem {
  const shared = sharedCauses(results);
  const told = new Set(shared.flatMap(({ customerCodes }) => customerCodes));
  const errors = [
    ...shared.map((cause) => `${cause.customerCodes.join(', ')}: ${describeError(cause)}`),
    ...results.flatMap(({ customerCode, error }) =>
      error === undefined || told.has(customerCode) ? [] : [`${customerCode}: ${describeError(error)}`],
    ),
  ].map((line) => line.replace(/\s+/g, ' ').trim());
  const more = errors.length > MOST_ERRORS ? ` | … and ${errors.length - MOST_ERRORS} more` : '';
  return problem(
    'error',
    'AllCustomersFailed',
    `Every customer failed, so nobody can be invited. ${errors.slice(0, MOST_ERRORS).join(' | ')}${more}`,
  );
}

/**
 * A meeting that is already over can no longer be created (the calendar room refuses that); one that is on the calendar
 * already is still kept up to date, hence a warning. `nowEpochMs` in milliseconds since the epoch.
 */
export function meetingOver(meeting: Meeting, nowEpochMs: number): readonly Problem[] {
  if (meeting.end.epochMs > nowEpochMs) return [];
  const message = `The meeting ended on ${formatWhen(meeting.end)}, so it can no longer be created; one that is on the calendar already is still kept up to date. If the time is wrong, correct it in the file.`;
  return [problem('warning', 'MeetingOver', message)];
}

/**
 * Manual attendees that cannot be invited, or are invited although a customer has them as unsubscribed.
 * @param addedByHand those of them that the file does not name
 */
export function manualAttendeeProblems(
  manual: {
    readonly manualInvalid: readonly string[];
    readonly manualRestricted: readonly string[];
    readonly manualUnsubscribed: readonly string[];
  },
  addedByHand: readonly string[] = [],
  source?: MetadataSource,
): readonly Problem[] {
  const added = new Set(addedByHand.map(addressKey));
  const sourceOf = (address: string): MetadataSource | undefined =>
    added.has(addressKey(address)) ? undefined : source;
  return [
    ...manual.manualInvalid.map((address) =>
      located(
        sourceOf(address),
        address,
        problem(
          'error',
          'ManualAttendeeInvalid',
          `The attendee "${shownAddress(address)}" is not a mail address. ${added.has(addressKey(address)) ? 'It was added by hand: leave it out.' : 'Correct it in the file, or take it out.'}`,
        ),
      ),
    ),
    ...manual.manualRestricted.map((address) =>
      located(
        sourceOf(address),
        address,
        problem(
          'warning',
          'ManualAttendeeRestricted',
          `${shownAddress(address)} is not invited: every customer of this meeting has restricted_recipients, and none of them lists this address.`,
        ),
      ),
    ),
    ...manual.manualUnsubscribed.map((address) =>
      located(
        sourceOf(address),
        address,
        problem(
          'warning',
          'ManualAttendeeUnsubscribed',
          `${shownAddress(address)} is unsubscribed at a customer, and is invited because ${added.has(addressKey(address)) ? 'it was added by hand' : 'the file names this address itself'}.`,
        ),
      ),
    ),
  ];
}

/** People of several customers will see each other's addresses; names the customers. */
export function attendeesVisible(customers: readonly NamedCustomer[]): readonly Problem[] {
  if (customers.length === 0) return [];
  const message = `Attendees are not hidden: the people of ${listed(customers.map(customerLabel))} will see each other's addresses.`;
  return [problem('warning', 'AttendeesVisible', message)];
}

/**
 * Attachments are named in the invite and not attached: they stay where they are, and an event with files is larger than
 * a calendar takes for hundreds of people.
 */
export function attachmentsNamed(meeting: Meeting, source?: MetadataSource): readonly Problem[] {
  const attachments = meeting.announcement?.attachments ?? [];
  const [first] = attachments;
  if (first === undefined) return [];
  const linked = attachments.filter(({ name, location }) => [name, location ?? ''].some(isWebAddress));
  const names = attachments.map(({ name }) => name);
  const [are, them] = attachments.length === 1 ? ['is', 'it'] : ['are', 'them'];
  const without =
    linked.length === attachments.length
      ? ''
      : ` ${attachments.length - linked.length === attachments.length ? `Nothing says where to find ${them}` : `Nothing says where to find ${listed(attachments.filter((one) => !linked.includes(one)).map(({ name }) => name))}`}: give a web address.`;
  const message = `${listed(names)} ${are} named in the invite, with the web address where there is one, and not attached.${without}`;
  return [located(source, first.name, problem('warning', 'AttachmentsNotSent', message))];
}

/** Customers whose people are to be taken off although the file names them: they would be invited and taken off at once. */
export function takenOffInFile(meeting: Meeting, byHand: ByHand | undefined): readonly Problem[] {
  const both = (byHand?.takenOffCustomers ?? []).filter((code) => meeting.customerCodes.includes(code));
  if (both.length === 0) return [];
  const message = `${listed(both)} ${both.length === 1 ? 'is a customer' : 'are customers'} of this meeting by its file, so that nobody of theirs is taken off. Take ${both.length === 1 ? 'it' : 'them'} out of the file first.`;
  return [problem('error', 'TakeOffInFile', message)];
}

/** A text that anybody may pass on names several customers, as was asked for. */
export function customersNamed(customers: readonly NamedCustomer[]): readonly Problem[] {
  const message = `The text names ${listed(customers.map(customerLabel))}: whoever gets it reads who else is affected.`;
  return [problem('warning', 'CustomersNamed', message)];
}

/** Which customers' people are not in the plan, in one sentence. */
export function customersMissing(completeness: Completeness): readonly Problem[] {
  if (completeness.kind === 'complete') return [];
  const missing = completeness.missing.map(({ customerCode, reason }) => `${customerCode} (${reason})`);
  const message = `${missing.length === 1 ? 'A customer is' : `${missing.length} customers are`} missing from this invite: ${missing.join(', ')}. People of theirs who are already on the meeting stay on it.`;
  return [problem('warning', 'CustomersMissing', message)];
}

/** What customers' answers remark on without failing, each with its customer. */
export function customerRemarks(results: readonly CustomerRecipientResult[]): readonly Problem[] {
  return results.flatMap(({ customerCode, warnings }) =>
    warnings.map((warning) => problem('warning', 'CustomerRemark', `Customer ${customerCode}: ${warning}`)),
  );
}

/**
 * Attendees are hidden, but the file's own texts name a customer, which everybody invited will read. Names are looked
 * for without regard to letter case; codes only in capitals or from six letters on, since short ones are also words.
 */
export function customersNamedInTexts(
  meeting: Meeting,
  config: CustomerConfig | undefined,
): readonly Problem[] {
  const { title, subject, details, announcement } = meeting;
  const texts = [title, subject, ...Object.values<string>({ ...details }), announcement?.content ?? ''];
  const text = texts.join('\n');
  const folded = text.toLowerCase();
  const named = meeting.customerCodes.filter((code) => {
    const name = config?.customers.get(code)?.customerName?.trim() ?? '';
    return (
      (name.length > 2 && hasWord(folded, name.toLowerCase())) ||
      (code.length > 2 && hasWord(text, code.toUpperCase())) ||
      (code.length > 5 && hasWord(folded, code))
    );
  });
  if (named.length === 0) return [];
  const message = `Attendees are hidden from each other, but the file's own text names ${listed(named)}, and everybody invited will read it.`;
  return [problem('warning', 'CustomerNamedInText', message)];
}

/**
 * What keeps a plan from being sent: its errors, and a partial plan that nobody has accepted (`PartialNotAccepted`).
 * A dry run and the preview show it all the same.
 */
export function planBlocks(plan: Pick<InvitePlan, 'problems' | 'completeness'>): readonly Problem[] {
  const errors = plan.problems.filter(({ severity }) => severity === 'error');
  const { completeness } = plan;
  if (completeness.kind === 'complete' || completeness.acceptedPartial) return errors;
  const codes = completeness.missing.map(({ customerCode }) => customerCode);
  const message = `Nothing is sent while ${listed(codes)} ${codes.length === 1 ? 'is' : 'are'} missing, unless you decide to send to the others alone.`;
  return [...errors, problem('error', 'PartialNotAccepted', message)];
}

/** A problem that is at no place of a file. */
export function problem(severity: Problem['severity'], code: string, message: string): Problem {
  return { severity, code, message, path: '' };
}

/** Points at the first place where the file says `text`; the whole file when it is not there as it is. */
function located(source: MetadataSource | undefined, text: string, found: Problem): Problem {
  if (source === undefined) return found;
  const offset = source.text.indexOf(text.trim());
  if (offset < 0 || text.trim() === '') return { ...found, file: source.file };
  const before = source.text.slice(0, offset).split('\n');
  return {
    ...found,
    file: source.file,
    range: { offset, length: text.trim().length },
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
  };
}

const WORD_BEFORE = /[\p{L}\p{N}_-]$/u;
const WORD_AFTER = /^[\p{L}\p{N}_-]/u;

/** Whether a text has a word by itself, not within a longer one. A thousand customers may be looked for: no expression is made for each. */
function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    // Two units, because a letter may take two.
    if (!WORD_BEFORE.test(text.slice(Math.max(0, at - 2), at)) && !WORD_AFTER.test(text.slice(end, end + 2)))
      return true;
  }
  return false;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
