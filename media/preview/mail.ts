import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { PreviewState } from '../../src/ui/preview/protocol.ts';
import type { Press } from './host.ts';

/**
 * The invite's text as it will arrive, in a frame of its own in which no script runs: nothing in it can reach the page.
 * (`allow-same-origin` lets the page measure the frame; without `allow-scripts` it gives the mail nothing.)
 */
export function mailView(
  { mail, mailIsPrevious }: PreviewState,
  press: (press: Press) => void,
): TemplateResult | typeof nothing {
  if (mail === undefined) return nothing;
  return html`<section class="card" aria-labelledby="mail-title">
    <h2 id="mail-title">
      ${l10n.t('What they will read')}
      ${mailIsPrevious ? html`<span class="detail">${l10n.t('from the last answers; being renewed')}</span>` : nothing}
    </h2>
    <iframe
      class="mail"
      title=${l10n.t('The invite’s text')}
      sandbox="allow-same-origin"
      .srcdoc=${mail}
      @load=${(event: Event) => settle(event, press)}
    ></iframe>
  </section>`;
}

/** Makes the frame as tall as its mail, and its links open outside. */
function settle(event: Event, press: (press: Press) => void): void {
  const frame = event.currentTarget as HTMLIFrameElement;
  const { contentDocument } = frame;
  if (contentDocument === null) return;
  const fit = (): void => {
    frame.style.height = '0';
    frame.style.height = `${contentDocument.documentElement.scrollHeight}px`;
  };
  fit();
  new ResizeObserver(([entry]) => {
    const width = String(Math.round(entry?.contentRect.width ?? 0));
    if (frame.dataset.width === width) return; // our own change of height must not start another
    frame.dataset.width = width;
    fit();
  }).observe(frame);
  contentDocument.addEventListener('click', (click) => {
    const link = (click.target as Element | null)?.closest('a');
    if (link === null || link === undefined) return;
    click.preventDefault();
    press({ type: 'openLink', href: link.href });
  });
}
