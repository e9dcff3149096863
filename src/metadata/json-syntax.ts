import { createScanner, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { TOKEN } from './json-tokens.ts';
import { createTreeBuilder, type BrokenPlace, type BuiltTree } from './json-tree-builder.ts';

/** Something about a JSON text's form, before anything is known about its meaning. Offsets in UTF-16 units. */
export interface SyntaxRemark {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly offset: number;
  readonly length: number;
}

/** A parsed text: `root` is there exactly when no remark is an error. */
export interface ParsedSyntax {
  readonly root?: Node;
  readonly remarks: readonly SyntaxRemark[];
  /** Objects in which a key stands more than once, in the text's order. */
  readonly repeated: readonly Node[];
}

/** The parser recurses once per level; far above this a hostile file would overflow the stack. */
const DEEPEST_NESTING = 200;

/** How much a text may hold before it is refused: far more than anybody wrote only costs time. */
export interface SyntaxLimits {
  /** UTF-16 units. */
  readonly longest: number;
  /** Brackets, keys and values. */
  readonly tokens: number;
}

/** Metadata has a few thousand characters, with 10,000 customers or a long history a million. */
export const METADATA_LIMITS: SyntaxLimits = { longest: 2_000_000, tokens: 150_000 };

/**
 * A config.json of 10,000 customers, with all that the Go tool writes into an entry, has 9.7 million characters and
 * 410,000 brackets, keys and values.
 */
export const CONFIG_LIMITS: SyntaxLimits = { longest: 16_000_000, tokens: 800_000 };

/** Tokens that are read without a pause: a few milliseconds. */
const TOKENS_A_STEP = 10_000;

/** A broken text up to this long is parsed once more for the parser's own account of what is wrong. */
const LONGEST_TO_EXPLAIN = 1_000_000;

/**
 * Parses a text as JSON (RFC 8259) and forgives what people's editors put in: a byte order mark, comments and
 * trailing commas each give one warning. Empty, too long, too deeply nested and broken texts give one error. Never throws.
 */
export function parseJsonSyntax(text: string, limits: SyntaxLimits = METADATA_LIMITS): ParsedSyntax {
  const steps = jsonSyntaxSteps(text, limits);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** {@link parseJsonSyntax} in steps of a few milliseconds each, for those who share their thread with an editor. */
export function* jsonSyntaxSteps(
  text: string,
  { longest, tokens }: SyntaxLimits,
): Generator<undefined, ParsedSyntax> {
  const remarks: SyntaxRemark[] = [];
  const failed = (last: SyntaxRemark): ParsedSyntax => ({ remarks: [...remarks, last], repeated: [] });
  if (text.length > longest) {
    const message = `The file is too large to be one that a person or a form wrote: it has ${text.length.toLocaleString('en-US')} characters, and at most ${longest.toLocaleString('en-US')} are read.`;
    return failed(error('FileTooLarge', message, 0, 0));
  }
  const marked = text.startsWith('\uFEFF');
  if (marked) {
    remarks.push({
      severity: 'warning',
      code: 'ByteOrderMark',
      message:
        'The file starts with a byte order mark, which JSON does not allow. It is read all the same; save the file as UTF-8 without BOM.',
      offset: 0,
      length: 1,
    });
  }
  // A space in its place keeps every offset as it is in the file.
  const readable = marked ? ` ${text.slice(1)}` : text;
  const { tree, ...scan } = yield* readTokens(readable, tokens);
  if (scan.empty) return failed(error('EmptyFile', 'The file is empty: there is no JSON in it.', 0, 0));
  if (scan.tooDeepAt !== undefined) {
    const message = `Brackets are nested more than ${DEEPEST_NESTING} deep here: this is no file that a person or a form wrote.`;
    return failed(error('NestedTooDeeply', message, scan.tooDeepAt, 1));
  }
  if (scan.tooManyAt !== undefined) {
    const message = `The file holds more than ${tokens.toLocaleString('en-US')} brackets, keys and values: this is no file that a person or a form wrote.`;
    return failed(error('FileTooLarge', message, scan.tooManyAt, 1));
  }
  if (tree?.root === undefined) return failed(broken(readable, tree?.broken));
  const repeated = [...tree.repeated].sort((a, b) => a.offset - b.offset);
  return { root: tree.root, remarks: [...remarks, ...scan.remarks], repeated };
}

/** What is wrong with a text that is no JSON. */
function broken(text: string, place: BrokenPlace | undefined): SyntaxRemark {
  const errors: ParseError[] = [];
  if (text.length <= LONGEST_TO_EXPLAIN) parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  const offset = Math.min(first?.offset ?? place?.offset ?? 0, text.length);
  const length = Math.min(first?.length ?? place?.length ?? 0, text.length - offset);
  const reason = first === undefined ? expectation(text, place) : explain(first, text);
  return error('JsonSyntax', `This is not valid JSON: ${reason}.`, offset, length);
}

interface TokenScan {
  readonly empty: boolean;
  readonly tooDeepAt?: number;
  readonly tooManyAt?: number;
  readonly remarks: readonly SyntaxRemark[];
  /** Absent where the scan gave up. */
  readonly tree?: BuiltTree;
}

/** One pass without recursion: the tree, nesting depth, the first comment and the first trailing comma. */
function* readTokens(text: string, mostTokens: number): Generator<undefined, TokenScan> {
  const scanner = createScanner(text, false);
  const builder = createTreeBuilder();
  let depth = 0;
  let tokens = 0;
  let untilPause = TOKENS_A_STEP;
  let empty = true;
  let comment: SyntaxRemark | undefined;
  let trailing: SyntaxRemark | undefined;
  let commaAt: number | undefined;
  for (;;) {
    if (--untilPause === 0) {
      untilPause = TOKENS_A_STEP;
      yield;
    }
    const token: number = scanner.scan();
    if (token === TOKEN.end) break;
    if (token === TOKEN.trivia || token === TOKEN.lineBreak) continue;
    if (token === TOKEN.lineComment || token === TOKEN.blockComment) {
      const tokenError: number = scanner.getTokenError();
      if (tokenError !== 0) builder.take(token, scanner);
      comment ??= warning(
        'JsonComment',
        'JSON has no comments; this one is read over. Other programs may refuse the file.',
        scanner.getTokenOffset(),
        scanner.getTokenLength(),
      );
      continue;
    }
    empty = false;
    builder.take(token, scanner);
    tokens += token === TOKEN.comma || token === TOKEN.colon ? 0 : 1;
    if (tokens > mostTokens) return { empty, tooManyAt: scanner.getTokenOffset(), remarks: [] };
    if (token === TOKEN.openBrace || token === TOKEN.openBracket) depth += 1;
    if (token === TOKEN.closeBrace || token === TOKEN.closeBracket) {
      depth -= 1;
      if (commaAt !== undefined) {
        trailing ??= warning(
          'TrailingComma',
          'JSON allows no comma before a closing bracket; this one is read over. Other programs may refuse the file.',
          commaAt,
          1,
        );
      }
    }
    commaAt = token === TOKEN.comma ? scanner.getTokenOffset() : undefined;
    if (depth > DEEPEST_NESTING) return { empty, tooDeepAt: scanner.getTokenOffset(), remarks: [] };
  }
  const remarks = [comment, trailing].filter((remark) => remark !== undefined);
  return { empty, remarks, tree: builder.end(text.trimEnd().length) };
}

const error = (code: string, message: string, offset: number, length: number): SyntaxRemark => ({
  severity: 'error',
  code,
  message,
  offset,
  length,
});

const warning = (code: string, message: string, offset: number, length: number): SyntaxRemark => ({
  ...error(code, message, offset, length),
  severity: 'warning',
});

const REASONS: Readonly<Record<string, string>> = {
  InvalidNumberFormat: 'this number is not written as JSON writes numbers',
  PropertyNameExpected: 'a property name in double quotes was expected',
  ValueExpected: 'a value was expected',
  ColonExpected: 'a colon was expected after the property name',
  CommaExpected: 'a comma was expected',
  CloseBraceExpected: 'the closing } is missing',
  CloseBracketExpected: 'the closing ] is missing',
  EndOfFileExpected: 'there is more text after the end of the document',
  UnexpectedEndOfComment: 'the comment does not end',
  UnexpectedEndOfString: 'the text does not end: its closing double quote is missing',
  UnexpectedEndOfNumber: 'the number does not end',
  InvalidUnicode: 'the \\u escape is not followed by four hexadecimal digits',
  InvalidEscapeCharacter: 'this \\ escape does not exist in JSON',
  InvalidCharacter: 'control characters (such as a line break) must be escaped inside a text',
};

/** One clause for the parser's first complaint, naming what stands there. */
function explain(parseError: ParseError, text: string): string {
  const name = printParseErrorCode(parseError.error);
  const found = text.slice(parseError.offset, parseError.offset + Math.min(parseError.length, 20));
  if (name === 'InvalidSymbol') return `“${found}” is no JSON value (texts take double quotes)`;
  const reason = REASONS[name] ?? 'the text cannot be read';
  if (parseError.offset >= text.trimEnd().length) return `${reason}, but the file ends here`;
  return reason;
}

const EXPECTED: Readonly<Record<BrokenPlace['expected'], string>> = {
  value: 'ValueExpected',
  'value or ]': 'ValueExpected',
  'key or }': 'PropertyNameExpected',
  colon: 'ColonExpected',
  'comma or end': 'CommaExpected',
  'end of text': 'EndOfFileExpected',
};

/** By jsonc-parser's `ScanError`, a const enum. */
const TOKEN_ERRORS: readonly (string | undefined)[] = [
  undefined,
  'UnexpectedEndOfComment',
  'UnexpectedEndOfString',
  'UnexpectedEndOfNumber',
  'InvalidUnicode',
  'InvalidEscapeCharacter',
  'InvalidCharacter',
];

/** The same for a text that is too long to be parsed once more. */
function expectation(text: string, place: BrokenPlace | undefined): string {
  const wrong = TOKEN_ERRORS[place?.tokenError ?? 0] ?? EXPECTED[place?.expected ?? 'value'];
  const reason = REASONS[wrong] ?? 'the text cannot be read';
  return (place?.offset ?? 0) >= text.trimEnd().length ? `${reason}, but the file ends here` : reason;
}
