import type { AskMfaCode } from '../recipients/index.ts';
import type { CommandIo } from './command-io.ts';
import type { Output } from './output/output.ts';
import { printable } from './output/printable.ts';

/**
 * Asks for the codes of multi-factor devices at the terminal, where there is somebody to ask. Lines of the run wait
 * meanwhile. An empty line or Ctrl-C declines.
 * @returns to be spread into what asks for codes
 */
export function mfaPrompt(
  { readLine }: Pick<CommandIo, 'readLine'>,
  output: Pick<Output, 'hold'>,
): { readonly askMfaCode?: AskMfaCode } {
  if (readLine === undefined) return {};
  return {
    askMfaCode: async ({ serial, profile, again }, signal) => {
      const release = output.hold();
      try {
        const before = again ? 'That code was not accepted. ' : '';
        return await readLine(
          printable(`${before}Code of multi-factor device ${serial} for AWS profile ${profile}: `),
          signal,
        );
      } finally {
        release();
      }
    },
  };
}
