import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { FileRefusal } from '../../files/index.ts';
import type { QueryLimits } from '../../recipients/index.ts';
import { readTextFile } from '../files/text.ts';
import type { RunRequest } from '../session/inputs.ts';
import type { MeetingFile } from '../session/state.ts';
import { readSettings, type Settings } from './settings.ts';

/**
 * What a run of this file would be, from its text (unsaved changes included, see `readTextFile`) and the settings that apply to it.
 * @param file the meeting's file
 * @throws Error with a sentence for a person when the file is gone or cannot be read
 */
export async function describeRun(file: MeetingFile): Promise<RunRequest> {
  const uri = vscode.Uri.parse(file.uri);
  const settings = readSettings(uri);
  const metadataText = await readTextFile(file.path).catch((error: unknown) => {
    if (!(error instanceof FileRefusal)) throw error;
    throw new Error(`${file.name} cannot be read: ${error.message}.`, { cause: error });
  });
  if (metadataText === undefined) throw new Error(`${file.name} no longer exists.`);
  return {
    metadataFile: file.path,
    metadataText,
    workingDirectory: vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? dirname(file.path),
    topicName: settings.topicName,
    defaultTimeZone: settings.defaultTimeZone,
    hideAttendees: settings.hideAttendees,
    limits: limitsOf(settings),
    ...given('configFile', settings.configFile),
    ...given('senderEmail', settings.senderEmail),
    ...given('baseProfile', settings.baseProfile),
  };
}

/** The limits in the rooms' units: milliseconds where the settings have seconds. */
export function limitsOf({ limits }: Pick<Settings, 'limits'>): QueryLimits {
  return {
    maxCustomerConcurrency: limits.maxCustomerConcurrency,
    requestsPerSecond: limits.requestsPerSecond,
    totalRequestsPerSecond: limits.totalRequestsPerSecond,
    requestTimeoutMs: limits.requestTimeout * 1000,
    customerTimeoutMs: limits.customerTimeout * 1000,
    maxAttempts: limits.maxAttempts,
  };
}

/** An empty setting means "not set": the rooms tell absent from empty. */
function given<K extends string>(key: K, value: string): Partial<Record<K, string>> {
  return value === '' ? {} : ({ [key]: value } as Record<K, string>);
}
