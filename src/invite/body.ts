import { formatWhen, type Meeting, type ZonedTime } from '../metadata/index.ts';
import { html, renderHtml, type Html } from './html.ts';
import { inline, oneLine, paragraphs } from './rich-text.ts';

/** The element that holds everything we write into an event's body, so that an update can find it again. */
export const BODY_CONTAINER_ID = 'customer-meetings-invite';

/** A customer as the body names it. */
export interface NamedCustomer {
  readonly customerCode: string;
  readonly customerName?: string;
}

/**
 * The event's body as HTML: the sections of the Go tool's invite plus test plan, impact and UTC times, each left out
 * when the file has nothing for it. Every text is escaped. Inline styles only and no `<style>`, which mail programs drop.
 * @param customers the customers to name; empty names none (attendees who are hidden must not learn of each other here)
 */
export function inviteBody(meeting: Meeting, customers: readonly NamedCustomer[]): string {
  const { details } = meeting;
  const content = [
    heading(HEADINGS[meeting.kind]),
    ...title(oneLine(meeting.title)),
    ...section('📝 Description', paragraphs(details.reason)),
    ...section('📋 Implementation Details', paragraphs(details.implementationPlan)),
    ...section('🧪 Test Plan', paragraphs(details.testPlan)),
    ...section('📅 Schedule', [schedule(meeting)]),
    ...section('🎯 Impact & Rollback', [
      ...labelled('Customer impact', details.customerImpact),
      ...labelled('Rollback plan', details.rollbackPlan),
    ]),
    ...section('🎫 Related Tickets', tickets(details.serviceNow, details.jira)),
    ...section('👥 Stakeholders', stakeholders(customers)),
  ];
  const body = renderHtml(html`<div id="${BODY_CONTAINER_ID}" style="${CONTAINER_STYLE}">${content}</div>`);
  // Line ends come from the layout of the templates below alone, as those of texts are <br />. Without them, how this
  // file is formatted cannot change the body: a changed body means an update that is mailed to everybody.
  return body.replace(/\s*\n\s*/g, '');
}

const HEADINGS = {
  change: '🔄 Change Implementation Meeting',
  announcement: '📢 Announcement Event',
} as const;

const CONTAINER_STYLE = 'font-family:Segoe UI,Arial,sans-serif;font-size:11pt;line-height:1.4';
const TABLE_STYLE = 'border-collapse:collapse;font-size:11pt';
const CELL_STYLE = 'padding:2pt 14pt 2pt 0;text-align:left;vertical-align:top';

const heading = (text: string): Html => html`<h2 style="margin:0 0 8pt 0;font-size:16pt">${text}</h2>`;
const strong = (text: string): Html => html`<strong>${text}</strong>`;
const headCell = (text: string): Html => html`<th style="${CELL_STYLE}">${text}</th>`;
const cell = (text: string): Html => html`<td style="${CELL_STYLE}">${text}</td>`;
const table = (rows: readonly Html[]): Html =>
  html`<table style="${TABLE_STYLE}">
    <tbody>
      ${rows}
    </tbody>
  </table>`;
const row = (cells: readonly Html[]): Html =>
  html`<tr>
    ${cells}
  </tr>`;

function title(text: string): readonly Html[] {
  return text === '' ? [] : [html`<p style="margin:0 0 10pt 0;font-size:13pt">${strong(text)}</p>`];
}

function section(name: string, content: readonly Html[]): readonly Html[] {
  if (content.length === 0) return [];
  return [html`<h3 style="margin:14pt 0 4pt 0;font-size:12pt">${name}</h3>`, ...content];
}

function labelled(label: string, text: string): readonly Html[] {
  const content = paragraphs(text);
  if (content.length === 0) return [];
  return [html`<p style="margin:0 0 2pt 0">${strong(label)}</p>`, ...content];
}

/** The implementation window, or the meeting's own time; both where they differ, for else the two would seem to disagree. */
function schedule(meeting: Meeting): Html {
  const zone = meeting.start.timeZone;
  const zones = isUtc(zone) ? [zone] : [zone, 'UTC'];
  const rows = scheduleTimes(meeting).map(([label, time]) =>
    row([headCell(label), ...zones.map((shown) => cell(formatWhen(time, shown)))]),
  );
  return table([row([headCell(''), ...zones.map(headCell)]), ...rows]);
}

function scheduleTimes(meeting: Meeting): readonly (readonly [string, ZonedTime])[] {
  const { start, end, window } = meeting;
  if (window === undefined) {
    return [
      ['Start', start],
      ['End', end],
    ];
  }
  const windowTimes = [
    ['Window start', window.start],
    ['Window end', window.end],
  ] as const;
  if (window.start.epochMs === start.epochMs && window.end.epochMs === end.epochMs) return windowTimes;
  return [...windowTimes, ['Meeting start', start], ['Meeting end', end]];
}

function isUtc(zone: string): boolean {
  return /^(etc\/)?(utc|uct|universal|zulu)$/i.test(zone);
}

function tickets(serviceNow: string, jira: string): readonly Html[] {
  const entries = [
    ['ServiceNow', serviceNow],
    ['Jira', jira],
  ] as const;
  return entries
    .filter(([, ticket]) => oneLine(ticket) !== '')
    .map(([label, ticket]) => html`<p style="margin:0 0 4pt 0">${strong(`${label}:`)} ${inline(ticket)}</p>`);
}

function stakeholders(customers: readonly NamedCustomer[]): readonly Html[] {
  if (customers.length === 0) return [];
  const names = customers.map(({ customerCode, customerName }) =>
    customerName === undefined || customerName === customerCode
      ? customerCode
      : `${oneLine(customerName)} (${customerCode})`,
  );
  return [html`<p style="margin:0 0 4pt 0">${names.join(', ')}</p>`];
}
