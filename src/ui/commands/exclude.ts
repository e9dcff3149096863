import * as l10n from '@vscode/l10n';
import { notify } from '../messages.ts';
import type { UiContext } from '../context.ts';
import type { Session } from '../session/session.ts';
import { isAccessNode } from '../tree/access-nodes.ts';
import type { TreeNode } from '../tree/node.ts';
import { chooseNode } from './choose-node.ts';

/**
 * *Exclude This Customer*: it is not asked and none of its people are invited or removed, until it is included again.
 * The plan is made anew from the answers that are there.
 */
export async function excludeCustomer(ctx: UiContext, argument: unknown): Promise<void> {
  const node = await chooseNode(ctx, argument, {
    title: l10n.t('Exclude This Customer'),
    placeHolder: l10n.t('Which customer is left out of this meeting?'),
    none: l10n.t('No customer has been asked yet: query the recipients of a meeting first.'),
    fits: (candidate) => ofMeeting(candidate) && !isExcludedNode(candidate),
  });
  const session = idleSession(ctx, node);
  if (node?.customerCode === undefined || session === undefined) return;
  if (session.state().customers.length <= 1) {
    void notify(
      'warning',
      l10n.t('{customer} is the only customer left in this meeting, so it was not excluded.', {
        customer: node.label,
      }),
    );
    return;
  }
  await session.exclude([node.customerCode]);
  void offerUndo(session, node.label, node.customerCode);
}

async function offerUndo(session: Session, customer: string, customerCode: string): Promise<void> {
  const undo = l10n.t('Undo');
  const pressed = await notify(
    'info',
    l10n.t(
      '{customer} is excluded from this meeting: it is not asked, and none of its people are invited or removed.',
      { customer },
    ),
    undo,
  );
  if (pressed === undo) await session.include([customerCode]);
}

/** *Include Again*: the opposite; the customer is asked unless nobody was asked in this window yet. */
export async function includeCustomer(ctx: UiContext, argument: unknown): Promise<void> {
  const node = await chooseNode(ctx, argument, {
    title: l10n.t('Include Again'),
    placeHolder: l10n.t('Which customer takes part again?'),
    none: l10n.t('No customer is excluded from this meeting.'),
    fits: (candidate) => ofMeeting(candidate) && isExcludedNode(candidate),
  });
  const session = idleSession(ctx, node);
  if (node?.customerCode !== undefined) await session?.include([node.customerCode]);
}

const ofMeeting = (node: TreeNode): boolean => node.customerCode !== undefined && !isAccessNode(node);
const isExcludedNode = ({ contextValue }: TreeNode): boolean => /\bexcluded\b/.test(contextValue);

/** The node's session, unless it is busy; then the person is told. */
function idleSession({ sessions }: UiContext, node: TreeNode | undefined): Session | undefined {
  const session = node === undefined ? undefined : sessions.find(node.uri);
  const phase = session?.state().phase;
  if (phase !== 'asking' && phase !== 'sending') return session;
  void notify(
    'info',
    phase === 'asking'
      ? l10n.t('The customers are being asked right now. Wait for their answers, or cancel the query, first.')
      : l10n.t('The meeting is being sent right now.'),
  );
  return undefined;
}
