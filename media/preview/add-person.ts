import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import type { PreviewState } from '../../src/ui/preview/protocol.ts';
import type { PeopleControls } from './people.ts';

/** The line in which an address is typed. */
export interface Adding {
  readonly open: boolean;
  readonly text: string;
  /** Why the last address was not added. */
  readonly error: string;
}

/** A line to add somebody by address. Escape closes it, Enter adds; the extension says whether the address will do. */
export function addView(
  { canDecide }: PreviewState,
  { adding, setAdding, press }: PeopleControls,
): TemplateResult | typeof nothing {
  if (!adding.open || !canDecide) return nothing;
  const add = (): void => {
    if (adding.text.trim() !== '') press({ type: 'add', email: adding.text });
  };
  const close = (): void => {
    setAdding({ open: false, text: '', error: '' });
    document.getElementById('add-person')?.focus();
  };
  return html`<div
    class="add"
    @keydown=${(event: KeyboardEvent) => (event.key === 'Escape' ? close() : undefined)}
  >
    <input
      ${ref(focusOnce)}
      type="text"
      inputmode="email"
      autocomplete="off"
      spellcheck="false"
      aria-label=${l10n.t('Address of the person to add')}
      placeholder="name@example.com"
      aria-invalid=${adding.error !== ''}
      aria-describedby="add-error"
      .value=${adding.text}
      @input=${(event: Event) => setAdding({ text: (event.target as HTMLInputElement).value, error: '' })}
      @keydown=${(event: KeyboardEvent) => (event.key === 'Enter' ? add() : undefined)}
    />
    <button @click=${add}>${l10n.t('Add')}</button>
    <p id="add-error" class="add-error" aria-live="polite">${adding.error}</p>
  </div>`;
}

const focused = new WeakSet<Element>();

function focusOnce(element: Element | undefined): void {
  if (element === undefined || focused.has(element)) return;
  focused.add(element);
  queueMicrotask(() => (element as HTMLElement).focus());
}
