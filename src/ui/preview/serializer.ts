import { basename } from 'node:path';
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
        const { parsePageMemory } = await import('./protocol.ts');
        const memory = parsePageMemory(saved);
        if (memory === undefined) {
          panel.dispose();
          return;
        }
        const uri = vscode.Uri.parse(memory.uri);
        const { open, panels } = await load();
        panels.adopt(open({ uri: memory.uri, path: uri.fsPath, name: basename(uri.fsPath) }), panel);
      },
    }),
  );
}
