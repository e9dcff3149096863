import type { AggregatedRecipients } from '../recipients/index.ts';
import { html, type Html } from './html.ts';
import type { InvitePlan } from './plan.ts';
import { computeWaterfall, formatDuration, type WaterfallBar } from './waterfall.ts';

/** Customers whose people are not in the plan: why, and what to do; nothing when all answered. */
export function failedSection(plan: InvitePlan): Html | undefined {
  if (plan.completeness.kind === 'complete') return undefined;
  const shown = plan.completeness.missing.map(({ customerCode, reason, message }) => {
    const result = plan.results.find((candidate) => candidate.customerCode === customerCode);
    const name = result?.customerName;
    const error = result?.error;
    return html`<li class="card">
      <div class="who">
        ${name ?? customerCode}${name === undefined ? undefined : html` <span class="muted">${customerCode}</span>`}<span
          class="badge ${reason === 'failed' ? 'bad' : 'plain'}"
          >${reason}</span
        >${error === undefined ? undefined : html`<code class="muted">${error.code}</code>`}
      </div>
      <p>${message}</p>
      ${error === undefined ? undefined : html`<p class="muted">${error.remedy}</p>`}
    </li> `;
  });
  return html`<h2>
      Customers that are missing <small>their people already on the meeting stay on it</small>
    </h2>
    <ul class="failed">
      ${shown}
    </ul>`;
}

/** One bar per customer on one time axis, and what asking all at once was worth. */
export function waterfallSection(aggregated: AggregatedRecipients): Html | undefined {
  const { bars, totalMs, sentence } = computeWaterfall(aggregated);
  if (bars.length === 0) return undefined;
  const saved =
    bars.length > 1
      ? html`<div class="saved">
          <div><span class="muted">One by one</span><b>${formatDuration(aggregated.sequentialMs)}</b></div>
          <div>
            <span class="muted">All at once</span><b class="now">${formatDuration(aggregated.durationMs)}</b>
          </div>
        </div>`
      : undefined;
  return html`<h2>How the answers came in</h2>
    <div class="card">
      ${saved}
      <p class="sentence ${bars.length > 1 ? 'muted' : 'empty'}">${sentence}</p>
      <div class="waterfall">
        ${bars.map(bar)}
        <div class="axis">
          <span></span>
          <div>
            <span>0</span><span>${formatDuration(totalMs / 2)}</span><span>${formatDuration(totalMs)}</span>
          </div>
          <span></span>
        </div>
      </div>
    </div>`;
}

function bar(data: WaterfallBar): Html {
  const { customerCode, customerName, status, startPercent, widthPercent, slowest, duration } = data;
  const kind = status === 'ok' ? '' : `${status}-bar`;
  return html`<div class="bar ${kind} ${slowest ? 'slowest' : ''}">
    <span class="label" title="${customerCode}">${customerName ?? customerCode}</span
    ><span class="track"><i style="left:${startPercent}%;width:${widthPercent}%"></i></span
    ><span class="took"
      >${duration}${slowest ? html`<span class="badge warn">slowest</span>` : undefined}${status === 'ok' || slowest ? undefined : html`<span class="badge bad">${status}</span>`}</span
    >
  </div> `;
}
