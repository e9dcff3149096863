import * as vscode from 'vscode';
import type { UiContext } from '../context.ts';
import { createRunStore } from '../environment/run-store.ts';
import { answersOfKept, answersOfSession, type LastAnswers } from './last-answers.ts';

/** Gives what a file's customers answered last: in this window, else what an earlier one kept. Asks nobody. */
export type AnswersReader = (uri: string) => Promise<LastAnswers | undefined>;

/** @param ctx for the window's sessions and the place where runs are kept */
export function createAnswersReader(ctx: UiContext): AnswersReader {
  const { storageUri, globalStorageUri } = ctx.extension;
  const store = createRunStore(vscode.Uri.joinPath(storageUri ?? globalStorageUri, 'runs').fsPath);
  const kept = new Map<string, Promise<LastAnswers | undefined>>();
  return (uri) => {
    const state = ctx.sessions.find(uri)?.state();
    const answers = state === undefined ? undefined : answersOfSession(state);
    if (answers !== undefined) {
      kept.delete(uri); // what an earlier window knew is out of date
      return Promise.resolve(answers);
    }
    const known =
      kept.get(uri) ?? store.load(uri).then((run) => (run === undefined ? undefined : answersOfKept(run)));
    kept.set(uri, known);
    return known;
  };
}
