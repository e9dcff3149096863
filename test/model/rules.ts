import { instantOf } from '../../src/calendar/instant.ts';
import type { InviteDocument } from '../../src/documents/index.ts';
import type { StoredEvent, Switches } from '../../src/sandbox/index.ts';
import {
  changed,
  earlier,
  isLive,
  keyOf,
  liveOf,
  looksOf,
  mailed,
  namesOf,
  peopleOn,
  wrote,
  type Watched,
} from './calendar.ts';
import { endMsOf, startMsOf, subjectOf, subscribersOf, type Code, type Definition } from './definition.ts';

/** Something that must not be: the rule, and what was seen. */
export class Violation extends Error {
  readonly rule: string;
  readonly seen: string;
  constructor(rule: string, seen: string) {
    super(`${rule}: ${seen}`);
    this.name = 'Violation';
    this.rule = rule;
    this.seen = seen;
  }
}

/** What is known about a run when its effects are looked at. */
export interface Facts {
  readonly definition: Definition;
  readonly switches: Switches;
  /** The customers that answer now. */
  readonly answered: readonly Code[];
  /** The customers whose people were to be taken off. */
  readonly takenOff: readonly Code[];
  /** Whom the customers of the file that answer contribute. */
  readonly contributes: ReadonlySet<string>;
  /** By mailbox, for everybody whom the program added there: their customers, as far as none has answered without them. */
  readonly origins: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<Code>>>;
  /** Undefined: the process was killed, or several ran. */
  readonly exit: number | undefined;
}

/** Whether a customer has said, or somebody for it, that a person is none of its people any more. */
function hasDropped(code: Code, { answered, definition, takenOff }: Facts): boolean {
  return takenOff.includes(code) || (answered.includes(code) && definition.customers.includes(code));
}

/**
 * One live event for a key and mailbox. Two are only forgiven where the calendar had forgotten a transaction id and could
 * not show the other event; where it could, the run must have said so (exit status 4).
 * @returns whether the calendar is past help
 */
export function oneEvent(watched: Watched, { switches, exit }: Pick<Facts, 'switches' | 'exit'>): boolean {
  const live = watched.after.filter((event) => isLive(event) && keyOf(event) !== undefined);
  const byName = new Map<string, StoredEvent[]>();
  for (const event of live) {
    const name = `${event.mailbox} ${keyOf(event) ?? ''}`;
    byName.set(name, [...(byName.get(name) ?? []), event]);
  }
  const several = [...byName.values()].find((events) => events.length > 1);
  if (several === undefined) return false;
  const hidden =
    switches.blindFinds > 1 ||
    switches.searchLagMs > 0 ||
    several.some(({ folder }) => folder !== undefined && folder !== 'calendar');
  if (switches.forgetsEnded && (exit === 4 || hidden)) return true;
  throw new Violation('two events for one key', several.map(({ subject }) => subject).join(', '));
}

/** Nobody is invited whom the definition does not have; nobody is taken off whose customers have not all dropped them. */
export function rightPeople(watched: Watched, facts: Facts): void {
  const { switches, origins, contributes } = facts;
  for (const event of changed(watched)) {
    if (!isLive(event)) continue;
    const before = earlier(watched, event);
    const had = before === undefined ? [] : peopleOn(before, switches);
    const has = peopleOn(event, switches);
    const added = event.attendees.filter(
      ({ address }) => !before?.attendees.some((one) => one.address.toLowerCase() === address.toLowerCase()),
    );
    for (const { address } of added)
      if (!namesOf(address, switches).some((person) => contributes.has(person)))
        throw new Violation('invited without being in the definition', address);
    for (const person of had.filter((one) => !has.includes(one))) {
      const from = origins.get(event.mailbox)?.get(person);
      if (from === undefined) throw new Violation('taken off though not ours', person);
      if (contributes.has(person)) throw new Violation('taken off though in the definition', person);
      for (const code of from)
        if (!hasDropped(code, facts))
          throw new Violation('taken off though a customer has not dropped them', `${person} of ${code}`);
    }
  }
}

/** Whoever is mailed was shown before, under a name by which the team knows them or under that of the calendar. */
export function shownBefore(watched: Watched, dry: InviteDocument, { switches }: Facts): void {
  const { invited, updated, cancelled } = mailed(watched);
  const shown = (name: 'added' | 'removed' | 'kept'): readonly string[] =>
    dry.events.flatMap((event) => event[name].map(({ email }) => email.toLowerCase()));
  const recipients = dry.recipients.map(({ email }) => email.toLowerCase());
  const check = (what: string, mails: ReadonlySet<string>, known: readonly string[]): void => {
    const unseen = [...mails].filter((address) => {
      const [local = ''] = address.split('@');
      const names = [...namesOf(address, switches), address.toLowerCase()];
      return ![...names, ...(switches.addressForm === 'name' ? [local] : [])].some((name) =>
        known.includes(name),
      );
    });
    if (unseen.length > 0) throw new Violation(`${what} without having been shown`, unseen.join(', '));
  };
  check('invited', invited, shown('added'));
  check('taken off', cancelled, shown('removed'));
  check('told of a change', updated, [...shown('kept'), ...recipients]);
}

/** Attendees see each other only where one customer contributes them all. */
export function hiddenStaysHidden(watched: Watched, { switches, definition, answered }: Facts): void {
  if (switches.hideAttendees === 'dropped') return;
  for (const event of changed(watched)) {
    if (!isLive(event) || event.hideAttendees || earlier(watched, event)?.hideAttendees === false) continue;
    const alone = definition.customers.some((code) => {
      const people = answered.includes(code) ? subscribersOf(definition, code) : [];
      return event.attendees.every(({ address }) =>
        namesOf(address, switches).some((name) => people.includes(name)),
      );
    });
    if (!alone) throw new Violation('made visible', `${peopleOn(event, switches).join(', ')} see each other`);
  }
}

/** A run that says that nothing was done has done nothing that anybody can see: our own record is not seen. */
export function nothingDone(watched: Watched, why: string): void {
  const all = changed(watched).filter((event) => looksOf(earlier(watched, event)) !== looksOf(event));
  if (all.length > 0)
    throw new Violation(
      'done although said not to be',
      `${why}, and the calendar is another: ${all.map((event) => event.subject).join(', ')}`,
    );
}

/** A dry run, and a run with nothing to do, ask for nothing to be written. */
export function nothingAsked(watched: Watched, why: string): void {
  if (wrote(watched)) {
    const writes = watched.requests.filter(({ write }) => write).map(({ operation }) => operation);
    throw new Violation('writes although there is nothing to write', `${why}: ${writes.join(', ')}`);
  }
  nothingDone(watched, why);
}

/** What a send that ends with status 0 says of its event is so, and the event is what the definition wants. */
export function saidIsSo(watched: Watched, document: InviteDocument, facts: Facts, mailbox: string): void {
  const { definition, switches, origins, contributes } = facts;
  if (contributes.size === 0) {
    nothingDone(watched, 'nobody to invite');
    return;
  }
  const [told] = document.events;
  const live = liveOf(watched.after, mailbox);
  const [event] = live;
  if (told === undefined || event === undefined)
    throw new Violation(
      'said to be done',
      `${document.events.length} events told, ${live.length} on the calendar`,
    );
  const same = (what: string, said: unknown, is: unknown): void => {
    if (said !== is) throw new Violation(what, `said ${String(said)}, is ${String(is)}`);
  };
  // A write of our own record alone is not worth a word to anybody.
  const status = statusOf(watched, event);
  if (!(told.status === 'unchanged' && status === 'updated' && nobodyTold(watched, event)))
    same('status', told.status, status);
  const subject = subjectOf(definition);
  same('title', switches.longSubject === 'cut' ? subject.slice(0, 255) : subject, event.subject);
  same('start', startMsOf(definition), instantOf(event.start));
  same('end', endMsOf(definition), instantOf(event.end));
  same('all-day', false, event.isAllDay);
  if (told.joinUrl !== null) same('join link', told.joinUrl, event.joinUrl);
  saidOfVisibility(document, event);
  const people = peopleOn(event, switches);
  const dropped = switches.dropOrganizer ? [mailbox, ...namesOfMailbox(mailbox, switches)] : [];
  for (const person of contributes)
    if (!people.includes(person) && !dropped.includes(person)) throw new Violation('left out', person);
  if (switches.longSingly !== 'whole' || switches.propertyLimit > 0) return; // there is no record to go by
  for (const { address } of event.attendees) {
    const names = namesOf(address, switches);
    if (names.some((person) => contributes.has(person))) continue;
    for (const person of names) {
      const from = origins.get(mailbox)?.get(person);
      if (from !== undefined && [...from].every((code) => hasDropped(code, facts)))
        throw new Violation('still on it', `${person}, whom ${[...from].join(' and ')} dropped`);
    }
  }
}

/** An event that shows what was said to be hidden is told of. */
function saidOfVisibility({ meeting, problems }: InviteDocument, { hideAttendees }: StoredEvent): void {
  if (meeting?.hideAttendees !== true || hideAttendees) return;
  if (!problems.some(({ message }) => /visible|see each other|not hidden/i.test(message)))
    throw new Violation('said to be hidden', 'attendees see each other, and nobody says so');
}

const namesOfMailbox = (mailbox: string, { mailboxOf }: Switches): readonly string[] =>
  Object.entries(mailboxOf).flatMap(([name, own]) => (own === mailbox ? [name] : []));

function statusOf(watched: Watched, event: StoredEvent): 'created' | 'updated' | 'unchanged' {
  const before = earlier(watched, event);
  if (before === undefined) return 'created';
  return before.changeKey === event.changeKey ? 'unchanged' : 'updated';
}

const nobodyTold = (watched: Watched, event: StoredEvent): boolean =>
  earlier(watched, event)?.notifications.length === event.notifications.length;
