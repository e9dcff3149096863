import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { shellHtml } from './shell.ts';

/** What one panel's page is allowed, and the nonce its scripts and styles carry. */
export interface PageShell {
  readonly html: string;
  readonly nonce: string;
}

/** The only folder a page may load from. */
export function mediaRoot(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'media');
}

/** The page of one panel, with a nonce of its own. */
export function pageShell(webview: vscode.Webview, extension: vscode.Uri): PageShell {
  const nonce = randomBytes(18).toString('base64');
  const media = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(mediaRoot(extension), name)).toString();
  return {
    nonce,
    html: shellHtml({
      source: webview.cspSource,
      nonce,
      script: media('preview.js'),
      styles: [media('preview.css'), media('people.css')],
    }),
  };
}
