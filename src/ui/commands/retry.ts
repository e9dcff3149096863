import * as l10n from '@vscode/l10n';
import { notify } from '../messages.ts';
import type { Session } from '../session/session.ts';
import { query, type QueryOptions } from './query.ts';
import type { Workbench } from '../workbench.ts';

/**
 * *Retry Failed Customers*: asks those that failed or were cancelled again; the other answers stay.
 * @param options `retry` names one customer, from its own node; absent, all that failed
 */
export async function retryFailed(
  workbench: Workbench,
  session: Session,
  options: QueryOptions = {},
): Promise<void> {
  const failed = session
    .state()
    .customers.filter(({ status }) => status === 'failed' || status === 'cancelled')
    .map(({ customerCode }) => customerCode);
  if (failed.length === 0) {
    void notify('info', l10n.t('No customer failed: there is nobody to ask again.'));
    return;
  }
  const wanted = options.retry?.filter((code) => failed.includes(code)) ?? failed;
  await query(workbench, session, { ...options, retry: wanted });
}
