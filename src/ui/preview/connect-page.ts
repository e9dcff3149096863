import * as vscode from 'vscode';
import { addressKey } from '../../recipients/index.ts';
import type { UiContext } from '../context.ts';
import { inSandbox } from '../send/sandbox-mark.ts';
import { atMostEvery } from '../session/listeners.ts';
import type { Session } from '../session/session.ts';
import type { SessionState } from '../session/state.ts';
import { createCalendarLooks, type Looked, type PreviewLookups } from './calendar-looks.ts';
import { previewContent } from './content.ts';
import { mediaRoot, pageShell } from './html.ts';
import { peopleOf } from './people.ts';
import { parseFromPage, PROTOCOL_VERSION, type FromPage, type ToPage } from './protocol.ts';

const UPDATE_MS = 100;

/** What the page's buttons do; all else in a message is ignored. `reply` says something back to that page. */
export type PageActions = (
  session: Session,
  message: Exclude<FromPage, { type: 'ready' }>,
  reply: (message: ToPage) => void,
) => void;

/** Gives a panel its page and keeps it up to date. @returns how to stop */
export function connectPage(
  ctx: UiContext,
  session: Session,
  panel: vscode.WebviewPanel,
  lookups: PreviewLookups,
  act: PageActions,
): () => void {
  const { extensionUri } = ctx.extension;
  panel.webview.options = {
    enableScripts: true,
    enableCommandUris: false,
    enableForms: false,
    localResourceRoots: [mediaRoot(extensionUri)],
  };
  panel.iconPath = {
    light: vscode.Uri.joinPath(extensionUri, 'media', 'icons', 'preview-light.svg'),
    dark: vscode.Uri.joinPath(extensionUri, 'media', 'icons', 'preview-dark.svg'),
  };
  const shell = pageShell(panel.webview, extensionUri);
  let isReady = false;
  let peopleSent = '';

  const send = (message: ToPage): void => void panel.webview.postMessage(message);

  const post = (): void => {
    const state = session.state();
    panel.title = titleOf(state);
    if (!isReady) return;
    const looked = looks.now();
    const content = previewContent(state, {
      ...looked,
      trusted: vscode.workspace.isTrusted,
      locale: vscode.env.language,
      styleNonce: shell.nonce,
    });
    send({ protocol: PROTOCOL_VERSION, type: 'state', state: content });
    const version = peopleVersion(state, looked);
    if (version !== peopleSent) {
      peopleSent = version;
      send({ protocol: PROTOCOL_VERSION, type: 'people', people: peopleNow(state, looked) });
    }
    looks.follow(state);
  };
  const update = atMostEvery(UPDATE_MS, post);
  const looks = createCalendarLooks(lookups, update.call, (error) =>
    ctx.log.debug(`The organizer’s calendar could not be read: ${String(error)}`),
  );

  const stops = [
    session.onChange(update.call),
    ctx.identityChanges.add(looks.forget),
    disposing(vscode.workspace.onDidGrantWorkspaceTrust(update.call)),
    disposing(
      panel.webview.onDidReceiveMessage((data: unknown) => {
        const message = parseFromPage(data);
        if (message === undefined) {
          ctx.log.warn('The preview sent something that is no message of this version; it was ignored.');
        } else if (message.type === 'ready') {
          isReady = true;
          peopleSent = ''; // a page that was hidden begins with nothing
          send(texts());
          post();
        } else act(session, message, send);
      }),
    ),
    update.dispose,
  ];
  panel.webview.html = shell.html;
  return () => stops.forEach((stop) => stop());
}

/** The editor's translations for the page's own texts; without them they are English, whatever the editor's language. */
function texts(): ToPage {
  const contents = vscode.l10n.bundle;
  return contents === undefined
    ? { protocol: PROTOCOL_VERSION, type: 'texts', language: 'en' }
    : { protocol: PROTOCOL_VERSION, type: 'texts', language: vscode.env.language, contents };
}

/** The same text as long as the page's people are the same: they are thousands, and the page is told often. */
function peopleVersion({ preparation, customers }: SessionState, { look }: Looked): string {
  if (preparation?.kind !== 'planned')
    return customers.map(({ result }) => result?.recipients.length ?? '').join();
  const kept =
    look.kind === 'compared' && look.comparison.kind === 'there' ? look.comparison.attendees.kept : [];
  const { fingerprint, excluded, byHand } = preparation.plan;
  return JSON.stringify([fingerprint, excluded.length, byHand ?? null, kept]);
}

function peopleNow(state: SessionState, { look }: Looked) {
  const plan = state.preparation?.kind === 'planned' ? state.preparation.plan : undefined;
  const kept =
    look.kind === 'compared' && look.comparison.kind === 'there' ? look.comparison.attendees.kept : [];
  return peopleOf(state, plan, new Set(kept.map(({ email }) => addressKey(email))));
}

function disposing(disposable: vscode.Disposable): () => void {
  return () => {
    disposable.dispose();
  };
}

/** The tab's title: the meeting's subject once it is known, else the file's name. */
export function titleOf(state: SessionState): string {
  return inSandbox(state.sandbox, state.reading?.meeting?.subject ?? state.file.name);
}
