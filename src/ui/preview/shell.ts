/** What a page is loaded from. */
export interface ShellParts {
  /** Source that styles may come from, for the content policy. */
  readonly source: string;
  readonly nonce: string;
  readonly script: string;
  readonly styles: readonly string[];
}

/**
 * The empty page: its content comes by message once its script says it is ready, so nothing of a meeting is ever put
 * together as HTML text here. No inline code, no network, no images; the frame for the mail inherits this policy.
 */
export function shellHtml({ source, nonce, script, styles }: ShellParts): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${source} 'nonce-${nonce}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
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
</html>`;
}
