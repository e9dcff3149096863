import { access } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { UiContext } from '../context.ts';
import { answersOfKept, answersOfSession, type LastAnswers } from './last-answers.ts';

/** Gives what a file's customers answered last: in this window, else what an earlier one kept. Asks nobody. */
export type AnswersReader = (uri: string) => Promise<LastAnswers | undefined>;

/** @param ctx for the window's sessions and the place where runs are kept */
export function createAnswersReader(ctx: UiContext): AnswersReader {
  const { storageUri, globalStorageUri } = ctx.extension;
  const folder = vscode.Uri.joinPath(storageUri ?? globalStorageUri, 'runs').fsPath;
  const load = async (uri: string): Promise<LastAnswers | undefined> => {
    // What reads kept runs comes with the rooms that ask: where nobody was ever asked it is not loaded.
    const isThere = await access(folder).then(
      () => true,
      () => false,
    );
    if (!isThere) return undefined;
    const { createRunStore } = await import('../environment/run-store.ts');
    const run = await createRunStore(folder).load(uri);
    return run === undefined ? undefined : answersOfKept(run);
  };
  const kept = new Map<string, Promise<LastAnswers | undefined>>();
  return (uri) => {
    const state = ctx.sessions.find(uri)?.state();
    const answers = state === undefined ? undefined : answersOfSession(state);
    if (answers !== undefined) {
      kept.delete(uri); // what an earlier window knew is out of date
      return Promise.resolve(answers);
    }
    const known = kept.get(uri) ?? load(uri);
    kept.set(uri, known);
    return known;
  };
}
