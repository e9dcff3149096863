import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { repeat } from 'lit-html/directives/repeat.js';
import type { PreviewLeftOut, PreviewPerson } from '../../src/ui/preview/protocol.ts';
import type { Press } from './host.ts';
import { icon } from './icons.ts';
import { keyAction } from './list-keys.ts';
import type { Row } from './rows.ts';
import { drawnRows, scrollTo } from './window.ts';

/** What a long list needs of the page. */
export interface ListControls {
  readonly uri: string;
  readonly label: string;
  readonly rows: readonly Row[];
  readonly canDecide: boolean;
  readonly scroll: number;
  readonly setScroll: (top: number) => void;
  readonly setOpen: (id: string, open: boolean) => void;
  readonly press: (press: Press) => void;
  readonly redraw: () => void;
}

/** Where the keyboard is in a list, and how tall its rows are. Of one list at a time: the other tab's is not there. */
const here = { active: '', row: 28, focusAfter: false };

/**
 * Thousands of rows as a tree of two levels, of which only those are drawn that are to be seen. One row can be tabbed to;
 * the arrows go on from there. (Heights are set as a property: the page's policy allows no style attributes.)
 */
export function listView(controls: ListControls): TemplateResult {
  const { rows, scroll } = controls;
  const list = document.getElementById('list');
  here.row = rowHeight();
  const drawn = drawnRows(rows.length, here.row, scroll, list?.clientHeight ?? 480);
  const shown = rows.slice(drawn.first, drawn.last);
  const tabbable = shown.some(({ id }) => id === here.active) ? here.active : shown[0]?.id;
  queueMicrotask(() => settle(controls));
  return keyed(
    controls.label,
    html`<div
      id="list"
      class="list"
      role="tree"
      aria-label=${controls.label}
      .style=${`height: min(60vh, 640px, ${rows.length * here.row + 2}px)`}
      @scroll=${(event: Event) => {
        controls.setScroll((event.currentTarget as HTMLElement).scrollTop);
        requestAnimationFrame(controls.redraw);
      }}
      @keydown=${(event: KeyboardEvent) => onKey(event, controls)}
      @focusin=${(event: FocusEvent) => {
        const id = (event.target as HTMLElement).closest<HTMLElement>('[role=treeitem]')?.dataset.id;
        if (id === undefined || id === here.active) return;
        here.active = id;
        controls.redraw();
      }}
    >
      <div role="presentation" .style=${`height: ${drawn.above}px`}></div>
      ${repeat(
        shown,
        ({ id }) => id,
        (row) => rowView(row, row.id === tabbable, controls),
      )}
      <div role="presentation" .style=${`height: ${drawn.below}px`}></div>
    </div>`,
  ) as TemplateResult;
}

/** Rows are as tall as the editor's font asks for; the style sheet takes the number from here. */
function rowHeight(): number {
  const height = Math.max(24, Math.round(parseFloat(getComputedStyle(document.body).fontSize) * 2.1));
  document.documentElement.style.setProperty('--row', `${height}px`);
  return height;
}

/** After a drawing: the list stands where it stood, and the keyboard is on the row it was moved to. */
function settle({ scroll, rows }: ListControls): void {
  const list = document.getElementById('list');
  if (list === null) return;
  if (Math.abs(list.scrollTop - scroll) > 1) list.scrollTop = scroll;
  if (!here.focusAfter) return;
  here.focusAfter = false;
  const wanted = rows.some(({ id }) => id === here.active) ? here.active : undefined;
  const row = [...list.querySelectorAll<HTMLElement>('[role=treeitem]')].find(
    ({ dataset }) => dataset.id === wanted,
  );
  (row ?? list.querySelector<HTMLElement>('[role=treeitem]'))?.focus({ preventScroll: true });
}

function rowView(row: Row, isTabbable: boolean, controls: ListControls): TemplateResult {
  return row.kind === 'group' ? groupRow(row, isTabbable, controls) : personRow(row, isTabbable, controls);
}

function groupRow(
  row: Extract<Row, { kind: 'group' }>,
  isTabbable: boolean,
  { setOpen }: ListControls,
): TemplateResult {
  return html`<div
    class="row group ${row.status}"
    role="treeitem"
    data-id=${row.id}
    tabindex=${isTabbable ? 0 : -1}
    aria-level="1"
    aria-setsize=${row.of}
    aria-posinset=${row.place}
    aria-expanded=${row.open ?? nothing}
    @click=${() => {
      if (row.open !== undefined) setOpen(row.id, !row.open);
    }}
  >
    ${row.open === undefined ? html`<span class="no-chevron"></span>` : icon('chevron')}
    ${row.status === 'domain' || row.status === 'reason' ? nothing : icon(row.status)}
    <span class="group-title">${row.title}</span>
    ${row.code === '' ? nothing : html`<span class="detail code">${row.code}</span>`}
    <span class="group-note" title=${row.note}>${row.note}</span>
  </div>`;
}

function personRow(
  row: Extract<Row, { kind: 'person' }>,
  isTabbable: boolean,
  controls: ListControls,
): TemplateResult {
  const { person } = row;
  const detail = 'note' in person ? person.note : person.customers;
  return html`<div
    class="row person"
    role="treeitem"
    data-id=${row.id}
    tabindex=${isTabbable ? 0 : -1}
    aria-level="2"
    aria-setsize=${row.of}
    aria-posinset=${row.place}
    data-vscode-context=${menuContext(controls, person)}
  >
    <span class="email">${person.shown ?? person.email}</span>
    ${detail === '' ? nothing : html`<span class="detail">${detail}</span>`}
    ${controls.canDecide ? html`<span class="row-actions">${actionsOf(person, isTabbable, controls)}</span>` : nothing}
  </div>`;
}

/** What VS Code's own menu for this row may offer. */
function menuContext({ uri, canDecide }: ListControls, person: PreviewPerson | PreviewLeftOut): string {
  const { email } = person;
  const sections = [
    'person',
    ...(canDecide && 'origin' in person ? ['invited'] : []),
    ...(canDecide && 'byHand' in person && person.byHand ? ['byHand'] : []),
    ...(canDecide && 'stays' in person && person.stays ? ['stays'] : []),
  ];
  return JSON.stringify({
    webviewSection: sections.join(' '),
    uri,
    email,
    addresses: [email],
    preventDefaultContextMenuItems: true,
  });
}

function actionsOf(
  person: PreviewPerson | PreviewLeftOut,
  isTabbable: boolean,
  { press }: ListControls,
): TemplateResult | typeof nothing {
  const button = (text: string, label: string, type: 'leaveOut' | 'inviteAgain' | 'takeOff') =>
    html`<button
      class="link"
      tabindex=${isTabbable ? 0 : -1}
      aria-label=${label}
      @click=${() => {
        here.focusAfter = true;
        press({ type, email: person.email });
      }}
    >
      ${text}
    </button>`;
  const { email } = person;
  if ('origin' in person)
    return button(l10n.t('Leave Out'), l10n.t('Leave Out: {email}', { email }), 'leaveOut');
  if (!person.byHand) return nothing;
  return html`${
    person.stays
      ? button(l10n.t('Take Off the Meeting'), l10n.t('Take Off the Meeting: {email}', { email }), 'takeOff')
      : nothing
  }
  ${button(l10n.t('Invite Again'), l10n.t('Invite Again: {email}', { email }), 'inviteAgain')}`;
}

function onKey(event: KeyboardEvent, controls: ListControls): void {
  const list = event.currentTarget as HTMLElement;
  if ((event.target as HTMLElement).closest('button') !== null) return; // a row's own buttons
  const { rows, scroll, setOpen, setScroll, press, canDecide, redraw } = controls;
  const at = rows.findIndex(({ id }) => id === here.active);
  const page = Math.max(1, Math.floor(list.clientHeight / here.row) - 1);
  const action = keyAction(event.key, rows, at, page);
  if (action === undefined) return;
  event.preventDefault();
  switch (action.type) {
    case 'move':
      here.active = rows[action.to]?.id ?? '';
      here.focusAfter = true;
      setScroll(scrollTo(action.to, here.row, scroll, list.clientHeight));
      redraw();
      return;
    case 'open':
      here.focusAfter = true;
      setOpen(action.id, action.open);
      return;
    case 'leaveOut':
      if (!canDecide) return;
      here.focusAfter = true;
      here.active = (rows[at + 1] ?? rows[at - 1])?.id ?? '';
      press({ type: 'leaveOut', email: action.email });
      return;
    case 'nothing':
      return;
  }
}
