import * as l10n from '@vscode/l10n';
import type { PlainAction } from '../../src/ui/preview/protocol.ts';

/** What the button of an action says. Asked for at every drawing: translations may come after the first. */
export function labelOf(action: PlainAction): string {
  switch (action) {
    case 'query':
      return l10n.t('Ask the Customers');
    case 'retryFailed':
      return l10n.t('Retry Failed Customers');
    case 'cancel':
      return l10n.t('Cancel');
    case 'sendTest':
      return l10n.t('Test to Myself…');
    case 'saveCalendarFile':
      return l10n.t('Save .ics…');
    case 'copyJson':
      return l10n.t('Copy as JSON');
    case 'showLog':
      return l10n.t('Show Log');
    case 'openWebLink':
      return l10n.t('Open in Outlook');
    case 'copyJoinLink':
      return l10n.t('Copy Join Link');
    case 'cancelMeeting':
      return l10n.t('Cancel Meeting…');
    case 'signInSettings':
      return l10n.t('Open Settings');
    case 'checkAccess':
      return l10n.t('Check Calendar Access');
    case 'undoByHand':
      return l10n.t('Undo All Decisions');
  }
}
