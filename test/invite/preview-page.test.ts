import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse, type DefaultTreeAdapterMap } from 'parse5';
import { planInvite, renderPreviewPage, type PlanInput } from '../../src/invite/index.ts';
import type { CustomerRecipientResult } from '../../src/recipients/index.ts';
import { addresses, makeConfig, makeInput, makeMeeting, makeResult } from './sample.ts';

type Element = DefaultTreeAdapterMap['element'];

function page(
  results: readonly CustomerRecipientResult[],
  changes: Partial<PlanInput> = {},
  sandbox = false,
) {
  const input = makeInput(results, changes);
  const plan = planInvite(input);
  const markup = renderPreviewPage(plan, input.aggregated, { sandbox });
  const errors: string[] = [];
  const elements: Element[] = [];
  const texts: string[] = [];
  const walk = (node: DefaultTreeAdapterMap['node']): void => {
    if ('tagName' in node) elements.push(node);
    if ('tagName' in node && node.tagName === 'style') return;
    if (node.nodeName === '#text') texts.push((node as DefaultTreeAdapterMap['textNode']).value);
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(parse(markup, { onParseError: (error) => errors.push(error.code) }));
  const attribute = (tag: string, name: string) =>
    elements.find(({ tagName }) => tagName === tag)?.attrs.find((one) => one.name === name)?.value;
  return { plan, markup, errors, elements, attribute, text: texts.join('').replace(/\s+/g, ' ') };
}

describe('renderPreviewPage', () => {
  const results = [
    makeResult('aur', {
      customerName: 'Aurora',
      emails: ['p@x.example', 'shared@x.example'],
      durationMs: 900,
    }),
    makeResult('blu', {
      customerName: 'Bluewater',
      emails: ['shared@x.example', 'no@x.example'],
      restrictedRecipients: ['shared@x.example'],
    }),
    makeResult('cob', { customerName: 'Cobalt', error: 'AssumeRoleDenied' }),
  ];

  it('is one valid page without script or request', () => {
    const { errors, elements, attribute, markup } = page(results);
    assert.deepEqual(errors, []);
    const policy = elements.find(({ attrs }) =>
      attrs.some(({ value }) => value === 'Content-Security-Policy'),
    );
    assert.match(
      policy?.attrs.find(({ name }) => name === 'content')?.value ?? '',
      /^default-src 'none'; style-src 'unsafe-inline';/,
    );
    assert.equal(attribute('iframe', 'sandbox'), '');
    for (const { tagName, attrs } of elements) {
      assert.ok(!['script', 'link', 'img', 'object', 'form', 'base'].includes(tagName), tagName);
      assert.deepEqual(
        attrs.filter(({ name }) => /^on|^src$|^href$/.test(name)),
        [],
      );
    }
    assert.doesNotMatch(markup, /url\(|@import/);
  });

  it('shows the body exactly as it goes out', () => {
    const { plan, attribute } = page(results);
    assert.ok(attribute('iframe', 'srcdoc')?.includes(`<body>${plan.bodyHtml}</body>`));
  });

  it('tells what, when, where, from whom, to whom, and how much is missing', () => {
    const { plan, text } = page(results);
    for (const part of [
      plan.subject,
      'Sunday, November 2, 2025, 10:00 AM EST',
      'Sunday, November 2, 2025, 3:00 PM UTC',
      'Microsoft Teams Meeting',
      'ccoe@example.com',
      '2 people of 2 customers',
      'Hidden: nobody sees who else is invited',
      '1 of 3 customers missing',
      'also blu',
      'no@x.example',
      'Not on the customer’s list of restricted recipients',
      'the message of AssumeRoleDenied',
      'the remedy for AssumeRoleDenied',
      'Asking one by one would have taken 1.1 s; all at once took 100 ms.',
      'slowest',
      plan.fingerprint,
    ]) {
      assert.ok(text.includes(part), part);
    }
    assert.ok(!text.includes('Sandbox'));
  });

  it('says when it is the sandbox, when it cannot be sent, and why', () => {
    const meeting = makeMeeting({ customerCodes: ['a'], manualAttendees: ['nobody'] });
    const { text } = page([makeResult('a')], { meeting, nowEpochMs: Date.UTC(2030, 0) }, true);
    assert.ok(text.includes('Sandbox'));
    assert.ok(text.includes('Cannot be sent as it is'));
    assert.match(text, /Error: .*nobody/);
    assert.match(text, /Note: The meeting ended on Sunday, November 2, 2025, 11:00 AM EST/);
    assert.ok(page(results, { acceptPartial: false }).text.includes('Cannot be sent as it is'));
    assert.ok(page([makeResult('a', { emails: ['a@x.example'] })]).text.includes('Complete'));
  });

  it('says when attendees see each other, and when the meeting is split', () => {
    assert.ok(
      page(results, { hideAttendees: 'never' }).text.includes(
        'Visible: attendees see each other’s addresses',
      ),
    );
    const many = [
      makeResult('a', { emails: addresses('a', 400) }),
      makeResult('b', { emails: addresses('b', 200) }),
    ];
    const { text } = page(many);
    assert.ok(text.includes('2 meetings, as one takes at most 500 people'));
    assert.ok(text.includes('(2 of 2): 200 attendees'));
  });

  it('shows a plan that invites nobody', () => {
    const { errors, text } = page([makeResult('a')]);
    assert.deepEqual(errors, []);
    assert.ok(text.includes('Nobody.'));
  });

  it('markup in any field is text', () => {
    const attack = `"'><script>alert(1)</script><img src=x onerror=alert(1)>]]>`;
    const clean = page([makeResult('a')]).elements.length;
    const meeting = makeMeeting({
      customerCodes: ['a'],
      title: attack,
      subject: attack,
      location: attack,
      details: { reason: attack },
    });
    const hostile = page([makeResult('a', { customerName: attack })], {
      meeting,
      topicName: attack,
      config: makeConfig({ a: { customerName: attack } }),
    });
    assert.deepEqual(hostile.errors, []);
    assert.equal(
      hostile.elements.filter(({ tagName }) => tagName === 'script' || tagName === 'img').length,
      0,
    );
    assert.ok(
      hostile.elements.length <= clean + 1,
      'only the second line with the code of a customer that has a name',
    );
    assert.ok(hostile.text.includes(attack));
  });
});
