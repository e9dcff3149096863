import { assembleMeeting } from './assemble-meeting.ts';
import { readCustomerCodes } from './customer-codes.ts';
import { readCustomerNames, type CustomerNamesReading } from './customer-names.ts';
import { readJsonDocument, type JsonDocument } from './json-document.ts';
import type { MetadataReading, MetadataShape } from './meeting.ts';
import type { Problem } from './problem.ts';
import type { Draft } from './draft.ts';
import { recogniseShape, type Recognition } from './recognise-shape.ts';
import type { Shape } from './shapes/shape.ts';

/** What reading a metadata text needs to know besides the text. */
export interface MetadataOptions {
  /** The file as the person named it, for the problems. */
  readonly file?: string;
  /** IANA zone for files that name none. */
  readonly defaultTimeZone: string;
  /** Milliseconds since the Unix epoch, for “in the past”. */
  readonly nowEpochMs: number;
  /** The release of the time zone data in use, e.g. `2026c`; by default this process's own. */
  readonly zoneData?: string;
}

/** A metadata text with everything that was found out about it on the way to its reading. */
export interface MetadataInspection {
  readonly document: JsonDocument;
  readonly look: MetadataLook;
  readonly reading: MetadataReading;
  /** The shape's own table of fields and what it found in them; absent where no shape was recognised. */
  readonly found?: { readonly shape: Shape; readonly draft: Draft };
  readonly options: MetadataOptions;
}

/** Whether a text is the metadata of a meeting by its shape, and if not, why. */
export type MetadataLook =
  | { readonly yes: true; readonly shape: MetadataShape; readonly certain: boolean }
  | { readonly yes: false; readonly why: string };

/**
 * Reads a metadata text: its shape, its customer codes and, when nothing in it is an error, its meeting. All problems
 * come in one pass, in the order of the text. A file that gives customer names and no codes has a meeting without codes
 * and the names beside it. Never throws, on any text.
 */
export function readMetadata(text: string, options: MetadataOptions): MetadataReading {
  return inspectMetadata(text, options).reading;
}

/** {@link readMetadata} that also gives what an editor needs to explain, complete and correct the text. Never throws. */
export function inspectMetadata(text: string, options: MetadataOptions): MetadataInspection {
  const document = readJsonDocument(text, options.file);
  const { root } = document;
  const recognition = root === undefined ? undefined : recogniseShape({ ...document, root });
  const inspected = { document, look: lookOf(document, recognition), options };
  if (recognition === undefined) {
    return { ...inspected, reading: { customerCodes: [], problems: document.problems } };
  }
  if (recognition.kind === 'none') {
    const problem = document.problemAt('', 'error', recognition.code, recognition.why);
    const problems = inTextOrder([...document.problems, problem]);
    return { ...inspected, reading: { customerCodes: [], problems } };
  }
  const { shape } = recognition;
  const customers = readCustomerCodes(document);
  const names =
    customers.codes.length > 0 || customers.problems.length > 0 ? NO_NAMES : readCustomerNames(document);
  const content = readContent(document, shape, customers.codes, options);
  const problems = inTextOrder([
    ...document.problems,
    ...content.problems,
    ...customers.problems,
    ...names.problems,
    ...(customers.codes.length > 0 || customers.problems.length > 0 ? [] : nobody(document, names)),
  ]);
  const sound = problems.every((problem) => problem.severity !== 'error');
  const reading: MetadataReading = {
    shape: shape.name,
    customerCodes: customers.codes,
    ...(names.names.length === 0 ? {} : { customerNames: names.names }),
    ...(sound && content.meeting !== undefined ? { meeting: content.meeting } : {}),
    problems,
  };
  return { ...inspected, reading, found: { shape, draft: content.draft } };
}

/**
 * Whether a text is the metadata of a meeting, by its shape alone; if not, why, in a sentence for a person. Says
 * nothing about whether the fields are right. `certain` is false where the file of another program may look the same: such
 * a file is read when a person says so, but never marked unasked. Never throws.
 */
export function looksLikeMetadata(text: string): MetadataLook {
  const document = readJsonDocument(text);
  const { root } = document;
  return lookOf(document, root === undefined ? undefined : recogniseShape({ ...document, root }));
}

function lookOf(document: JsonDocument, recognition: Recognition | undefined): MetadataLook {
  if (recognition === undefined) {
    const error = document.problems.find((problem) => problem.severity === 'error');
    const place = error?.line === undefined ? '' : ` (line ${error.line}, column ${error.column ?? 1})`;
    return { yes: false, why: `${(error?.message ?? 'This is not JSON.').replace(/\.$/, '')}${place}.` };
  }
  return recognition.kind === 'shape'
    ? { yes: true, shape: recognition.shape.name, certain: recognition.certain }
    : { yes: false, why: recognition.why };
}

function readContent(
  document: JsonDocument,
  shape: Shape,
  customerCodes: readonly string[],
  options: MetadataOptions,
): Pick<MetadataReading, 'meeting' | 'problems'> & { readonly draft: Draft } {
  const { draft, problems } = shape.read(document);
  const assembled = assembleMeeting(document, shape.name, draft, customerCodes, options);
  return { ...assembled, draft, problems: [...problems, ...assembled.problems] };
}

const NO_NAMES: CustomerNamesReading = { names: [], problems: [] };

/** The error for a document that gives neither codes nor names. */
function nobody(document: JsonDocument, names: CustomerNamesReading): Problem[] {
  if (names.names.length > 0 || names.problems.length > 0) return [];
  const message =
    'The file names no customers. Give their codes in “customers” (or “customerCodes” in “changeMetadata”).';
  return [document.problemAt('', 'error', 'NoCustomers', message)];
}

/** By place in the text; whatever has the same place keeps its order. */
const inTextOrder = (problems: readonly Problem[]): Problem[] =>
  [...problems].sort((a, b) => (a.range?.offset ?? 0) - (b.range?.offset ?? 0));
