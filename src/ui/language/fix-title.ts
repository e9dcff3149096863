import * as l10n from '@vscode/l10n';
import type { Fix } from '../../metadata/index.ts';

/** What a fix does, as the light bulb's menu says it. */
export function fixTitle({ name, text = '' }: Pick<Fix, 'name' | 'text'>): string {
  switch (name) {
    case 'write':
      return l10n.t('Write “{text}”', { text });
    case 'quote':
      return l10n.t('Put it in double quotes');
    case 'wrapInList':
      return l10n.t('Make it a list');
    case 'addTimeZone':
      return l10n.t('Add the time zone {zone}', { zone: text });
    case 'swapStartAndEnd':
      return l10n.t('Swap start and end');
    case 'endAnHourAfterStart':
      return l10n.t('End an hour after the start');
    case 'endByDuration':
      return l10n.t('Write the end that the duration gives');
    case 'removeEntry':
      return l10n.t('Take this entry out');
    case 'removeKey':
      return l10n.t('Take this “{key}” out', { key: text });
    case 'removeText':
      return l10n.t('Take “{text}” out', { text });
    case 'renameKey':
      return l10n.t('Rename to “{key}”', { key: text });
    case 'splitEntries':
      return l10n.t('Give each customer an entry of its own');
    case 'removeTrailingCommas':
      return l10n.t('Take the trailing commas out');
    case 'removeComments':
      return l10n.t('Take all comments out');
    case 'removeByteOrderMark':
      return l10n.t('Take the byte order mark out');
  }
}
