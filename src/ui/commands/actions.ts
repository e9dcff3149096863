import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { flashDone, notify } from '../messages.ts';
import type { UiContext } from '../context.ts';
import type { Session } from '../session/session.ts';
import { addressesCopied } from '../tree/counts.ts';
import { uriOf } from '../files/meeting-file.ts';
import type { Workbench } from '../workbench.ts';
import { query } from './query.ts';
import { retryFailed } from './retry.ts';

export { chooseMeetingFile } from '../files/meeting-file.ts';
export { query } from './query.ts';
export { saveCalendarFile } from './save-calendar-file.ts';
export { send } from './send.ts';
export { openSampleWorkspace } from './sample.ts';

/** *Preview Invite*: shows the page at once and asks the customers unless there is a plan that still holds. */
export async function preview(workbench: Workbench, session: Session): Promise<void> {
  workbench.panels.show(session);
  const { phase, preparation } = session.state();
  if (phase === 'asking' || phase === 'sending') return;
  if (preparation?.kind === 'planned' && (await session.compare()) === undefined) return;
  await query(workbench, session, { quiet: true });
}

/** *Cancel Query*: whatever is being asked in this window, with the shown meeting first. */
export function cancelQuery({ ctx }: Workbench): Promise<void> {
  const asking = ctx.sessions.all().filter((session) => session.state().phase === 'asking');
  const shown = asking.find((session) => session === ctx.sessions.current());
  (shown ?? asking[0])?.cancel();
  return Promise.resolve();
}

/** *Retry Failed Customers*: of the meeting or the one customer that was clicked, else of the shown meeting. */
export async function retry(workbench: Workbench, argument: unknown): Promise<void> {
  const { sessions } = workbench.ctx;
  const uri = uriOf(argument)?.toString();
  const session = uri === undefined ? sessions.current() : sessions.find(uri);
  if (session === undefined) {
    void notify('info', l10n.t('Query the recipients of a meeting first.'));
    return;
  }
  const code = customerCodeOf(argument);
  await retryFailed(workbench, session, code === undefined ? {} : { retry: [code] });
}

function customerCodeOf(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('customerCode' in argument)) return undefined;
  return typeof argument.customerCode === 'string' ? argument.customerCode : undefined;
}

/** Copies the addresses of a tree node, one a line; of the whole plan when there is no node. */
export async function copyAddresses({ sessions }: UiContext, argument: unknown): Promise<void> {
  const preparation = sessions.current()?.state().preparation;
  const all = preparation?.kind === 'planned' ? preparation.plan.attendees.map(({ email }) => email) : [];
  const addresses = addressesOf(argument) ?? all;
  if (addresses.length === 0) {
    void notify(
      'info',
      l10n.t('There are no addresses to copy yet: query the recipients of a meeting first.'),
    );
    return;
  }
  await vscode.env.clipboard.writeText(addresses.join('\n'));
  flashDone(addressesCopied(addresses.length));
}

function addressesOf(argument: unknown): readonly string[] | undefined {
  if (typeof argument !== 'object' || argument === null || !('addresses' in argument)) return undefined;
  return Array.isArray(argument.addresses)
    ? argument.addresses.filter((address) => typeof address === 'string')
    : undefined;
}
