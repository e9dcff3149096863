import { recordedCalls, type RecordedCall } from '../history/index.ts';
import type { CommandIo } from './command-io.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { openCommand } from './open-command.ts';
import { sendHistoryFile } from './run-environment.ts';
import { sendJournal } from './send-journal.ts';
import { subCommandUsage } from './usage/help-text.ts';
import { HISTORY_FLAGS } from './usage/other-flags.ts';

/** `history`: prints the record of every call that wrote to a calendar, oldest first. Hashes and counts, no addresses. */
export function history(words: readonly string[], io: CommandIo): Promise<ExitCode> {
  const line = {
    words,
    table: HISTORY_FLAGS,
    command: 'history',
    purpose: 'history',
    usage: () => subCommandUsage('history'),
  };
  return openCommand(line, io, async (values, output) => {
    const { sandbox, last } = values;
    const entries = await sendJournal(io, sandbox)
      .read()
      .catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        output.error(`The send history could not be read: ${why}. Check that you may read it.`);
        return undefined;
      });
    if (entries === undefined) return EXIT.failed;
    const calls = recordedCalls(entries).slice(last === 0 ? 0 : -last);
    if (output.isJson) {
      output.document({ file: sendHistoryFile(io.env, io.homeDirectory, sandbox), calls });
      return EXIT.done;
    }
    if (calls.length === 0) output.line('Nothing has been sent from this machine yet.');
    for (const call of calls) output.line(historyLine(call));
    return EXIT.done;
  });
}

const MARKS = { done: '✅', refused: '❌', unknown: '❓' } as const;

/** One call on one line: when, what, for how many people, and what Graph answered. */
export function historyLine({ before, after }: RecordedCall): string {
  const { action, subject, attendees, part, parts, eventId } = before;
  const which = parts > 1 ? ` (event ${part} of ${parts})` : '';
  const test = before.test === true ? ' as a test' : '';
  const { count, added, removed } = attendees;
  const answer =
    after === undefined
      ? 'ended before there was an answer'
      : `${after.result}${after.code === undefined ? '' : ` (${after.code}${after.status === undefined ? '' : `, status ${after.status}`})`}`;
  const id = after?.eventId ?? eventId;
  return `${after === undefined ? '❓' : MARKS[after.result]} ${before.at} ${action}${test} "${subject}"${which}: ${count} attendees, ${added} added, ${removed} removed: ${answer}${id === undefined ? '' : ` ${id}`}`;
}
