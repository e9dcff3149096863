import { nearestName, type MetadataReading, type NamedInFile, type Problem } from '../metadata/index.ts';
import type { ConfigLoad, CustomerConfig } from './customer-config.ts';

/**
 * A reading whose customers are known by code: where the file gives friendly names only, their codes are looked up by
 * `customer_name` in the configuration (upper and lower case and repeated spaces do not matter). A name that no customer
 * has is the error `CustomerNameUnknown` that quotes it, a name that several have `CustomerNameAmbiguous`, both at the
 * name's place; then the reading has no meeting. Any other reading is given back as it is.
 */
export function resolveCustomerNames(reading: MetadataReading, config: ConfigLoad): MetadataReading {
  const names = reading.customerNames ?? [];
  if (names.length === 0 || reading.customerCodes.length > 0) return reading;
  if (config.kind === 'failed') return withoutMeeting(reading);
  const found = names.map((named) => codeOf(named, config));
  const problems = found.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
  const customerCodes = [...new Set(found.flatMap(({ code }) => (code === undefined ? [] : [code])))];
  const { meeting } = reading;
  return {
    ...withoutMeeting(reading),
    customerCodes,
    ...(meeting === undefined || problems.length > 0 ? {} : { meeting: { ...meeting, customerCodes } }),
    problems: [...reading.problems, ...problems].sort(
      (a, b) => (a.range?.offset ?? 0) - (b.range?.offset ?? 0),
    ),
  };
}

function withoutMeeting({ shape, customerCodes, customerNames, problems }: MetadataReading): MetadataReading {
  return {
    ...(shape === undefined ? {} : { shape }),
    customerCodes,
    ...(customerNames === undefined ? {} : { customerNames }),
    problems,
  };
}

/** Comparing texts takes time by their length; nobody's name is longer. */
const LONGEST_NAME = 100;

interface CodeOfName {
  readonly code?: string;
  readonly problem?: Problem;
}

function codeOf(named: NamedInFile, config: Exclude<ConfigLoad, { kind: 'failed' }>): CodeOfName {
  if (config.kind === 'absent') {
    const message = `The file names the customer “${named.name}” but gives no code, and there is no config.json in which to look for it. Write the code into “customerCodes”, or name a config.json.`;
    return { problem: problemAt(named, 'CustomerNameUnknown', message) };
  }
  const codes = codesNamed(named.name, config.config);
  const [code] = codes;
  if (code === undefined) return { problem: unknown(named, config.file, config.config) };
  if (codes.length === 1) return { code };
  const message = `“${named.name}” is the customer_name of ${codes.join(' and ')} in ${config.file}. Write the code into “customerCodes”.`;
  return { problem: problemAt(named, 'CustomerNameAmbiguous', message) };
}

function codesNamed(name: string, config: CustomerConfig): readonly string[] {
  return [...config.customers.values()]
    .filter(({ customerName }) => customerName !== undefined && fold(customerName) === fold(name))
    .map(({ customerCode }) => customerCode);
}

function unknown(named: NamedInFile, file: string, config: CustomerConfig): Problem {
  const { hint, meant } = nearly(named.name, config);
  const message = `No customer in ${file} has the customer_name “${named.name}”. ${hint}Correct the name, or write the code into “customerCodes”.`;
  return { ...problemAt(named, 'CustomerNameUnknown', message), ...(meant === undefined ? {} : { meant }) };
}

/** What may have been meant: a code given as a name, or a name that is nearly this one. Never taken without asking. */
function nearly(name: string, config: CustomerConfig): { readonly hint: string; readonly meant?: string } {
  if (config.customers.has(fold(name))) {
    return { hint: `There is a customer with the code ${fold(name)}. ` };
  }
  const names = [...config.customers.values()].flatMap(({ customerName }) => customerName ?? []);
  const near = name.length > LONGEST_NAME ? undefined : nearestName(fold(name), names);
  return near === undefined ? { hint: '' } : { hint: `Did you mean “${near}”? `, meant: near };
}

function problemAt(named: NamedInFile, code: string, message: string): Problem {
  const { path, file, range, line, column } = named;
  return {
    severity: 'error',
    code,
    message,
    path,
    ...(file === undefined ? {} : { file }),
    ...(range === undefined ? {} : { range }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}

const fold = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, ' ');
