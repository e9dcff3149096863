import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { PreviewComparison, PreviewState } from '../../src/ui/preview/protocol.ts';
import type { Press } from './host.ts';
import { labelOf } from './labels.ts';

/** What a send would change on the calendar, beside what they will read. */
export function comparisonView(
  { comparison }: PreviewState,
  press: (press: Press) => void,
): TemplateResult | typeof nothing {
  if (comparison.status === 'off') return nothing;
  const { sentence, actions, fields, body, people } = comparison;
  return html`<section
    class="card"
    aria-labelledby="comparison-title"
    aria-busy=${comparison.status === 'looking'}
  >
    <h2 id="comparison-title">${l10n.t('What changes on the calendar')}</h2>
    <p class="sentence">
      ${sentence}
      ${actions.map(
        (action) =>
          html` <button class="link" @click=${() => press({ type: 'press', action })}>
            ${labelOf(action)}
          </button>`,
      )}
    </p>
    ${fieldsView(fields)} ${body === undefined ? nothing : bodyView(body)} ${people.map(peopleView)}
  </section>`;
}

function fieldsView(fields: PreviewComparison['fields']): TemplateResult | typeof nothing {
  if (fields.length === 0) return nothing;
  return html`<table class="changes">
    <thead>
      <tr>
        <td></td>
        <th scope="col">${l10n.t('On the calendar')}</th>
        <th scope="col">${l10n.t('After sending')}</th>
      </tr>
    </thead>
    <tbody>
      ${fields.map(
        ({ label, before, after }) =>
          html`<tr>
            <th scope="row">${label}</th>
            <td><del>${before}</del></td>
            <td><ins>${after}</ins></td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function bodyView({ removed, added }: NonNullable<PreviewComparison['body']>): TemplateResult {
  if (removed.length + added.length === 0)
    return html`<p>${l10n.t('The text says the same; only how it looks changes.')}</p>`;
  return html`<h3>${l10n.t('The text')}</h3>
    <ul class="lines">
      ${removed.map((line) => html`<li class="removed"><del>${line}</del></li>`)}
      ${added.map((line) => html`<li class="added"><ins>${line}</ins></li>`)}
    </ul>`;
}

function peopleView({ kind, label, addresses, more }: PreviewComparison['people'][number]): TemplateResult {
  return html`<details class="compared ${kind}">
    <summary>${label}</summary>
    <ul>
      ${addresses.map((email) => html`<li>${email}</li>`)}
      ${more === 0 ? nothing : html`<li class="detail">${l10n.t('… and {count} more', { count: more })}</li>`}
    </ul>
  </details>`;
}
