import type { JSONScanner, Node } from 'jsonc-parser';
import { TOKEN } from './json-tokens.ts';

/** What the grammar allows next. */
type State = 'value' | 'value or ]' | 'key or }' | 'colon' | 'comma or end' | 'end of text';

/** Where a text stops being JSON. Offset and length in UTF-16 units; `expected` is what should have stood there. */
export interface BrokenPlace {
  readonly expected: State;
  /** jsonc-parser's `ScanError`: what is wrong with the token itself; 0 for nothing. */
  readonly tokenError: number;
  readonly offset: number;
  readonly length: number;
}

/** The tree that has been read so far. */
export interface BuiltTree {
  readonly root?: Node;
  readonly broken?: BrokenPlace;
  /** Objects in which a key stands more than once. */
  readonly repeated: readonly Node[];
}

type Open = Omit<Node, 'length' | 'children' | 'colonOffset'> & {
  length: number;
  children: Node[];
  colonOffset?: number;
};

/**
 * Builds the tree of a JSON text token by token, as jsonc-parser's `parseTree` would (trailing commas allowed), but so
 * that whoever feeds it can pause: a text of 9 MB takes half a second.
 * @returns takes the scanner's present token, white space and comments left out; after a broken place it takes no more
 */
export function createTreeBuilder(): {
  readonly take: (token: number, scanner: JSONScanner) => void;
  readonly end: (offset: number) => BuiltTree;
} {
  let state: State = 'value';
  let root: Node | undefined;
  let broken: BrokenPlace | undefined;
  const stack: Open[] = [];
  const repeated: Node[] = [];

  const add = (node: Node): void => {
    const parent = stack.at(-1);
    if (parent === undefined) root = node;
    else parent.children.push(node);
  };
  /** After a value: its property, if it is one's, is complete. */
  const valueEnds = (at: number): void => {
    const parent = stack.at(-1);
    if (parent?.type === 'property') {
      parent.length = at - parent.offset;
      stack.pop();
    }
    state = stack.length === 0 ? 'end of text' : 'comma or end';
  };
  const open = (type: 'object' | 'array', offset: number): void => {
    const parent = stack.at(-1);
    const node: Open = {
      type,
      offset,
      length: -1,
      children: [],
      ...(parent === undefined ? {} : { parent }),
    };
    add(node);
    stack.push(node);
    state = type === 'object' ? 'key or }' : 'value or ]';
  };
  const close = (at: number): void => {
    const node = stack.pop();
    if (node === undefined) return;
    node.length = at - node.offset;
    if (node.type === 'object' && hasKeyTwice(node)) repeated.push(node);
    valueEnds(at);
  };
  const literal = (type: Node['type'], value: unknown, offset: number, length: number): void => {
    const parent = stack.at(-1);
    add({ type, offset, length, value, ...(parent === undefined ? {} : { parent }) });
    valueEnds(offset + length);
  };

  const value = (token: number, scanner: JSONScanner): boolean => {
    const [offset, length] = [scanner.getTokenOffset(), scanner.getTokenLength()];
    switch (token) {
      case TOKEN.openBrace:
        open('object', offset);
        return true;
      case TOKEN.openBracket:
        open('array', offset);
        return true;
      case TOKEN.string:
        literal('string', scanner.getTokenValue(), offset, length);
        return true;
      case TOKEN.number:
        literal('number', Number(scanner.getTokenValue()), offset, length);
        return true;
      case TOKEN.yes:
      case TOKEN.no:
        literal('boolean', token === TOKEN.yes, offset, length);
        return true;
      case TOKEN.nothing:
        literal('null', null, offset, length);
        return true;
      default:
        return false;
    }
  };
  const key = (token: number, scanner: JSONScanner): boolean => {
    const parent = stack.at(-1);
    if (token !== TOKEN.string || parent === undefined) return false;
    const [offset, length] = [scanner.getTokenOffset(), scanner.getTokenLength()];
    const property: Open = { type: 'property', offset, length: -1, parent, children: [] };
    property.children.push({
      type: 'string',
      value: scanner.getTokenValue(),
      offset,
      length,
      parent: property,
    });
    add(property);
    stack.push(property);
    state = 'colon';
    return true;
  };
  const fits = (token: number, scanner: JSONScanner): boolean => {
    const at = scanner.getTokenOffset() + scanner.getTokenLength();
    switch (state) {
      case 'value':
        return value(token, scanner);
      case 'value or ]':
        if (token !== TOKEN.closeBracket) return value(token, scanner);
        close(at);
        return true;
      case 'key or }':
        if (token !== TOKEN.closeBrace) return key(token, scanner);
        close(at);
        return true;
      case 'colon': {
        const property = stack.at(-1);
        if (token !== TOKEN.colon || property === undefined) return false;
        property.colonOffset = scanner.getTokenOffset();
        state = 'value';
        return true;
      }
      case 'comma or end': {
        const isObject = stack.at(-1)?.type === 'object';
        if (token === TOKEN.comma) {
          state = isObject ? 'key or }' : 'value or ]';
          return true;
        }
        if (token !== (isObject ? TOKEN.closeBrace : TOKEN.closeBracket)) return false;
        close(at);
        return true;
      }
      case 'end of text':
        return false;
    }
  };

  return {
    take: (token, scanner) => {
      if (broken !== undefined) return;
      const expected = state;
      const tokenError: number = scanner.getTokenError();
      if (tokenError === 0 && fits(token, scanner)) return;
      broken = { expected, tokenError, offset: scanner.getTokenOffset(), length: scanner.getTokenLength() };
    },
    end: (offset) => {
      if (broken === undefined && state !== 'end of text')
        broken = { expected: state, tokenError: 0, offset, length: 0 };
      return {
        ...(root === undefined || broken !== undefined ? {} : { root }),
        ...(broken === undefined ? {} : { broken }),
        repeated,
      };
    },
  };
}

const hasKeyTwice = ({ children }: Open): boolean =>
  children.length > 1 &&
  new Set(children.map((property) => property.children?.[0]?.value as unknown)).size < children.length;
