import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { PlainAction, PreviewState } from '../../src/ui/preview/protocol.ts';
import type { Press } from './host.ts';
import { labelOf } from './labels.ts';

/** What this is and how it stands. */
export function headerView(state: PreviewState, press: (press: Press) => void): TemplateResult {
  const kind = kindOf(state.kind);
  return html`<header class="top">
    <p class="eyebrow">
      ${state.sandbox ? html`<strong class="badge sandbox">${l10n.t('Sandbox')}</strong>` : nothing}
      ${kind === '' ? nothing : html`<span>${kind}</span>`}
      ${state.topicName === '' ? nothing : html`<span>${l10n.t('topic {topic}', { topic: state.topicName })}</span>`}
      <button class="link" @click=${() => press({ type: 'openFile' })}>${state.fileName}</button>
    </p>
    <h1>${state.subject}</h1>
    <p class="summary" role="status" aria-live="polite">${state.summary}</p>
  </header>`;
}

/** What can be done. Stays in sight while the page scrolls. */
export function actionsView(state: PreviewState, press: (press: Press) => void): TemplateResult {
  const busy = state.phase === 'asking' || state.phase === 'sending';
  const plain = (action: PlainAction, label = labelOf(action)): TemplateResult =>
    html`<button @click=${() => press({ type: 'press', action })}>${label}</button>`;
  const hasPlan = state.fingerprint !== '' && !busy;
  return html`<section class="bar" aria-label=${l10n.t('Actions')}>
    ${progress(state)}
    <div class="actions">
      <button
        class="primary"
        aria-disabled=${!state.send.enabled}
        aria-describedby="send-reason"
        @click=${() => {
          if (state.send.enabled) press({ type: 'send', fingerprint: state.fingerprint });
        }}
      >
        ${state.send.label}
      </button>
      ${state.retry !== '' && !busy ? plain('retryFailed', state.retry) : nothing}
      ${
        state.phase === 'asking'
          ? plain('cancel')
          : html`<button
              aria-disabled=${busy}
              @click=${() => {
                if (!busy) press({ type: 'press', action: 'query' });
              }}
            >
              ${state.phase === 'idle' ? labelOf('query') : l10n.t('Ask Again')}
            </button>`
      }
      ${hasPlan ? html`${plain('sendTest')} ${plain('copyJson')}` : nothing} ${plain('saveCalendarFile')}
      <span id="send-reason" class="reason">${state.send.reason}</span>
    </div>
  </section>`;
}

function kindOf(kind: string): string {
  if (kind === 'change') return l10n.t('Change');
  return kind === 'announcement' ? l10n.t('Announcement') : '';
}

function progress({ progress }: PreviewState): TemplateResult | typeof nothing {
  if (progress === undefined) return nothing;
  return html`<progress
    max=${Math.max(1, progress.total)}
    .value=${progress.done}
    aria-label=${l10n.t('Customers that have answered')}
  ></progress>`;
}
