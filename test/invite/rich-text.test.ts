import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { html, renderHtml } from '../../src/invite/html.ts';
import { inline, oneLine, paragraphs } from '../../src/invite/rich-text.ts';

const inlined = (text: string) => renderHtml(html`${inline(text)}`);
const link = (address: string) => `<a href="${address}">${address}</a>`;

describe('paragraphs', () => {
  it('separates at blank lines, breaks at line ends, whatever they are made of', () => {
    const open = '<p style="margin:0 0 8pt 0">';
    assert.equal(
      renderHtml(html`${paragraphs('\n one\r\ntwo \n \t\r\n\n three\r\n')}`),
      `${open}\u00A0one<br />two</p>${open}\u00A0three</p>`,
    );
    assert.deepEqual(paragraphs(' \n\t\r\n '), []);
    assert.deepEqual(paragraphs(''), []);
  });
});

describe('links', () => {
  it('are made of http and https addresses, without the sentence around them', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['see https://a.example/x.', `see ${link('https://a.example/x')}.`],
      ['(HTTP://a.example/x)', `(${link('HTTP://a.example/x')})`],
      ['https://a.example/w_(y)!', `${link('https://a.example/w_(y)')}!`],
      ['https://a.example, http://b.example', `${link('https://a.example')}, ${link('http://b.example')}`],
      [
        'https://a.example/?x=1&y=2',
        '<a href="https://a.example/?x=1&amp;y=2">https://a.example/?x=1&amp;y=2</a>',
      ],
    ];
    for (const [text, expected] of cases) assert.equal(inlined(text), expected);
  });

  it('are made of nothing else', () => {
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,x',
      'ftp://a.example',
      'www.a.example',
      'https://',
      'http:///',
      'xhttp://a.example',
      'file:///etc/passwd',
    ]) {
      assert.doesNotMatch(inlined(text), /<a /, text);
    }
  });

  it('end before quotes and brackets, so that an address cannot leave its attribute', () => {
    assert.equal(
      inlined('https://a.example/"onclick="x'),
      `${link('https://a.example/')}&quot;onclick=&quot;x`,
    );
    assert.equal(inlined('https://a.example/<b>'), `${link('https://a.example/')}&lt;b&gt;`);
  });
});

describe('oneLine', () => {
  it('makes one line of a text', () => assert.equal(oneLine(' a\r\n\tb\u0007  c '), 'a b c'));
});
