import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readMetadata } from '../../src/metadata/index.ts';
import { meetingContent } from '../../src/invite/meeting-content.ts';
import { html, renderHtml } from '../../src/invite/html.ts';
import { paragraphs } from '../../src/invite/rich-text.ts';
import { parseMarkup } from './parsed-markup.ts';

const markup = (text: string): string =>
  renderHtml(html`${paragraphs(text)}`).replace(/[ \t]*\n[ \t\n]*/g, '');
const elements = (text: string): readonly string[] =>
  parseMarkup(markup(text)).elements.map(({ tagName }) => tagName);

/** An announcement's or a change's content as people get it. */
function contentOf(fields: object) {
  const file = { customers: ['a'], meetingTimezone: 'UTC', ...fields };
  const { meeting, problems } = readMetadata(JSON.stringify(file), {
    defaultTimeZone: 'UTC',
    nowEpochMs: Date.parse('2026-12-01T00:00:00Z'),
  });
  assert.ok(meeting !== undefined, JSON.stringify(problems));
  return meetingContent(meeting, 'team@example.com', []);
}

const change = (implementationPlan: string) =>
  contentOf({ changeId: 'C', changeTitle: 'T', meetingStartTime: '2027-01-20T10:00', implementationPlan });

describe('a plan in the invite', () => {
  it('keeps the blanks in front of its lines, one by one, a tab as four', () => {
    assert.equal(
      markup('1. Drain\n   a. node 1\n\tb. node 2'),
      '<p style="margin:0 0 8pt 0">1. Drain<br />\u00A0\u00A0\u00A0a. node 1<br />\u00A0\u00A0\u00A0\u00A0b. node 2</p>',
    );
    assert.match(markup('  first\nsecond'), />\u00A0\u00A0first<br \/>second</);
  });

  it('says the same in HTML and in text, blank for blank', () => {
    const plan = '1. Drain\n   a. node 1\n2. Apply:\n     if ok:\n         next()';
    const { bodyHtml, bodyText } = change(plan);
    assert.ok(bodyText.includes(plan));
    assert.ok(parseMarkup(bodyHtml).text.replaceAll('\u00A0', ' ').includes(plan));
  });

  it('keeps several blanks between words, and can still be broken there', () => {
    assert.match(markup('a  b'), />a\u00A0 b</);
    assert.match(markup('a\tb'), />a\u00A0\u00A0\u00A0 b</);
  });

  it('shows code between marks as code, without the marks', () => {
    const code = 'Then:\n```sh\nfor n in 1 2; do\n  drain $n\ndone\n```\nDone.';
    assert.deepEqual(elements(code), ['p', 'pre', 'br', 'br', 'p']);
    assert.match(markup(code), /<pre [^>]*>for n in 1 2; do<br \/> {2}drain \$n<br \/>done<\/pre>/);
  });

  it('keeps a mark that nothing closes, and one with more than a language behind it', () => {
    for (const text of ['```\nx', '```"><script>\nx\n```'])
      assert.ok(parseMarkup(markup(text)).text.startsWith('```'), text);
  });

  it('shows a table in Markdown as one, and keeps its text in the text', () => {
    const table = '| Node | Time |\n| --- | --- |\n| n1 | 10:00 |\n| n2 | 10:30 |';
    const { bodyHtml, bodyText } = change(`Order:\n${table}\nThen done.`);
    const cells = parseMarkup(bodyHtml).elements.filter(({ tagName }) => ['th', 'td'].includes(tagName));
    assert.ok(cells.length >= 6);
    assert.match(bodyHtml, /<td [^>]*>n2<\/td><td [^>]*>10:30<\/td>/);
    assert.ok(bodyText.includes(table));
  });

  it('shows what is drawn or laid out in columns letter below letter', () => {
    for (const text of [
      '+----+-----+\n| n1 | 10h |\n+----+-----+',
      'node      time\nn1        10:00\nn2        10:30',
      '┌──┐\n│ a│\n└──┘',
    ]) {
      assert.ok(elements(text).includes('pre'), text);
      assert.equal(parseMarkup(markup(text)).text, text);
    }
  });

  it('shows rows from a spreadsheet as a table', () => {
    assert.match(markup('a\tb\nc\td'), /<td [^>]*>c<\/td><td [^>]*>d<\/td>/);
  });

  it('makes links and no markup in all of them', () => {
    for (const text of [
      'a\t<b>x</b>\nc\td',
      '| <b>x</b> |\n|---|\n| y |',
      '```\n<b>x</b>\n```',
      '  <b>x</b>',
    ])
      assert.doesNotMatch(markup(text), /<b>/, text);
    assert.match(markup('   see https://a.example/x'), /<a href="https:\/\/a\.example\/x">/);
  });
});

describe('an announcement in Markdown', () => {
  const content =
    '- one\n  - two\n    - three\n\n```\nif x:\n    y()\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |';
  const announcement = contentOf({
    object_type: 'announcement_cic',
    announcement_id: 'A',
    title: 'T',
    meeting_date: '2027-01-20T10:00',
    content,
    attachments: [
      'agenda.pdf',
      { name: 'slides.pptx', url: 'https://files.example/slides?x=1&y=2' },
      { name: 'secret.txt', s3_key: 'bucket/inner/key' },
      { name: 'trap', url: 'javascript:alert(1)' },
      'https://wiki.example/page',
    ],
  });

  it('has nested lists, code and tables in HTML, and reads as it was written in text', () => {
    const tags = parseMarkup(announcement.bodyHtml).elements.map(({ tagName }) => tagName);
    assert.equal(tags.filter((tag) => tag === 'ul').length, 3);
    for (const tag of ['pre', 'th', 'td']) assert.ok(tags.includes(tag), tag);
    assert.ok(announcement.bodyText.includes(content));
  });

  it('names its attachments with their web addresses, in HTML and in text', () => {
    for (const text of [announcement.bodyText, parseMarkup(announcement.bodyHtml).text]) {
      for (const named of [
        'agenda.pdf',
        'slides.pptx: https://files.example/slides?x=1&y=2',
        'secret.txt',
        'trap',
        'https://wiki.example/page',
      ])
        assert.ok(text.includes(named), named);
      assert.doesNotMatch(text, /bucket|javascript/);
    }
    assert.match(announcement.bodyHtml, /<a href="https:\/\/files\.example\/slides\?x=1&amp;y=2">/);
    assert.match(announcement.bodyHtml, /<a href="https:\/\/wiki\.example\/page">/);
    assert.equal(announcement.bodyHtml.match(/<a /g)?.length, 2);
  });
});
