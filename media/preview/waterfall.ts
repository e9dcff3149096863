import * as l10n from '@vscode/l10n';
import { html, nothing, svg, type TemplateResult } from 'lit-html';
import type { PreviewBar, PreviewState } from '../../src/ui/preview/protocol.ts';

/** When each customer was asked and how long it took: one bar each, from the first request to the last answer. */
export function waterfallView({ waterfall }: PreviewState): TemplateResult | typeof nothing {
  if (waterfall === undefined) return nothing;
  return html`<section class="card" aria-labelledby="waterfall-title">
    <h2 id="waterfall-title">${l10n.t('How the customers were asked')}</h2>
    ${waterfall.sentence === '' ? nothing : html`<p class="sentence">${waterfall.sentence}</p>`}
    <table class="waterfall">
      <thead class="spoken">
        <tr>
          <th scope="col">${l10n.t('Customer')}</th>
          <th scope="col">${l10n.t('From start to end of the run')}</th>
          <th scope="col">${l10n.t('Time taken')}</th>
        </tr>
      </thead>
      <tbody>
        ${waterfall.bars.map(barView)}
      </tbody>
      <tfoot aria-hidden="true">
        <tr>
          <td></td>
          <td class="axis"><span>0 s</span><span>${waterfall.total}</span></td>
          <td></td>
        </tr>
      </tfoot>
    </table>
  </section>`;
}

function barView(bar: PreviewBar): TemplateResult {
  return html`<tr class="${bar.status} ${bar.slowest ? 'slowest' : ''}">
    <th scope="row" title=${bar.title}>${bar.title}</th>
    <td class="track">
      <span class="spoken">${spoken(bar.status)}</span>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        ${svg`<rect x=${bar.startPercent} y="0" width=${bar.widthPercent} height="10" />`}
      </svg>
    </td>
    <td class="took">
      ${bar.duration}${bar.slowest ? html` <span class="detail">${l10n.t('slowest')}</span>` : nothing}
    </td>
  </tr>`;
}

function spoken(status: PreviewBar['status']): string {
  switch (status) {
    case 'ok':
      return l10n.t('answered');
    case 'failed':
      return l10n.t('failed');
    case 'cancelled':
      return l10n.t('cancelled');
  }
}
