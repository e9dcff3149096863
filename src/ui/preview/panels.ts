import * as vscode from 'vscode';
import type { UiContext } from '../context.ts';
import type { Session } from '../session/session.ts';
import type { PreviewLookups } from './calendar-looks.ts';
import { connectPage, titleOf, type PageActions } from './connect-page.ts';

export const PREVIEW_TYPE = 'customerMeetings.preview';

/** The open previews, one per meeting. */
export interface PreviewPanels {
  /** Opens the meeting's preview beside the editor, or brings the open one to the front; the focus stays where it is. */
  readonly show: (session: Session) => void;
  /** Takes over a panel that VS Code kept over a reload. */
  readonly adopt: (session: Session, panel: vscode.WebviewPanel) => void;
  readonly isOpen: (session: Session) => boolean;
}

/**
 * @param lookups called once for each run's plan, and again when something was sent or somebody else may be signed in
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
