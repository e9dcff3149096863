import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseTree, type Node } from 'jsonc-parser';
import { jsonSyntaxSteps, METADATA_LIMITS, parseJsonSyntax } from '../../src/metadata/json-syntax.ts';

/** A tree without its parents, which go round in circles. */
const plain = (node: Node | undefined): unknown =>
  node && {
    type: node.type,
    offset: node.offset,
    length: node.length,
    value: node.value as unknown,
    colonOffset: node.colonOffset,
    parent: node.parent?.offset,
    children: node.children?.map(plain),
  };

describe('the tree of a JSON text, built in steps', () => {
  it('is that of jsonc-parser, for every text that is JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        assert.deepEqual(plain(parseJsonSyntax(text).root), plain(parseTree(text)));
      }),
    );
    for (const text of [
      '{"a": [1, 2,], /* x */ "b": {"c": null,},}',
      '[{}, [], "", -1e3, true]',
      '// x\n"a"',
    ])
      assert.deepEqual(
        plain(parseJsonSyntax(text).root),
        plain(parseTree(text, [], { allowTrailingComma: true })),
        text,
      );
  });

  it('takes many small steps for a long text, and says where a long one breaks', () => {
    const entries = Array.from({ length: 40_000 }, (_, index) => `"k${index}": "v"`).join(',\n');
    const limits = { longest: 16_000_000, tokens: 800_000 };
    assert.ok([...jsonSyntaxSteps(`{${entries}}`, limits)].length >= 15);
    const long = `{${entries},\n"pad": "${'x'.repeat(1_000_000)}",\n"last" 1}`;
    const [remark] = parseJsonSyntax(long, limits).remarks;
    assert.match(remark?.message ?? '', /a colon was expected after the property name/);
    assert.equal(remark?.offset, long.length - 2);
    assert.match(
      parseJsonSyntax(long.slice(0, -9), limits).remarks[0]?.message ?? '',
      /but the file ends here/,
    );
    assert.equal(parseJsonSyntax(long.repeat(3), METADATA_LIMITS).remarks[0]?.code, 'FileTooLarge');
  });
});
