import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseTree, type Node } from 'jsonc-parser';
import {
  findProperty,
  kindOf,
  locate,
  pointerSegments,
  pointerStep,
  propertiesOf,
} from '../../src/metadata/json-tree.ts';

const tree = (text: string): Node => parseTree(text)!;

describe('findProperty', () => {
  it('takes the exact spelling before any other', () => {
    const node = tree('{"Customers": 1, "customers": 2, "CUSTOMERS": 3}');
    assert.equal(findProperty(node, 'customers')?.valueNode.value, 2);
  });

  it('takes a spelling that differs in case only, the last of several', () => {
    const node = tree('{"CUSTOMERS": 1, "Customers": 2, "customer": 3}');
    assert.equal(findProperty(node, 'customers')?.valueNode.value, 2);
  });

  it('takes the last of duplicate keys', () => {
    assert.equal(findProperty(tree('{"a": 1, "a": 2}'), 'a')?.valueNode.value, 2);
  });

  it('finds nothing in what is no object', () => {
    assert.equal(findProperty(tree('[1]'), '0'), undefined);
    assert.equal(findProperty(undefined, 'a'), undefined);
    assert.deepEqual(propertiesOf(tree('"a"')), []);
  });
});

describe('locate', () => {
  const root = tree('{"Change": {"list": [{"a/b": 1}, 2]}}');

  it('gives the pointer with the keys as written in the file', () => {
    const place = locate(root, ['change', 'LIST', 0, 'a/b']);
    assert.equal(place.complete, true);
    assert.equal(place.pointer, '/Change/list/0/a~1b');
    assert.equal(place.node.value, 1);
  });

  it('stops at the nearest ancestor that exists', () => {
    const place = locate(root, ['Change', 'list', 7, 'x']);
    assert.equal(place.complete, false);
    assert.equal(place.pointer, '/Change/list');
  });

  it('never takes a key for an index', () => {
    for (const key of ['', '-1', '1.0', 'x', '1e0']) {
      assert.equal(locate(root, ['Change', 'list', key]).pointer, '/Change/list', key);
    }
  });
});

describe('JSON pointers', () => {
  it('come apart into the segments they were made of', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('~', '/', '0', '1', 'a') })), (segments) => {
        assert.deepEqual(pointerSegments(segments.map(pointerStep).join('')), segments);
      }),
    );
  });
});

describe('kindOf', () => {
  it('names every kind of value', () => {
    const kinds = propertiesOf(tree('{"a":"x","b":1,"c":true,"d":false,"e":null,"f":[],"g":{}}'));
    assert.deepEqual(
      kinds.map(({ valueNode }) => kindOf(valueNode)),
      ['a text', 'a number', 'true', 'false', 'null', 'a list', 'an object'],
    );
  });
});
