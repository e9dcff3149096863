import type { Calendar, SendEvent } from '../../calendar/index.ts';
import type { SendJournal } from '../../history/index.ts';
import { appendPrivateFile, MAX_STATE_BYTES, readTextFile } from '../../files/index.ts';
import type { UiContext } from '../context.ts';
import type { Identity } from './identity-text.ts';
import { sendJournalPath } from './journal-path.ts';

/** A calendar to work on, and the record that every call to it that writes goes into. */
export interface OpenCalendar {
  readonly calendar: Calendar;
  readonly journal: SendJournal;
}

/**
 * Opens the calendars that an identity gives access to; what happens there goes to the log.
 * @param sandbox whether they are the sandbox's, which has a record of its own
 * @param onEvent told what happens, besides the log
 */
export async function openCalendar(
  ctx: UiContext,
  identity: Pick<Extract<Identity, { kind: 'ready' }>, 'token' | 'baseUrl'>,
  sandbox: boolean,
  onEvent: (event: SendEvent) => void = () => undefined,
): Promise<OpenCalendar> {
  const { createCalendar, sendLines } = await import('../../calendar/index.ts');
  const { realClock } = await import('../../recipients/index.ts');
  return {
    journal: await openSendJournal(ctx, sandbox),
    calendar: createCalendar({
      baseUrl: identity.baseUrl,
      token: identity.token,
      fetch,
      clock: realClock,
      ...(sandbox && { place: 'sandbox' }), // its port changes from window to window, its calendar does not
      onEvent: (event) => {
        for (const line of sendLines(event)) ctx.log.info(line);
        onEvent(event);
      },
    }),
  };
}

/** The record of what was sent from this machine's editor: in the extension's own storage. */
export async function openSendJournal(ctx: UiContext, sandbox: boolean): Promise<SendJournal> {
  const { openJournal } = await import('../../history/index.ts');
  const { readSettings } = await import('../environment/settings.ts');
  const path = sendJournalPath(ctx.extension, sandbox);
  const { keepAddresses } = readSettings(undefined).sendHistory;
  const files = {
    readTextFile: (file: string) => readTextFile(file, { maxBytes: MAX_STATE_BYTES }),
    appendTextFile: appendPrivateFile,
  };
  return openJournal(path, files, keepAddresses);
}
