import * as vscode from 'vscode';
import type { UiContext } from '../context.ts';
import type { Workbench } from '../workbench.ts';

const PREVIEW_TYPE = 'customerMeetings.preview';

/**
 * Brings previews back after a reload, with the answers of the last run marked as old. They can be looked at, not sent;
 * nothing is asked until the person says so.
 */
export function registerPreviewSerializer(ctx: UiContext, load: () => Promise<Workbench>): void {
  ctx.extension.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(PREVIEW_TYPE, {
      deserializeWebviewPanel: async (panel, saved: unknown) => {
        const [{ parsePageMemory }, { meetingFile }] = await Promise.all([
          import('./protocol.ts'),
          import('../files/meeting-file.ts'),
        ]);
        const memory = parsePageMemory(saved);
        if (memory === undefined) {
          panel.dispose();
          return;
        }
        const { open, panels } = await load();
        panels.adopt(open(meetingFile(vscode.Uri.parse(memory.uri))), panel);
      },
    }),
  );
}
