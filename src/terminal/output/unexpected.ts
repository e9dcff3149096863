import type { Output } from './output.ts';

/** Says an error that nobody foresaw in one sentence; its stack trace only where details were asked for. */
export function sayUnexpected(error: unknown, output: Output): string {
  const message = `Something unforeseen went wrong: ${error instanceof Error ? error.message : String(error)}`;
  output.error(message);
  if (!output.isDebug) output.error('Run it again with --log-level debug for the details.');
  else if (error instanceof Error) for (const line of (error.stack ?? '').split('\n')) output.debug(line);
  return message;
}
