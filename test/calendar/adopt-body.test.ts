import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { replaceForeignText } from '../../src/calendar/adopt-body.ts';
import { onlineMeetingBlob } from '../../src/sandbox/graph/html.ts';

const URL_ = 'https://teams.example/l/meetup-join/19%3a1/0?context=%7b%7d&x=1';
const PART = '<div id="customer-meetings-invite">Ours</div>';
const BLOB = onlineMeetingBlob(URL_);
const page = (content: string): string =>
  `<html><head>\r\n<meta></head>\r\n<body>\r\n${content}\r\n</body></html>\r\n`;

describe('replaceForeignText', () => {
  it('puts our part above the online meeting, which keeps every character', async () => {
    for (const text of ['<h2>Old</h2><p>text</p><br>', '', '<table><tr><td>Old</td></tr></table>', 'Old']) {
      const body = page(text + BLOB);
      const replaced = await replaceForeignText(body, PART, URL_);
      assert.equal(
        replaced,
        `${body.slice(0, body.indexOf('<body>') + 6)}${PART}${BLOB}\r\n</body></html>\r\n`,
      );
    }
  });

  it('works inside one wrapper around text and meeting, and with an escaped link', async () => {
    const blob = BLOB.replaceAll('&', '&amp;');
    const replaced = await replaceForeignText(page(`<div class="x"><p>Old</p>${blob}</div>`), PART, URL_);
    assert.ok(replaced?.includes(`<div class="x">${PART}${blob}</div>`));
  });

  it('is not misled by a rule in the text', async () => {
    const rule = `<p>${'_'.repeat(40)}</p>`;
    const replaced = await replaceForeignText(page(`<p>One</p>${rule}<p>Two</p>${BLOB}`), PART, URL_);
    assert.ok(replaced?.includes(PART + BLOB));
    assert.ok(!replaced?.includes('Two'));
  });

  it('replaces everything where there is no online meeting', async () => {
    assert.equal(await replaceForeignText(page('<p>Old</p>'), PART, undefined), PART);
  });

  it('gives up where it cannot be told for sure', async () => {
    for (const content of [
      `<p>Old</p><a href="${URL_}">Join</a>`, // no rule
      `<p>Old</p>${BLOB.replace(URL_, 'https://elsewhere.example')}`, // another link
      `<p>Outside</p><div><p>Old</p>${BLOB}</div>`, // text outside the element that holds the meeting
      '',
    ]) {
      assert.equal(await replaceForeignText(page(content), PART, URL_), undefined);
    }
  });
});
