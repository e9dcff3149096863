import type { Workbench } from './workbench.ts';

/** VS Code's own four kinds of theme, and the class that a web page gets with each. */
export const THEMES = {
  light: { setting: 'Default Light Modern', name: 'Light Modern', body: 'vscode-light' },
  dark: { setting: 'Default Dark Modern', name: 'Dark Modern', body: 'vscode-dark' },
  'high-contrast': {
    setting: 'Default High Contrast',
    name: 'Dark High Contrast',
    body: 'vscode-high-contrast',
  },
  'high-contrast-light': {
    setting: 'Default High Contrast Light',
    name: 'Light High Contrast',
    body: 'vscode-high-contrast-light',
  },
} as const;

export type Theme = keyof typeof THEMES;

/** The setting that starts a window in a theme. */
export const themeSetting = (theme: Theme): Readonly<Record<string, string>> => ({
  'workbench.colorTheme': THEMES[theme].setting,
});

/** Changes the theme as a person does, and waits until the preview has it. */
export async function changeTheme(vscode: Workbench, theme: Theme): Promise<void> {
  const { name, body } = THEMES[theme];
  await vscode.command('Preferences: Color Theme');
  await vscode.pick(name);
  await vscode.preview().locator(`body.${body}`).waitFor();
}
