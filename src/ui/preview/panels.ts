import * as vscode from 'vscode';
import type { InvitePlan } from '../../invite/index.ts';
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

/** What a page shows that takes a look elsewhere. May look, may not ask the person to sign in. */
export interface PreviewLookups {
  /** Who would sign in for this meeting. */
  readonly identity: (state: SessionState) => Promise<string>;
  /** What the organizer has at that time, one sentence each; none where it cannot be read. */
  readonly conflicts: (plan: InvitePlan) => Promise<readonly string[]>;
}

/**
 * @param lookups called once for each plan, and again when somebody else may be signed in
 * @param act called for every press in a page
 */
export function createPreviewPanels(
  ctx: UiContext,
  lookups: PreviewLookups,
  act: PageActions,
): PreviewPanels {
  const panels = new Map<string, vscode.WebviewPanel>();

  const wire = (session: Session, panel: vscode.WebviewPanel): void => {
    const key = session.file.uri;
    panels.set(key, panel);
    const cleanUp = connectPage(ctx, session, panel, lookups, act);
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
  let identity = '…';
  let conflicts: readonly string[] = [];
  let lookedUp: string | undefined;
  let ready = false;

  const post = (): void => {
    const state = session.state();
    panel.title = titleOf(state);
    if (!ready) return;
    const content = previewContent(state, {
      identity,
      conflicts,
      locale: vscode.env.language,
      styleNonce: shell.nonce,
    });
    const message: ToPage = { protocol: PROTOCOL_VERSION, type: 'state', state: content };
    void panel.webview.postMessage(message);
    lookUp(state);
  };
  const update = atMostEvery(UPDATE_MS, post);

  /** Once per plan: both need the organizer and may take a look at accounts or calendar. */
  const lookUp = (state: SessionState): void => {
    if (state.preparation?.kind !== 'planned') return;
    const { plan } = state.preparation;
    const wanted = JSON.stringify([plan.organizer, plan.key, plan.start.epochMs, plan.end.epochMs]);
    if (lookedUp === wanted) return;
    lookedUp = wanted;
    conflicts = [];
    const show = (take: () => void): void => {
      if (lookedUp !== wanted) return;
      take();
      update.call();
    };
    void lookups.identity(state).then(
      (text) => show(() => (identity = text)),
      (error: unknown) => show(() => (identity = String(error))),
    );
    void lookups.conflicts(plan).then(
      (sentences) => show(() => (conflicts = sentences)),
      (error: unknown) => ctx.log.debug(`The organizer’s calendar could not be read: ${String(error)}`),
    );
  };

  const stops = [
    session.onChange(update.call),
    ctx.identityChanges.add(() => {
      lookedUp = undefined;
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
