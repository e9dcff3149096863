import { redact } from '../../common/index.ts';

/** Shorter words of a command line stand in sentences by chance. */
const SHORTEST_ARGUMENT = 4;
/** Of a line, however long, this much can matter. */
const LONGEST_LINE = 4000;

/**
 * What a `credential_process` said before it failed: the last line it wrote to stderr, redacted. Everything before is
 * left out; so is a line of data (JSON), and wherever the line repeats the command line or one of its arguments, that is.
 * @param stderr as it was written
 * @param command the command line
 */
export function lastWordsOfHelper(stderr: string, command: string): string | undefined {
  const last = stderr
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => line !== '');
  if (last === undefined || /^[[{]/.test(last)) return undefined;
  const hidden = [command, ...argumentsOf(command)].reduce(
    (line, text) => line.replaceAll(text, '[hidden]'),
    last.slice(0, LONGEST_LINE),
  );
  return redact(hidden) || undefined;
}

/** The words after the program's name, and the values in them, without their quotes; the longest first. */
function argumentsOf(command: string): readonly string[] {
  const words = [...command.matchAll(/"([^"]*)"|'([^']*)'|([^\s"'=]+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
  return words
    .slice(1)
    .filter((word) => word.length >= SHORTEST_ARGUMENT && !word.startsWith('-'))
    .sort((a, b) => b.length - a.length);
}
