import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { flashDone, flashHint } from '../messages.ts';
import { consoleUrl } from '../access/console-url.ts';
import type { UiContext } from '../context.ts';
import { errorText } from '../diagnostics/error-text.ts';
import { settingIn } from '../tree/failure-words.ts';
import { chooseNode } from './choose-node.ts';

/** *Copy Error*: code, message, remedy and request id of a failure, to paste into a ticket. */
export async function copyError(ctx: UiContext, argument: unknown): Promise<void> {
  const node = await chooseNode(ctx, argument, {
    title: l10n.t('Copy Error'),
    placeHolder: l10n.t('Which error?'),
    none: l10n.t('No customer failed: there is no error to copy.'),
    fits: ({ failure }) => failure !== undefined,
  });
  if (node?.failure === undefined) return;
  await vscode.env.clipboard.writeText(errorText(node.label, node.failure, new Date()));
  flashDone(l10n.t('Error copied'));
}

/** *Open Settings*: the setting that the remedy names; without a node, all of the extension's. */
export async function openSettings(ctx: UiContext, argument: unknown): Promise<void> {
  const remedied =
    argument === undefined
      ? undefined
      : await chooseNode(ctx, argument, {
          title: l10n.t('Open Settings'),
          placeHolder: l10n.t('For which customer?'),
          none: l10n.t('No setting is to blame.'),
          fits: ({ failure }) => failure !== undefined && settingIn(failure.remedy) !== undefined,
        });
  if (argument !== undefined && remedied === undefined) return;
  const setting = remedied?.failure === undefined ? undefined : settingIn(remedied.failure.remedy);
  const query = setting ?? `@ext:${ctx.extension.extension.id}`;
  await vscode.commands.executeCommand('workbench.action.openSettings', query);
}

/** *Open Contact List in AWS Console*: in the list's own partition and region. Which account it shows is the browser's matter. */
export async function openContactList(ctx: UiContext, argument: unknown): Promise<void> {
  const node = await chooseNode(ctx, argument, {
    title: l10n.t('Open Contact List in AWS Console'),
    placeHolder: l10n.t('Of which customer?'),
    none: l10n.t('No contact list is known yet: query the recipients of a meeting, or check access, first.'),
    fits: ({ contactList }) => contactList !== undefined,
  });
  if (node?.contactList === undefined) return;
  const { accountId } = node.contactList;
  if (accountId !== undefined)
    flashHint(l10n.t('The contact list is in AWS account {id}: sign in to that one.', { id: accountId }));
  await vscode.env.openExternal(vscode.Uri.parse(consoleUrl(node.contactList), true));
}
