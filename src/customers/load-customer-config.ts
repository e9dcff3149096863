import { dirname, join, resolve } from 'node:path';
import type { Problem } from '../metadata/index.ts';
import type { ConfigLoad } from './customer-config.ts';
import { customerConfigSteps, type ParsedConfig } from './parse-customer-config.ts';

/**
 * Reads a text file. `undefined` means that there is none; it rejects for anything else that goes wrong, with the `line` and
 * `column` of the trouble (both from 1) on the error where it has a place.
 */
export type ReadTextFile = (path: string) => Promise<string | undefined>;

/** Where to look for config.json. Relative paths start at `workingDirectory`. */
export interface ConfigRequest {
  /** As the person named it; `none` means that they want none; absent or empty: look for one. */
  readonly configFile?: string;
  readonly metadataFile: string;
  /** The working directory, or the workspace folder. */
  readonly workingDirectory: string;
}

const FILE_NAME = 'config.json';
const NONE = 'none';

/**
 * Finds and reads the customers' configuration: the file named, else `config.json` beside the metadata, else in the
 * working directory. A file that is named and missing, or found and unusable, is `failed`, with the Go tool's sentences
 * (`Failed to load config from F: …`) and the place in the file. None there is `absent`, with the warning
 * `NoConfigFile`. Never rejects.
 */
export async function loadCustomerConfig(
  readTextFile: ReadTextFile,
  request: ConfigRequest,
): Promise<ConfigLoad> {
  const { configFile = '', metadataFile, workingDirectory } = request;
  if (configFile === NONE) return { kind: 'absent', declared: true, problems: [declaredNone()] };
  if (configFile !== '') {
    const load = await loadFile(readTextFile, resolve(workingDirectory, configFile), configFile);
    return load ?? failed(configFile, notRead(configFile, `open ${configFile}: no such file or directory`));
  }
  const beside = join(dirname(resolve(workingDirectory, metadataFile)), FILE_NAME);
  const usual = resolve(workingDirectory, FILE_NAME);
  for (const path of new Set([beside, usual])) {
    const load = await loadFile(readTextFile, path, path);
    if (load !== undefined) return load;
  }
  return { kind: 'absent', declared: false, problems: [noneFound(beside, usual)] };
}

/** The file's content; `undefined` when there is no such file. */
async function loadFile(
  readTextFile: ReadTextFile,
  path: string,
  shown: string,
): Promise<ConfigLoad | undefined> {
  let text: string | undefined;
  try {
    text = await readTextFile(path);
  } catch (error) {
    return failed(shown, { ...notRead(shown, thrownText(error)), ...placeOf(error) });
  }
  if (text === undefined) return undefined;
  const { config, problems, entries } = await parseInTurns(text, shown);
  if (config !== undefined) {
    return { kind: 'loaded', file: path, config, problems, ...(entries !== undefined && { entries }) };
  }
  return { kind: 'failed', problems: problems.map((problem) => notParsed(shown, problem)) };
}

/** Leaves the event loop a turn before each step: the first would else be one with what came with the file's reading. */
async function parseInTurns(text: string, file: string): Promise<ParsedConfig> {
  const steps = customerConfigSteps(text, file);
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve));
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

const failed = (file: string, problem: Problem): ConfigLoad => ({
  kind: 'failed',
  problems: [{ ...problem, file }],
});

const thrownText = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Where in the file the trouble is, if the reader says so. */
function placeOf(error: unknown): Pick<Problem, 'line' | 'column'> {
  const { line, column } = (error ?? {}) as { readonly line?: unknown; readonly column?: unknown };
  return typeof line === 'number' && typeof column === 'number' ? { line, column } : {};
}

function notRead(file: string, why: string): Problem {
  return {
    severity: 'error',
    code: 'ConfigNotRead',
    message: `Failed to load config from ${file}: failed to read config file ${file}: ${why}`,
    path: '',
  };
}

/** The same problem, in the sentence that the Go tool begins so; warnings stay as they are. */
function notParsed(file: string, problem: Problem): Problem {
  if (problem.severity === 'warning') return problem;
  const position = `${file}:${problem.line ?? 1}:${problem.column ?? 1}`;
  const message = `Failed to load config from ${file}: failed to parse config file ${file}: ${position}: ${problem.message}`;
  return { ...problem, message };
}

function noneFound(beside: string, usual: string): Problem {
  const places = beside === usual ? beside : `${beside} or ${usual}`;
  return {
    severity: 'warning',
    code: 'NoConfigFile',
    message: `There is no configuration at ${places}: customers are asked through the local AWS profiles of their names, and no restrictions on recipients are known. Name a file, or say “none” to send without one.`,
    path: '',
  };
}

function declaredNone(): Problem {
  return {
    severity: 'warning',
    code: 'NoConfigFile',
    message:
      'No configuration is used, as asked: customers are asked through the local AWS profiles of their names, without restrictions on recipients.',
    path: '',
  };
}
