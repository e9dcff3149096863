import * as l10n from '@vscode/l10n';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { notify } from '../messages.ts';
import { FileRefusal, writeOutputFile } from '../../files/index.ts';
import { describeRun } from '../environment/run-request.ts';
import { readTextFile } from '../files/text.ts';
import type { MeetingFile } from '../session/state.ts';
import { MAX_STATE_BYTES, readTextFile as readStateText } from '../../files/index.ts';
import { journalEntries } from '../../history/index.ts';
import type { UiContext } from '../context.ts';
import { sendJournalPath } from '../send/journal-path.ts';

/**
 * *Save as iCalendar File…*: the meeting of a file as an `.ics` file where the person wants it. Asks no customer and
 * sends nothing; the file has no attendees.
 */
export async function saveCalendarFile(ctx: UiContext, file: MeetingFile): Promise<void> {
  const { cautions, prepareCalendarFile } = await import('../../invite/index.ts');
  const sent = ctx.sessions.find(file.uri)?.state().outcome;
  const joinUrl = sent?.events.find((event) => event.joinUrl !== undefined)?.joinUrl;
  const request = { ...(await describeRun(file)), ...(joinUrl === undefined ? {} : { joinUrl }) };
  const journal = sendJournalPath(ctx.extension, ctx.sessions.find(file.uri)?.state().sandbox === true);
  // A history that cannot be read is none: the file's own count of versions still holds.
  const history = await readStateText(journal, { maxBytes: MAX_STATE_BYTES }).catch(() => undefined);
  const preparation = await prepareCalendarFile(
    { ...request, sent: journalEntries(history ?? '') },
    { readTextFile, nowEpochMs: Date.now() },
  );
  if (preparation.kind === 'failed') {
    const error = preparation.problems.find(({ severity }) => severity === 'error');
    const message = error?.message ?? l10n.t('The file describes no meeting.');
    void notify(
      'error',
      error?.line === undefined
        ? l10n.t('No calendar file was written. {error}', { error: message })
        : l10n.t('No calendar file was written. {error} (line {line}, column {column})', {
            error: message,
            line: error.line,
            column: error.column ?? 1,
          }),
    );
    return;
  }
  const source = vscode.Uri.parse(file.uri);
  const target = await ctx.saveDialog.current({
    title: l10n.t('Save as iCalendar File'),
    saveLabel: l10n.t('Save'),
    defaultUri: source.with({ path: `${source.path.replace(/\.jsonc?$/i, '')}.ics` }),
    filters: { [l10n.t('iCalendar')]: ['ics'] },
  });
  if (target === undefined) return;
  if (target.toString() === source.toString()) {
    void notify(
      'error',
      l10n.t('{file} is the metadata file itself: nothing was written.', { file: file.name }),
    );
    return;
  }
  const why = await whyNotWritten(target, preparation.text);
  if (why !== undefined) {
    const name = basename(target.fsPath);
    void notify('error', l10n.t('{file} could not be written: {why}.', { file: name, why }));
    return;
  }
  ctx.log.info(`🗓️  Calendar file written to ${target.fsPath}`);
  const show = l10n.t('Show File');
  const remarks = cautions(preparation).map(({ message }) => message);
  const text = [
    l10n.t('{file} holds the meeting, without attendees.', { file: basename(target.fsPath) }),
    ...remarks,
  ].join(' ');
  const pressed =
    remarks.length === 0 ? await notify('info', text, show) : await notify('warning', text, show);
  if (pressed === show) await vscode.window.showTextDocument(target);
}

/** Writes the file, readable by this user only and never through a link. @returns why it could not be; nothing when it is there */
async function whyNotWritten(target: vscode.Uri, text: string): Promise<string | undefined> {
  if (target.scheme !== 'file') return l10n.t('calendar files are written to the disk only');
  try {
    await writeOutputFile(target.fsPath, text);
    return undefined;
  } catch (error) {
    if (error instanceof FileRefusal) return error.message;
    throw error;
  }
}
