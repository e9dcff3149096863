import type { EventFields } from './event.ts';
import type { EventInput } from './input.ts';
import type { Switches } from './switches.ts';

type Attendees = EventFields['attendees'];

/** The mailbox that an address belongs to, lower-cased. */
export function mailboxNamed(address: string, switches: Switches): string {
  return (lookedUp(address, switches.mailboxOf) ?? address).toLowerCase();
}

/**
 * The attendees that the calendar keeps of those it is sent: under the addresses that it resolves them to, without what it
 * drops. An address may come in angle brackets after a name, as answers have it.
 */
export function keptAttendees(
  given: NonNullable<EventInput['attendees']>,
  mailbox: string,
  switches: Switches,
): Attendees {
  const kept = given.map(({ emailAddress, type }): Attendees[number] => {
    const typed = smtpAddress(emailAddress.address, given);
    const address = lookedUp(typed, switches.alias) ?? typed;
    return {
      address: switches.lowerCaseAddresses ? address.toLowerCase() : address,
      name: emailAddress.name ?? typed,
      type: type ?? 'required',
    };
  });
  const seen = new Set<string>();
  return kept.filter(({ address }) => {
    const key = address.toLowerCase();
    if (switches.dropOrganizer && mailboxNamed(key, switches) === mailbox) return false;
    if (switches.dropDuplicates && seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The attendees as they come back, under the names that the switches want. */
export function shownAttendees(attendees: Attendees, switches: Switches): Attendees {
  const [first, ...others] = attendees;
  if (first === undefined) return attendees;
  const x500: Attendees = isX500(first.address) ? [] : [{ ...first, address: x500Name(first.address) }];
  const all =
    switches.x500 === 'never'
      ? attendees
      : switches.x500 === 'instead' && x500.length > 0
        ? [...x500, ...others]
        : [...attendees, ...x500];
  return all.map((attendee) => ({ ...attendee, address: shownAddress(attendee, switches) }));
}

/** Whether an address is an Exchange directory name (`/o=…/cn=…`), which no mail can be sent to from outside. */
export function isX500(address: string): boolean {
  return /^\/o=/i.test(address);
}

/** The address in what was sent: what angle brackets hold, or whom an X500 name among the attendees is the name of. */
function smtpAddress(text: string, among: NonNullable<EventInput['attendees']>): string {
  const written = /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text;
  if (!isX500(written)) return written;
  const known = among.find(({ emailAddress }) => x500Name(emailAddress.address) === written);
  return known?.emailAddress.address ?? written;
}

function shownAddress({ address, name }: Attendees[number], { addressForm }: Switches): string {
  if (addressForm === 'address' || isX500(address)) return address;
  const [local = address] = (name === '' ? address : name).split('@');
  return addressForm === 'name' ? local : `${local} <${address}>`;
}

function x500Name(address: string): string {
  const [local = ''] = address.split('@');
  return `/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=${local}`;
}

function lookedUp(address: string, names: Readonly<Record<string, string>>): string | undefined {
  const key = address.toLowerCase();
  return Object.entries(names).find(([name]) => name.toLowerCase() === key)?.[1];
}
