import type * as vscode from 'vscode';
import type { AccessBoard } from './access/board.ts';
import type { Asker, Prompter } from './send/asker.ts';
import type { Listeners } from './session/listeners.ts';
import type { SessionRegistry } from './session/registry.ts';

/** What the extension's parts share. Made once in `activate`, handed on, never global. */
export interface UiContext {
  readonly extension: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly sessions: SessionRegistry;
  /** What the last *Check Access* found. */
  readonly access: AccessBoard;
  /** How a person is asked before something irreversible; the in-editor tests answer in their place. */
  readonly asker: { current: Asker };
  /** Where a person wants a file; the in-editor tests answer in their place. */
  readonly saveDialog: { current: typeof vscode.window.showSaveDialog };
  /** How a person is asked for a line of text; the in-editor tests answer in their place. */
  readonly prompter: { current: Prompter };
  /** The meeting of the preview that has the focus, for commands that were given no file. */
  readonly focus: { previewUri: string | undefined };
  /** Told whenever somebody else may be signed in to the calendar than before. */
  readonly identityChanges: Listeners<undefined>;
  /** What customers failed by and a person was told of: explained once, counted after that. */
  readonly toldCauses: Set<string>;
  /** Ends work that has to put something in order before the window closes; resolves when it has. */
  readonly endings: Set<() => Promise<unknown>>;
}
