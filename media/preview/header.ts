import { html, nothing, type TemplateResult } from 'lit-html';
import type { PreviewState } from '../../src/ui/preview/protocol.ts';
import type { Press } from './host.ts';

/** What this is and how it stands. */
export function headerView(state: PreviewState, press: (press: Press) => void): TemplateResult {
  return html`<header class="top">
    <p class="eyebrow">
      ${state.sandbox ? html`<strong class="badge sandbox">Sandbox</strong>` : nothing}
      ${KINDS[state.kind] === undefined ? nothing : html`<span>${KINDS[state.kind]}</span>`}
      ${state.topicName === '' ? nothing : html`<span>topic ${state.topicName}</span>`}
      <button class="link" @click=${() => press({ type: 'openFile' })}>${state.fileName}</button>
    </p>
    <h1>${state.subject}</h1>
    <p class="summary" role="status" aria-live="polite">${state.summary}</p>
  </header>`;
}

/** What can be done. Stays in sight while the page scrolls. */
export function actionsView(state: PreviewState, press: (press: Press) => void): TemplateResult {
  const busy = state.phase === 'asking' || state.phase === 'sending';
  return html`<section class="bar" aria-label="Actions">
    ${progress(state)}
    <div class="actions">
      <button
        class="primary"
        ?disabled=${!state.send.enabled}
        aria-describedby="send-reason"
        @click=${() => press({ type: 'send' })}
      >
        ${state.send.label}
      </button>
      ${
        state.failed > 0 && !busy
          ? html`<button @click=${() => press({ type: 'retryFailed' })}>Retry ${state.failed} Failed</button>`
          : nothing
      }
      ${
        state.phase === 'asking'
          ? html`<button @click=${() => press({ type: 'cancel' })}>Cancel</button>`
          : html`<button ?disabled=${busy} @click=${() => press({ type: 'query' })}>
              ${state.phase === 'idle' ? 'Ask the Customers' : 'Ask Again'}
            </button>`
      }
      <span id="send-reason" class="reason">${state.send.reason}</span>
    </div>
  </section>`;
}

const KINDS: Readonly<Record<string, string>> = { change: 'Change', announcement: 'Announcement' };

function progress({ progress }: PreviewState): TemplateResult | typeof nothing {
  if (progress === undefined) return nothing;
  return html`<progress
    max=${Math.max(1, progress.total)}
    .value=${progress.done}
    aria-label="Customers that have answered"
  ></progress>`;
}
