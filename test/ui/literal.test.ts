import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { linkBehind, literal } from '../../src/ui/literal.ts';

// VS Code's own expressions (microsoft/vscode 1.105, src/vs/base/common/linkedText.ts and iconLabels.ts).
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const ICON = /(\\)?\$\([a-z0-9-]+(?:~[a-z]+)?\)/i;

const HOSTILE = [
  '[Join link](command:workbench.action.terminal.new)',
  'Weekly sync [Join link](https://evil.example/)',
  '[Show why](file:///etc/passwd).json',
  '[a](command:x "title")',
  '[[a](command:x)',
  '$(trash) Delete',
  '$(sync~spin)',
  '$$(check)',
];

describe('texts that VS Code shows', () => {
  for (const text of HOSTILE) {
    it(`has no link and no icon in ${text}`, () => {
      assert.ok(LINK.test(text) || ICON.test(text), 'it is one of VS Code without our door');
      assert.doesNotMatch(literal(text), LINK);
      assert.doesNotMatch(literal(text), ICON);
    });
  }

  it('leaves none in any text made of the pieces of their syntax', () => {
    const piece = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '$',
      'command:',
      'https://',
      'file:',
      'x',
      ' ',
      '"',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const shown = literal(pieces.join(''));
        assert.doesNotMatch(shown, LINK);
        assert.doesNotMatch(shown, ICON);
      }),
      { numRuns: 5_000 },
    );
  });

  it('leaves an ordinary text as it is', () => {
    const text = 'Meeting created: “Rotate keys (2 of 3)”, 28 people [TEST] invited for $5.';
    assert.equal(literal(text), text);
  });
});

describe('a link behind a message', () => {
  it('is one link to the address that was given', () => {
    const shown = linkBehind({
      label: 'Join link',
      address: 'https://teams.example/l/meetup-join/19:x(1)?a="b',
    });
    const [, label, address] = LINK.exec(shown) ?? [];
    assert.equal(label, 'Join link');
    assert.equal(address, 'https://teams.example/l/meetup-join/19:x%281%29?a=%22b');
    assert.equal(shown.replace(LINK, ''), ' ');
  });

  for (const address of [
    'command:workbench.action.quit',
    'http://teams.example/',
    'file:///x',
    'no address',
  ]) {
    it(`is left out for ${address}`, () => assert.equal(linkBehind({ label: 'Join link', address }), ''));
  }
});
