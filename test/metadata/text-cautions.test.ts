import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readMetadata } from '../../src/metadata/index.ts';
import { pointed } from './samples.ts';

function cautionsOf(fields: object) {
  const file = { changeId: 'C', changeTitle: 'T', customers: ['a'], timezone: 'UTC', ...fields };
  const text = JSON.stringify({ meetingStartTime: '2027-01-20T10:00', ...file }, undefined, 2);
  const { problems } = readMetadata(text, {
    defaultTimeZone: 'UTC',
    nowEpochMs: Date.parse('2026-12-01T00:00:00Z'),
  });
  return problems
    .filter(({ code }) => ['PlaceholderLeft', 'HtmlAsText'].includes(code))
    .map((problem) => ({ ...problem, pointed: pointed(text, problem) }));
}

describe('placeholders that nobody has filled in', () => {
  for (const placeholder of [
    '{{customer_name}}',
    '{{ date }}',
    '${DATE}',
    'TBD',
    'tbd',
    'TBC',
    '<insert here>',
    '<Insert reason>',
    '[insert date]',
    '<<name>>',
    '{% if x %}',
    '<%= name %>',
    '#{name}',
    '<Add reason here>',
    '<please fill in>',
    't.b.d.',
    'to be confirmed',
    'Lorem ipsum',
    '[object Object]',
  ]) {
    it(`warns of ${placeholder} at its place`, () => {
      for (const field of ['changeTitle', 'customerImpact', 'meetingTitle', 'meetingLocation']) {
        const [problem, ...more] = cautionsOf({ [field]: `First “line”\nof ${placeholder}, then more` });
        assert.equal(more.length, 0);
        assert.equal(problem?.code, 'PlaceholderLeft');
        assert.equal(problem.severity, 'warning');
        assert.equal(problem.path, `/${field}`);
        assert.equal(problem.pointed, placeholder);
      }
    });
  }

  it('warns of each of several, of many only so many, and of none in what is not sent', () => {
    assert.equal(cautionsOf({ customerImpact: '{{a}} and {{b}}', implementationPlan: 'TBD' }).length, 3);
    assert.equal(cautionsOf({ customerImpact: '{{a}} '.repeat(500) }).length, 101);
    assert.deepEqual(cautionsOf({ internalNote: 'TBD {{x}}' }), []);
  });

  it('takes no other text for one', () => {
    for (const customerImpact of [
      'ATBDX',
      'a < b and c > d',
      'if (x) { y() }',
      '$x {1}',
      'Insert the card',
      '',
    ])
      assert.deepEqual(cautionsOf({ customerImpact }), [], customerImpact);
  });
});

describe('HTML that a file contains as text', () => {
  for (const markup of [
    '<p>Text</p>',
    'one<br>two',
    '<br/>',
    '<div class="x">',
    'a&nbsp;b',
    '&#39;x',
    'A &amp; B',
    'first &ndash; second',
    '<!-- note -->',
    '<![CDATA[x]]>',
    "<a href='https://x.example'>",
    '<style>p{}</style>',
  ])
    it(`is warned of: ${markup}`, () => {
      const [problem, ...more] = cautionsOf({ implementationPlan: `Then\n${markup}` });
      assert.equal(more.length, 0);
      assert.equal(problem?.code, 'HtmlAsText');
      assert.match(problem.message, /goes out as text/);
    });

  it('is not what merely looks like it', () => {
    for (const text of ['a < b > c', '<node-1>', 'if a<b && c>d', 'x && y', 'AT&T', 'List<String>', 'R&D;'])
      assert.deepEqual(cautionsOf({ implementationPlan: text }), [], text);
  });
});
