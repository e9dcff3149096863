import * as vscode from 'vscode';
import type { CustomerOrder } from './nodes.ts';

const ORDERS: readonly string[] = ['failuresFirst', 'byState', 'asInFile'] satisfies CustomerOrder[];

/** The setting `customerMeetings.results.order`; anything it cannot be is its default. */
export function customerOrder(): CustomerOrder {
  const value: unknown = vscode.workspace.getConfiguration('customerMeetings').get('results.order');
  return typeof value === 'string' && isOrder(value) ? value : 'failuresFirst';
}

function isOrder(value: string): value is CustomerOrder {
  return ORDERS.includes(value);
}
