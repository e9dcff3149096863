import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Sandbox } from '../../src/sandbox/index.ts';
import type { TestApi } from '../../src/ui/index.ts';

const ID = 'customer-meetings.customer-meetings';

/** The extension as VS Code knows it, active or not. */
export function extension(): vscode.Extension<TestApi | undefined> {
  const found = vscode.extensions.getExtension<TestApi | undefined>(ID);
  assert.ok(found, `${ID} is not installed`);
  return found;
}

/** Activates the extension and gives the API that it has for tests. */
export async function activated(): Promise<TestApi> {
  const api = await extension().activate();
  assert.ok(api, 'the extension gives no API to a test');
  return api;
}

/** The active extension with the sandbox on; the sandbox itself is up once somebody was asked. */
export async function inSandbox(): Promise<TestApi> {
  const api = await activated();
  await api.turnSandboxOn();
  return api;
}

/** The running sandbox of this window. */
export async function runningSandbox(api: TestApi): Promise<Sandbox> {
  const sandbox = await api.sandbox();
  assert.ok(sandbox, 'no sandbox is running');
  return sandbox;
}

/** A file of the opened workspace. */
export function workspaceFile(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Writes a file into the opened workspace. */
export async function writeWorkspaceFile(name: string, content: string): Promise<vscode.Uri> {
  const uri = workspaceFile(name);
  await writeFile(join(uri.fsPath), content);
  return uri;
}

/** Metadata in the Go tool's flat shape, with fields to override. */
export function metadata(fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({
    changeId: 'CHG-2031-0001',
    changeTitle: 'Renew the certificates of the shared gateway',
    customers: ['hts', 'htsnonprod'],
    implementationStart: '2031-02-03T10:00:00-05:00',
    implementationEnd: '2031-02-03T11:00:00-05:00',
    timezone: 'America/New_York',
    ...fields,
  });
}
