import { isAscii, isUtf8 } from 'node:buffer';
import { guessEncoding } from './guess-encoding.ts';
import { FileRefusal, type FilePlace } from './refusal.ts';

/** The encodings that are read. UTF-16 only with its byte order mark. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** A text as its file holds it. */
export interface FileText {
  /** A byte order mark is its first character (U+FEFF). */
  readonly text: string;
  readonly encoding: TextEncoding;
  /** Every encoding that a JSON file is likely to have reads these bytes alike. */
  readonly isAscii: boolean;
}

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Turns a file's bytes into its text. A byte order mark decides (The Unicode Standard §23.8); without one it is UTF-8.
 * Never puts replacement characters in the place of what cannot be decoded.
 * @throws FileRefusal `NotUtf8` with the encoding that it most likely is, the place of the first such byte, and the cure
 */
export function decodeText(bytes: Buffer): FileText {
  if (startsWith(bytes, [0xff, 0xfe, 0, 0]) || startsWith(bytes, [0, 0, 0xfe, 0xff]))
    throw new FileRefusal('NotUtf8', `it is UTF-32, which is not read. ${cure('UTF-32')}`, START);
  if (startsWith(bytes, [0xff, 0xfe])) return decodeUtf16(bytes, 'utf-16le');
  if (startsWith(bytes, [0xfe, 0xff])) return decodeUtf16(bytes, 'utf-16be');
  // ASCII in UTF-16 is valid UTF-8 as well, with a NUL beside each character.
  if (bytes.includes(0) && guessEncoding(bytes)?.kind === 'encoding') throw notUtf8(bytes, bytes.indexOf(0));
  if (!isUtf8(bytes)) throw notUtf8(bytes, firstInvalid(bytes));
  return { text: bytes.toString('utf8'), encoding: 'utf-8', isAscii: isAscii(bytes) };
}

/** The bytes of a text in one of the encodings that are read. A byte order mark has to be in the text. */
export function encodeText(text: string, encoding: TextEncoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}

function decodeUtf16(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): FileText {
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const text = (encoding === 'utf-16le' ? whole : Buffer.from(whole).swap16()).toString('utf16le');
  const lone = LONE_SURROGATE.exec(text);
  if (lone !== null || whole.length !== bytes.length) {
    const place = placeAfter(text.slice(0, lone?.index));
    const what = lone === null ? 'ends in the middle of a character' : 'holds half a character';
    throw new FileRefusal(
      'NotUtf8',
      `it is UTF-16 that ${what} at ${inWords(place)}: it is damaged or cut off. Save it again in whole, best as UTF-8`,
      place,
    );
  }
  return { text, encoding, isAscii: false };
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

const START: FilePlace = { line: 1, column: 1 };

function notUtf8(bytes: Buffer, at: number): FileRefusal {
  const place = placeAfter(bytes.toString('utf8', 0, at));
  const where = inWords(place);
  const byte = `byte 0x${(bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')} at ${where}`;
  const guess = guessEncoding(bytes);
  const refuse = (message: string): FileRefusal => new FileRefusal('NotUtf8', message, place);
  switch (guess?.kind) {
    case 'encoding':
      return refuse(
        `it is not UTF-8 but most likely ${guess.name} (${byte}). ${cure(guess.editorName ?? guess.name)}`,
      );
    case 'no text':
      return refuse(`it is no text but ${guess.name}; name the JSON file itself`);
    case 'cut off':
      return refuse(
        `it ends in the middle of a character at ${where}: it is cut off. Save it again in whole`,
      );
    case 'mixed':
      return refuse(
        `it is UTF-8, but not at ${where}: ${byte.slice(0, 9)} is no part of a character there. Write that character again and save the file as UTF-8`,
      );
    case undefined:
      return refuse(`it is not UTF-8, and which encoding it is cannot be told (${byte}). ${cure(undefined)}`);
  }
}

/** What to do, for the editor that most readers of these files have. */
function cure(encoding: string | undefined): string {
  const from = encoding === undefined ? 'the encoding it was written in' : `“${encoding}”`;
  return `Save it as UTF-8 (in VS Code: “Reopen with Encoding” ${from}, then “Save with Encoding” UTF-8)`;
}

/** Where the first byte stands that is no part of well-formed UTF-8 (The Unicode Standard, table 3-7). */
function firstInvalid(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return at;
}

/** @returns the bytes of the character that begins here; 0 where none does */
function sequenceLength(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  return length > 0 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}

/** The place right behind a text that begins a file. */
function placeAfter(text: string): FilePlace {
  let line = 1;
  let start = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  for (const match of text.matchAll(/\r\n|\r|\n/g)) {
    line += 1;
    start = match.index + match[0].length;
  }
  return { line, column: text.length - start + 1 };
}

function inWords({ line, column }: FilePlace): string {
  return `line ${line}, column ${column}`;
}

function startsWith(bytes: Buffer, start: readonly number[]): boolean {
  return bytes.length >= start.length && start.every((byte, index) => bytes[index] === byte);
}
