import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ourPart, replaceOurPart } from '../../src/calendar/body.ts';
import { TEAMS_BLOB } from './support/fake-graph.ts';

const OURS = '<div id="customer-meetings-invite" style="x"><div><p>Hello</p></div></div>';
const page = (inside: string): string =>
  `<html><head>\r\n<meta charset="utf-8"></head><body>\r\n${inside}</body></html>\r\n`;

describe('ourPart', () => {
  it('is the container of the plan, wrapped where there is none', async () => {
    assert.equal(await ourPart(`\n${OURS}\n`), OURS);
    assert.equal(await ourPart('<p>Hi</p>'), '<div id="customer-meetings-invite"><p>Hi</p></div>');
  });

  it('carries the join link inside, escaped, and nothing that is no web address', async () => {
    const part = await ourPart(OURS, 'https://teams.example/?a=1&b="><script>$&');
    assert.match(part, /<a href="https:\/\/teams\.example\/\?a=1&amp;b=&quot;&gt;&lt;script&gt;\$&amp;">/);
    assert.match(part, /<\/div>$/);
    assert.equal(await replaceOurPart(page(part), OURS), page(OURS));
    assert.equal(await ourPart(OURS, 'javascript:alert(1)'), OURS);
  });
});

describe('replaceOurPart', () => {
  const fresh = '<div id="customer-meetings-invite">New $& $1</div>';

  it('leaves every other character as it is', async () => {
    const around = fc.array(
      fc.constantFrom(
        '<p>a</p>',
        '<br>',
        TEAMS_BLOB,
        '<!-- c -->',
        '<table><tr><td>1</table>',
        '\r\n',
        '&nbsp;',
        '<b>x',
        'ü 🎯',
      ),
    );
    await fc.assert(
      fc.asyncProperty(around, around, async (before, after) => {
        // Left open, these would take our part with them: servers answer with balanced markup.
        const closed = before.filter((text) => text !== '<b>x').join('');
        const body = page(closed + OURS + after.join(''));
        assert.equal(
          await replaceOurPart(body, fresh),
          body.replace(OURS, () => fresh),
        );
      }),
    );
  });

  it('finds it under the ids that mail programs make of it', async () => {
    for (const id of ['x_customer-meetings-invite', 'x_x_customer-meetings-invite']) {
      const body = page(`<div class="a" id=${id}>old</div>${TEAMS_BLOB}`);
      assert.equal(await replaceOurPart(body, fresh), page(fresh + TEAMS_BLOB));
    }
  });

  it('refuses when it is not there, twice there, or without an end', async () => {
    assert.equal(await replaceOurPart(page(TEAMS_BLOB), fresh), undefined);
    assert.equal(await replaceOurPart(page(`${OURS}<hr>${OURS}`), fresh), undefined);
    assert.equal(await replaceOurPart('<div id="customer-meetings-invite">open', fresh), undefined);
    assert.equal(await replaceOurPart('', fresh), undefined);
  });

  it('refuses when the online meeting would go with it', async () => {
    const url = 'https://teams.example/l/meetup-join/1?a=1&b=2';
    const inside = page(
      `<div id="customer-meetings-invite">x <a href="${url.replace('&', '&amp;')}">Join</a></div>`,
    );
    assert.equal(await replaceOurPart(inside, fresh, url), undefined);
    assert.ok((await replaceOurPart(inside + url, fresh, url)) !== undefined);
  });
});
