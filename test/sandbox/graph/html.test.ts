import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hasBlob, htmlAsRead, htmlFromText, textOf, withBlob } from '../../../src/sandbox/graph/html.ts';

const LINK = 'https://teams.sandbox.invalid/l/x?a=1&b=2';

test('what can run is gone on read, unless asked for', () => {
  const nasty =
    '<p onclick="x()" style="color:red" class="c" id="i" data-x="1">hi</p><script>alert(1)</script><img src="javascript:x" onerror="x()">' +
    '<a href=" javascript:x">l</a><a href="https://x.example">m</a><iframe src="//x"></iframe><svg onload="x()"></svg><!-- note -->';
  const read = htmlAsRead(nasty, false);
  assert.doesNotMatch(read, /script|onclick|onerror|iframe|svg|data-x|note/);
  assert.match(read, /<p style="color:red" class="c" id="i">hi<\/p>/);
  assert.match(read, /<a href="https:\/\/x\.example">m<\/a>/);
  assert.match(htmlAsRead(nasty, true), /<script>alert\(1\)<\/script>/);
});

test('escaped text stays text', () => {
  assert.match(
    htmlAsRead('<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>', false),
    /&lt;script&gt;alert\(1\)&lt;\/script&gt;/,
  );
});

test('a document is wrapped once, however often it goes back and forth', () => {
  const once = htmlAsRead('<style>p{color:red}</style><p>hi</p>', false);
  assert.equal(htmlAsRead(once, false), once);
  assert.equal(once.match(/<html>/g)?.length, 1);
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = htmlAsRead(htmlFromText(text), false);
      assert.doesNotMatch(read, /<script/i);
      assert.equal(htmlAsRead(read, false), read);
    }),
  );
});

test('the online meeting’s part comes after the text, and is recognised as sent and as read', () => {
  const fragment = withBlob('<p>hi</p>', LINK);
  assert.ok(fragment.startsWith('<p>hi</p>'));
  assert.ok(hasBlob(fragment, LINK));
  const document = withBlob('<html><body><p>hi</p></body></html>', LINK);
  assert.ok(document.endsWith('</body></html>'));
  assert.ok(hasBlob(htmlAsRead(document, false), LINK));
  assert.equal(hasBlob('<p>hi</p>', LINK), false);
  assert.equal(hasBlob(`<a href="${LINK}">only the link</a>`, LINK), false);
});

test('text of HTML: tags gone, blocks on lines of their own', () => {
  assert.equal(
    textOf('<h1>A &amp; B</h1><p>one<br>two</p><style>p{}</style><script>x</script>'),
    'A & B\r\none\r\ntwo',
  );
  assert.equal(htmlFromText('a\nb < c'), '<div class="PlainText">a<br>\r\nb &lt; c</div>');
});
