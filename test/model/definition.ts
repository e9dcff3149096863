import { METADATA } from '../terminal/support/bench.ts';

/** Customers of every sequence, each with everybody who might ever subscribe. */
export const PEOPLE = {
  a: ['ann', 'art', 'Amy', 'abe'].map((name) => `${name}@a.example`),
  b: ['bea', 'bob', 'ben', 'bill'].map((name) => `${name}@b.example`),
  c: Array.from({ length: 14 }, (_, index) => `c${index + 1}@c.example`),
} as const;

export type Code = keyof typeof PEOPLE;
export const CODES: readonly Code[] = ['a', 'b', 'c'];

/** Who advises a and b, and may subscribe with both. */
export const ADVISER = 'sam@advice.example';

/** Whom customer b may not have invited: its config.json lists all the others. */
export const RESTRICTED = 'bill@b.example';

/** Somebody whom only a person in Outlook puts on the event. */
export const GUEST = 'guest@elsewhere.example';

export const SENDER = 'cloud-team@meetings.example';
/** Another address of the same mailbox. */
export const SENDER_ALIAS = 'team@meetings.example';
/** Whose mailbox is none. */
export const NOBODY = 'nobody@meetings.example';
export const OTHER_SENDER = 'new.boss@meetings.example';

/** What the team wants: the metadata file and the contact lists, as they are now. */
export interface Definition {
  readonly title: number;
  readonly text: number;
  /** Whole hours after the first start. */
  readonly hours: number;
  readonly place: number;
  /** Hundreds of further characters of the title. */
  readonly tail: number;
  readonly customers: readonly Code[];
  readonly subscribers: Readonly<Record<Code, readonly string[]>>;
}

export const FIRST_DEFINITION: Definition = {
  title: 1,
  text: 1,
  hours: 0,
  place: 0,
  tail: 0,
  customers: ['a', 'b'],
  subscribers: { a: PEOPLE.a.slice(0, 2), b: PEOPLE.b.slice(0, 2), c: PEOPLE.c.slice(0, 12) },
};

const FIRST_START_MS = Date.UTC(2030, 3, 10, 14);
const MINUTES = 45;

/** The metadata file. */
export function metadataOf(definition: Definition): Record<string, unknown> {
  return {
    ...METADATA,
    changeId: 'CHG-MODEL',
    changeTitle: `Move ${definition.title}`,
    meetingTitle: subjectOf(definition),
    changeReason: textOf(definition),
    meetingStartTime: new Date(startMsOf(definition)).toISOString(),
    meetingDuration: `${MINUTES} minutes`,
    ...(definition.place === 0 ? {} : { location: `Room ${definition.place}` }),
    customers: definition.customers,
  };
}

export const subjectOf = ({ title, tail }: Definition): string =>
  `Moving ${title}${' on'.repeat(100 * tail)}`;
export const textOf = ({ text }: Definition): string => `Because of reason ${text}`;
/** ms since the Unix epoch. */
export const startMsOf = ({ hours }: Definition): number => FIRST_START_MS + hours * 3_600_000;
export const endMsOf = (definition: Definition): number => startMsOf(definition) + MINUTES * 60_000;

/** Whom a customer contributes, in lower case. */
export function subscribersOf(
  { subscribers }: Pick<Definition, 'subscribers'>,
  code: Code,
): readonly string[] {
  return subscribers[code].map((address) => address.toLowerCase()).filter((one) => one !== RESTRICTED);
}
