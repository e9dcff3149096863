import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { PreviewNotice } from '../../src/ui/preview/protocol.ts';
import type { Press } from './host.ts';
import { icon } from './icons.ts';
import { labelOf } from './labels.ts';

/** What went well, what went wrong and what is odd, each with what can be done about it. */
export function noticesView(
  notices: readonly PreviewNotice[],
  press: (press: Press) => void,
): TemplateResult | typeof nothing {
  if (notices.length === 0) return nothing;
  return html`<section class="notices" aria-label=${l10n.t('Notices')}>
    ${notices.map(
      ({ tone, text, line, actions, takeOffCustomer }) =>
        html`<div class="notice ${tone}">
          ${icon(tone)}
          <p><span class="spoken">${spoken(tone)}: </span>${text}</p>
          <div class="notice-actions">
            ${
              line === undefined
                ? nothing
                : html`<button class="link" @click=${() => press({ type: 'openFile', line })}>
                    ${l10n.t('Line {line}', { line })}
                  </button>`
            }
            ${
              takeOffCustomer === undefined
                ? nothing
                : html`<button
                    class="link"
                    @click=${() => press({ type: 'takeOffCustomer', customerCode: takeOffCustomer })}
                  >
                    ${l10n.t('Take Them Off')}
                  </button>`
            }
            ${actions.map(
              (action) =>
                html`<button class="link" @click=${() => press({ type: 'press', action })}>
                  ${labelOf(action)}
                </button>`,
            )}
          </div>
        </div>`,
    )}
  </section>`;
}

function spoken(tone: PreviewNotice['tone']): string {
  switch (tone) {
    case 'info':
      return l10n.t('Note');
    case 'success':
      return l10n.t('Done');
    case 'warning':
      return l10n.t('Warning');
    case 'error':
      return l10n.t('Error');
  }
}
