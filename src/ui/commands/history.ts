import { historyText } from '../send/history-text.ts';
import { openSendJournal } from '../send/open-calendar.ts';
import type { Workbench } from '../workbench.ts';
import { showReadOnly } from './read-only-document.ts';

/** *Show Send History*: what was about to be sent from this editor and what Microsoft Graph answered, newest first. */
export async function showSendHistory({ ctx, sandbox }: Workbench): Promise<void> {
  const { recordedCalls } = await import('../../history/index.ts');
  const journal = await openSendJournal(ctx, sandbox.isOn());
  const text = historyText(recordedCalls(await journal.read()));
  await showReadOnly('Send History', text);
}
