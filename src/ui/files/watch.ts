import * as vscode from 'vscode';
import { patternsFor } from './patterns.ts';

/** What a watch tells. */
export interface FileWatch {
  /** Files came or went, or others are named now. */
  readonly onList: () => void;
  /** A file's content may have changed, or how all of them are read where none is given. */
  readonly onContent: (uri?: vscode.Uri) => void;
}

/**
 * Watches the files that the setting `customerMeetings.files` names in each workspace folder, the folders and the setting
 * themselves, and open JSON documents with their unsaved changes.
 */
export function watchFiles({ onList, onContent }: FileWatch): vscode.Disposable {
  let watchers: readonly vscode.Disposable[] = [];
  const watch = (): void => {
    vscode.Disposable.from(...watchers).dispose();
    watchers = (vscode.workspace.workspaceFolders ?? []).flatMap((folder) =>
      patternsFor(folder.uri).include.flatMap((glob) => {
        const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, glob));
        return [
          watcher,
          watcher.onDidCreate(onList),
          watcher.onDidDelete(onList),
          watcher.onDidChange(onContent),
        ];
      }),
    );
  };
  watch();
  const again = (): void => {
    watch();
    onList();
  };
  return vscode.Disposable.from(
    {
      dispose: () => {
        vscode.Disposable.from(...watchers).dispose();
      },
    },
    vscode.workspace.onDidChangeWorkspaceFolders(again),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('customerMeetings.files')) again();
      else if (change.affectsConfiguration('files.exclude')) onList();
      else if (change.affectsConfiguration('customerMeetings.defaultTimeZone')) onContent();
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.languageId.startsWith('json') && contentChanges.length > 0) onContent(document.uri);
    }),
  );
}
