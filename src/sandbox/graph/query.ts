import { propertyKey } from './change-event.ts';
import { parseFilter } from './filter.ts';
import { GraphRefusal } from './refusal.ts';
import { eventJson, type SeenEvent, type Showing } from './view.ts';
import { instantOf } from './zone.ts';

/** Graph's default and largest page of a list. */
const DEFAULT_TOP = 10;
const LARGEST_TOP = 1000;

/** Characters of an extended property that Exchange gives in a list (Exchange docs: FindItem). */
const LONG = 255;

const KNOWN = new Set([
  '$filter',
  '$top',
  '$skip',
  '$select',
  '$expand',
  '$orderby',
  '$count',
  'startDateTime',
  'endDateTime',
]);

/** One event with `$select` and `$expand` applied. */
export function projectEvent(
  seen: SeenEvent,
  query: URLSearchParams,
  showing: Showing,
): Record<string, unknown> {
  const whole = eventJson(seen, showing);
  const expanded = expandedProperties(seen, query, showing);
  const select = query.get('$select');
  const chosen =
    select === null ? undefined : new Set(['@odata.etag', 'id', ...select.split(',').map((s) => s.trim())]);
  const unknown = chosen && [...chosen].find((name) => !(name in whole));
  if (unknown !== undefined)
    throw new GraphRefusal(
      400,
      'RequestBroker--ParseUri',
      `Could not find a property named '${unknown}' on type 'microsoft.graph.event'.`,
    );
  const hidden = showing.switches.hideAttendees === 'left out' ? 'hideAttendees' : undefined;
  const kept = Object.entries(whole).filter(([name]) => chosen?.has(name) !== false && name !== hidden);
  return { ...Object.fromEntries(kept), ...expanded };
}

/** Whether a list is asked for by an extended property, which Exchange keeps an index of. */
export function isSearch(query: URLSearchParams): boolean {
  return /singleValueExtendedProperties/i.test(query.get('$filter') ?? '');
}

/** A list of events: filtered, ordered, one page of it, with the link to the next. `url` is the request's own. */
export function listEvents(all: readonly SeenEvent[], url: URL, showing: Showing): Record<string, unknown> {
  const query = url.searchParams;
  const unknown = [...query.keys()].find((name) => !KNOWN.has(name));
  if (unknown !== undefined)
    throw new GraphRefusal(400, 'BadRequest', `The query parameter '${unknown}' is not supported.`);
  const filterText = query.get('$filter');
  const filter = filterText === null ? undefined : parseFilter(filterText);
  const orderBy = query.get('$orderby');
  if (filter?.usesProperties && orderBy !== null)
    throw new GraphRefusal(
      400,
      'InefficientFilter',
      'The restriction or sort order is too complex for this operation.',
    );
  const found = ordered(filter ? all.filter(filter.matches) : all, orderBy);
  const top = whole(query.get('$top'), DEFAULT_TOP, '$top', 1, LARGEST_TOP);
  const skip = whole(query.get('$skip'), 0, '$skip', 0, Infinity);
  const page = found.slice(skip, skip + top);
  const next = new URL(url);
  next.searchParams.set('$top', String(top));
  next.searchParams.set('$skip', String(skip + top));
  return {
    '@odata.context': `${url.origin}/v1.0/$metadata#users('sandbox')/events`,
    ...(query.get('$count') === 'true' ? { '@odata.count': found.length } : {}),
    value: page.map((seen) => projectEvent(seen, query, showing)),
    ...(skip + top < found.length ? { '@odata.nextLink': next.href } : {}),
  };
}

function ordered(events: readonly SeenEvent[], orderBy: string | null): readonly SeenEvent[] {
  if (orderBy === null) return events;
  const [, property, direction] =
    /^(start\/dateTime|createdDateTime|lastModifiedDateTime|subject)(?:\s+(asc|desc))?$/.exec(
      orderBy.trim(),
    ) ?? [];
  if (property === undefined)
    throw new GraphRefusal(400, 'BadRequest', `The order '${orderBy}' is not supported.`);
  const key = ({ event }: SeenEvent): number | string =>
    property === 'start/dateTime'
      ? instantOf(event.start)
      : property === 'subject'
        ? event.subject
        : property === 'createdDateTime'
          ? event.createdAtMs
          : event.modifiedAtMs;
  const sign = direction === 'desc' ? -1 : 1;
  return [...events].sort((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0));
}

/** Only `singleValueExtendedProperties($filter=id eq '…' [or id eq '…'])` (Microsoft Graph docs). */
function expandedProperties(
  seen: SeenEvent,
  query: URLSearchParams,
  { as, switches }: Showing,
): Record<string, unknown> {
  const expand = query.get('$expand');
  if (expand === null) return {};
  const inner = /^singleValueExtendedProperties\(\s*\$filter=(.*)\)$/is.exec(expand.trim())?.[1];
  const parts = inner?.split(/\s+or\s+/i).map((part) => /^\s*id\s+eq\s+'((?:[^']|'')*)'\s*$/.exec(part)?.[1]);
  if (!parts || parts.includes(undefined))
    throw new GraphRefusal(400, 'BadRequest', `The $expand '${expand}' is not supported.`);
  const keys = new Set(parts.map((id) => propertyKey((id ?? '').replaceAll("''", "'"))));
  const long = as === 'listed' ? switches.longInLists : switches.longSingly;
  const found = seen.event.singleValueExtendedProperties
    .filter(({ id, value }) => keys.has(propertyKey(id)) && (long !== 'left out' || value.length <= LONG))
    .map(({ id, value }) => ({ id, value: long === 'cut' ? value.slice(0, LONG) : value }));
  return found.length > 0 ? { singleValueExtendedProperties: found } : {};
}

function whole(text: string | null, otherwise: number, name: string, least: number, most: number): number {
  if (text === null) return otherwise;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw new GraphRefusal(400, 'BadRequest', `Invalid value '${text}' for ${name} query option found.`);
  return value;
}
