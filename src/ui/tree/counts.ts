import * as l10n from '@vscode/l10n';

const shown = (n: number): string => n.toLocaleString(undefined);

/** @returns `1 recipient`, `1,204 recipients` */
export function recipientsText(n: number): string {
  return n === 1 ? l10n.t('1 recipient') : l10n.t('{count} recipients', { count: shown(n) });
}

/** @returns `1 person`, `43 people` */
export function peopleText(n: number): string {
  return n === 1 ? l10n.t('1 person') : l10n.t('{count} people', { count: shown(n) });
}

/** @returns `1 customer`, `30 customers` */
export function customersText(n: number): string {
  return n === 1 ? l10n.t('1 customer') : l10n.t('{count} customers', { count: shown(n) });
}

/** @returns `1 address copied`, `43 addresses copied` */
export function addressesCopied(n: number): string {
  return n === 1 ? l10n.t('1 address copied') : l10n.t('{count} addresses copied', { count: shown(n) });
}
