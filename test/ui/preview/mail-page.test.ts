import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'parse5';
import { mailPage } from '../../../src/ui/preview/mail-page.ts';
import { planOf, answer } from '../samples.ts';

const ATTACK = `"><script>alert(1)</script><img src=x onerror=alert(2)> style="color:red" </style>`;

interface Element {
  readonly tagName?: string;
  readonly attrs?: readonly { name: string; value: string }[];
  readonly childNodes?: readonly Element[];
}

function elements(node: Element): readonly Element[] {
  return [node, ...(node.childNodes ?? []).flatMap(elements)];
}

describe('mail page', () => {
  const plan = planOf([answer('a', ['x@a.example'])], {
    title: ATTACK,
    details: {
      reason: ATTACK,
      implementationPlan: ATTACK,
      testPlan: '',
      customerImpact: ATTACK,
      rollbackPlan: '',
      serviceNow: ATTACK,
      jira: '',
    },
  });
  const page = mailPage(plan.bodyHtml, 'NONCE');
  const all = elements(parse(page) as unknown as Element);

  it('holds no script, no handler and no style attribute, whatever the file says', () => {
    assert.deepEqual(
      all.filter(({ tagName }) => tagName === 'script' || tagName === 'img'),
      [],
    );
    const attributes = all.flatMap(({ attrs }) => attrs ?? []).map(({ name }) => name);
    assert.deepEqual(
      attributes.filter((name) => name === 'style' || name.startsWith('on')),
      [],
    );
    assert.ok(page.includes('&lt;script&gt;'));
  });

  it('has one style sheet with the nonce, and every one of the mail’s styles is in it', () => {
    const sheets = all.filter(({ tagName }) => tagName === 'style');
    assert.equal(sheets.length, 1);
    assert.deepEqual(sheets[0]?.attrs, [{ name: 'nonce', value: 'NONCE' }]);
    const used = new Set(
      all.flatMap(({ attrs }) => attrs ?? []).flatMap(({ name, value }) => (name === 'class' ? [value] : [])),
    );
    assert.ok(used.size >= 3);
    for (const name of used) assert.ok(page.includes(`.${name}{`), name);
    assert.match(page, /\.s0\{font-family:Segoe UI/);
  });
});
