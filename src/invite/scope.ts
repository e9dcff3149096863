import { normalizeCustomerCode, type Meeting } from '../metadata/index.ts';
import { settledByHand, type ByHand } from './by-hand.ts';
import type { MissingCustomer } from './plan.ts';

/** Which of the meeting's customers take part in a run, and which people were left out by hand. */
export interface Scope {
  /** Codes to ask, in the metadata's order. */
  readonly asked: readonly string[];
  /** Customers of the meeting that are not asked, in the metadata's order, with reason `left out`. */
  readonly leftOut: readonly MissingCustomer[];
  /** What was decided about single people; absent when nothing was. */
  readonly byHand?: ByHand;
  /** Codes that were asked for although the meeting does not have them. */
  readonly unknown: readonly string[];
}

/** What narrows a run; both shells pass these on as the person gave them. */
export interface Selection {
  /** Only these of the meeting's customers; absent or empty means all. */
  readonly onlyCustomers?: readonly string[];
  /** Entries with an `@` are addresses, the others customer codes. */
  readonly leftOutByHand?: readonly string[];
  /** Decisions about single people. */
  readonly byHand?: ByHand;
}

/** Applies a selection to a meeting's customers. Codes are compared trimmed and lower-cased. */
export function selectCustomers(meeting: Meeting, selection: Selection): Scope {
  const only = new Set((selection.onlyCustomers ?? []).map(normalizeCustomerCode));
  const entries = selection.leftOutByHand ?? [];
  const codesByHand = new Set(entries.filter((entry) => !entry.includes('@')).map(normalizeCustomerCode));
  const asked: string[] = [];
  const leftOut: MissingCustomer[] = [];
  for (const customerCode of meeting.customerCodes) {
    if (codesByHand.has(customerCode)) {
      leftOut.push({ customerCode, reason: 'left out', message: 'Left out by hand, so it was not asked.' });
    } else if (only.size > 0 && !only.has(customerCode)) {
      leftOut.push({
        customerCode,
        reason: 'left out',
        message: 'Not among the customers chosen for this run, so it was not asked.',
      });
    } else asked.push(customerCode);
  }
  const byHand = settledByHand(selection.byHand, {
    leftOut: entries.filter((entry) => entry.includes('@')),
  });
  return {
    asked,
    leftOut,
    ...(byHand === undefined ? {} : { byHand }),
    unknown: [...only].filter((code) => !meeting.customerCodes.includes(code)),
  };
}
