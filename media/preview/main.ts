import * as l10n from '@vscode/l10n';
import { html, nothing, render } from 'lit-html';
import * as z from 'zod/mini';
import type { PageMemory, PreviewPeople, PreviewState } from '../../src/ui/preview/protocol.ts';
import type { Adding } from './add-person.ts';
import { comparisonView } from './comparison.ts';
import { factsView } from './facts.ts';
import { actionsView, headerView } from './header.ts';
import { connect } from './host.ts';
import { mailView } from './mail.ts';
import { noticesView } from './notices.ts';
import { peopleView, type PeopleControls } from './people.ts';
import { waterfallView } from './waterfall.ts';

// The page's policy forbids code made from strings, and zod must not even try.
z.config({ jitless: true });

const NOTHING: PageMemory = {
  uri: '',
  open: [],
  filter: '',
  grouping: 'customer',
  tab: 'invited',
  scroll: 0,
  listScroll: 0,
};

const host = connect();
const root = document.getElementById('page');
let state: PreviewState | undefined;
let people: PreviewPeople | undefined;
let memory: PageMemory = host.memory() ?? NOTHING;
let adding: Adding = { open: false, text: '', error: '' };
let hasScrolled = false;

function remember(change: Partial<PageMemory>): void {
  memory = { ...memory, ...change };
  host.remember(memory);
}

function draw(): void {
  if (root === null || state === undefined) return;
  const { press } = host;
  const controls: PeopleControls = {
    memory,
    remember,
    redraw: draw,
    press,
    adding,
    setAdding: (change) => {
      adding = { ...adding, ...change };
      draw();
    },
  };
  document.title = state.subject;
  render(
    html`${headerView(state, press)} ${actionsView(state, press)}
      <main>
        ${noticesView(state.notices, press)}
        <div class="columns">
          <div class="column">${factsView(state, press)} ${mailView(state, press)}</div>
          <div class="column">
            ${comparisonView(state, press)}
            ${people === undefined ? nothing : peopleView(state, people, controls)} ${waterfallView(state)}
          </div>
        </div>
      </main>
      ${
        state.fingerprint === ''
          ? nothing
          : html`<footer>
              ${l10n.t('Fingerprint')} <code>${state.fingerprint}</code>
              <span class="detail"
                >${l10n.t('The same fingerprint sends the same invite to the same people.')}</span
              >
            </footer>`
      }`,
    root,
  );
}

/** Where the person was, once there is something to scroll. */
function scrollBack(): void {
  if (hasScrolled || people === undefined) return;
  hasScrolled = true;
  window.scrollTo(0, memory.scroll);
}

host.onMessage((message) => {
  switch (message.type) {
    case 'texts':
      document.documentElement.lang = message.language;
      if (message.contents !== undefined) l10n.config({ contents: message.contents });
      break;
    case 'state':
      state = message.state;
      if (memory.uri !== state.uri) remember({ uri: state.uri });
      break;
    case 'people':
      people = message.people;
      break;
    case 'added':
      adding =
        message.error === '' ? { ...adding, text: '', error: '' } : { ...adding, error: message.error };
      break;
  }
  draw();
  scrollBack();
});
window.addEventListener('scroll', () => {
  if (hasScrolled) remember({ scroll: window.scrollY });
});
window.addEventListener('resize', draw);
host.press({ type: 'ready' });
