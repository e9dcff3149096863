/** When a zone's clocks are an hour ahead of its standard time. */
type SummerTime = 'never' | 'us' | 'eu' | 'au' | 'nz';

interface ZoneRule {
  /** Minutes that standard time is ahead of UTC. */
  readonly standard: number;
  readonly summer: SummerTime;
}

const rule = (standard: number, summer: SummerTime = 'never'): ZoneRule => ({ standard, summer });

/**
 * The zone names that may go out, each with its clocks' rule as the law of the place has it. Written down here and taken
 * from no zone data, because it judges whether this machine's zone data say the same: a check that asked the data it
 * checks would always agree. In it are zones whose rule has not changed for ten years and is not about to, so that the
 * calendar's own data cannot have another one, under the names that Graph takes (Microsoft's time zones of Windows, and
 * “Additional time zones” of Graph's dateTimeTimeZone). Everything else goes out in UTC.
 *
 * Not in it for a reason: Canada's own zones (provinces went over to permanent time from 2026 on), Mexico, Brazil, Chile,
 * Paraguay, Greenland, Morocco, Egypt, the Middle East, Russia, Kazakhstan, Mongolia, Fiji, Samoa and Tonga (changes
 * since 2015), and Moldova, which Windows keeps under a zone of its own.
 */
const RULES: Readonly<Record<string, ZoneRule>> = {
  UTC: rule(0),
  'Etc/GMT': rule(0),
  'Etc/GMT+12': rule(-12 * 60),
  'Etc/GMT+11': rule(-11 * 60),
  'Etc/GMT+2': rule(-2 * 60),
  'Etc/GMT-12': rule(12 * 60),
  // Energy Policy Act of 2005 (United States), since 2007.
  'America/New_York': rule(-5 * 60, 'us'),
  'Eastern Standard Time': rule(-5 * 60, 'us'),
  'America/Indiana/Indianapolis': rule(-5 * 60, 'us'),
  'US Eastern Standard Time': rule(-5 * 60, 'us'),
  'America/Chicago': rule(-6 * 60, 'us'),
  'Central Standard Time': rule(-6 * 60, 'us'),
  'America/Denver': rule(-7 * 60, 'us'),
  'Mountain Standard Time': rule(-7 * 60, 'us'),
  'America/Los_Angeles': rule(-8 * 60, 'us'),
  'Pacific Standard Time': rule(-8 * 60, 'us'),
  'America/Anchorage': rule(-9 * 60, 'us'),
  'Alaskan Standard Time': rule(-9 * 60, 'us'),
  'America/Phoenix': rule(-7 * 60),
  'US Mountain Standard Time': rule(-7 * 60),
  'Pacific/Honolulu': rule(-10 * 60),
  'Hawaiian Standard Time': rule(-10 * 60),
  // Latin America without summer time.
  'America/Guatemala': rule(-6 * 60),
  'Central America Standard Time': rule(-6 * 60),
  'America/Bogota': rule(-5 * 60),
  'SA Pacific Standard Time': rule(-5 * 60),
  'America/La_Paz': rule(-4 * 60),
  'SA Western Standard Time': rule(-4 * 60),
  'America/Cayenne': rule(-3 * 60),
  'SA Eastern Standard Time': rule(-3 * 60),
  'America/Argentina/Buenos_Aires': rule(-3 * 60),
  'Argentina Standard Time': rule(-3 * 60),
  // Directive 2000/84/EC, and the United Kingdom alike.
  'Europe/London': rule(0, 'eu'),
  'GMT Standard Time': rule(0, 'eu'),
  'Atlantic/Reykjavik': rule(0),
  'Greenwich Standard Time': rule(0),
  'Europe/Berlin': rule(60, 'eu'),
  'W. Europe Standard Time': rule(60, 'eu'),
  'Europe/Budapest': rule(60, 'eu'),
  'Central Europe Standard Time': rule(60, 'eu'),
  'Europe/Paris': rule(60, 'eu'),
  'Romance Standard Time': rule(60, 'eu'),
  'Europe/Warsaw': rule(60, 'eu'),
  'Central European Standard Time': rule(60, 'eu'),
  'Europe/Bucharest': rule(2 * 60, 'eu'),
  'GTB Standard Time': rule(2 * 60, 'eu'),
  'FLE Standard Time': rule(2 * 60, 'eu'),
  // Africa and Asia without summer time.
  'Africa/Lagos': rule(60),
  'W. Central Africa Standard Time': rule(60),
  'Africa/Johannesburg': rule(2 * 60),
  'South Africa Standard Time': rule(2 * 60),
  'Africa/Nairobi': rule(3 * 60),
  'E. Africa Standard Time': rule(3 * 60),
  'Asia/Riyadh': rule(3 * 60),
  'Arab Standard Time': rule(3 * 60),
  'Asia/Dubai': rule(4 * 60),
  'Arabian Standard Time': rule(4 * 60),
  'Asia/Kabul': rule(4 * 60 + 30),
  'Afghanistan Standard Time': rule(4 * 60 + 30),
  'Asia/Karachi': rule(5 * 60),
  'Pakistan Standard Time': rule(5 * 60),
  'Asia/Kolkata': rule(5 * 60 + 30),
  'India Standard Time': rule(5 * 60 + 30),
  'Asia/Colombo': rule(5 * 60 + 30),
  'Sri Lanka Standard Time': rule(5 * 60 + 30),
  'Asia/Kathmandu': rule(5 * 60 + 45),
  'Nepal Standard Time': rule(5 * 60 + 45),
  'Asia/Dhaka': rule(6 * 60),
  'Bangladesh Standard Time': rule(6 * 60),
  'Asia/Bangkok': rule(7 * 60),
  'SE Asia Standard Time': rule(7 * 60),
  'Asia/Shanghai': rule(8 * 60),
  'China Standard Time': rule(8 * 60),
  'Asia/Singapore': rule(8 * 60),
  'Singapore Standard Time': rule(8 * 60),
  'Asia/Taipei': rule(8 * 60),
  'Taipei Standard Time': rule(8 * 60),
  'Asia/Tokyo': rule(9 * 60),
  'Tokyo Standard Time': rule(9 * 60),
  'Asia/Seoul': rule(9 * 60),
  'Korea Standard Time': rule(9 * 60),
  // Australia since 2008, New Zealand since 2007.
  'Australia/Perth': rule(8 * 60),
  'W. Australia Standard Time': rule(8 * 60),
  'Australia/Darwin': rule(9 * 60 + 30),
  'AUS Central Standard Time': rule(9 * 60 + 30),
  'Australia/Brisbane': rule(10 * 60),
  'E. Australia Standard Time': rule(10 * 60),
  'Australia/Adelaide': rule(9 * 60 + 30, 'au'),
  'Cen. Australia Standard Time': rule(9 * 60 + 30, 'au'),
  'Australia/Sydney': rule(10 * 60, 'au'),
  'AUS Eastern Standard Time': rule(10 * 60, 'au'),
  'Australia/Hobart': rule(10 * 60, 'au'),
  'Tasmania Standard Time': rule(10 * 60, 'au'),
  'Pacific/Auckland': rule(12 * 60, 'nz'),
  'New Zealand Standard Time': rule(12 * 60, 'nz'),
  'Pacific/Port_Moresby': rule(10 * 60),
  'West Pacific Standard Time': rule(10 * 60),
};

/** The names that may go out. */
export const RULED_ZONES: readonly string[] = Object.keys(RULES);

const MINUTE_MS = 60_000;

/**
 * Whether the clocks of a zone, by its rule above, show a wall time (`YYYY-MM-DDTHH:mm:ss`) at that very moment (ms since
 * the Unix epoch) and at no other. False for a name without a rule.
 */
export function clocksShow(name: string, wall: string, epochMs: number): boolean {
  const found = Object.hasOwn(RULES, name) ? RULES[name] : undefined;
  if (found === undefined) return false;
  const wallMs = Date.parse(`${wall}Z`);
  // A wall time has one moment for each offset that the zone's clocks can have; those at which they have it count.
  const moments = [found.standard, found.standard + 60]
    .filter((minutes) => offsetAt(found, wallMs - minutes * MINUTE_MS) === minutes)
    .map((minutes) => wallMs - minutes * MINUTE_MS);
  return moments.length === 1 && moments[0] === epochMs;
}

/** Minutes ahead of UTC at a moment. */
function offsetAt({ standard, summer }: ZoneRule, epochMs: number): number {
  const year = new Date(epochMs + standard * MINUTE_MS).getUTCFullYear();
  /** A wall time of standard time as a moment. */
  const moment = (dayMs: number, hour: number): number => dayMs + (hour * 60 - standard) * MINUTE_MS;
  const between = (from: number, to: number): number =>
    from <= to
      ? epochMs >= from && epochMs < to
        ? standard + 60
        : standard
      : epochMs >= from || epochMs < to
        ? standard + 60
        : standard;
  switch (summer) {
    case 'never':
      return standard;
    case 'us':
      return between(moment(sunday(year, 3, 2), 2), moment(sunday(year, 11, 1), 1));
    case 'eu':
      // At 01:00 UTC in all of them.
      return between(lastSunday(year, 3) + 60 * MINUTE_MS, lastSunday(year, 10) + 60 * MINUTE_MS);
    case 'au':
      return between(moment(sunday(year, 10, 1), 2), moment(sunday(year, 4, 1), 2));
    case 'nz':
      return between(moment(lastSunday(year, 9), 2), moment(sunday(year, 4, 1), 2));
  }
}

const DAY_MS = 24 * 60 * MINUTE_MS;

/** Midnight UTC of a month's nth Sunday; months from 1. */
function sunday(year: number, month: number, nth: number): number {
  const first = Date.UTC(year, month - 1, 1);
  return first + (((7 - new Date(first).getUTCDay()) % 7) + (nth - 1) * 7) * DAY_MS;
}

function lastSunday(year: number, month: number): number {
  const last = Date.UTC(year, month, 0);
  return last - new Date(last).getUTCDay() * DAY_MS;
}
