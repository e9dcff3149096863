import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { flashDone } from '../messages.ts';
import { inviteDocument } from '../../documents/index.ts';
import type { Session } from '../session/session.ts';

/**
 * *Copy as JSON*: what the command line's `--output json` says of a dry run of the same plan, decisions by hand included;
 * after a send, with its events.
 */
export async function copyJson(session: Session): Promise<void> {
  const { file, outcome, preparation, topicName } = session.state();
  if (preparation === undefined) return;
  const document = inviteDocument({
    action: 'create-multi-customer-meeting-invite',
    dryRun: outcome === undefined,
    topicName,
    metadataFile: file.path,
    preparation,
    events: outcome?.events ?? [],
    problems: [],
  });
  await vscode.env.clipboard.writeText(`${JSON.stringify(document, undefined, 2)}\n`);
  flashDone(l10n.t('Copied as JSON'));
}
