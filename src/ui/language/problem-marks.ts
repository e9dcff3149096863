import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import type { ConfigLoad } from '../../customers/index.ts';
import { isOursToShow, metadataProblems } from './document-reading.ts';
import { toDiagnostic } from './diagnostics.ts';
import { fileProblems } from './file-problems.ts';
import type { Readings } from './readings.ts';

/** Problems of open documents, and of the configurations that go with them, in the Problems panel. */
export interface ProblemMarks {
  /** Reads a document and shows its problems. @returns whether it is metadata or a configuration */
  readonly update: (document: vscode.TextDocument) => Promise<boolean>;
  readonly forget: (document: vscode.TextDocument) => void;
}

/** @param shown where the problems go */
export function createProblemMarks(shown: vscode.DiagnosticCollection, readings: Readings): ProblemMarks {
  /** Configurations that are not open, by path, with the documents that they are shown for. */
  const closedConfigs = new Map<string, Set<string>>();

  const showClosedConfig = async (document: vscode.TextDocument): Promise<void> => {
    const config = await readings.configOf(document);
    const key = document.uri.toString();
    const file = config === undefined || config.kind === 'absent' ? undefined : fileOf(config);
    for (const [path, users] of closedConfigs) {
      if (path !== file) users.delete(key);
    }
    if (config === undefined || config.kind === 'absent' || file === undefined) return;
    closedConfigs.set(file, (closedConfigs.get(file) ?? new Set()).add(key));
    if (openDocument(file) !== undefined) return;
    const entries = config.kind === 'loaded' ? (config.entries?.problems ?? []) : [];
    shown.set(
      vscode.Uri.file(file),
      [...config.problems, ...entries].map((problem) => toDiagnostic(problem, undefined)),
    );
  };

  const dropUnused = (): void => {
    for (const [path, users] of closedConfigs) {
      if (users.size > 0) continue;
      closedConfigs.delete(path);
      if (openDocument(path) === undefined) shown.delete(vscode.Uri.file(path));
    }
  };

  return {
    update: async (document) => {
      const reading = readings.of(document);
      const { version } = document;
      if (reading.kind === 'other') {
        shown.delete(document.uri);
        return false;
      }
      const { help } = reading;
      const { refused, remarks } = await fileProblems(document);
      if (hasMovedOn(document, version)) return true;
      if (refused !== undefined) {
        shown.set(document.uri, [toDiagnostic(refused, document)]);
        return true;
      }
      if (reading.kind === 'config') {
        const problems = [...remarks, ...reading.problems.filter((problem) => isOursToShow(problem, help))];
        shown.set(
          document.uri,
          problems.map((problem) => toDiagnostic(problem, document)),
        );
        return true;
      }
      const config = await readings.configOf(document);
      if (hasMovedOn(document, version)) return true;
      const problems = [
        ...remarks,
        ...metadataProblems(reading, config).filter((problem) => isOursToShow(problem, help)),
      ];
      shown.set(
        document.uri,
        problems.map((problem) => toDiagnostic(problem, document)),
      );
      await showClosedConfig(document);
      dropUnused();
      return true;
    },
    forget: (document) => {
      shown.delete(document.uri);
      readings.config.forget(document);
      for (const users of closedConfigs.values()) users.delete(document.uri.toString());
      dropUnused();
    },
  };
}

/** Whether somebody typed on, or closed it: the next reading shows what counts then. */
function hasMovedOn(document: vscode.TextDocument, version: number): boolean {
  return document.isClosed || document.version !== version;
}

function openDocument(path: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'file' && uri.fsPath === path);
}

/** Absolute path of a configuration that is there; none for one that was named and cannot be read. */
function fileOf(config: Exclude<ConfigLoad, { kind: 'absent' }>): string | undefined {
  if (config.kind === 'loaded') return config.file;
  const [problem] = config.problems;
  const isRead = problem !== undefined && (problem.code !== 'ConfigNotRead' || problem.line !== undefined);
  return isRead && problem.file !== undefined && isAbsolute(problem.file) ? problem.file : undefined;
}
