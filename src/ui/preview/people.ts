import * as l10n from '@vscode/l10n';
import { addressKey, shownAddress, type Subscriber } from '../../recipients/index.ts';
import type { InvitePlan } from '../../invite/index.ts';
import { count, seconds } from '../session/summary.ts';
import type { CustomerProgress, SessionState } from '../session/state.ts';
import { failuresFirst } from '../tree/nodes.ts';
import type { PreviewCustomer, PreviewLeftOut, PreviewPeople, PreviewPerson } from './protocol.ts';

/** The meeting's customers, failures first, each with how it stands. */
export function customersOf(state: SessionState, plan: InvitePlan | undefined): PreviewCustomer[] {
  const invited = new Map<string, number>();
  for (const { customerCodes } of plan?.attendees ?? [])
    for (const code of customerCodes) invited.set(code, (invited.get(code) ?? 0) + 1);
  return failuresFirst(state.customers).map((customer) => ({
    code: customer.customerCode,
    title: customer.customerName ?? customer.customerCode,
    status: customer.status,
    note: noteOf(customer, plan === undefined ? undefined : (invited.get(customer.customerCode) ?? 0)),
    remedy: customer.result?.error?.remedy ?? '',
    warnings: [...(customer.result?.warnings ?? [])],
  }));
}

function noteOf(customer: CustomerProgress, invited: number | undefined): string {
  const { result } = customer;
  switch (customer.status) {
    case 'waiting':
      return l10n.t('waiting');
    case 'asking':
      return customer.note ?? l10n.t('asking');
    case 'cancelled':
      return l10n.t('cancelled before it answered');
    case 'failed':
      return result?.error?.message ?? l10n.t('failed');
    case 'answered': {
      const time = seconds(result?.durationMs ?? 0);
      const people = count(customer.recipients, 'person');
      return invited === undefined || invited === customer.recipients
        ? `${people} · ${time}`
        : l10n.t('{invited} of {people} · {time}', { invited, people, time });
    }
  }
}

/**
 * Who is invited and who is not. Before there is a plan: who has been named so far.
 * @param plan absent while answers are still coming in
 * @param onMeeting address keys of those who are on the calendar's meeting without being in the plan, and stay
 */
export function peopleOf(
  state: SessionState,
  plan: InvitePlan | undefined,
  onMeeting: ReadonlySet<string> = new Set(),
): PreviewPeople {
  return plan === undefined
    ? { people: namedSoFar(state), leftOut: [] }
    : { people: invitedOf(state, plan), leftOut: leftOutOf(plan, onMeeting) };
}

function namedSoFar({ customers }: SessionState): PreviewPerson[] {
  const people = new Map<string, { email: string; codes: string[] }>();
  for (const { customerCode, result } of customers) {
    if (result?.error !== undefined) continue;
    for (const { email } of result?.recipients ?? []) {
      const person = people.get(addressKey(email));
      if (person === undefined) people.set(addressKey(email), { email: email.trim(), codes: [customerCode] });
      else if (!person.codes.includes(customerCode)) person.codes.push(customerCode);
    }
  }
  return [...people.values()].map((person) => ({
    ...person,
    ...shown(person.email),
    note: '',
    origin: 'subscriber',
  }));
}

/** An address for a person's eyes, where it looks otherwise than it is. */
function shown(email: string): { readonly shown?: string } {
  const text = shownAddress(email);
  return text === email ? {} : { shown: text };
}

function invitedOf({ customers }: SessionState, plan: InvitePlan): PreviewPerson[] {
  const names = new Map(
    customers.map(({ customerCode, customerName }) => [customerCode, customerName ?? customerCode]),
  );
  const preferences = new Map<string, Subscriber['preference']>();
  for (const { recipients } of plan.results)
    for (const { email, preference } of recipients)
      if (preference === 'default') preferences.set(addressKey(email), preference);
  const added = new Set(plan.byHand?.added.map(addressKey));
  return plan.attendees.map(({ email, customerCodes }) => {
    const person = addressKey(email);
    const notes = [
      preferences.has(person) ? l10n.t('by the topic’s default') : undefined,
      customerCodes.length < 2
        ? undefined
        : l10n.t('of {customers}', {
            customers: customerCodes.map((code) => names.get(code) ?? code).join(', '),
          }),
    ];
    return {
      email,
      ...shown(email),
      codes: [...customerCodes],
      note: notes.filter((note) => note !== undefined).join(' · '),
      origin: customerCodes.length > 0 ? 'subscriber' : added.has(person) ? 'by hand' : 'file',
    };
  });
}

function reasonOf(reason: InvitePlan['excluded'][number]['reason']): string {
  switch (reason) {
    case 'restricted':
      return l10n.t('not on the customer’s restricted list');
    case 'unsubscribed':
      return l10n.t('unsubscribed');
    case 'invalid':
      return l10n.t('not a valid address');
    case 'by hand':
      return l10n.t('left out by hand');
  }
}

function leftOutOf(plan: InvitePlan, onMeeting: ReadonlySet<string>): PreviewLeftOut[] {
  const takenOff = new Set(plan.byHand?.takenOff.map(addressKey));
  const row = (
    email: string,
    codes: readonly string[],
    reason: InvitePlan['excluded'][number]['reason'],
  ): PreviewLeftOut => {
    const isTakenOff = takenOff.has(addressKey(email));
    return {
      email,
      ...shown(email),
      reason: isTakenOff ? l10n.t('taken off by hand') : reasonOf(reason),
      customers: codes.map((code) => titleOf(plan, code)).join(', '),
      byHand: reason === 'by hand',
      stays: reason === 'by hand' && !isTakenOff && onMeeting.has(addressKey(email)),
    };
  };
  const excluded = plan.excluded.map(({ email, customerCodes, reason }) => row(email, customerCodes, reason));
  const known = new Set(plan.excluded.map(({ email }) => addressKey(email)));
  // The file's own attendees and strangers are in no answer, hence in no list of those whom the answers held.
  const others = [...(plan.byHand?.leftOut ?? []), ...(plan.byHand?.takenOff ?? [])]
    .filter((email) => !known.has(addressKey(email)))
    .map((email) => row(email, [], 'by hand'));
  return [...others, ...excluded];
}

function titleOf(plan: InvitePlan, code: string): string {
  return plan.results.find(({ customerCode }) => customerCode === code)?.customerName ?? code;
}
