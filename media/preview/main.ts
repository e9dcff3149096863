import { html, nothing, render } from 'lit-html';
import * as z from 'zod/mini';
import type { PageMemory, PreviewState } from '../../src/ui/preview/protocol.ts';
import { factsView } from './facts.ts';
import { actionsView, headerView } from './header.ts';
import { connect } from './host.ts';
import { mailView } from './mail.ts';
import { noticesView } from './notices.ts';
import { peopleView } from './people.ts';
import { waterfallView } from './waterfall.ts';

// The page's policy forbids code made from strings, and zod must not even try.
z.config({ jitless: true });

const host = connect();
const root = document.getElementById('page');
let state: PreviewState | undefined;
let memory: PageMemory = host.memory() ?? { uri: '', open: [], filter: '' };

function remember(change: Partial<PageMemory>): void {
  memory = { ...memory, ...change };
  host.remember(memory);
}

function draw(): void {
  if (root === null || state === undefined) return;
  const { press } = host;
  const controls = {
    memory,
    setFilter: (filter: string) => {
      remember({ filter });
      draw();
    },
    setOpen: (id: string, open: boolean) => {
      const others = memory.open.filter((known) => known !== id);
      remember({ open: open ? [...others, id] : others });
    },
  };
  document.title = state.subject;
  render(
    html`${headerView(state, press)} ${actionsView(state, press)}
      <main>
        ${noticesView(state.notices, press)}
        <div class="columns">
          <div class="column">${factsView(state, press)} ${mailView(state, press)}</div>
          <div class="column">${peopleView(state, controls)} ${waterfallView(state)}</div>
        </div>
      </main>
      ${
        state.fingerprint === ''
          ? nothing
          : html`<footer>
              Fingerprint <code>${state.fingerprint}</code>
              <span class="detail">The same fingerprint sends the same invite to the same people.</span>
            </footer>`
      }`,
    root,
  );
}

host.onState((next) => {
  state = next;
  if (memory.uri !== next.uri) remember({ uri: next.uri });
  draw();
});
host.press({ type: 'ready' });
