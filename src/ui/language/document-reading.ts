import { getLocation } from 'jsonc-parser';
import {
  customerProblems,
  parseCustomerConfig,
  type ConfigLoad,
  type ParsedConfig,
} from '../../customers/index.ts';
import {
  inspectMetadata,
  mentionsIn,
  slipsIn,
  type Mention,
  type MetadataInspection,
  type MetadataOptions,
  type Problem,
} from '../../metadata/index.ts';
import { helpWith, helpWithConfig, type DocumentStanding, type Help } from './marked.ts';

/** One reading of a document's text, which everything that is shown about that text is taken from. */
export type DocumentReading =
  | { readonly kind: 'other' }
  | {
      readonly kind: 'metadata';
      readonly help: Exclude<Help, 'none'>;
      readonly inspection: MetadataInspection;
      /** Slips of the pen, which are no problem to a reader. */
      readonly slips: readonly Problem[];
      /** What it names; worked out when first asked for. */
      readonly mentions: () => readonly Mention[];
    }
  | {
      readonly kind: 'config';
      readonly help: Exclude<Help, 'none'>;
      readonly parsed: ParsedConfig;
      readonly problems: readonly Problem[];
    };

const OTHER: DocumentReading = { kind: 'other' };

/**
 * Reads a text once: as metadata, as the customers' configuration, or as nothing of ours.
 * @param before the last reading of the same document: JSON that is broken while somebody types is still what it was
 */
export function readDocument(
  text: string,
  standing: DocumentStanding,
  options: MetadataOptions,
  before: DocumentReading | undefined,
): DocumentReading {
  if (/\.meetings-config\.json$/i.test(standing.path) || hasMappings(text)) {
    return readConfig(text, standing, before);
  }
  const inspection = inspectMetadata(text, { ...options, file: standing.path });
  const broken = inspection.document.root === undefined;
  const help = broken && before?.kind === 'metadata' ? before.help : helpWith(inspection.look, standing);
  if (help === 'none') return OTHER;
  let mentions: readonly Mention[] | undefined;
  return {
    kind: 'metadata',
    help,
    inspection,
    slips: slipsIn(inspection),
    mentions: () => (mentions ??= mentionsIn(inspection)),
  };
}

function readConfig(
  text: string,
  standing: DocumentStanding,
  before: DocumentReading | undefined,
): DocumentReading {
  const parsed = parseCustomerConfig(text, standing.path);
  const broken = parsed.problems.some(({ code }) => code === 'JsonSyntax');
  const help = broken && before?.kind === 'config' ? before.help : helpWithConfig(!broken, standing);
  if (help === 'none') return OTHER;
  return {
    kind: 'config',
    help,
    parsed,
    problems: [...parsed.problems, ...(parsed.entries?.problems ?? [])],
  };
}

/** Whether the key stands at the top: metadata may hold a configuration's text somewhere inside. */
function hasMappings(text: string): boolean {
  for (const { index } of text.matchAll(/"customer_mappings"\s*:/gi)) {
    if (getLocation(text, index + 1).path.length === 1) return true;
  }
  return false;
}

/** What the editor's own JSON support says already, so that nothing is marked twice. */
const EDITORS = new Set(['JsonSyntax', 'EmptyFile', 'JsonComment', 'TrailingComma']);

/** Every problem of a metadata text, those that the editor shows itself included. */
export function metadataProblems(
  { inspection, slips }: Pick<Extract<DocumentReading, { kind: 'metadata' }>, 'inspection' | 'slips'>,
  config: ConfigLoad | undefined,
): readonly Problem[] {
  const customers = config === undefined ? [] : customerProblems(inspection, config);
  return [...inspection.reading.problems, ...slips, ...customers];
}

/** Whether a problem is for us to show. */
export function isOursToShow({ code }: Problem, help: Help): boolean {
  return !EDITORS.has(code) && (help === 'ours' || code !== 'WrongType');
}
