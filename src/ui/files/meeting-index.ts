import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { meetingKey } from '../../metadata/index.ts';
import type { UiContext } from '../context.ts';
import { MAX_METADATA_BYTES } from '../../files/index.ts';
import { readSettings } from '../environment/settings.ts';
import { findCandidates } from './find.ts';
import { meetingStanding, type MeetingStanding } from './meeting-state.ts';
import { meetingSummary, type MeetingSummary } from './meeting-summary.ts';
import { readSentRecords } from './send-records.ts';
import { openDocument, readTextFile } from './text.ts';

/** A metadata file of the workspace. */
export interface MeetingEntry extends MeetingStanding {
  readonly uri: string;
  readonly summary: MeetingSummary;
}

/** The workspace's metadata files, read once each and again when they change. */
export interface MeetingIndex {
  /** Looks for the files, reads what is new or changed, and gives what there is. */
  readonly list: () => Promise<readonly MeetingEntry[]>;
  /** What the last listing found; empty before there was one. */
  readonly known: () => ReadonlyMap<string, MeetingEntry>;
  /** Whether a file was among those that were looked at. */
  readonly covers: (uri: vscode.Uri) => boolean;
  /** The files have to be looked for again. */
  readonly lookAgain: () => void;
}

const AT_ONCE = 8;

interface Read {
  readonly stamp: string;
  readonly summary: MeetingSummary | undefined;
}

/** @returns an index that has read nothing yet */
export function createMeetingIndex(ctx: UiContext): MeetingIndex {
  const files = new Map<string, Read>();
  let candidates: Promise<readonly vscode.Uri[]> | undefined;
  let known: ReadonlyMap<string, MeetingEntry> = new Map();

  const read = async (uri: vscode.Uri): Promise<Read> => {
    const key = uri.toString();
    const stamp = await stampOf(uri);
    const before = files.get(key);
    if (before?.stamp === stamp) return before;
    const fresh = { stamp, summary: stamp === GONE ? undefined : await summarise(uri) };
    files.set(key, fresh);
    return fresh;
  };

  return {
    list: async () => {
      candidates ??= findCandidates();
      const all = withSessions(ctx, await candidates);
      const records = await readSentRecords(ctx);
      const entries = new Map<string, MeetingEntry>();
      for (let start = 0; start < all.length; start += AT_ONCE) {
        const batch = all.slice(start, start + AT_ONCE);
        const summaries = await Promise.all(batch.map(read));
        for (const [index, uri] of batch.entries()) {
          const summary = summaries[index]?.summary;
          if (summary === undefined) continue;
          const id = summary.meeting?.objectId;
          const sent = id === undefined ? undefined : records.get(meetingKey(id));
          const key = uri.toString();
          entries.set(key, { uri: key, summary, ...meetingStanding(summary, sent, Date.now()) });
        }
      }
      known = entries;
      return [...entries.values()];
    },
    known: () => known,
    covers: (uri) => files.has(uri.toString()),
    lookAgain: () => {
      candidates = undefined;
    },
  };
}

/** Files outside the workspace, or of another name, are listed once a command was run on them. */
function withSessions(ctx: UiContext, found: readonly vscode.Uri[]): readonly vscode.Uri[] {
  const uris = new Map(found.map((uri) => [uri.toString(), uri]));
  for (const { file } of ctx.sessions.all()) {
    if (!uris.has(file.uri)) uris.set(file.uri, vscode.Uri.parse(file.uri));
  }
  return [...uris.values()];
}

const GONE = 'gone';

/** Says whether a file is still the one that was read: the version of unsaved changes, else time and size on the disk. */
async function stampOf(uri: vscode.Uri): Promise<string> {
  const zone = readSettings(uri).defaultTimeZone;
  const open = openDocument(uri);
  if (open?.isDirty === true) return `unsaved ${open.version} ${zone}`;
  try {
    const { mtimeMs, size } = await stat(uri.fsPath);
    return size > MAX_METADATA_BYTES ? GONE : `${mtimeMs} ${size} ${zone}`;
  } catch {
    return GONE;
  }
}

async function summarise(uri: vscode.Uri): Promise<MeetingSummary | undefined> {
  try {
    const text = await readTextFile(uri.fsPath);
    if (text === undefined) return undefined;
    return meetingSummary(text, uri.fsPath, readSettings(uri).defaultTimeZone, Date.now());
  } catch {
    return undefined;
  }
}
