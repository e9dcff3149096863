import { formatWhen } from '../metadata/index.ts';
import type { AggregatedRecipients } from '../recipients/index.ts';
import { html, renderHtml, type Html } from './html.ts';
import type { InvitePlan } from './plan.ts';
import { LISTS_STYLE } from './preview-lists-style.ts';
import { mailSection } from './preview-mail.ts';
import { invitedSection, leftOutSection } from './preview-people.ts';
import { failedSection, waterfallSection } from './preview-query.ts';
import { PREVIEW_STYLE } from './preview-style.ts';
import { planBlocks } from './problems.ts';

/** What the page can say beyond the plan. */
export interface PreviewExtra {
  /** Shown as a badge: nothing of this reaches anybody. */
  readonly sandbox?: boolean;
}

/**
 * Frames may come from nowhere else and nothing may run; the mail's own inline styles need `unsafe-inline` for styles,
 * which its frame inherits.
 */
const CONTENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * The whole plan as one HTML page that needs nothing else: what goes out, to whom, who is left out and why, and how the
 * answers came in. No script, no request; every text is escaped.
 */
export function renderPreviewPage(
  plan: InvitePlan,
  aggregated: AggregatedRecipients,
  extra: PreviewExtra = {},
): string {
  return renderHtml(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${CONTENT_POLICY}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="referrer" content="no-referrer" />
          <title>${plan.subject} · Preview</title>
          ${LISTS_STYLE} ${PREVIEW_STYLE}
        </head>
        <body>
          <main>
            ${header(plan, extra)} ${facts(plan)} ${notices(plan)} ${failedSection(plan)} ${mailSection(plan)}
            ${invitedSection(plan)} ${leftOutSection(plan)} ${waterfallSection(aggregated)} ${footer(plan)}
          </main>
        </body>
      </html> `,
  );
}

function header(plan: InvitePlan, extra: PreviewExtra): Html {
  const blocked = planBlocks(plan).length > 0;
  return html`<div class="eyebrow">
      <span>Customer Meetings · Preview of what would go out</span>
      ${extra.sandbox === true ? html`<span class="badge warn">Sandbox</span>` : undefined}
      ${plan.completeness.kind === 'complete' ? html`<span class="badge good">Complete</span>` : html`<span class="badge warn">${plan.completeness.missing.length} of ${plan.meeting.customerCodes.length} customers missing</span>`}
      ${blocked ? html`<span class="badge bad">Cannot be sent as it is</span>` : undefined}
    </div>
    <h1>${plan.subject}</h1>`;
}

function facts(plan: InvitePlan): Html {
  const customers = new Set(plan.attendees.flatMap(({ customerCodes }) => customerCodes)).size;
  const to = `${count(plan.attendees.length, 'person', 'people')} of ${count(customers, 'customer', 'customers')}`;
  return html`<dl class="facts card">
    ${fact('Starts', formatWhen(plan.start), formatWhen(plan.start, 'UTC'))}
    ${fact('Ends', formatWhen(plan.end), formatWhen(plan.end, 'UTC'))} ${fact('Where', plan.location)}
    ${fact('From', plan.organizer, 'Organizer of the meeting')}
    ${fact('To', to, plan.hideAttendees ? 'Hidden: nobody sees who else is invited' : 'Visible: attendees see each other’s addresses')}
    ${fact('Topic', plan.topicName, partsNote(plan))}
  </dl>`;
}

function partsNote(plan: InvitePlan): string {
  const parts = plan.parts.length;
  return parts > 1
    ? `${parts} meetings, as one takes at most 500 people`
    : 'Subscribers of this topic at each customer';
}

function fact(label: string, value: string, note?: string): Html {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
    ${note === undefined ? undefined : html`<dd>${note}</dd>`}
  </div> `;
}

/** Errors first; each with its place in the file where it has one. Missing customers have a section of their own. */
function notices(plan: InvitePlan): Html | undefined {
  const problems = plan.problems
    .filter(({ code }) => code !== 'CustomersMissing')
    .sort((a, b) => rank(a.severity) - rank(b.severity));
  if (problems.length === 0) return undefined;
  const shown = problems.map(({ severity, message, file, line, column }) => {
    const place =
      file === undefined ? undefined : [file, line, column].filter((part) => part !== undefined).join(':');
    return html`<li class="notice ${severity}">
      <b>${severity === 'error' ? 'Error' : 'Note'}:</b>
      ${message}${place === undefined ? undefined : html` <span class="muted">${place}</span>`}
    </li> `;
  });
  return html`<ul class="notices">
    ${shown}
  </ul>`;
}

function rank(severity: 'error' | 'warning'): number {
  return severity === 'error' ? 0 : 1;
}

function footer(plan: InvitePlan): Html {
  return html`<footer>
    <div>Fingerprint <code>${plan.fingerprint}</code></div>
    <div>
      Sending sends exactly this plan. If a recipient, a time or a word changes, so does the fingerprint.
    </div>
  </footer>`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
