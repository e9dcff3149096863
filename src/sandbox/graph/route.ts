/** What a method and path of Graph v1.0 mean, as far as calendars go. */
export interface GraphRoute {
  readonly operation:
    | 'ListEvents'
    | 'CreateEvent'
    | 'GetEvent'
    | 'UpdateEvent'
    | 'DeleteEvent'
    | 'CancelEvent'
    | 'CalendarView'
    | 'GetCalendar'
    | 'ListCalendars'
    | 'GetCalendarOfEvent'
    | 'GetMailFolder'
    | 'Unknown';
  /** The user's id or address as in the path; undefined for `/me`. */
  readonly user?: string;
  readonly eventId?: string;
  /** The calendar's id as in the path; undefined for the default one. */
  readonly calendarId?: string;
  readonly folder?: string;
}

type Operation = GraphRoute['operation'];

const COLLECTION: Readonly<Record<string, Operation>> = { GET: 'ListEvents', POST: 'CreateEvent' };
const ITEM: Readonly<Record<string, Operation>> = {
  GET: 'GetEvent',
  PATCH: 'UpdateEvent',
  DELETE: 'DeleteEvent',
};

/** Finds the operation. `path` is still percent-encoded and without its query, so that an id's `/` cannot be taken for a separator. */
export function graphRoute(method: string, path: string): GraphRoute {
  const segments = path.split('/').slice(1).map(decode);
  const [version, first = '', ...others] = segments;
  const unknown: GraphRoute = { operation: 'Unknown' };
  if (version !== 'v1.0' || (first !== 'me' && first !== 'users')) return unknown;
  const user = first === 'me' ? undefined : others.shift();
  if (first === 'users' && !user) return unknown;
  const named = others[0] === 'calendars' ? others.splice(0, 2)[1] : undefined;
  if (segments.includes('calendars') && named === undefined)
    return { operation: method === 'GET' ? 'ListCalendars' : 'Unknown', ...(user && { user }) };
  const calendar = named !== undefined || others[0] === 'calendar';
  if (named === undefined && calendar) others.shift();
  const [collection, eventId, action, ...more] = others;
  const route = (operation: Operation | undefined): GraphRoute => ({
    operation: operation ?? 'Unknown',
    ...(user === undefined ? {} : { user }),
    ...(eventId === undefined ? {} : { eventId }),
    ...(named === undefined ? {} : { calendarId: named }),
  });
  if (calendar && collection === undefined) return route(method === 'GET' ? 'GetCalendar' : undefined);
  if (collection === 'calendarView' && eventId === undefined)
    return route(method === 'GET' ? 'CalendarView' : undefined);
  if (collection === 'mailFolders' && eventId !== undefined && action === undefined && !calendar)
    return { ...route(method === 'GET' ? 'GetMailFolder' : undefined), folder: eventId };
  if (collection !== 'events' || more.length > 0) return route(undefined);
  if (eventId === undefined) return route(COLLECTION[method]);
  if (action === undefined) return route(ITEM[method]);
  if (action === 'calendar') return route(method === 'GET' ? 'GetCalendarOfEvent' : undefined);
  return route(action === 'cancel' && method === 'POST' ? 'CancelEvent' : undefined);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
