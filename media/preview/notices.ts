import { html, nothing, type TemplateResult } from 'lit-html';
import type { PreviewNotice } from '../../src/ui/preview/protocol.ts';
import type { Press } from './host.ts';
import { icon } from './icons.ts';

const ACTIONS: Readonly<Record<PreviewNotice['actions'][number], string>> = {
  query: 'Ask the Customers',
  retryFailed: 'Retry Failed Customers',
  showLog: 'Show Log',
  openWebLink: 'Open in Outlook',
  copyJoinLink: 'Copy Join Link',
  cancelMeeting: 'Cancel Meeting…',
  signInSettings: 'Open Settings',
};

const SPOKEN = { info: 'Note', success: 'Done', warning: 'Warning', error: 'Error' } as const;

/** What went well, what went wrong and what is odd, each with what can be done about it. */
export function noticesView(
  notices: readonly PreviewNotice[],
  press: (press: Press) => void,
): TemplateResult | typeof nothing {
  if (notices.length === 0) return nothing;
  return html`<section class="notices" aria-label="Notices">
    ${notices.map(
      (notice) =>
        html`<div class="notice ${notice.tone}">
          ${icon(notice.tone)}
          <p><span class="spoken">${SPOKEN[notice.tone]}: </span>${notice.text}</p>
          <div class="notice-actions">
            ${
              notice.line === undefined
                ? nothing
                : html`<button
                    class="link"
                    @click=${() => press({ type: 'openFile', line: notice.line ?? 1 })}
                  >
                    Line ${notice.line}
                  </button>`
            }
            ${notice.actions.map(
              (type) => html`<button class="link" @click=${() => press({ type })}>${ACTIONS[type]}</button>`,
            )}
          </div>
        </div>`,
    )}
  </section>`;
}
