import * as vscode from 'vscode';

/** The folder of our own storage that *Open Sample Workspace* fills and opens. */
export function sampleWorkspaceUri(context: vscode.ExtensionContext): vscode.Uri {
  return vscode.Uri.joinPath(context.globalStorageUri, 'sample-workspace');
}

/**
 * Whether this window is the sample workspace: its only folder is exactly ours. Nothing inside a workspace can make this
 * true, so no file or setting somebody else wrote can turn the sandbox on, and none can turn it off.
 */
export function isSampleWindow(context: vscode.ExtensionContext): boolean {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.length === 1 && folders[0]?.uri.toString() === sampleWorkspaceUri(context).toString();
}
