/** What a scope means to a person (VS Code: contributes.configuration, scope). */
const SCOPES = {
  machine: 'this machine only, never a workspace',
  'machine-overridable': 'this machine, or a workspace that is trusted',
  resource: 'user, workspace or folder',
  window: 'user or workspace',
  application: 'user',
};

/**
 * @param manifest package.json
 * @param {Record<string, string>} texts package.nls.json
 * @returns {string} a page of Markdown with every setting: what it does, its default, where it may be set
 */
export function settingsPage(manifest, texts) {
  const text = (value) =>
    typeof value === 'string' ? value.replace(/^%(.+)%$/, (_, key) => texts[key] ?? key) : '';
  const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  const lines = ['# Settings', '', 'Made from the manifest by `npm run settings`.', ''];
  for (const { title, properties } of manifest.contributes.configuration) {
    lines.push(
      `## ${text(title)}`,
      '',
      '| Setting | What it does | Default | May be set for |',
      '| --- | --- | --- | --- |',
    );
    const sorted = Object.entries(properties).sort(([, a], [, b]) => a.order - b.order);
    for (const [name, property] of sorted) {
      const choices = (property.enum ?? []).map(
        (value, index) => `\`${value}\`: ${text(property.markdownEnumDescriptions?.[index])}`,
      );
      const what = [text(property.markdownDescription), ...choices].join('<br>');
      const restricted = restrictedConfigurations.includes(name)
        ? '; a workspace’s counts once it is trusted'
        : '';
      const cells = [
        `\`${name}\``,
        what,
        `\`${JSON.stringify(property.default)}\``,
        `${SCOPES[property.scope]}${restricted}`,
      ];
      lines.push(
        `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', '<br>')).join(' | ')} |`,
      );
    }
    lines.push('');
  }
  return lines
    .join('\n')
    .replaceAll(/`#(customerMeetings[\w.]+)#`/g, '`$1`')
    .replaceAll(/`#([\w.-]+)#`/g, '`$1`');
}
