/** A time at the beginning of a text, and what follows it; or a time that no clock shows. */
export type ClockPrefix =
  | {
      readonly kind: 'time';
      /** `HH:mm:ss`, on the 24-hour clock; fractions of a second are cut off. */
      readonly time: string;
      readonly rest: string;
    }
  | { readonly kind: 'impossible'; readonly written: string };

const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?: ?([AaPp])\.?[Mm]\.?(?![A-Za-z]))?(?!\d)/;

/** Reads the time a text begins with: `15:04`, `15:04:05.678`, `3:04 PM`, `3:04:05pm`. */
export function readClockPrefix(text: string): ClockPrefix | undefined {
  const match = CLOCK.exec(text);
  if (match === null) return undefined;
  const [written, hour = '', minute = '', second = '00', half] = match;
  const shown = Number(hour);
  const twelve = half !== undefined;
  if ((twelve ? shown < 1 || shown > 12 : shown > 23) || Number(minute) > 59 || Number(second) > 59) {
    return { kind: 'impossible', written };
  }
  const afternoon = half?.toLowerCase() === 'p';
  const hours = twelve ? (shown % 12) + (afternoon ? 12 : 0) : shown;
  return {
    kind: 'time',
    time: `${String(hours).padStart(2, '0')}:${minute}:${second}`,
    rest: text.slice(written.length),
  };
}
