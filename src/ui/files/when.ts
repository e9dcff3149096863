/** Writes moments for a person, in the editor's language. */
export interface WhenText {
  /** `Nov 3, 2025, 10:00 AM EST` */
  readonly short: (epochMs: number, timeZone: string) => string;
  /** `Monday, November 3, 2025 at 10:00 AM EST` */
  readonly full: (epochMs: number, timeZone: string) => string;
}

const SHORT: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
};

const FULL: Intl.DateTimeFormatOptions = { ...SHORT, weekday: 'long', month: 'long' };

/** @param language BCP 47, e.g. `vscode.env.language`; one that Intl does not know counts as English */
export function whenIn(language: string): WhenText {
  const formats = new Map<string, Intl.DateTimeFormat>();
  const format = (options: Intl.DateTimeFormatOptions, timeZone: string): Intl.DateTimeFormat => {
    const key = `${options.month ?? ''} ${timeZone}`;
    const known = formats.get(key) ?? new Intl.DateTimeFormat(supported(language), { ...options, timeZone });
    formats.set(key, known);
    return known;
  };
  const write = (options: Intl.DateTimeFormatOptions, epochMs: number, timeZone: string): string =>
    // Newer ICU data put narrow and fixed spaces inside their parts.
    format(options, timeZone)
      .format(epochMs)
      .replace(/[\u202F\u00A0]/g, ' ');
  return {
    short: (epochMs, timeZone) => write(SHORT, epochMs, timeZone),
    full: (epochMs, timeZone) => write(FULL, epochMs, timeZone),
  };
}

function supported(language: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
