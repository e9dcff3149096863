import { field, firstOf, type Field, type Path } from '../draft.ts';
import { joinDateAndTime, readMomentText } from '../moment-text.ts';

/**
 * A form's date and time fields as one moment. It stands where the date stands, or the time if there is no date. A date
 * field that has a time already is taken as it is; a time field beside it is compared with it.
 */
export function dateTimePair(
  date: { readonly value: string | undefined; readonly path: Path },
  time: { readonly value: string | undefined; readonly path: Path },
): Field<string> | undefined {
  const day = field(date.value, ...date.path);
  const clock = field(time.value, ...time.path);
  if (day === undefined) return clock;
  if (clock === undefined) return day;
  const moment = readMomentText(day.value);
  if (moment.kind !== 'moment') {
    return { ...day, value: joinDateAndTime(day.value, clock.value), timePath: clock.path };
  }
  const again = { ...clock, value: joinDateAndTime(moment.wall.slice(0, 10), clock.value) };
  // Compared as wall time: an offset holds for both.
  const offset = moment.offset ?? '';
  return firstOf(day, { ...again, value: `${again.value}${offset}` });
}

/** Whether a field says both day and time, so that it may stand before another one that does. */
export function isWholeMoment(moment: Field<string> | undefined): boolean {
  if (moment === undefined) return false;
  const { kind } = readMomentText(moment.value);
  return kind !== 'date' && kind !== 'time';
}
