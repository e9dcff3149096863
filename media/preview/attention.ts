import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { PreviewCustomer } from '../../src/ui/preview/protocol.ts';
import { icon } from './icons.ts';

/** Customers that failed, or that remarked on something. */
export function needAttention(customers: readonly PreviewCustomer[]): readonly PreviewCustomer[] {
  return customers.filter(
    ({ status, warnings }) => status === 'failed' || status === 'cancelled' || warnings.length > 0,
  );
}

/** What went wrong with each of them, and what to do. */
export function attentionView(customers: readonly PreviewCustomer[]): TemplateResult {
  return html`<ul class="attention">
    ${needAttention(customers).map(
      ({ code, title, status, note, remedy, warnings }) =>
        html`<li>
          <h3>
            ${icon(status)} ${title}
            ${code === title ? nothing : html`<span class="detail code">${code}</span>`}
          </h3>
          <p>${note}</p>
          ${
            remedy === ''
              ? nothing
              : html`<p class="detail"><strong>${l10n.t('What to do:')}</strong> ${remedy}</p>`
          }
          ${warnings.map((warning) => html`<p class="detail">${warning}</p>`)}
        </li>`,
    )}
  </ul>`;
}
