import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { html, renderHtml } from '../../src/invite/html.ts';
import { markdown } from '../../src/invite/markdown.ts';
import { parseMarkup } from './parsed-markup.ts';

/** Without styles and the templates' line ends, which the body leaves out as well. */
function rendered(text: string): string {
  return renderHtml(html`${markdown(text)}`)
    .replace(/\s*\n\s*/g, '')
    .replace(/ style="[^"]*"/g, '');
}

const TAGS = 'a,blockquote,br,code,em,h4,hr,li,ol,p,pre,s,strong,table,tbody,td,th,thead,tr,ul'.split(',');

describe('markdown', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['paragraphs and line ends', 'one\ntwo\n\nthree', '<p>one<br />two</p><p>three</p>'],
    ['CRLF and the Unicode separators', 'one\r\ntwo\u2028three', '<p>one<br />two<br />three</p>'],
    [
      'emphasis',
      '**a** _b_ ~~c~~ `d<e`',
      '<p><strong>a</strong> <em>b</em> <s>c</s> <code>d&lt;e</code></p>',
    ],
    ['headings of any level', '# a\n\n###### b', '<h4>a</h4><h4>b</h4>'],
    ['bullets', '- a\n- b\n  - c', '<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>'],
    ['numbers, where they start', '3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
    ['numbers from one', '1. a', '<ol start="1"><li>a</li></ol>'],
    ['quotes', '> a', '<blockquote><p>a</p></blockquote>'],
    ['rules', 'a\n\n---', '<p>a</p><hr />'],
    ['code, its line ends and blanks', '```x\na\n  b\n```', '<pre>a<br />  b</pre>'],
    ['indented code', 'a\n\n    <b>', '<p>a</p><pre>&lt;b&gt;</pre>'],
    [
      'tables',
      '|a|b|\n|-|-|\n|1|2|',
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
    ],
    ['links', '[a](https://a.example/?b=1&c=2)', '<p><a href="https://a.example/?b=1&amp;c=2">a</a></p>'],
    [
      'addresses as they stand',
      'https://a.example, HTTP://b.example/.',
      '<p><a href="https://a.example">https://a.example</a>, <a href="HTTP://b.example/">HTTP://b.example/</a>.</p>',
    ],
    [
      'addresses in angle brackets',
      '<https://a.example>',
      '<p><a href="https://a.example">https://a.example</a></p>',
    ],
    [
      'no pictures, only what they point at',
      '![a](https://a.example/p.png)',
      '<p>!<a href="https://a.example/p.png">a</a></p>',
    ],
    [
      'no HTML',
      '<b onclick=x()>a</b>\n\n<div>b</div>',
      '<p>&lt;b onclick=x()&gt;a&lt;/b&gt;</p><p>&lt;div&gt;b&lt;/div&gt;</p>',
    ],
    ['entities as the characters they mean', '&lt;b&gt; &copy;', '<p>&lt;b&gt; ©</p>'],
    ['nothing of nothing', ' \n\t\n', ''],
  ];
  for (const [name, text, expected] of cases) {
    it(`has ${name}`, () => assert.equal(rendered(text), expected));
  }

  it('links nothing but http and https', () => {
    const texts = [
      '[a](javascript:alert(1))',
      '[a](JaVaScRiPt:alert(1))',
      '[a](&#106;avascript:alert(1))',
      '[a](java%0Ascript:alert(1))',
      '[a](vbscript:x)',
      '[a](data:text/html;base64,AAAA)',
      '[a](file:///etc/passwd)',
      '[a](mailto:p@x.example)',
      '[a](//evil.example)',
      '[a](/etc)',
      '[a](evil)',
      '[a](#x)',
      '[a]()',
      '[a](http:)',
      '[a](https:evil)',
      '[a](ftp://x.example)',
      '<javascript:alert(1)>',
      '<mailto:p@x.example>',
      '<p@x.example>',
      'ftp://x.example p@x.example www.x.example mailto:p@x.example //x.example',
      '[a][b]\n\n[b]: javascript:alert(1)',
    ];
    for (const text of texts) assert.doesNotMatch(rendered(text), /<a/, text);
  });

  it('makes of any text nothing but its own elements, closed, with links to the web alone', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(
        ...[
          '<',
          '>',
          '&',
          '"',
          '\n',
          '\n\n',
          '- ',
          '> ',
          '# ',
          '|',
          '|-|\n',
          '`',
          '```\n',
          '**',
          '_',
          '~~',
          '[',
          '](',
          ')',
          '![',
        ],
        ...[
          'https://a.example/',
          'javascript:alert(1)',
          '<script>',
          '</div>',
          '&lt;',
          '&#x6A;',
          'onerror=',
          '    ',
          '1. ',
          '---\n',
        ],
      ),
    );
    const wild = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(wild, (text) => {
        const { errors, elements } = parseMarkup(renderHtml(html`${markdown(text)}`));
        assert.deepEqual(errors, []);
        for (const { tagName, attrs } of elements) {
          assert.ok(TAGS.includes(tagName), tagName);
          for (const { name, value } of attrs) {
            assert.ok(['style', 'href', 'start'].includes(name), name);
            if (name === 'href') assert.match(value, /^https?:\/\//i);
            if (name === 'start') assert.match(value, /^\d+$/);
          }
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it('is not slowed down by nesting', () => {
    const deep = [`${'> '.repeat(20_000)}a`, '- '.repeat(20_000), '['.repeat(20_000), '**a '.repeat(5_000)];
    for (const text of deep) assert.deepEqual(parseMarkup(renderHtml(html`${markdown(text)}`)).errors, []);
  });
});
