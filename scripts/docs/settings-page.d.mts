export function settingsPage(manifest: unknown, texts: Readonly<Record<string, string>>): string;
