import { loadCustomerConfig, resolveCustomerNames } from '../customers/index.ts';
import { readMetadata, type MetadataReading } from '../metadata/index.ts';
import { realClock } from '../recipients/index.ts';
import type { CommandIo } from './command-io.ts';
import { DEFAULT_TIME_ZONE } from './create-invite/request.ts';
import { extractDocument } from './documents/extract-document.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { openCommand } from './open-command.ts';
import { problemLine } from './output/problem-line.ts';
import { readMetadataFile } from './read-metadata-file.ts';
import { subCommandUsage } from './usage/help-text.ts';
import { EXTRACT_FLAGS } from './usage/other-flags.ts';

/**
 * `extract-customers`: the customer codes that a metadata file names, one a line on stdout and nothing else there, so
 * that they can be piped; everything to say about the file goes to stderr. Status 1 when it names none.
 */
export function extractCustomers(words: readonly string[], io: CommandIo): Promise<ExitCode> {
  const line = {
    words,
    table: EXTRACT_FLAGS,
    command: 'extract-customers',
    purpose: 'extract-customers',
    usage: () => subCommandUsage('extract-customers'),
  };
  return openCommand(line, io, async (values, output) => {
    const file = values['json-metadata'];
    const metadata = await readMetadataFile(file, io);
    const reading: MetadataReading = metadata.ok
      ? await readCustomers(file, metadata.text, io)
      : { customerCodes: [], problems: [metadata.problem] };
    for (const problem of reading.problems) output.error(problemLine(problem));
    if (output.isJson) output.document(extractDocument(reading));
    else for (const code of reading.customerCodes) output.line(code);
    return reading.customerCodes.length > 0 ? EXIT.done : EXIT.failed;
  });
}

/** Reads the file's customers; a file that gives only names has them looked up in the config.json beside it. */
async function readCustomers(file: string, text: string, io: CommandIo): Promise<MetadataReading> {
  const reading = readMetadata(text, {
    file,
    defaultTimeZone: DEFAULT_TIME_ZONE,
    nowEpochMs: (io.clock ?? realClock).now(),
  });
  if ((reading.customerNames ?? []).length === 0) return reading;
  const { workingDirectory, readTextFile } = io;
  const config = await loadCustomerConfig(readTextFile, { metadataFile: file, workingDirectory });
  if (config.kind !== 'failed') return resolveCustomerNames(reading, config);
  return { ...reading, problems: [...reading.problems, ...config.problems] };
}
