import * as vscode from 'vscode';
import type { UiContext } from '../context.ts';
import type { MeetingsView } from '../tree/meetings-view.ts';
import type { FileMark } from './decorations.ts';

/**
 * Marks metadata files in the explorer. Only files that the Meetings view has listed are known, so nothing is read for
 * it, and no other file is ever marked.
 */
export function registerDecorations(ctx: UiContext, meetings: MeetingsView): void {
  const changed = new vscode.EventEmitter<vscode.Uri[]>();
  let marks: ReadonlyMap<string, FileMark> = new Map();
  const update = async (): Promise<void> => {
    const { fileMark } = await import('./decorations.ts');
    const before = marks;
    marks = new Map(
      [...meetings.known()].flatMap(([uri, entry]) => {
        const mark = fileMark(entry);
        return mark === undefined ? [] : [[uri, mark] as const];
      }),
    );
    const differing = [...new Set([...before.keys(), ...marks.keys()])].filter(
      (uri) => JSON.stringify(before.get(uri)) !== JSON.stringify(marks.get(uri)),
    );
    if (differing.length > 0) changed.fire(differing.map((uri) => vscode.Uri.parse(uri)));
  };
  ctx.extension.subscriptions.push(
    changed,
    meetings.onListed(() => {
      update().catch((error: unknown) => ctx.log.error(String(error)));
    }),
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changed.event,
      provideFileDecoration: (uri, token) => {
        const mark = token.isCancellationRequested ? undefined : marks.get(uri.toString());
        if (mark === undefined) return undefined;
        const decoration = new vscode.FileDecoration(
          mark.badge,
          mark.tooltip,
          new vscode.ThemeColor(mark.color),
        );
        decoration.propagate = false;
        return decoration;
      },
    }),
  );
}
