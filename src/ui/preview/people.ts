import { addressKey, type Subscriber } from '../../recipients/index.ts';
import type { InvitePlan } from '../../invite/index.ts';
import { count, seconds } from '../session/summary.ts';
import type { CustomerProgress, SessionState } from '../session/state.ts';
import { failuresFirst } from '../tree/nodes.ts';
import type { PreviewGroup, PreviewState } from './protocol.ts';

/**
 * Who is invited, by customer. Before there is a plan: who has answered so far.
 * @param plan absent while answers are still coming in
 */
export function groupsOf(state: SessionState, plan: InvitePlan | undefined): PreviewGroup[] {
  const names = new Map(
    state.customers.map(({ customerCode, customerName }) => [customerCode, customerName ?? customerCode]),
  );
  const customers = failuresFirst(state.customers).map((customer) => customerGroup(customer, plan, names));
  const manual = plan?.attendees.filter((attendee) => attendee.customerCodes.length === 0) ?? [];
  if (manual.length === 0) return customers;
  return [
    ...customers,
    {
      id: 'manual',
      title: 'Named in the file',
      code: '',
      status: 'file',
      note: count(manual.length, 'person'),
      remedy: '',
      warnings: [],
      people: manual.map(({ email }) => ({ email, note: '' })),
    },
  ];
}

function customerGroup(
  customer: CustomerProgress,
  plan: InvitePlan | undefined,
  names: ReadonlyMap<string, string>,
): PreviewGroup {
  const { customerCode, result } = customer;
  return {
    id: `customer:${customerCode}`,
    title: customer.customerName ?? customerCode,
    code: customerCode,
    status: customer.status,
    note: noteOf(customer, plan),
    remedy: result?.error?.remedy ?? '',
    warnings: [...(result?.warnings ?? [])],
    people:
      plan === undefined
        ? (result?.recipients ?? []).map(({ email }) => ({ email: email.trim(), note: '' }))
        : invitedOf(customer, plan, names),
  };
}

function noteOf(customer: CustomerProgress, plan: InvitePlan | undefined): string {
  const { result } = customer;
  switch (customer.status) {
    case 'waiting':
      return 'waiting';
    case 'asking':
      return customer.note ?? 'asking';
    case 'cancelled':
      return 'cancelled before it answered';
    case 'failed':
      return result?.error?.message ?? 'failed';
    case 'answered': {
      const invited = plan?.attendees.filter(({ customerCodes }) =>
        customerCodes.includes(customer.customerCode),
      ).length;
      const took = seconds(result?.durationMs ?? 0);
      return invited === undefined || invited === customer.recipients
        ? `${count(customer.recipients, 'person')} · ${took}`
        : `${invited} of ${count(customer.recipients, 'person')} · ${took}`;
    }
  }
}

function invitedOf(
  customer: CustomerProgress,
  plan: InvitePlan,
  names: ReadonlyMap<string, string>,
): PreviewGroup['people'] {
  const preferences = new Map<string, Subscriber['preference']>(
    customer.result?.recipients.map(({ email, preference }) => [addressKey(email), preference]),
  );
  return plan.attendees
    .filter(({ customerCodes }) => customerCodes.includes(customer.customerCode))
    .map(({ email, customerCodes }) => {
      const others = customerCodes.filter((code) => code !== customer.customerCode);
      const notes = [
        preferences.get(addressKey(email)) === 'default' ? 'by the topic’s default' : undefined,
        others.length === 0 ? undefined : `also ${others.map((code) => names.get(code) ?? code).join(', ')}`,
      ];
      return { email, note: notes.filter((note) => note !== undefined).join(' · ') };
    });
}

const REASONS: Readonly<Record<InvitePlan['excluded'][number]['reason'], string>> = {
  restricted: 'not on the customer’s restricted list',
  unsubscribed: 'unsubscribed',
  invalid: 'not a valid address',
  'by hand': 'left out by hand',
};

/** @returns who answered but will not be invited, with the reason and the customers that named them */
export function leftOutOf(plan: InvitePlan): PreviewState['leftOut'] {
  return plan.excluded.map(({ email, reason, customerCodes }) => ({
    email,
    reason: REASONS[reason],
    customers: customerCodes.map((code) => nameOf(plan, code)).join(', '),
  }));
}

function nameOf(plan: InvitePlan, code: string): string {
  return plan.results.find(({ customerCode }) => customerCode === code)?.customerName ?? code;
}
