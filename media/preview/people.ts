import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { PageMemory, PreviewGroup, PreviewState } from '../../src/ui/preview/protocol.ts';
import { icon } from './icons.ts';

/** How the list is looked at; survives a reload. */
export interface PeopleControls {
  readonly memory: PageMemory;
  readonly setFilter: (filter: string) => void;
  readonly setOpen: (id: string, open: boolean) => void;
}

/** Who is invited, customer by customer, and who is not, and why. */
export function peopleView(state: PreviewState, controls: PeopleControls): TemplateResult | typeof nothing {
  if (state.groups.length === 0) return nothing;
  const wanted = controls.memory.filter.trim().toLowerCase();
  const groups = state.groups.map((group) => filtered(group, wanted)).filter((group) => group !== undefined);
  const leftOut = state.leftOut.filter(({ email, customers }) => matches([email, customers], wanted));
  const found = new Set(groups.flatMap(({ people }) => people.map(({ email }) => email.toLowerCase()))).size;
  return html`<section class="card" aria-labelledby="people-title">
      <div class="section-head">
        <h2 id="people-title">Who is invited</h2>
        <input
          type="search"
          placeholder="Find a person or customer"
          aria-label="Find a person or customer"
          .value=${controls.memory.filter}
          @input=${(event: Event) => controls.setFilter((event.target as HTMLInputElement).value)}
        />
        <span class="spoken" aria-live="polite">${wanted === '' ? '' : `${found} found`}</span>
      </div>
      ${
        groups.length === 0
          ? html`<p class="empty">Nobody matches “${controls.memory.filter}”.</p>`
          : html`<div class="groups">
              ${repeat(
                groups,
                ({ id }) => id,
                (group) => groupView(group, wanted !== '', controls),
              )}
            </div>`
      }
    </section>
    ${leftOutView(leftOut, controls)}`;
}

function filtered(group: PreviewGroup, wanted: string): PreviewGroup | undefined {
  if (wanted === '' || matches([group.title, group.code], wanted)) return group;
  const people = group.people.filter(({ email }) => matches([email], wanted));
  return people.length === 0 ? undefined : { ...group, people };
}

function matches(texts: readonly string[], wanted: string): boolean {
  return texts.some((text) => text.toLowerCase().includes(wanted));
}

function groupView(group: PreviewGroup, searching: boolean, controls: PeopleControls): TemplateResult {
  const failed = group.status === 'failed';
  const head = html`${icon(group.status)}
    <span class="group-title">${group.title}</span>
    ${
      group.code === '' || group.code === group.title
        ? nothing
        : html`<span class="detail code">${group.code}</span>`
    }
    ${failed ? nothing : html`<span class="group-note">${group.note}</span>`}`;
  if (group.people.length === 0)
    return html`<div class="group flat ${group.status}">
      <div class="group-head">${head}</div>
      ${failed ? html`<p class="remark">${group.note}</p>` : nothing} ${remarks(group)}
    </div>`;
  return html`<details
    class="group ${group.status}"
    ?open=${searching || controls.memory.open.includes(group.id)}
    @toggle=${(event: Event) => {
      if (!searching) controls.setOpen(group.id, (event.currentTarget as HTMLDetailsElement).open);
    }}
  >
    <summary class="group-head">${icon('chevron')}${head}</summary>
    ${remarks(group)}
    <ul class="people">
      ${group.people.map(
        ({ email, note }) =>
          html`<li>${email} ${note === '' ? nothing : html`<span class="detail">${note}</span>`}</li>`,
      )}
    </ul>
  </details>`;
}

function remarks({ remedy, warnings }: PreviewGroup): TemplateResult | typeof nothing {
  if (remedy === '' && warnings.length === 0) return nothing;
  return html`${remedy === '' ? nothing : html`<p class="remark detail"><strong>What to do:</strong> ${remedy}</p>`}
  ${warnings.map((warning) => html`<p class="remark detail">${warning}</p>`)}`;
}

function leftOutView(
  leftOut: PreviewState['leftOut'],
  controls: PeopleControls,
): TemplateResult | typeof nothing {
  if (leftOut.length === 0) return nothing;
  return html`<section class="card" aria-label="Who is left out">
    <details
      ?open=${controls.memory.open.includes('left-out')}
      @toggle=${(event: Event) =>
        controls.setOpen('left-out', (event.currentTarget as HTMLDetailsElement).open)}
    >
      <summary class="group-head">
        ${icon('chevron')}
        <h2>Who is left out, and why</h2>
        <span class="group-note">${leftOut.length}</span>
      </summary>
      <table class="left-out">
        <thead>
          <tr>
            <th scope="col">Address</th>
            <th scope="col">Customer</th>
            <th scope="col">Reason</th>
          </tr>
        </thead>
        <tbody>
          ${leftOut.map(
            ({ email, customers, reason }) =>
              html`<tr>
                <td>${email}</td>
                <td>${customers}</td>
                <td>${reason}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>
  </section>`;
}
