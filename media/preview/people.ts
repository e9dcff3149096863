import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { PageMemory, PreviewPeople, PreviewState } from '../../src/ui/preview/protocol.ts';
import { addView, type Adding } from './add-person.ts';
import { attentionView, needAttention } from './attention.ts';
import type { Press } from './host.ts';
import { listView } from './list.ts';
import { countPeople, invitedRows, leftOutRows, type Row } from './rows.ts';

/** How the people are looked at; survives a reload. */
export interface PeopleControls {
  readonly memory: PageMemory;
  readonly remember: (change: Partial<PageMemory>) => void;
  readonly redraw: () => void;
  readonly press: (press: Press) => void;
  readonly adding: Adding;
  readonly setAdding: (change: Partial<Adding>) => void;
}

type Tab = PageMemory['tab'];

/** Who is invited, who is not, and which customers need somebody to look. */
export function peopleView(
  state: PreviewState,
  people: PreviewPeople,
  controls: PeopleControls,
): TemplateResult | typeof nothing {
  if (state.customers.length === 0 && people.people.length === 0) return nothing;
  const { memory } = controls;
  const tabs = tabsOf(state, people);
  const tab = tabs.some(({ id }) => id === memory.tab) ? memory.tab : 'invited';
  return html`<section class="card people-card" aria-labelledby="people-title">
    <h2 id="people-title">${l10n.t('Attendees')}</h2>
    ${privacyLine(state, controls)} ${byHandLine(state, controls)} ${tabList(tabs, tab, controls)}
    <div role="tabpanel" id="panel" aria-labelledby="tab-${tab}">
      ${
        tab === 'attention'
          ? attentionView(state.customers)
          : html`${toolbar(state, tab, controls)} ${addView(state, controls)}
            ${rowsView(state, people, tab, controls)}`
      }
    </div>
  </section>`;
}

function privacyLine({ privacy, canDecide }: PreviewState, { press }: PeopleControls) {
  if (privacy === undefined) return nothing;
  return html`<p class="privacy ${privacy.exposed ? 'exposed' : ''}">
    ${privacy.sentence}
    ${
      canDecide
        ? html`·
            <button class="link" @click=${() => press({ type: 'hideAttendees', hide: privacy.hide })}>
              ${privacy.action}
            </button>`
        : nothing
    }
  </p>`;
}

function byHandLine({ byHand, canDecide }: PreviewState, { press }: PeopleControls) {
  if (byHand === 0) return nothing;
  return html`<p class="privacy">
    ${
      byHand === 1
        ? l10n.t('1 person was decided about by hand')
        : l10n.t('{count} people were decided about by hand', { count: byHand })
    }
    ${
      canDecide
        ? html`·
            <button class="link" @click=${() => press({ type: 'press', action: 'undoByHand' })}>
              ${l10n.t('Undo All Decisions')}
            </button>`
        : nothing
    }
  </p>`;
}

function tabsOf(
  { customers }: PreviewState,
  { people, leftOut }: PreviewPeople,
): readonly { readonly id: Tab; readonly title: string }[] {
  const attention = needAttention(customers).length;
  const number = (count: number): string => count.toLocaleString('en-US');
  return [
    { id: 'invited', title: l10n.t('Invited ({count})', { count: number(people.length) }) },
    ...(leftOut.length === 0
      ? []
      : [{ id: 'leftOut' as const, title: l10n.t('Left Out ({count})', { count: number(leftOut.length) }) }]),
    ...(attention === 0
      ? []
      : [
          {
            id: 'attention' as const,
            title: l10n.t('Customers to Look At ({count})', { count: number(attention) }),
          },
        ]),
  ];
}

function tabList(tabs: ReturnType<typeof tabsOf>, current: Tab, controls: PeopleControls): TemplateResult {
  const choose = (tab: Tab | undefined): void => {
    if (tab === undefined) return;
    controls.remember({ tab, listScroll: 0 });
    controls.redraw();
    document.getElementById(`tab-${tab}`)?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    const at = tabs.findIndex(({ id }) => id === current);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(tabs[(to + tabs.length) % tabs.length]?.id);
  };
  return html`<div role="tablist" class="tabs" aria-labelledby="people-title" @keydown=${onKey}>
    ${tabs.map(
      ({ id, title }) =>
        html`<button
          role="tab"
          id="tab-${id}"
          aria-selected=${id === current}
          aria-controls=${id === current ? 'panel' : nothing}
          tabindex=${id === current ? 0 : -1}
          @click=${() => choose(id)}
        >
          ${title}
        </button>`,
    )}
  </div>`;
}

function toolbar(state: PreviewState, tab: Tab, controls: PeopleControls): TemplateResult {
  const { memory, remember, redraw, setAdding } = controls;
  const search = (filter: string): void => {
    remember({ filter, listScroll: 0 });
    redraw();
  };
  const grouping = (id: PageMemory['grouping'], title: string): TemplateResult =>
    html`<button
      aria-pressed=${memory.grouping === id}
      @click=${() => {
        remember({ grouping: id, listScroll: 0 });
        redraw();
      }}
    >
      ${title}
    </button>`;
  return html`<div class="toolbar">
    <input
      type="search"
      placeholder=${l10n.t('Find a person or customer')}
      aria-label=${l10n.t('Find a person or customer')}
      .value=${memory.filter}
      @input=${(event: Event) => search((event.target as HTMLInputElement).value)}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape') search('');
      }}
    />
    ${
      tab === 'invited'
        ? html`<div class="choices" role="group" aria-label=${l10n.t('Group by')}>
            ${grouping('customer', l10n.t('By Customer'))} ${grouping('domain', l10n.t('By Domain'))}
          </div>`
        : nothing
    }
    ${
      state.canDecide
        ? html`<button
            id="add-person"
            aria-expanded=${controls.adding.open}
            @click=${() => setAdding({ open: !controls.adding.open, error: '' })}
          >
            ${l10n.t('Add Person…')}
          </button>`
        : nothing
    }
  </div>`;
}

function rowsView(
  state: PreviewState,
  people: PreviewPeople,
  tab: Tab,
  controls: PeopleControls,
): TemplateResult {
  const { memory, remember, redraw, press } = controls;
  const rows = remembered(state, people, tab, memory);
  const isSearching = memory.filter.trim() !== '';
  const found = isSearching ? countPeople(rows) : 0;
  const label = tab === 'invited' ? l10n.t('Invited') : l10n.t('Left out');
  return html`<p class="spoken" aria-live="polite">
      ${isSearching ? (found === 1 ? l10n.t('1 person found') : l10n.t('{count} people found', { count: found })) : ''}
    </p>
    ${
      rows.length === 0
        ? html`<p class="empty">
            ${isSearching ? l10n.t('Nobody matches “{text}”.', { text: memory.filter }) : l10n.t('Nobody.')}
          </p>`
        : listView({
            uri: state.uri,
            label,
            rows,
            canDecide: state.canDecide,
            scroll: memory.listScroll,
            setScroll: (listScroll) => remember({ listScroll }),
            setOpen: (id, open) => {
              const others = memory.open.filter((known) => known !== id);
              remember({ open: open ? [...others, id] : others });
              redraw();
            },
            press,
            redraw,
          })
    }
    ${state.canDecide ? html`<p class="detail hint">${hint(tab)}</p>` : nothing}`;
}

function hint(tab: Tab): string {
  return tab === 'invited'
    ? l10n.t(
        'The Delete key leaves a person out. Whoever is left out by hand and is on the meeting already stays on it.',
      )
    : l10n.t(
        'Whoever is left out by hand and is on the meeting already stays on it, unless you take them off.',
      );
}

/** The rows of the last drawing: scrolling draws often, and changes none of what they are made from. */
let last: { readonly made: readonly unknown[]; readonly rows: readonly Row[] } = { made: [], rows: [] };

function remembered(
  { customers }: PreviewState,
  people: PreviewPeople,
  tab: Tab,
  { filter, grouping, open }: PageMemory,
): readonly Row[] {
  const made = [customers, people, tab, filter, grouping, open];
  if (made.some((part, index) => part !== last.made[index])) {
    const looking = { filter, grouping, open };
    const rows = tab === 'invited' ? invitedRows(customers, people, looking) : leftOutRows(people, looking);
    last = { made, rows };
  }
  return last.rows;
}
