import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { DefaultTreeAdapterMap } from 'parse5';
import { BODY_CONTAINER_ID, inviteBody } from '../../src/invite/body.ts';
import { plainText } from '../../src/invite/html.ts';
import { parseMarkup as parse } from './parsed-markup.ts';
import { END, START, makeMeeting } from './sample.ts';

const OWN_TAGS = ['a', 'br', 'div', 'h2', 'h3', 'p', 'strong', 'table', 'tbody', 'td', 'th', 'tr'];

const squeeze = (text: string) => plainText(text).replace(/\s+/g, '');

const full = makeMeeting({
  title: 'Rotate certificates',
  details: {
    reason: 'They expire.\n\nSoon.',
    implementationPlan: 'one\ntwo',
    testPlan: 'sign in',
    customerImpact: 'short reconnects',
    rollbackPlan: 'put back',
    serviceNow: 'CHG0001',
    jira: 'CLOUD-1',
  },
});

describe('inviteBody', () => {
  it('has every section in order, in one container', () => {
    const { errors, elements, roots } = parse(
      inviteBody(full, [{ customerCode: 'a', customerName: 'Aurora' }, { customerCode: 'b' }]),
    );
    assert.deepEqual(errors, []);
    assert.equal(roots.length, 1);
    assert.equal(elements[0]?.attrs.find(({ name }) => name === 'id')?.value, BODY_CONTAINER_ID);
    const headings = elements.filter(({ tagName }) => /^h\d$/.test(tagName));
    assert.deepEqual(
      headings.map((heading) => (heading.childNodes[0] as DefaultTreeAdapterMap['textNode']).value),
      [
        '🔄 Change Implementation Meeting',
        '📝 Description',
        '📋 Implementation Details',
        '🧪 Test Plan',
        '📅 Schedule',
        '🎯 Impact & Rollback',
        '🎫 Related Tickets',
        '👥 Stakeholders',
      ],
    );
  });

  it('is this, to the letter: another layout would mail an update to everybody', () => {
    const cell =
      'style="font-family:Segoe UI,Arial,sans-serif;font-size:11pt;padding:2pt 14pt 2pt 0;text-align:left;vertical-align:top"';
    const [th, td] = [`<th ${cell}>`, `<td ${cell}>`];
    assert.equal(
      inviteBody(makeMeeting({ details: { jira: 'CLOUD-1' } }), []),
      '<div id="customer-meetings-invite" style="font-family:Segoe UI,Arial,sans-serif;font-size:11pt;line-height:1.4">' +
        '<h2 style="margin:0 0 8pt 0;font-size:16pt">🔄 Change Implementation Meeting</h2>' +
        '<p style="margin:0 0 10pt 0;font-size:13pt"><strong>Rotate certificates</strong></p>' +
        '<h3 style="margin:14pt 0 4pt 0;font-size:12pt">📅 Schedule</h3>' +
        '<table style="border-collapse:collapse"><tbody>' +
        `<tr>${th}</th>${th}America/New_York</th>${th}UTC</th></tr>` +
        `<tr>${th}Start</th>${td}Sunday, November 2, 2025, 10:00 AM EST</td>${td}Sunday, November 2, 2025, 3:00 PM UTC</td></tr>` +
        `<tr>${th}End</th>${td}Sunday, November 2, 2025, 11:00 AM EST</td>${td}Sunday, November 2, 2025, 4:00 PM UTC</td></tr>` +
        '</tbody></table>' +
        '<h3 style="margin:14pt 0 4pt 0;font-size:12pt">🎫 Related Tickets</h3>' +
        '<p style="margin:0 0 4pt 0"><strong>Jira:</strong> CLOUD-1</p></div>',
    );
  });

  it('leaves out what the file does not have', () => {
    const { text } = parse(inviteBody(makeMeeting(), []));
    for (const heading of [
      'Description',
      'Details',
      'Test Plan',
      'Impact',
      'Rollback',
      'Tickets',
      'Stakeholders',
    ]) {
      assert.ok(!text.includes(heading), heading);
    }
    assert.ok(text.includes('Schedule'));
  });

  it('shows the window, and the meeting beside it only where the two differ', () => {
    const window = { start: START, end: END };
    const same = parse(inviteBody(makeMeeting({ window }), [])).text;
    assert.match(same, /Window start.*10:00 AM EST.*3:00 PM UTC/);
    assert.doesNotMatch(same, /Meeting start/);
    const later = { start: END, end: { ...END, epochMs: END.epochMs + 7_200_000 } };
    const other = parse(inviteBody(makeMeeting({ window: later }), [])).text;
    assert.match(other, /Window start.*11:00 AM EST.*Meeting start.*10:00 AM EST/);
  });

  it('says times once where the meeting is in UTC', () => {
    const utc = { dateTime: '2025-11-02T15:00:00', timeZone: 'UTC', epochMs: START.epochMs };
    const { text } = parse(inviteBody(makeMeeting({ start: utc, end: utc }), []));
    assert.equal(text.split('3:00 PM UTC').length - 1, 2);
  });

  it('announcements are headed by their type, and show summary and content', () => {
    const headings = [
      ['cic', '📢 CIC (Cloud Innovator Community) Event'],
      ['finops', '📢 FinOps Event'],
      ['innersource', '📢 InnerSource Guild Event'],
      ['general', '📢 GENERAL Event'],
      ['announcement', '📢 ANNOUNCEMENT Event'],
      ['constructor', '📢 CONSTRUCTOR Event'],
    ] as const;
    for (const [type, heading] of headings) {
      const meeting = makeMeeting({
        kind: 'announcement',
        announcement: { type, content: 'All of **it**.', attachments: [] },
        details: { reason: 'In short.' },
      });
      const { text, errors } = parse(inviteBody(meeting, []));
      assert.deepEqual(errors, []);
      assert.match(text, /Rotate certificates📝 DescriptionIn short\.📄 DetailsAll of it\.📅 Schedule/);
      assert.ok(text.startsWith(heading), text);
    }
  });

  it('markup in any field is text, and makes no element and no link', () => {
    const attacks = [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      `"'><svg onload=alert(1)>`,
      ']]><!-- <style>*{}</style>',
      'javascript:alert(1)',
      '</div></td></table><iframe src=//x.example>',
    ];
    for (const attack of attacks) {
      const meeting = makeMeeting({
        title: attack,
        subject: attack,
        location: attack,
        details: Object.fromEntries(Object.keys(full.details).map((field) => [field, attack])),
      });
      const { errors, elements, text } = parse(
        inviteBody(meeting, [{ customerCode: 'a', customerName: attack }]),
      );
      assert.deepEqual(errors, []);
      assert.equal(text.split(attack).length - 1, 9, attack); // title, seven details, one customer name
      assert.deepEqual(
        elements.filter(({ tagName }) => !OWN_TAGS.includes(tagName) || tagName === 'a'),
        [],
      );
    }
  });

  it('any text at all stays text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '<',
        '>',
        '&',
        '"',
        "'",
        '\n',
        '\n\n',
        'https://a.example/',
        '<script>',
        '&amp;',
        '-->',
        'onerror=',
      ),
    );
    const wild = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(wild, wild, wild, wild, (title, reason, plan, ticket) => {
        const meeting = makeMeeting({ title, details: { reason, implementationPlan: plan, jira: ticket } });
        const { errors, elements, text, roots } = parse(inviteBody(meeting, []));
        assert.deepEqual(errors, []);
        assert.equal(roots.length, 1);
        for (const input of [title, reason, plan, ticket]) assert.ok(squeeze(text).includes(squeeze(input)));
        for (const { tagName, attrs } of elements) {
          assert.ok(OWN_TAGS.includes(tagName), tagName);
          for (const { name, value } of attrs) {
            assert.ok(['id', 'style', 'href'].includes(name), name);
            if (name === 'href') assert.match(value, /^https?:\/\//i);
          }
        }
      }),
    );
  });
});
