import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseFragment, type DefaultTreeAdapterMap } from 'parse5';
import { escapeHtml, html, plainText, renderHtml } from '../../src/invite/html.ts';

const wild = () => fc.string({ unit: 'binary' });

describe('html', () => {
  it('escapes strings, shows numbers, leaves out undefined and nests its own results only', () => {
    const inner = html`<b>${'<i>'}</b>`;
    assert.equal(
      renderHtml(html`<p title="${`"'`}">${inner}${[inner, inner]}${3}${undefined}</p>`),
      '<p title="&quot;&#39;"><b>&lt;i&gt;</b><b>&lt;i&gt;</b><b>&lt;i&gt;</b>3</p>',
    );
  });

  it('any text is one text node of the same characters, in content and in attributes', () => {
    fc.assert(
      fc.property(wild(), (text) => {
        const errors: string[] = [];
        const markup = renderHtml(html`<div title="${text}">${`x${text}`}</div>`);
        const tree = parseFragment(markup, { onParseError: (error) => errors.push(error.code) });
        const div = tree.childNodes[0] as DefaultTreeAdapterMap['element'];
        assert.deepEqual(errors, []);
        assert.equal(div.attrs[0]?.value, plainText(text));
        assert.equal(div.childNodes.length, 1);
        assert.equal((div.childNodes[0] as DefaultTreeAdapterMap['textNode']).value, `x${plainText(text)}`);
      }),
    );
  });

  it('takes out what may not stand in a document', () => {
    assert.equal(plainText('a\u0000b\u001Fc\u007Fd\u0085e\uFFFEf\u{1FFFF}g\uFDD0h'), 'abcdefgh');
    assert.equal(plainText('a\r\nb\rc\u2028d\te'), 'a\nb\nc\nd\te');
    assert.equal(plainText('a\vb\fc'), 'a\nb\nc');
    assert.equal(plainText('\uD800x 😀'), '\uFFFDx 😀');
    assert.equal(escapeHtml(']]> & <!--'), ']]&gt; &amp; &lt;!--');
  });
});
