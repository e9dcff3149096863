import * as l10n from '@vscode/l10n';
import type { MeetingEntry } from './meeting-index.ts';

/** How a file is marked in the explorer. */
export interface FileMark {
  /** One character. */
  readonly badge: string;
  /** A theme colour. */
  readonly color: string;
  readonly tooltip: string;
}

/** The mark of a metadata file: only where it says something that a person should know at a glance. */
export function fileMark({ state, summary }: MeetingEntry): FileMark | undefined {
  const subject = summary.subject ?? '';
  switch (state) {
    case 'scheduled':
      return {
        badge: '✓',
        color: 'testing.iconPassed',
        tooltip: l10n.t('On the calendar: {subject}', { subject }),
      };
    case 'changed':
      return {
        badge: 'Δ',
        color: 'list.warningForeground',
        tooltip: l10n.t('On the calendar, and changed since: {subject}', { subject }),
      };
    case 'invalid':
      return {
        badge: '!',
        color: 'list.errorForeground',
        tooltip: l10n.t('Meeting metadata with errors: {message}', { message: summary.errors.first ?? '' }),
      };
    case 'draft':
    case 'past':
    case 'cancelled':
      return undefined;
  }
}
