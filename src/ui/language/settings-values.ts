import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { getLocation } from 'jsonc-parser';
import * as vscode from 'vscode';
import * as z from 'zod';
import { MAX_STATE_BYTES, readTextFile } from '../../files/index.ts';
import type { UiContext } from '../context.ts';
import { readSettings } from '../environment/settings.ts';
import { timeZonesFor } from './completions.ts';

/** What the setting at the cursor may be given, if it is one of ours that takes a name. */
export async function settingsValues(
  ctx: UiContext,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const { path, isAtPropertyKey } = getLocation(document.getText(), document.offsetAt(position));
  if (isAtPropertyKey) return [];
  const range = document.getWordRangeAtPosition(position, /"[^"\\\n]*"?/);
  const values = await valuesOf(String(path.at(-1) ?? ''), ctx, document);
  return values.map((value, rank) => {
    const item = new vscode.CompletionItem(value, vscode.CompletionItemKind.Value);
    item.insertText = JSON.stringify(value);
    item.filterText = item.insertText;
    item.sortText = String(rank).padStart(4, '0');
    if (range !== undefined) item.range = range;
    return item;
  });
}

async function valuesOf(
  setting: string,
  ctx: UiContext,
  document: vscode.TextDocument,
): Promise<readonly string[]> {
  switch (setting) {
    case 'customerMeetings.topicName':
      return topics(ctx);
    case 'customerMeetings.defaultTimeZone':
      return timeZonesFor(document);
    default:
      return [];
  }
}

const KeptTopic = z.object({ topicName: z.string().min(1) });

/** The topic that is set, then those that were asked for in runs that are still kept. */
async function topics(ctx: UiContext): Promise<readonly string[]> {
  const { storageUri, globalStorageUri } = ctx.extension;
  const folder = vscode.Uri.joinPath(storageUri ?? globalStorageUri, 'runs').fsPath;
  const asked = ctx.sessions.all().map((session) => session.state().topicName);
  const names = await readdir(folder).catch(() => []);
  const kept = await Promise.all(names.map((name) => topicOf(join(folder, name))));
  const all = [readSettings(undefined).topicName, ...asked, ...kept];
  return [...new Set(all.filter((topic) => topic !== undefined && topic !== ''))].map(String);
}

async function topicOf(file: string): Promise<string | undefined> {
  try {
    const text = (await readTextFile(file, { maxBytes: MAX_STATE_BYTES })) ?? '';
    return KeptTopic.safeParse(JSON.parse(text)).data?.topicName;
  } catch {
    return undefined;
  }
}
