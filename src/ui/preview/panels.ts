import * as vscode from 'vscode';
import type { UiContext } from '../context.ts';
import { atMostEvery } from '../session/listeners.ts';
import type { Session } from '../session/session.ts';
import type { SessionState } from '../session/state.ts';
import { previewContent } from './content.ts';
import { mediaRoot, pageShell } from './html.ts';
import { parseFromPage, PROTOCOL_VERSION, type FromPage, type ToPage } from './protocol.ts';

export const PREVIEW_TYPE = 'customerMeetings.preview';
const UPDATE_MS = 100;

/** The open previews, one per meeting. */
export interface PreviewPanels {
  /** Opens the meeting's preview beside the editor, or brings the open one to the front; the focus stays where it is. */
  readonly show: (session: Session) => void;
  /** Takes over a panel that VS Code kept over a reload. */
  readonly adopt: (session: Session, panel: vscode.WebviewPanel) => void;
  readonly isOpen: (session: Session) => boolean;
}

/** What the page's buttons do; all else in a message is ignored. */
export type PageActions = (session: Session, message: Exclude<FromPage, { type: 'ready' }>) => void;

/**
 * @param describeIdentity who would sign in for this meeting; may look, may not ask
 * @param act called for every press in a page
 */
export function createPreviewPanels(
  ctx: UiContext,
  describeIdentity: (state: SessionState) => Promise<string>,
  act: PageActions,
): PreviewPanels {
  const panels = new Map<string, vscode.WebviewPanel>();

  const wire = (session: Session, panel: vscode.WebviewPanel): void => {
    const key = session.file.uri;
    panels.set(key, panel);
    const cleanUp = connectPage(ctx, session, panel, describeIdentity, act);
    const focus = (): void => {
      if (panel.active) {
        ctx.focus.previewUri = key;
        ctx.sessions.show(session);
      } else if (ctx.focus.previewUri === key) ctx.focus.previewUri = undefined;
    };
    panel.onDidChangeViewState(focus);
    panel.onDidDispose(() => {
      cleanUp();
      if (ctx.focus.previewUri === key) ctx.focus.previewUri = undefined;
      if (panels.get(key) === panel) panels.delete(key);
    });
    focus();
  };

  return {
    isOpen: (session) => panels.has(session.file.uri),
    adopt: wire,
    show: (session) => {
      const open = panels.get(session.file.uri);
      if (open !== undefined) {
        open.reveal(undefined, true);
        return;
      }
      const panel = vscode.window.createWebviewPanel(
        PREVIEW_TYPE,
        titleOf(session.state()),
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
        { enableFindWidget: true },
      );
      wire(session, panel);
    },
  };
}

/** Gives a panel its page and keeps it up to date. @returns how to stop */
function connectPage(
  ctx: UiContext,
  session: Session,
  panel: vscode.WebviewPanel,
  describeIdentity: (state: SessionState) => Promise<string>,
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
  let identity = '…';
  let identityOf: unknown;
  let ready = false;

  const post = (): void => {
    const state = session.state();
    panel.title = titleOf(state);
    if (!ready) return;
    const content = previewContent(state, {
      identity,
      locale: vscode.env.language,
      styleNonce: shell.nonce,
    });
    const message: ToPage = { protocol: PROTOCOL_VERSION, type: 'state', state: content };
    void panel.webview.postMessage(message);
    void lookUpIdentity(state);
  };
  const update = atMostEvery(UPDATE_MS, post);

  /** Once per plan: it needs the organizer, and may need a look at VS Code's accounts. */
  const lookUpIdentity = async (state: SessionState): Promise<void> => {
    if (state.preparation?.kind !== 'planned' || identityOf === state.preparation.plan.organizer) return;
    identityOf = state.preparation.plan.organizer;
    identity = await describeIdentity(state).catch((error: unknown) => String(error));
    update.call();
  };

  const stops = [
    session.onChange(update.call),
    ctx.identityChanges.add(() => {
      identityOf = undefined;
      update.call();
    }),
    disposing(
      panel.webview.onDidReceiveMessage((data: unknown) => {
        const message = parseFromPage(data);
        if (message === undefined) {
          ctx.log.warn('The preview sent something that is no message of this version; it was ignored.');
        } else if (message.type === 'ready') {
          ready = true;
          post();
        } else act(session, message);
      }),
    ),
    update.dispose,
  ];
  panel.webview.html = shell.html;
  return () => stops.forEach((stop) => stop());
}

function disposing(disposable: vscode.Disposable): () => void {
  return () => {
    disposable.dispose();
  };
}

function titleOf(state: SessionState): string {
  const subject = state.reading?.meeting?.subject ?? state.file.name;
  return `${state.sandbox ? 'Sandbox: ' : ''}${subject}`;
}
