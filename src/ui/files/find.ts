import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { readTextFile } from './text.ts';

const CANDIDATES = '**/*.{json,jsonc}';
const NEVER = '**/{node_modules,.*,dist,out}/**';
const WELL_KNOWN =
  /^(package|package-lock|npm-shrinkwrap|composer|deno|bower|jsconfig.*|tsconfig.*|config)\.jsonc?$/i;
const MAX_FILES = 500;
const MAX_BYTES = 1_000_000;
const AT_ONCE = 8;

/**
 * The workspace's metadata files, recognised by their content. Reads files and nothing else.
 * @returns their URIs in the order of their paths
 */
export async function findMeetingFiles(): Promise<readonly vscode.Uri[]> {
  const { looksLikeMetadata } = await import('../../metadata/index.ts');
  const candidates = (await vscode.workspace.findFiles(CANDIDATES, NEVER, MAX_FILES)).filter(
    (uri) => uri.scheme === 'file' && !WELL_KNOWN.test(uri.path.split('/').at(-1) ?? ''),
  );
  const found: vscode.Uri[] = [];
  for (let start = 0; start < candidates.length; start += AT_ONCE) {
    const batch = candidates.slice(start, start + AT_ONCE);
    const texts = await Promise.all(batch.map(textOf));
    batch.forEach((uri, index) => {
      const text = texts[index];
      if (text !== undefined && looksLikeMetadata(text).yes) found.push(uri);
    });
  }
  return found.sort((a, b) => (a.fsPath < b.fsPath ? -1 : 1));
}

/** `undefined` for a file that is gone, unreadable or too large to be metadata: a list has no use for it. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return (await stat(uri.fsPath)).size > MAX_BYTES ? undefined : await readTextFile(uri.fsPath);
  } catch {
    return undefined;
  }
}
