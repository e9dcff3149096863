import type { IncomingHttpHeaders } from 'node:http';

/** What a client asks for in its `Prefer` header. */
export interface Preferences {
  readonly immutableIds: boolean;
  /** As it was named; dates are answered in it. */
  readonly timeZone?: string;
  readonly bodyAsText: boolean;
  readonly unsafeHtml: boolean;
}

/** Reads `Prefer: IdType="ImmutableId", outlook.timezone="…", …` (Microsoft Graph docs: several preferences in one header). */
export function readPreferences(headers: IncomingHttpHeaders): Preferences {
  const text = [headers.prefer ?? ''].flat().join(',');
  const value = (name: string) =>
    new RegExp(`(?:^|,)\\s*${name.replace('.', '\\.')}\\s*=\\s*"?([^",]*)"?`, 'i').exec(text)?.[1]?.trim();
  const timeZone = value('outlook.timezone');
  return {
    immutableIds: value('IdType')?.toLowerCase() === 'immutableid',
    ...(timeZone ? { timeZone } : {}),
    bodyAsText: value('outlook.body-content-type')?.toLowerCase() === 'text',
    unsafeHtml: /outlook\.allow-unsafe-html/i.test(text),
  };
}

/** The `Preference-Applied` header that answers them, if any was understood. */
export function appliedHeader(preferences: Preferences): Record<string, string> {
  const applied = [
    ...(preferences.immutableIds ? ['IdType="ImmutableId"'] : []),
    ...(preferences.timeZone === undefined ? [] : [`outlook.timezone="${preferences.timeZone}"`]),
    ...(preferences.bodyAsText ? ['outlook.body-content-type="text"'] : []),
  ];
  return applied.length > 0 ? { 'preference-applied': applied.join(', ') } : {};
}
