import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import ICAL from 'ical.js';
import { eventTimes } from '../../src/calendar/event-time.ts';
import { decodeText } from '../../src/files/index.ts';
import { calendarFile, meetingContent } from '../../src/invite/index.ts';
import { readMetadata } from '../../src/metadata/index.ts';
import { asciiAddress, isValidAddress } from '../../src/recipients/index.ts';

/** What other programs were reported for, one row for each kind, named by a public report of it. */
const FILE = { changeId: 'C', changeTitle: 'T', customers: ['acme'], timezone: 'America/New_York' };
const WINTER = '2027-01-20T10:00';

function read(fields: object | string) {
  const text = typeof fields === 'string' ? fields : JSON.stringify({ ...FILE, ...fields });
  return readMetadata(text, {
    defaultTimeZone: 'America/New_York',
    nowEpochMs: Date.parse('2026-12-01T00:00:00Z'),
  });
}

const start = (fields: object): string | undefined => {
  const { meeting } = read(fields);
  return meeting && new Date(meeting.start.epochMs).toISOString().slice(0, 16);
};
const codes = (fields: object | string): string =>
  read(fields)
    .problems.map(({ code }) => code)
    .join();
/** The start as Microsoft Graph gets it. */
const sent = (timezone: string, meetingStartTime = WINTER): string => {
  const { meeting } = read({ timezone, meetingStartTime });
  assert.ok(meeting !== undefined);
  const { dateTime, timeZone } = eventTimes(meeting.start, meeting.end).start;
  return `${dateTime} ${timeZone}`;
};
const at = (meetingStartTime: string) => start({ meetingStartTime });
const inZone = (timezone: string, meetingStartTime = WINTER) => start({ timezone, meetingStartTime });
const why = (meetingStartTime: string) => read({ meetingStartTime }).problems[0]?.message ?? '';
const zoneTrouble = (timezone: string) => codes({ timezone, meetingStartTime: WINTER });
const lasting = (meetingDuration: unknown) => codes({ meetingStartTime: WINTER, meetingDuration });
const people = (attendees: unknown) => read({ meetingStartTime: WINTER, attendees }).meeting?.manualAttendees;
const content = (fields: object) => {
  const { meeting } = read({ meetingStartTime: WINTER, ...fields });
  assert.ok(meeting !== undefined);
  return meetingContent(meeting, 'team@example.com', []);
};
const event = async (fields: object) => {
  const text = await calendarFile(content(fields), 0);
  const parsed = new ICAL.Component(ICAL.parse(text) as unknown[]).getFirstSubcomponent('vevent');
  assert.ok(parsed !== null);
  return { text, event: new ICAL.Event(parsed) };
};
const refusal = (bytes: Buffer): string => {
  try {
    return decodeText(bytes).text;
  } catch (error) {
    return String(error);
  }
};

type Row = readonly [report: string, given: () => unknown, expected: unknown];

const TIMES: readonly Row[] = [
  [
    'google/cctz#344: Morocco on UTC since tz 2026c',
    () => sent('Africa/Casablanca'),
    '2027-01-20T10:00:00 UTC',
  ],
  [
    'collective/icalendar#1546: MST (Mexico) is Mazatlan',
    () => inZone('Mountain Standard Time (Mexico)'),
    '2027-01-20T17:00',
  ],
  [
    'unicode-org/cldr#3498: Central Asia is Bishkek',
    () => inZone('Central Asia Standard Time'),
    '2027-01-20T04:00',
  ],
  [
    'mattjohnsonpint/TimeZoneConverter#149: Almaty is at +05:00',
    () => sent('Asia/Almaty'),
    '2027-01-20T05:00:00 UTC',
  ],
  [
    'nodejs/node#62323: British Columbia is sent in UTC',
    () => sent('America/Vancouver', '2027-01-20T10:00-07:00'),
    '2027-01-20T17:00:00 UTC',
  ],
  [
    'home-assistant/core#182660: Alberta is sent in UTC',
    () => sent('America/Edmonton', '2027-01-20T10:00-06:00'),
    '2027-01-20T16:00:00 UTC',
  ],
  [
    'moment/luxon#1497: Mexico without summer time',
    () => inZone('America/Mexico_City', '2027-07-20T10:00'),
    '2027-07-20T16:00',
  ],
  [
    'mattjohnsonpint/TimeZoneConverter#146: Ojinaga',
    () => inZone('America/Ojinaga', '2027-07-20T10:00'),
    '2027-07-20T15:00',
  ],
  [
    'google-calendar-crx#393: EST all year',
    () => [inZone('EST', '2027-07-20T10:00'), zoneTrouble('EST')],
    ['2027-07-20T15:00', 'FixedOffsetZone'],
  ],
  ['microsoft-graph-docs#4758: GMT+6:30', () => zoneTrouble('GMT+6:30'), 'UnknownTimeZone'],
  [
    'OutlookGoogleCalendarSync#2148: tzone://Microsoft/Custom',
    () => zoneTrouble('tzone://Microsoft/Custom'),
    'UnknownTimeZone',
  ],
  [
    'mconf-web#755: an hour that the clocks skip',
    () => codes({ meetingStartTime: '2027-03-14T02:30' }),
    'TimeSkipped',
  ],
  [
    'calcom/cal.com#2268: an hour that comes twice',
    () => [codes({ meetingStartTime: '2027-11-07T01:30' }), sent('America/New_York', '2027-11-07T01:30')],
    ['TimeRepeated', '2027-11-07T05:30:00 UTC'],
  ],
  [
    'odoo/odoo#260152: the zone’s own label in Outlook',
    () => sent('America/New_York'),
    '2027-01-20T10:00:00 America/New_York',
  ],
  [
    'datejs#125: 12 AM and 12 PM',
    () => [at('2027-01-20 12:00 AM'), at('2027-01-20 12:00 PM'), at('2027-01-20 13:00 PM')],
    ['2027-01-20T05:00', '2027-01-20T17:00', undefined],
  ],
  ['croncert#294: 24:00', () => why('2027-01-20 24:00').includes('midnight is 00:00 of the day after'), true],
  ['nodejs/node#45171: U+202F before AM', () => at('1/20/2027, 10:00:00\u202FAM'), '2027-01-20T15:00'],
  [
    'outlook-assistant#40: Z is no wall time',
    () => start({ timezone: 'Asia/Kolkata', meetingStartTime: '2027-01-20T10:00:00Z' }),
    '2027-01-20T10:00',
  ],
  ['AWS Health events: RFC 2822', () => at('Wed, 20 Jan 2027 15:00:00 GMT'), '2027-01-20T15:00'],
  ['ServiceNow scripts: year first with slashes', () => at('2027/01/20 10:00:00'), '2027-01-20T15:00'],
  ['a count of milliseconds', () => why('1800457200000').includes('count of milliseconds'), true],
  [
    'AWS Systems Manager: windows are counted in hours',
    () => [lasting('2'), lasting('60'), lasting('2 minutes')],
    ['DurationLooksLikeHours', '', 'ShorterThanFiveMinutes'],
  ],
];

const TEXTS: readonly Row[] = [
  [
    'ical.net#540: times of the calendar file without a zone',
    async () => {
      const { text } = await event({});
      return [text.includes('DTSTART:20270120T150000Z'), /TZID|VTIMEZONE/.test(text)];
    },
    [true, false],
  ],
  [
    'ics-py#215: lines of at most 75 octets',
    async () => {
      const { text } = await event({ implementationPlan: '漢字😀'.repeat(90) });
      return text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75) && text.endsWith('\r\n');
    },
    true,
  ],
  [
    'ical4j#590: CR, LF and CRLF in texts',
    async () =>
      (await event({ implementationPlan: 'a\rb\nc\r\nd' })).event.description.includes('a\nb\nc\nd'),
    true,
  ],
  [
    'BEGIN:VALARM in a title',
    async () => {
      const {
        text,
        event: { summary },
      } = await event({ changeTitle: 'A\r\nBEGIN:VALARM' });
      return [/^BEGIN:VALARM/m.test(text), summary];
    },
    [false, 'Change Implementation: A BEGIN:VALARM'],
  ],
  [
    'HEPData/hepdata#405: indentation is lost',
    () => content({ implementationPlan: '1. a\n   b' }).bodyHtml.includes('<br />\u00A0\u00A0\u00A0b'),
    true,
  ],
  [
    'microsoft-graph-docs#6743: the body is HTML',
    () => content({ implementationPlan: 'a\nb' }).bodyHtml.includes('a<br />b'),
    true,
  ],
  [
    'ServiceNow exports: HTML as text',
    () => codes({ meetingStartTime: WINTER, implementationPlan: '<p>a</p>' }),
    'HtmlAsText',
  ],
];

const ADDRESSES: readonly Row[] = [
  [
    'listmonk#1294: dots and case of an address',
    () => people('J.Doe@x.example, jdoe@x.example'),
    ['J.Doe@x.example', 'jdoe@x.example'],
  ],
  ['mikel/mail#1173: U+200B in an address', () => isValidAddress('\u200Bada@x.example'), false],
  ['office-js#2142: o’brien', () => isValidAddress("o'brien@x.example"), true],
  ['alphagov/signon#176: a curly apostrophe', () => isValidAddress('o’brien@x.example'), false],
  ['aws-cdk#38340: a Unicode domain', () => asciiAddress('ada@bücher.example'), 'ada@xn--bcher-kva.example'],
  [
    'two @, a dot at the end, more than 64 letters',
    () => ['a@b@x.example', 'a.@x.example', `${'a'.repeat(65)}@x.example`].map(isValidAddress),
    [false, false, false],
  ],
  [
    'Outlook’s To line',
    () => people('"Doe, Jane" <jane@x.example>; Bob <bob@x.example>;'),
    ['jane@x.example', 'bob@x.example'],
  ],
];

const FILES: readonly Row[] = [
  [
    'jqlang/jq#2351: UTF-16 of PowerShell',
    () => decodeText(Buffer.from('\uFEFF{"a":1}', 'utf16le')).text.replace('\uFEFF', ''),
    '{"a":1}',
  ],
  [
    'microsoft/vscode#115538: Windows-1252',
    () => /Windows-1252.* line 2, column 2/.test(refusal(Buffer.from('{\n"\u00FC": 1}', 'latin1'))),
    true,
  ],
  [
    'dotnet/extensions#2381: a key twice',
    () =>
      codes(
        '{"changeId":"C","changeTitle":"T","changeTitle":"U","customers":["acme"],"timezone":"UTC","meetingStartTime":"2027-01-20T10:00"}',
      ),
    'DuplicateKey',
  ],
  [
    'jsonhero#144: big numbers as ids',
    () => codes({ changeId: 1e21, meetingStartTime: WINTER }).includes('WrongType'),
    true,
  ],
  [
    'conflict marks, NaN, YAML: no JSON',
    () => ['<<<<<<< HEAD\n{}', '{"a": NaN}', 'a: 1'].map((text) => read(text).meeting),
    [undefined, undefined, undefined],
  ],
  ['a wrapper of SNS', () => read('{"Records":[{"Sns":{"Message":"{}"}}]}').meeting, undefined],
];

for (const [kind, rows] of Object.entries({ TIMES, TEXTS, ADDRESSES, FILES }))
  describe(`public reports: ${kind.toLowerCase()}`, () => {
    for (const [report, given, expected] of rows)
      it(report, async () => {
        assert.deepEqual(await given(), expected);
      });
  });
