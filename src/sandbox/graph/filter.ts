import { propertyKey } from './change-event.ts';
import { GraphRefusal } from './refusal.ts';
import type { SeenEvent } from './view.ts';
import { instantFromText, instantOf } from './zone.ts';

/** A parsed `$filter`. */
export interface EventFilter {
  readonly matches: (seen: SeenEvent) => boolean;
  /** Whether it looks at extended properties: `$orderby` cannot be combined with that. */
  readonly usesProperties: boolean;
}

type Clause = (seen: SeenEvent) => boolean;

const STRING = String.raw`'((?:[^']|'')*)'`;
const PROPERTY = new RegExp(
  String.raw`^singleValueExtendedProperties/any\(\s*(\w+)\s*:\s*\1/id\s+eq\s+${STRING}\s+and\s+\1/value\s+eq\s+${STRING}\s*\)`,
  'i',
);
const TEXT = new RegExp(String.raw`^(subject|iCalUId)\s+eq\s+${STRING}`);
const TIME = new RegExp(String.raw`^(start|end)/dateTime\s+(eq|ge|gt|le|lt)\s+${STRING}`);
const FLAG = /^isCancelled\s+eq\s+(true|false)/;

/**
 * Parses the filters that Graph documents for events and this sandbox offers, joined with `and`. The value of an
 * extended property is compared in any letter case, its name exactly (Microsoft Graph docs).
 * @throws GraphRefusal 400 for anything else.
 */
export function parseFilter(text: string): EventFilter {
  const clauses: Clause[] = [];
  let rest = text.trim();
  for (;;) {
    const [clause, length] = parseClause(rest) ?? refuse(text);
    clauses.push(clause);
    rest = rest.slice(length).trim();
    if (rest === '') break;
    const joined = /^and\s+/i.exec(rest);
    if (!joined) refuse(text);
    else rest = rest.slice(joined[0].length);
  }
  return {
    matches: (seen) => clauses.every((clause) => clause(seen)),
    usesProperties: /singleValueExtendedProperties/i.test(text),
  };
}

function parseClause(text: string): readonly [Clause, number] | undefined {
  const property = PROPERTY.exec(text);
  if (property) {
    const key = propertyKey(unquote(property[2]));
    const wanted = unquote(property[3]).toLowerCase();
    return [
      ({ event }) =>
        event.singleValueExtendedProperties.some(
          ({ id, value }) => propertyKey(id) === key && value.toLowerCase() === wanted,
        ),
      property[0].length,
    ];
  }
  const equal = TEXT.exec(text);
  if (equal) {
    const wanted = unquote(equal[2]);
    const name = equal[1] === 'subject' ? 'subject' : 'iCalUId';
    return [({ event }) => event[name].toLowerCase() === wanted.toLowerCase(), equal[0].length];
  }
  const time = TIME.exec(text);
  if (time) {
    const name = time[1] === 'start' ? 'start' : 'end';
    const wanted = instantFromText(unquote(time[3]));
    if (wanted === undefined) return undefined;
    const compare = COMPARE[time[2] ?? ''];
    return compare && [({ event }) => compare(instantOf(event[name]), wanted), time[0].length];
  }
  const flag = FLAG.exec(text);
  return flag
    ? [({ event }) => (event.state === 'cancelled') === (flag[1] === 'true'), flag[0].length]
    : undefined;
}

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  eq: (a, b) => a === b,
  ge: (a, b) => a >= b,
  gt: (a, b) => a > b,
  le: (a, b) => a <= b,
  lt: (a, b) => a < b,
};

const unquote = (text = '') => text.replaceAll("''", "'");

function refuse(text: string): never {
  throw new GraphRefusal(400, 'BadRequest', `Invalid filter clause: '${text}'.`);
}
