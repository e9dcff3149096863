import { createScanner, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';

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
}

/** The parser recurses once per level; far above this a hostile file would overflow the stack. */
const DEEPEST_NESTING = 200;

/** UTF-16 units. Metadata has a few thousand, with a long history a million; far more only costs time. */
export const LONGEST_TEXT = 2_000_000;

/** Brackets, keys and values; for the same reason. */
const MOST_TOKENS = 150_000;

/** jsonc-parser's token kinds (its `SyntaxKind` is a const enum, which isolated modules cannot read). */
const TOKEN = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  trivia: 15,
  end: 17,
} as const;

/**
 * Parses a text as JSON (RFC 8259) and forgives what people's editors put in: a byte order mark, comments and
 * trailing commas each give one warning. Empty, too long, too deeply nested and broken texts give one error. Never throws.
 */
export function parseJsonSyntax(text: string): ParsedSyntax {
  const remarks: SyntaxRemark[] = [];
  if (text.length > LONGEST_TEXT) {
    const message = `The file is too large to be one that a person or a form wrote: it has ${text.length.toLocaleString('en-US')} characters, and at most ${LONGEST_TEXT.toLocaleString('en-US')} are read.`;
    return { remarks: [error('FileTooLarge', message, 0, 0)] };
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
  const scan = scanTokens(readable);
  if (scan.empty) {
    return { remarks: [...remarks, error('EmptyFile', 'The file is empty: there is no JSON in it.', 0, 0)] };
  }
  if (scan.tooDeepAt !== undefined) {
    const message = `Brackets are nested more than ${DEEPEST_NESTING} deep here: this is no file that a person or a form wrote.`;
    return { remarks: [...remarks, error('NestedTooDeeply', message, scan.tooDeepAt, 1)] };
  }
  if (scan.tooManyAt !== undefined) {
    const message = `The file holds more than ${MOST_TOKENS.toLocaleString('en-US')} brackets, keys and values: this is no file that a person or a form wrote.`;
    return { remarks: [...remarks, error('FileTooLarge', message, scan.tooManyAt, 1)] };
  }
  const errors: ParseError[] = [];
  const root = parseTree(readable, errors, { allowTrailingComma: true });
  const first = errors[0];
  if (first !== undefined || root === undefined) {
    const offset = Math.min(first?.offset ?? 0, text.length);
    const length = Math.min(first?.length ?? 0, text.length - offset);
    const reason = first === undefined ? 'a value was expected' : explain(first, readable);
    return {
      remarks: [...remarks, error('JsonSyntax', `This is not valid JSON: ${reason}.`, offset, length)],
    };
  }
  return { root, remarks: [...remarks, ...scan.remarks] };
}

interface TokenScan {
  readonly empty: boolean;
  readonly tooDeepAt?: number;
  readonly tooManyAt?: number;
  readonly remarks: readonly SyntaxRemark[];
}

/** One pass without recursion: nesting depth, the first comment and the first trailing comma. */
function scanTokens(text: string): TokenScan {
  const scanner = createScanner(text, false);
  let depth = 0;
  let tokens = 0;
  let empty = true;
  let comment: SyntaxRemark | undefined;
  let trailing: SyntaxRemark | undefined;
  let commaAt: number | undefined;
  for (;;) {
    const token: number = scanner.scan();
    if (token === TOKEN.end) break;
    if (token === TOKEN.trivia || token === TOKEN.lineBreak) continue;
    if (token === TOKEN.lineComment || token === TOKEN.blockComment) {
      comment ??= warning(
        'JsonComment',
        'JSON has no comments; this one is read over. Other programs may refuse the file.',
        scanner.getTokenOffset(),
        scanner.getTokenLength(),
      );
      continue;
    }
    empty = false;
    tokens += token === TOKEN.comma || token === TOKEN.colon ? 0 : 1;
    if (tokens > MOST_TOKENS) return { empty, tooManyAt: scanner.getTokenOffset(), remarks: [] };
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
  return { empty, remarks: [comment, trailing].filter((remark) => remark !== undefined) };
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
