import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { PreviewState } from '../../src/ui/preview/protocol.ts';
import type { Press } from './host.ts';

/** When, where, from whom, to how many. */
export function factsView(
  state: PreviewState,
  press: (press: Press) => void,
): TemplateResult | typeof nothing {
  if (state.when === undefined && state.facts.length === 0) return nothing;
  return html`<section class="card" aria-labelledby="facts-title">
    <h2 id="facts-title" class="spoken">${l10n.t('The meeting')}</h2>
    <dl class="facts">
      ${state.when === undefined ? nothing : whenView(state.when, state.locale)}
      ${state.facts.map((fact) => factView(fact, press))}
    </dl>
  </section>`;
}

function factView(fact: PreviewState['facts'][number], press: (press: Press) => void): TemplateResult {
  const { href } = fact;
  return html`<div>
    <dt>${fact.label}</dt>
    <dd>
      ${
        href === undefined
          ? fact.value
          : html`<button
              class="link one-line"
              title=${href}
              @click=${() => press({ type: 'openLink', href })}
            >
              ${fact.value}
            </button>`
      }
      ${fact.detail === '' ? nothing : html`<span class="detail line">${fact.detail}</span>`}
    </dd>
  </div>`;
}

/** The meeting's own zone first, then the reader's where it differs, then UTC. */
function whenView(when: NonNullable<PreviewState['when']>, locale: string): TemplateResult {
  const reader = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const own = range(when, when.timeZone, locale);
  const others = [
    { label: l10n.t('your time, {zone}', { zone: reader }), text: range(when, reader, locale) },
    { label: '', text: range(when, 'UTC', locale) },
  ].filter(({ text }, index, all) => text !== own && all.findIndex((other) => other.text === text) === index);
  return html`<div>
    <dt>${l10n.t('When')}</dt>
    <dd>
      ${own} <span class="detail">${when.timeZone}, ${length(when)}</span>
      ${others.map(
        ({ label, text }) =>
          html`<span class="other-zone">${text} <span class="detail">${label}</span></span>`,
      )}
    </dd>
  </div>`;
}

function range(when: NonNullable<PreviewState['when']>, timeZone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).formatRange(when.startMs, when.endMs);
}

function length({ startMs, endMs }: { startMs: number; endMs: number }): string {
  const minutes = Math.round((endMs - startMs) / 60_000);
  const hours = Math.floor(minutes / 60);
  const parts = [hours === 0 ? '' : `${hours} h`, minutes % 60 === 0 ? '' : `${minutes % 60} min`];
  return parts.filter((part) => part !== '').join(' ') || '0 min';
}
