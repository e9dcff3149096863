import {
  CONFIG_LIMITS,
  findProperty,
  isCustomerCode,
  jsonDocumentSteps,
  normalizeCustomerCode,
  propertiesOf,
  readTyped,
  type JsonDocument,
  type Problem,
} from '../metadata/index.ts';
import { ConfigDocument, CustomerEntry } from './config-schema.ts';
import type { ConfiguredCustomer, CustomerConfig } from './customer-config.ts';
import type { UnresolvedReason } from './customer.ts';
import { partitionConflict } from './partition.ts';
import { accountOfRole } from './role-arn.ts';

/** A parsed config.json, or nothing when the file as a whole cannot be used; then at least one problem is an error. */
export interface ParsedConfig {
  readonly config?: CustomerConfig;
  readonly problems: readonly Problem[];
  /** Where the entries stand and what is wrong with single ones; absent where the frame is wrong. */
  readonly entries?: CustomerEntries;
}

/** The entries of `customer_mappings` as an editor needs them. */
export interface CustomerEntries {
  /** Where each customer's key stands, by code. */
  readonly places: ReadonlyMap<string, EntryPlace>;
  /** Errors that make single entries unusable; the file as a whole is not. */
  readonly problems: readonly Problem[];
}

/** The place of an entry's key: line and column from 1, its length in UTF-16 units. */
export interface EntryPlace {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** Where upstream's customers are when their config.json names no region. */
const DEFAULT_REGION = 'us-east-1';

/**
 * Reads the text of a config.json. The file fails as a whole only where its frame is wrong (no JSON, no object,
 * `customer_mappings` no object …); a customer's entry that is wrong makes that customer one of `invalidCustomers`,
 * with the place in its message. `file` is named in problems and messages. Never throws.
 */
export function parseCustomerConfig(text: string, file: string): ParsedConfig {
  const steps = customerConfigSteps(text, file);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Entries that are read without a pause. */
const ENTRIES_A_STEP = 200;

/**
 * {@link parseCustomerConfig} in steps of some milliseconds each, for those who share their thread with an editor: a
 * thousand customers' file would hold it up in one go.
 */
export function* customerConfigSteps(text: string, file: string): Generator<undefined, ParsedConfig> {
  const document = yield* jsonDocumentSteps(text, file, CONFIG_LIMITS);
  yield;
  const { root } = document;
  if (root === undefined) return { problems: document.problems };
  const frame = readTyped(document, [], ConfigDocument, ['customer_mappings']);
  yield;
  const problems = [...document.problems, ...frame.problems];
  if (problems.some((problem) => problem.severity === 'error')) return { problems };
  const customers = new Map<string, ConfiguredCustomer>();
  const invalidCustomers = new Map<string, UnresolvedReason>();
  const mappings = findProperty(root, 'customer_mappings');
  if (mappings === undefined) {
    const message = 'There is no “customer_mappings” in this file, so it configures no customer.';
    problems.push(document.problemAt('', 'warning', 'NoCustomerMappings', message));
  }
  const seen = new Map<string, string>();
  const places = new Map<string, EntryPlace>();
  const flaws: Problem[] = [];
  for (const [index, { key, keyNode }] of propertiesOf(mappings?.valueNode).entries()) {
    if (index % ENTRIES_A_STEP === ENTRIES_A_STEP - 1) yield;
    const code = normalizeCustomerCode(key);
    const path = ['customer_mappings', key];
    const twin = seen.get(code);
    seen.set(code, key);
    const keyPlace = document.problemAt(path, 'error', 'ConfigInvalid', '', keyNode);
    places.set(code, { line: keyPlace.line ?? 1, column: keyPlace.column ?? 1, length: keyNode.length });
    if (twin !== undefined) {
      const why = `“${key}” and “${twin}” in customer_mappings are the same customer`;
      const place = { ...keyPlace, message: `${why}. Keep one of the two entries.` };
      flaws.push(place);
      customers.delete(code);
      invalidCustomers.set(code, invalid(place, why, 'Keep one of the two entries.'));
      continue;
    }
    if (!isCustomerCode(key)) {
      const message = `“${key}” in customer_mappings is no customer code (letters, digits and hyphens): no meeting can name it.`;
      problems.push(document.problemAt(path, 'warning', 'CustomerCodeInvalid', message, keyNode));
    }
    const entry = readEntry(document, path, code, blankAsAbsent(frame.data.aws_region));
    problems.push(...entry.warnings);
    if (entry.customer === undefined) {
      invalidCustomers.set(code, entry.reason);
      flaws.push(entry.flaw);
    } else customers.set(code, entry.customer);
  }
  const organizer = blankAsAbsent(frame.data.email_config?.meeting_organizer);
  const named = blankAsAbsent(frame.data.aws_region);
  const config: CustomerConfig = {
    awsRegion: named ?? DEFAULT_REGION,
    ...(named === undefined ? { awsRegionIsDefault: true } : {}),
    ...(organizer === undefined ? {} : { meetingOrganizer: organizer }),
    customers,
    invalidCustomers,
  };
  return { config, problems, entries: { places, problems: flaws } };
}

type EntryReading = { readonly warnings: readonly Problem[] } & (
  | { readonly customer: ConfiguredCustomer }
  | {
      readonly customer?: undefined;
      readonly reason: UnresolvedReason;
      /** The same as a problem at its place. */
      readonly flaw: Problem;
    }
);

const REMEDY = 'Correct the entry and ask again.';

/** @param fileRegion `aws_region` of the file, for an entry without a region of its own */
function readEntry(
  document: JsonDocument,
  path: readonly string[],
  code: string,
  fileRegion: string | undefined,
): EntryReading {
  const { data, problems } = readTyped(document, path, CustomerEntry);
  const warnings = problems.filter((problem) => problem.severity === 'warning');
  const bad = problems.find((problem) => problem.severity === 'error');
  if (bad !== undefined) {
    return { warnings, flaw: bad, reason: invalid(bad, bad.message.replace(/\.$/, ''), REMEDY) };
  }
  const fail = (key: string, why: string): EntryReading => {
    const flaw = document.problemAt([...path, key], 'error', 'ConfigInvalid', `${why}.`);
    return { warnings, flaw, reason: invalid(flaw, why, REMEDY) };
  };

  const roleArn = blankAsAbsent(data.ses_role_arn);
  const roleAccount = roleArn === undefined ? undefined : accountOfRole(roleArn);
  if (roleArn !== undefined && roleAccount === undefined) {
    return fail(
      'ses_role_arn',
      `“ses_role_arn” is no role's ARN (arn:aws:iam::<12 digits>:role/<name>): “${roleArn}”`,
    );
  }
  const account = blankAsAbsent(data.aws_account_id === undefined ? undefined : String(data.aws_account_id));
  if (account !== undefined && !/^\d{12}$/.test(account)) {
    return fail('aws_account_id', `“aws_account_id” must be 12 digits, but it is “${account}”`);
  }
  if (account !== undefined && roleAccount !== undefined && account !== roleAccount) {
    return fail(
      'aws_account_id',
      `“aws_account_id” is ${account}, but “ses_role_arn” names account ${roleAccount}`,
    );
  }
  const ownRegion = blankAsAbsent(data.region);
  const region = ownRegion ?? (blankAsAbsent(data.aws_profile) === undefined ? fileRegion : undefined);
  const conflict =
    roleArn === undefined || region === undefined ? undefined : partitionConflict(roleArn, region);
  if (conflict !== undefined) {
    const [key, name] = ownRegion === undefined ? ['ses_role_arn', 'aws_region'] : ['region', 'region'];
    return fail(
      key,
      `“ses_role_arn” is in partition ${conflict.role}, but “${name}” is ${region ?? ''}, which is in partition ${conflict.region}`,
    );
  }
  const allowed = data.restricted_recipients ?? [];
  const blank = allowed.findIndex((address) => address.trim() === '');
  if (blank >= 0) {
    // Left out silently, the only entry of a list would turn "nobody" into "everybody".
    return fail('restricted_recipients', `“restricted_recipients” has an empty entry (number ${blank + 1})`);
  }
  const named = blankAsAbsent(data.customer_code);
  const mismatch =
    named === undefined || normalizeCustomerCode(named) === code
      ? []
      : [
          document.problemAt(
            [...path, 'customer_code'],
            'warning',
            'CustomerCodeMismatch',
            `“customer_code” is “${named}”, but the entry stands under “${path.at(-1) ?? ''}”, which counts. Make sure that it is the right customer's.`,
          ),
        ];
  const awsAccountId = account ?? roleAccount;
  const customer: ConfiguredCustomer = {
    customerCode: code,
    ...textFields({
      customerName: data.customer_name,
      region: data.region,
      sesRoleArn: roleArn,
      awsProfile: data.aws_profile,
      contactListName: data.contact_list_name,
      awsAccountId,
      declaredAccountId: account,
    }),
    restrictedRecipients: allowed.map((address) => address.trim().toLowerCase()),
  };
  return { warnings: [...warnings, ...mismatch], customer };
}

/** The reason of a customer whose entry cannot be used: `<file>:<line>:<column>: <why>`. */
function invalid(place: Problem, why: string, remedy: string): UnresolvedReason {
  const position = `${place.file ?? 'config.json'}:${place.line ?? 1}:${place.column ?? 1}`;
  return { code: 'ConfigInvalid', message: `${position}: ${why}.`, remedy };
}

function blankAsAbsent(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === '' ? undefined : trimmed;
}

/** The texts that are not blank, trimmed. */
function textFields<K extends string>(
  fields: Readonly<Record<K, string | undefined>>,
): Partial<Record<K, string>> {
  const entries = Object.entries<string | undefined>(fields).flatMap(([key, value]) => {
    const trimmed = blankAsAbsent(value);
    return trimmed === undefined ? [] : [[key, trimmed] as const];
  });
  return Object.fromEntries(entries) as Partial<Record<K, string>>;
}
