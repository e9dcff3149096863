/** What a method and path of SES v2 mean. */
export interface SesRoute {
  /** AWS's name; `Unknown` when there is no such operation. */
  readonly operation: string;
  readonly write: boolean;
  readonly listName?: string;
}

/** Operations the sandbox knows by name but never performs, so that a record can say what was tried. */
const KNOWN: readonly (readonly [method: string, path: RegExp, operation: string])[] = [
  ['POST', /^\/v2\/email\/contact-lists$/, 'CreateContactList'],
  ['PUT', /^\/v2\/email\/contact-lists\/([^/]+)$/, 'UpdateContactList'],
  ['DELETE', /^\/v2\/email\/contact-lists\/([^/]+)$/, 'DeleteContactList'],
  ['POST', /^\/v2\/email\/contact-lists\/([^/]+)\/contacts$/, 'CreateContact'],
  ['GET', /^\/v2\/email\/contact-lists\/([^/]+)\/contacts\/[^/]+$/, 'GetContact'],
  ['PUT', /^\/v2\/email\/contact-lists\/([^/]+)\/contacts\/[^/]+$/, 'UpdateContact'],
  ['DELETE', /^\/v2\/email\/contact-lists\/([^/]+)\/contacts\/[^/]+$/, 'DeleteContact'],
  ['POST', /^\/v2\/email\/outbound-emails$/, 'SendEmail'],
  ['POST', /^\/v2\/email\/outbound-bulk-emails$/, 'SendBulkEmail'],
  ['GET', /^\/v2\/email\/account$/, 'GetAccount'],
];

const OFFERED: typeof KNOWN = [
  ['GET', /^\/v2\/email\/contact-lists$/, 'ListContactLists'],
  ['GET', /^\/v2\/email\/contact-lists\/([^/]*)$/, 'GetContactList'],
  ['POST', /^\/v2\/email\/contact-lists\/([^/]*)\/contacts\/list$/, 'ListContacts'],
  // As clients made before 2023 ask, Debian 12's AWS command line among them.
  ['GET', /^\/v2\/email\/contact-lists\/([^/]*)\/contacts$/, 'ListContacts'],
];

/** Finds the operation (AWS SES v2 API Reference). `path` without its query string. */
export function sesRoute(method: string, path: string): SesRoute {
  const offered = match(OFFERED, method, path);
  if (offered) return { ...offered, write: false };
  const known = match(KNOWN, method, path);
  if (known) return { ...known, write: method !== 'GET' };
  return { operation: 'Unknown', write: method !== 'GET' };
}

function match(
  routes: typeof KNOWN,
  method: string,
  path: string,
): { readonly operation: string; readonly listName?: string } | undefined {
  for (const [routeMethod, pattern, operation] of routes) {
    const found = routeMethod === method ? pattern.exec(path) : null;
    if (found) return { operation, ...(found[1] === undefined ? {} : { listName: decode(found[1]) }) };
  }
  return undefined;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
