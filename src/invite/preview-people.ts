import { shownAddress } from '../recipients/index.ts';
import { html, type Html } from './html.ts';
import type { Attendee, Exclusion, InvitePlan } from './plan.ts';

/** Lists this short are open from the start; longer ones open on a click. */
const SHOWN_AT_ONCE = 6;

const REASONS: Readonly<Record<Exclusion['reason'], string>> = {
  restricted: 'Not on the customer’s list of restricted recipients',
  unsubscribed: 'Not subscribed to the topic',
  invalid: 'Not a valid mail address',
  'by hand': 'Left out by hand',
};

/** Everybody who is invited, by customer in the metadata's order; somebody of several customers is under each of them. */
export function invitedSection(plan: InvitePlan): Html {
  const groups = plan.results
    .filter(({ error }) => error === undefined)
    .map((result) => ({
      name: result.customerName ?? result.customerCode,
      code: result.customerCode,
      people: plan.attendees.filter(({ customerCodes }) => customerCodes.includes(result.customerCode)),
    }));
  const manual = plan.attendees.filter(({ customerCodes }) => customerCodes.length === 0);
  const total = plan.attendees.length;
  return html`<h2>
      Who is invited <small>${total === 1 ? '1 person' : `${total} people`}, each of them once</small>
    </h2>
    ${total === 0 ? html`<div class="card empty">Nobody.</div>` : undefined}
    <div class="customers">
      ${groups.map(({ name, code, people }) => group(name, code, people, groups.length))}
      ${manual.length > 0 ? group('Named in the metadata', 'attendees of the file itself', manual, 1) : undefined}
    </div>`;
}

function group(name: string, code: string, people: readonly Attendee[], groups: number): Html {
  const open = people.length > 0 && people.length <= SHOWN_AT_ONCE && groups <= SHOWN_AT_ONCE;
  const title = html`<span class="name"
    >${name}${name === code ? undefined : html`<span>${code}</span>`}</span
  >`;
  if (people.length === 0) {
    return html`<div class="card nobody">${title}<span class="badge plain">nobody</span></div>`;
  }
  const shown = people.map(({ email, customerCodes }) => {
    const others = customerCodes.filter((other) => other !== code);
    return html`<li>
      ${shownAddress(email)}${others.length > 0 ? html`<small>also ${others.join(', ')}</small>` : undefined}
    </li> `;
  });
  const body = html`<summary>${title}<span class="badge">${people.length}</span></summary>
    <ul class="addresses">
      ${shown}
    </ul>`;
  return open
    ? html`<details class="card" open>${body}</details>`
    : html`<details class="card">${body}</details>`;
}

/** Everybody the answers held who is not invited, with the reason; nothing when there is nobody. */
export function leftOutSection(plan: InvitePlan): Html | undefined {
  const { excluded } = plan;
  if (excluded.length === 0) return undefined;
  const rows = excluded.map(
    ({ email, customerCodes, reason }) =>
      html`<tr>
        <td>${shownAddress(email)}</td>
        <td>${customerCodes.join(', ') || '–'}</td>
        <td>${REASONS[reason]}</td>
      </tr> `,
  );
  return html`<h2>
      Who is left out, and why
      <small>${excluded.length === 1 ? '1 person' : `${excluded.length} people`}</small>
    </h2>
    <div class="card long">
      <table>
        <thead>
          <tr>
            <th>Address</th>
            <th>Customer</th>
            <th>Reason</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}
