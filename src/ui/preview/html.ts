import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** What one panel's page is allowed, and the nonce its scripts and styles carry. */
export interface PageShell {
  readonly html: string;
  readonly nonce: string;
}

/** The only folder a page may load from. */
export function mediaRoot(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'media');
}

/**
 * The empty page: its content comes by message once its script says it is ready, so nothing of a meeting is ever put
 * together as HTML text here. No inline code, no network, no images; the frame for the mail inherits this policy.
 */
export function pageShell(webview: vscode.Webview, extension: vscode.Uri): PageShell {
  const nonce = randomBytes(18).toString('base64');
  const media = mediaRoot(extension);
  const script = webview.asWebviewUri(vscode.Uri.joinPath(media, 'preview.js')).toString();
  const styles = ['preview.css', 'people.css'].map((name) =>
    webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString(),
  );
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return {
    nonce,
    html: `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Invite preview</title>
${styles.map((href) => `<link rel="stylesheet" href="${href}">`).join('\n')}
</head>
<body>
<div id="page"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`,
  };
}
