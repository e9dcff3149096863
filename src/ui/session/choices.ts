import { addressKey } from '../../common/index.ts';
import type { ByHand } from '../../invite/index.ts';

/** What a person has decided in the preview about a meeting's attendees. Kept with the session, part of every plan of it. */
export interface Choices {
  readonly byHand: ByHand;
  /** Whether attendees see each other; absent: as the setting says. */
  readonly hideAttendees?: 'always' | 'never';
}

/** Nothing was decided. */
export const NO_CHOICES: Choices = { byHand: { added: [], leftOut: [], takenOff: [] } };

/** One decision. Addresses as the person or the plan has them. */
export type ChoiceChange =
  /** Not invited; stays on the meeting if there already. */
  | { readonly type: 'leaveOut'; readonly email: string }
  /** Not invited, and taken off the meeting. */
  | { readonly type: 'takeOff'; readonly email: string }
  /** A customer that the file no longer names: its people are taken off the meeting. */
  | { readonly type: 'takeOffCustomer'; readonly customerCode: string }
  | { readonly type: 'inviteAgain'; readonly email: string }
  /** A valid address; checked by whoever asks the person. */
  | { readonly type: 'add'; readonly email: string }
  | { readonly type: 'undoAdd'; readonly email: string }
  | { readonly type: 'hideAttendees'; readonly hide: 'always' | 'never' | 'setting' }
  | { readonly type: 'undoAll' };

/** The choices after one more decision. Pure; a decision that was taken already changes nothing. */
export function choose(choices: Choices, change: ChoiceChange): Choices {
  const { byHand } = choices;
  const of = (next: Partial<ByHand>): Choices => ({ ...choices, byHand: { ...byHand, ...next } });
  switch (change.type) {
    case 'leaveOut':
      return of({
        leftOut: withAddress(byHand.leftOut, change.email),
        takenOff: withoutAddress(byHand.takenOff, change.email),
      });
    case 'takeOff':
      return of({
        leftOut: withoutAddress(byHand.leftOut, change.email),
        takenOff: withAddress(byHand.takenOff, change.email),
      });
    case 'takeOffCustomer': {
      const codes = new Set([...(byHand.takenOffCustomers ?? []), change.customerCode]);
      return of({ takenOffCustomers: [...codes] });
    }
    case 'inviteAgain':
      return of({
        leftOut: withoutAddress(byHand.leftOut, change.email),
        takenOff: withoutAddress(byHand.takenOff, change.email),
      });
    case 'add':
      return {
        ...choices,
        byHand: {
          ...byHand,
          added: withAddress(byHand.added, change.email),
          leftOut: withoutAddress(byHand.leftOut, change.email),
          takenOff: withoutAddress(byHand.takenOff, change.email),
        },
      };
    case 'undoAdd':
      return of({ added: withoutAddress(byHand.added, change.email) });
    case 'hideAttendees':
      return change.hide === 'setting' ? { byHand } : { byHand, hideAttendees: change.hide };
    case 'undoAll':
      return NO_CHOICES;
  }
}

/** How many people and customers were decided about. */
export function countByHand({ byHand }: Choices): number {
  const { added, leftOut, takenOff, takenOffCustomers = [] } = byHand;
  return added.length + leftOut.length + takenOff.length + takenOffCustomers.length;
}

/** Whether an address is among some, compared as everywhere: trimmed, without regard to letter case. */
export function hasAddress(addresses: readonly string[], email: string): boolean {
  return addresses.some((address) => same(address, email));
}

function withAddress(addresses: readonly string[], email: string): readonly string[] {
  return hasAddress(addresses, email) ? addresses : [...addresses, email.trim()];
}

function withoutAddress(addresses: readonly string[], email: string): readonly string[] {
  return addresses.filter((address) => !same(address, email));
}

function same(one: string, other: string): boolean {
  return addressKey(one) === addressKey(other);
}
