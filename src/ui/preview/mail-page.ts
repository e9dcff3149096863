const MAIL_CSS = `html{color-scheme:light}
body{margin:0;padding:20px 24px;background:#fff;color:#1f1f1f;font:11pt/1.4 'Segoe UI',Arial,sans-serif;overflow-wrap:anywhere}
a{color:#0b5cad}
table{max-width:100%}`;

/**
 * The event's body as a page of its own for a sandboxed frame. A frame inherits the panel's content policy, which allows
 * no `style` attributes; so each of the mail's own styles becomes a class of one nonced style sheet. Mail programs show
 * invites on white, and so does this page, whatever the editor's theme.
 * @param bodyHtml the event's body, made by the invite room: every text in it is escaped
 * @param styleNonce the panel's nonce
 */
export function mailPage(bodyHtml: string, styleNonce: string): string {
  const classes = new Map<string, string>();
  const body = bodyHtml.replaceAll(/(<[a-z][^<>]*?)\sstyle="([^"]*)"/gi, (_, tag: string, style: string) => {
    const known = classes.get(style) ?? `s${classes.size}`;
    classes.set(style, known);
    return `${tag} class="${known}"`;
  });
  const rules = [...classes].map(([style, name]) => `.${name}{${unescaped(style)}}`);
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Invitation</title>` +
    `<style nonce="${styleNonce}">${[MAIL_CSS, ...rules].join('\n')}</style></head><body>${body}</body></html>`
  );
}

/** A style sheet, unlike an attribute, knows no entities; and no style may end the sheet it stands in. */
function unescaped(style: string): string {
  return style
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/[<>{}]/g, '');
}
