/** A link that a message ends with. */
export interface MessageLink {
  readonly label: string;
  /** Shown as a link only if it is an `https:` address; otherwise it is left out. */
  readonly address: string;
}

/**
 * Makes a text mean itself where VS Code would read more into it. Messages, progress, and prompts turn `[label](command:…)`,
 * `[label](https:…)` and `[label](file:…)` into links, commands included (microsoft/vscode, src/vs/base/common/linkedText.ts);
 * the status bar, lists to pick from, and prompts turn `$(name)` into an icon (src/vs/base/common/iconLabels.ts).
 * A space takes both apart, and the text stays readable.
 */
export function literal(text: string): string {
  return text.replaceAll('](', '] (').replaceAll('$(', '$ (');
}

/** A link behind a message, in VS Code's syntax; nothing where the address is not one of `https:`. */
export function linkBehind({ label, address }: MessageLink): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'https:') return '';
  const href = url.href.replaceAll('(', '%28').replaceAll(')', '%29');
  return ` [${literal(label).replaceAll(']', '')}](${href})`;
}
