import { instantOf } from '../../src/calendar/instant.ts';
import type { InviteDocument } from '../../src/documents/index.ts';
import type { StoredEvent, Switches } from '../../src/sandbox/index.ts';
import {
  changed,
  earlier,
  isLive,
  keyOf,
  liveOf,
  mailed,
  peopleOn,
  typed,
  wrote,
  type Watched,
} from './calendar.ts';
import { endMsOf, startMsOf, subjectOf, type Code, type Definition } from './definition.ts';

/** Something that must not be: the rule, and what was seen. */
export class Violation extends Error {
  readonly rule: string;
  constructor(rule: string, seen: string) {
    super(`${rule}: ${seen}`);
    this.name = 'Violation';
    this.rule = rule;
  }
}

/** What is known about a run when its effects are looked at. */
export interface Facts {
  readonly definition: Definition;
  readonly switches: Switches;
  /** The customers that answer now. */
  readonly answered: readonly Code[];
  /** For everybody whom the program ever added: the customers they came from, as far as no answer has dropped them. */
  readonly origins: ReadonlyMap<string, ReadonlySet<Code>>;
  /** Undefined: the process was killed, or several ran. */
  readonly exit: number | undefined;
}

/** Whom the customers that answer contribute. */
export function contributed(
  { definition, answered }: Pick<Facts, 'definition' | 'answered'>,
  allowed: (code: Code) => readonly string[],
): ReadonlySet<string> {
  return new Set(definition.customers.filter((code) => answered.includes(code)).flatMap(allowed));
}

/**
 * One live event for a key and mailbox. Two are only forgiven where the calendar had forgotten a transaction id and could
 * not show the other event; where it could, the run must have said so (exit status 4).
 * @returns whether the calendar is past help
 */
export function oneEvent(watched: Watched, { switches, exit }: Pick<Facts, 'switches' | 'exit'>): boolean {
  const live = watched.after.filter((event) => isLive(event) && keyOf(event) !== undefined);
  const seen = new Set<string>();
  for (const event of live) {
    const name = `${event.mailbox} ${keyOf(event) ?? ''}`;
    if (!seen.has(name)) {
      seen.add(name);
      continue;
    }
    const all = live.filter((one) => `${one.mailbox} ${keyOf(one) ?? ''}` === name);
    const hidden =
      switches.blindFinds > 1 || switches.searchLagMs > 0 || all.some(({ folder }) => folder !== undefined);
    if (switches.forgetsEnded && (exit === 4 || hidden)) return true;
    throw new Violation(
      'two events for one key',
      all.map(({ subject, createdAtMs }) => `${subject} (${createdAtMs})`).join(', '),
    );
  }
  return false;
}

/** Nobody is invited whom the definition does not have; nobody is taken off whose customers have not all dropped them. */
export function rightPeople(watched: Watched, facts: Facts, contributes: ReadonlySet<string>): void {
  const { switches, origins, answered, definition } = facts;
  for (const event of changed(watched)) {
    if (!isLive(event)) continue;
    const before = earlier(watched, event);
    const had = new Set(before === undefined ? [] : peopleOn(before, switches));
    const has = new Set(peopleOn(event, switches));
    for (const person of has)
      if (!had.has(person) && !contributes.has(person))
        throw new Violation('invited without being in the definition', person);
    for (const person of had) {
      if (has.has(person)) continue;
      const from = origins.get(person);
      if (from === undefined) throw new Violation('taken off though not ours', person);
      if (contributes.has(person)) throw new Violation('taken off though in the definition', person);
      for (const code of from)
        if (!answered.includes(code) || !definition.customers.includes(code))
          throw new Violation(
            'taken off though a customer has not answered without them',
            `${person} of ${code}`,
          );
    }
  }
}

/** Whoever is mailed was shown before. */
export function shownBefore(watched: Watched, dry: InviteDocument, switches: Switches): void {
  const { invited, updated, cancelled } = mailed(watched, switches);
  const shown = (name: 'added' | 'removed' | 'kept') =>
    dry.events
      .flatMap((event) => (event as unknown as Record<string, { email: string }[]>)[name] ?? [])
      .map(({ email }) => typed(email, switches));
  const recipients = dry.recipients.map(({ email }) => typed(email, switches));
  if (!dry.events.every((event) => 'added' in event)) return; // TODO
  const check = (what: string, mails: ReadonlySet<string>, known: readonly string[]) => {
    const unseen = [...mails].filter((person) => !known.includes(person));
    if (unseen.length > 0) throw new Violation(`${what} without having been shown`, unseen.join(', '));
  };
  check('invited', invited, shown('added'));
  check('taken off', cancelled, shown('removed'));
  check('told of a change', updated, [...shown('kept'), ...recipients]);
}

/** Nobody is made visible to people of another company. */
export function hiddenStaysHidden(watched: Watched, switches: Switches): void {
  if (switches.hideAttendees === 'dropped') return;
  for (const event of changed(watched)) {
    if (!isLive(event) || event.hideAttendees) continue;
    const before = earlier(watched, event);
    if (before !== undefined && !before.hideAttendees) continue;
    const companies = new Set(peopleOn(event, switches).map((person) => person.split('@')[1]));
    if (companies.size > 1)
      throw new Violation('made visible', `${[...companies].join(', ')} see each other`);
  }
}

/** A run that says that nothing was done has done nothing. */
export function nothingDone(watched: Watched, why: string): void {
  const all = changed(watched);
  if (all.length > 0)
    throw new Violation(`${why}, and the calendar is another`, all.map((event) => event.subject).join(', '));
}

/** A dry run, and a run with nothing to do, ask for nothing to be written. */
export function nothingAsked(watched: Watched, why: string): void {
  if (wrote(watched))
    throw new Violation(
      `${why}, and yet it writes`,
      watched.requests
        .filter(({ write }) => write)
        .map(({ operation }) => operation)
        .join(', '),
    );
  nothingDone(watched, why);
}

/** What a send that ends with status 0 says of its event is so, and the event is what the definition wants. */
export function saidIsSo(
  watched: Watched,
  document: InviteDocument,
  facts: Facts,
  expected: { readonly mailbox: string; readonly contributes: ReadonlySet<string> },
): void {
  const { definition, switches, origins, answered } = facts;
  const [told] = document.events;
  const live = liveOf(watched.after, expected.mailbox);
  const [event] = live;
  if (expected.contributes.size === 0) {
    nothingDone(watched, 'nobody to invite');
    return;
  }
  if (told === undefined || event === undefined)
    throw new Violation(
      'said to be done',
      `${document.events.length} events told, ${live.length} on the calendar`,
    );
  const status = statusOf(watched, event);
  // A write that changed nothing but our own record is not worth a word to anybody.
  if (told.status !== status && !(told.status === 'unchanged' && recordOnly(watched, event)))
    throw new Violation('status', `said ${told.status}, is ${status}`);
  const wrong = (what: string, said: unknown, is: unknown) => {
    if (said !== is) throw new Violation(what, `said ${String(said)}, is ${String(is)}`);
  };
  wrong('title', subjectOf(definition), event.subject);
  wrong('start', startMsOf(definition), instantOf(event.start));
  wrong('end', endMsOf(definition), instantOf(event.end));
  wrong('all-day', false, event.isAllDay);
  if (told.joinUrl !== null) wrong('join link', told.joinUrl, event.joinUrl);
  const people = peopleOn(event, switches);
  for (const person of expected.contributes)
    if (!people.includes(person)) throw new Violation('left out', person);
  if (switches.longSingly !== 'whole') return;
  for (const person of people) {
    const from = origins.get(person);
    if (from === undefined || expected.contributes.has(person)) continue;
    if ([...from].every((code) => answered.includes(code) && definition.customers.includes(code)))
      throw new Violation('still on it', `${person}, whom ${[...from].join(' and ')} has dropped`);
  }
}

function statusOf(watched: Watched, event: StoredEvent): 'created' | 'updated' | 'unchanged' {
  const before = earlier(watched, event);
  if (before === undefined) return 'created';
  return before.changeKey === event.changeKey ? 'unchanged' : 'updated';
}

function recordOnly(watched: Watched, event: StoredEvent): boolean {
  const before = earlier(watched, event);
  return before?.notifications.length === event.notifications.length;
}
