import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { loadCustomerConfig, resolveCustomerNames } from '../../customers/index.ts';
import { chooseOrganizer } from '../../invite/index.ts';
import { looksLikeMetadata, readMetadata, type MetadataReading, type Problem } from '../../metadata/index.ts';
import { chooseOnlyConfigFile } from '../access/config-file.ts';
import { checkFile } from '../commands/check-access.ts';
import { query } from '../commands/query.ts';
import { describeRun } from '../environment/run-request.ts';
import { findMeetingFiles } from '../files/find.ts';
import { MAX_METADATA_BYTES } from '../../files/index.ts';
import { meetingFile } from '../files/meeting-file.ts';
import { readTextFile } from '../files/text.ts';
import type { RunRequest } from '../session/inputs.ts';
import type { Workbench } from '../workbench.ts';
import { accessAnswer, listedMeeting, previewAnswer, validation } from './answers.ts';
import type { ToolInput, ToolName } from './inputs.ts';
import { fileInWorkspace } from './workspace-file.ts';

/** A model's context is dear: of more files than these it is told only that there are more. */
const MOST_LISTED = 100;

/** What the tools do. Each gives an object for the model, or throws an Error with a sentence for it. */
export const TOOLS: {
  readonly [N in ToolName]: (
    workbench: Workbench,
    input: ToolInput<N>,
    signal: AbortSignal,
  ) => Promise<object>;
} = {
  'customer-meetings_list_meetings': async ({ ctx }) => {
    const found = await findMeetingFiles();
    const meetings = [];
    for (const uri of found.slice(0, MOST_LISTED)) {
      const { reading } = await readMeeting(uri);
      const state = ctx.sessions.find(uri.toString())?.state();
      meetings.push(listedMeeting(vscode.workspace.asRelativePath(uri), reading, Date.now(), state));
    }
    return { meetings, ...(found.length > MOST_LISTED ? { more: found.length - MOST_LISTED } : {}) };
  },

  'customer-meetings_validate_meeting': async (_, { file }) => {
    const uri = await metadataFile(file);
    const { reading, request } = await readMeeting(uri);
    const config = await loadCustomerConfig(readTextFile, request);
    const named = resolveCustomerNames(reading, config);
    const organizer = chooseOrganizer(request.senderEmail, config);
    const problems: readonly Problem[] = [
      ...named.problems,
      ...config.problems,
      ...(organizer.kind === 'unknown' && config.kind !== 'failed' ? [organizer.problem] : []),
    ];
    return validation(vscode.workspace.asRelativePath(uri), named, problems);
  },

  'customer-meetings_check_accounts': async (workbench, { configFile }, signal) => {
    const uri = configFile === undefined ? await chooseOnlyConfigFile() : await fileInWorkspace(configFile);
    const state = await checkFile(workbench, uri, { quiet: true, signal });
    signal.throwIfAborted();
    return accessAnswer(state, vscode.workspace.asRelativePath(uri));
  },

  'customer-meetings_preview_meeting': async (workbench, { file }, signal) => {
    const uri = await metadataFile(file);
    const session = workbench.open(meetingFile(uri));
    const { phase } = session.state();
    if (phase === 'sending')
      throw new Error('This meeting is being sent right now. Wait until the user says that it is done.');
    // A run that a person began is waited for, and goes on when the model loses patience.
    if (phase !== 'asking') signal.addEventListener('abort', session.cancel, { once: true });
    const state = await query(workbench, session, { background: true });
    signal.throwIfAborted();
    return previewAnswer(vscode.workspace.asRelativePath(uri), state);
  },
};

async function readMeeting(
  uri: vscode.Uri,
): Promise<{ readonly reading: MetadataReading; readonly request: RunRequest }> {
  const request = await describeRun(meetingFile(uri));
  const { metadataText, defaultTimeZone } = request;
  const reading = readMetadata(metadataText, { file: uri.fsPath, defaultTimeZone, nowEpochMs: Date.now() });
  return { reading, request };
}

/** @throws Error for a path outside the workspace, a file that is not there, or one that is no metadata */
async function metadataFile(file: string): Promise<vscode.Uri> {
  const uri = await fileInWorkspace(file);
  const { size } = await stat(uri.fsPath);
  const text = size > MAX_METADATA_BYTES ? undefined : await readTextFile(uri.fsPath);
  const look = text === undefined ? { yes: false, why: 'it is far too large.' } : looksLikeMetadata(text);
  if (look.yes) return uri;
  throw new Error(
    `${file} is not meeting metadata: ${look.why} Call customer-meetings_list_meetings for the files that are.`,
  );
}
