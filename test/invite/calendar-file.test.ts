import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import ICAL from 'ical.js';
import ical from 'node-ical';
import { convertIcsCalendar } from 'ts-ics';
import { journalEntries, sentEditions } from '../../src/history/index.ts';
import { calendarFile, meetingContent, meetingKey } from '../../src/invite/index.ts';
import { meetingEdition, type Meeting } from '../../src/metadata/index.ts';
import { parseMarkup } from './parsed-markup.ts';
import { END, START, makeMeeting } from './sample.ts';

const NOW = Date.UTC(2025, 9, 1, 12, 30, 15);

/** The file of a meeting, and what another library reads in it. */
async function written(meeting: Meeting, organizer = 'ccoe@Example.com', joinUrl?: string) {
  const content = meetingContent(meeting, organizer, [{ customerCode: 'a', customerName: 'Aurora; Ltd, 1' }]);
  const text = await calendarFile(content, NOW, joinUrl);
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const [vevent, ...more] = calendar.getAllSubcomponents('vevent');
  assert.ok(vevent !== undefined && more.length === 0);
  const value = (name: string): unknown => vevent.getFirstPropertyValue(name);
  return { text, content, calendar, vevent, value, event: new ICAL.Event(vevent) };
}

function recorded(record: Partial<NonNullable<Meeting['record']>>): Meeting {
  return makeMeeting({ record: { modifications: [], ...record } });
}

const DETAILS = {
  reason: 'Line one.\n\nAfter a blank line; with, every \\ character \\n that "matters": 😀',
  implementationPlan: 'ü'.repeat(200),
  serviceNow: 'CHG0001',
};

describe('calendarFile', () => {
  it('is read back by another library with everything that was put in', async () => {
    const meeting = makeMeeting({
      title: 'A; b, c\\d\ne',
      subject: 'A; b, c\\d',
      location: 'Room 1; left, \\2',
      details: DETAILS,
    });
    const { event, calendar, value, content } = await written(meeting);
    assert.equal(calendar.getFirstPropertyValue('version'), '2.0');
    assert.match(String(calendar.getFirstPropertyValue('prodid')), /Customer Meetings/);
    assert.equal(event.summary, 'A; b, c\\d');
    assert.equal(event.location, 'Room 1; left, \\2');
    assert.equal(event.description, content.bodyText);
    assert.equal(value('organizer'), 'mailto:ccoe@Example.com');
    assert.equal(event.startDate.toJSDate().getTime(), START.epochMs);
    assert.equal(event.endDate.toJSDate().getTime(), END.epochMs);
    assert.equal((value('dtstamp') as ICAL.Time).toJSDate().getTime(), NOW);
  });

  it('publishes: a method, and no attendees', async () => {
    const { calendar, text, vevent } = await written(makeMeeting({ manualAttendees: ['p@x.example'] }));
    assert.equal(calendar.getFirstPropertyValue('method'), 'PUBLISH');
    assert.deepEqual(vevent.getAllProperties('attendee'), []);
    assert.doesNotMatch(text, /ATTENDEE|p@x\.example/i);
  });

  it('has its times in UTC, and needs no zone', async () => {
    const { text } = await written(makeMeeting());
    assert.match(text, /\r\nDTSTART:20251102T150000Z\r\n/);
    assert.match(text, /\r\nDTEND:20251102T160000Z\r\n/);
    assert.match(text, /\r\nDTSTAMP:20251001T123015Z\r\n/);
    assert.doesNotMatch(text, /VTIMEZONE|TZID/);
  });

  it('D20: two changes in one window have two UIDs, and an edited one keeps its own', async () => {
    const uid = async (changes: Partial<Omit<Meeting, 'details'>>, organizer?: string) =>
      (await written(makeMeeting(changes), organizer)).event.uid;
    const first = await uid({});
    assert.equal(first, `${meetingKey('CHG-1')}@example.com`);
    assert.equal(await uid({ title: 'other', subject: 'other', start: END, end: END }), first);
    assert.equal(await uid({}, 'somebody.else@EXAMPLE.com'), first);
    assert.notEqual(await uid({ objectId: 'CHG-2' }), first);
    assert.notEqual(await uid({}, 'ccoe@other.example'), first);
  });

  it('SEQUENCE is the version, else the number of modifications, else 0', async () => {
    const sequence = async (meeting: Meeting) => (await written(meeting)).event.sequence;
    const modifications = [{ type: 'created' }, { type: 'approved' }, {}];
    assert.equal(await sequence(makeMeeting()), 0);
    assert.equal(await sequence(recorded({})), 0);
    assert.equal(await sequence(recorded({ modifications })), 3);
    assert.equal(await sequence(recorded({ modifications, version: 7 })), 7);
    assert.equal(await sequence(recorded({ modifications, version: 0 })), 0);
    assert.equal(await sequence(recorded({ version: 2 ** 40 })), 2 ** 31 - 1);
  });

  it('SEQUENCE rises with each change of what was sent, whoever counts versions or not, and never falls', async () => {
    const entry = (content: string, more: object = {}) => ({
      ...{ v: 1, stage: 'before', action: 'update', place: 'p', organizer: 'o', part: 1, parts: 1 },
      ...{ subject: 's', attendees: { count: 0, added: 0, removed: 0, hash: 'h' }, key: 'k', at: 't' },
      ...{ call: content, file: { content, customers: 'c' }, ...more },
    });
    const editionsOf = (content: string, ...entries: readonly object[]) =>
      sentEditions(journalEntries(entries.map((one) => JSON.stringify(one)).join('\n')), 'k', content);
    const changesOf = (...words: Parameters<typeof editionsOf>) => editionsOf(...words).changes;
    const sent: object[] = [];
    const sequences: number[] = [];
    for (const content of ['a', 'a', 'b', 'b', 'a', 'c']) {
      const text = await calendarFile(
        meetingContent(recorded({ version: 3 }), 'a@x.example', []),
        NOW,
        undefined,
        editionsOf(content, ...sent),
      );
      sequences.push(Number(/\nSEQUENCE:(\d+)/.exec(text)?.[1]));
      sent.push(entry(content));
    }
    assert.deepEqual(sequences, [3, 3, 4, 4, 5, 6]);
    assert.equal(changesOf('b', entry('a'), entry('x', { key: 'other' }), entry('y', { test: true })), 1);
    const refused = { v: 1, stage: 'after', call: 'x', at: 't', result: 'refused' };
    assert.equal(changesOf('a', entry('a'), entry('x'), refused), 0);
  });

  it('SEQUENCE does not fall where somebody sets the version back, takes it out, or shortens the history', async () => {
    const modifications = [{ type: 'created' }, { type: 'approved' }, {}];
    const edits: readonly (readonly [content: string, meeting: Meeting])[] = [
      ['a', recorded({ version: 5 })],
      ['a', recorded({ version: 2 })],
      ['b', recorded({ version: 2 })],
      ['b', recorded({ modifications })],
      ['b', recorded({})],
      ['c', makeMeeting()],
      ['c', recorded({ modifications, version: 0 })],
      ['d', recorded({ version: 9 })],
    ];
    const lines: string[] = [];
    const sequences: number[] = [];
    for (const [at, [content, meeting]] of edits.entries()) {
      const sent = sentEditions(journalEntries(lines.join('\n')), 'k', content);
      const text = await calendarFile(meetingContent(meeting, 'a@x.example', []), NOW, undefined, sent);
      sequences.push(Number(/\nSEQUENCE:(\d+)/.exec(text)?.[1]));
      lines.push(
        JSON.stringify({
          ...{ v: 1, stage: 'before', action: 'update', place: 'p', organizer: 'o', part: 1, parts: 1 },
          ...{ subject: 's', attendees: { count: 0, added: 0, removed: 0, hash: 'h' }, key: 'k', at: 't' },
          ...{ call: String(at), file: { content, customers: 'c' }, edition: meetingEdition(meeting) },
        }),
      );
    }
    assert.deepEqual(sequences, [5, 5, 6, 6, 6, 7, 7, 12]);
  });

  it('is read alike by libraries of other origins', async () => {
    // Without a written “\\n”, which node-ical takes for a line end; ical.js above reads it right.
    const details = { ...DETAILS, reason: 'Line one;\n\nwith, a 😀' };
    const meeting = makeMeeting({
      details,
      location: 'Room 1; left, 2',
      record: { modifications: [], version: 3 },
    });
    const { text, content, event } = await written(meeting);
    const [read] = Object.values(ical.sync.parseICS(text)).filter((one) => one?.type === 'VEVENT');
    assert.ok(read?.type === 'VEVENT');
    assert.deepEqual(
      [read.uid, read.summary, read.location, read.description],
      [event.uid, event.summary, 'Room 1; left, 2', content.bodyText],
    );
    assert.deepEqual([read.start.getTime(), read.end?.getTime()], [START.epochMs, END.epochMs]);
    assert.equal(Number(read.sequence), 3);
    const other = convertIcsCalendar(undefined, text).events?.[0];
    assert.equal(other?.uid, event.uid);
    assert.equal(other.start.date.getTime(), START.epochMs);
    assert.equal(other.end?.date.getTime(), END.epochMs);
    assert.equal(other.sequence, 3);
  });

  it('D20: every line ends in CRLF and has at most 75 octets, none cut inside a character', async () => {
    const { text } = await written(makeMeeting({ subject: '日本語 '.repeat(40), details: DETAILS }));
    assert.ok(text.endsWith('\r\nEND:VCALENDAR\r\n'));
    assert.doesNotMatch(text.replaceAll('\r\n', ''), /[\r\n]/);
    for (const line of text.split('\r\n')) {
      const octets = Buffer.from(line, 'utf8');
      assert.ok(octets.length <= 75, line);
      assert.ok(octets.equals(Buffer.from(octets.toString('utf8'), 'utf8')), line);
      assert.ok(!line.includes('\uFFFD'), line);
    }
  });

  it('has the body as HTML for those who show it, valid and as the invite has it', async () => {
    const { value, content } = await written(makeMeeting({ details: DETAILS }));
    // The library leaves properties it does not know as they stand; they are texts (RFC 5545 §3.8.8.2).
    const html = String(value('x-alt-desc')).replace(/\\([\\;,])/g, '$1');
    assert.ok(html.includes(content.bodyHtml));
    assert.deepEqual(parseMarkup(html.replace(/^.*<body>|<\/body>.*$/gs, '')).errors, []);
  });

  it('carries the join link: the one given, else the one that the file has recorded', async () => {
    const scheduledMeeting = { meetingId: 'AAMk=', joinUrl: 'https://teams.example/recorded' };
    const none = await written(makeMeeting());
    assert.equal(none.value('url'), null);
    const known = await written(recorded({ scheduledMeeting }));
    assert.equal(known.value('url'), 'https://teams.example/recorded');
    assert.match(known.event.description, /Join the online meeting: https:\/\/teams\.example\/recorded$/);
    const given = await written(
      recorded({ scheduledMeeting }),
      undefined,
      'https://teams.example/?a=1,2;b=%7b',
    );
    assert.equal(given.value('url'), 'https://teams.example/?a=1%2C2%3Bb=%7b');
    for (const joinUrl of ['javascript:alert(1)', 'no link']) {
      const refused = await written(recorded({ scheduledMeeting: { meetingId: 'x', joinUrl } }));
      assert.equal(refused.value('url'), null);
      assert.equal(refused.event.description, refused.content.bodyText);
    }
  });

  it('survives any text in any field', async () => {
    const wild = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc
        .array(
          fc.constantFrom(
            '\r\n',
            '\n',
            'BEGIN:VEVENT',
            'ATTENDEE:mailto:x@y.example',
            '\\',
            ';',
            ',',
            ':',
            '"',
            '^',
            ' ',
            '\t',
            '日',
            '😀',
          ),
          { maxLength: 60 },
        )
        .map((pieces) => pieces.join('')),
    );
    await fc.assert(
      fc.asyncProperty(wild, wild, wild, async (subject, reason, location) => {
        const { event, content, vevent, text } = await written(
          makeMeeting({ subject, location, details: { reason } }),
        );
        assert.equal(event.summary, content.subject);
        assert.equal(event.description, content.bodyText);
        assert.equal(event.location, content.location);
        assert.deepEqual(vevent.getAllProperties('attendee'), []);
        assert.ok(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75));
      }),
      { numRuns: 100 },
    );
  });
});
