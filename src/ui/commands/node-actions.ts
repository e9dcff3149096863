// Everything that the nodes of the view *Customers* offer; loaded with the first press on one of them.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isAccessNode } from '../tree/access-nodes.ts';
import type { Workbench } from '../workbench.ts';
import { checkAgain } from './check-access.ts';
import { chooseNode } from './choose-node.ts';
import { retryFailed } from './retry.ts';

export { checkAccess } from './check-access.ts';
export { excludeCustomer, includeCustomer } from './exclude.ts';
export { copyError, openContactList, openSettings } from './remedies.ts';
export { signInToAws } from './sign-in.ts';

/** *Retry*: the clicked customer, those of a cause that several share, or all that failed of a meeting or a check. */
export async function retryNode(workbench: Workbench, argument: unknown): Promise<void> {
  const { ctx } = workbench;
  const node = await chooseNode(ctx, argument, {
    title: l10n.t('Retry'),
    placeHolder: l10n.t('Who is asked again?'),
    none: l10n.t('No customer failed: there is nobody to ask again.'),
    fits: ({ contextValue }) => /\bretryable\b/.test(contextValue),
  });
  if (node === undefined) return;
  const codes =
    node.failure?.customerCodes ?? (node.customerCode === undefined ? undefined : [node.customerCode]);
  if (isAccessNode(node)) return checkAgain(workbench, codes);
  const session = ctx.sessions.find(node.uri);
  if (session !== undefined)
    await retryFailed(workbench, session, codes === undefined ? {} : { retry: codes });
}

/** *Open Meeting File…*: the person picks one of the workspace's metadata files, which is opened in an editor. */
export async function openMeetingFile({ ctx }: Pick<Workbench, 'ctx'>): Promise<boolean> {
  const { pickMeetingFile } = await import('../files/meeting-file.ts');
  const uri = await pickMeetingFile(ctx);
  if (uri === undefined) return false;
  await vscode.window.showTextDocument(uri);
  return true;
}
