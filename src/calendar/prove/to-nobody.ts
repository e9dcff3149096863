/**
 * A `fetch` through which nobody can be mailed: a request that names an attendee, or that cannot be read, never leaves.
 * The one door of a proof, whatever the code behind it comes to send.
 */
export function toNobody(send: typeof fetch): typeof fetch {
  return (input, init) => {
    const body = init?.body;
    if (body !== undefined && body !== null && !(typeof body === 'string' && namesNobody(body))) {
      return Promise.reject(new Error('A proof of the calendar sends nothing that names an attendee.'));
    }
    return send(input, init);
  };
}

function namesNobody(body: string): boolean {
  if (body === '') return true;
  try {
    return isEmpty(JSON.parse(body));
  } catch {
    return false;
  }
}

/** Whether there are no attendees at any depth. */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isEmpty);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, inner]) => {
    if (name.toLowerCase() === 'attendees') return Array.isArray(inner) && inner.length === 0;
    return isEmpty(inner);
  });
}
