import { isUtf8 } from 'node:buffer';

/** What bytes that are not UTF-8 most likely are. */
export type EncodingGuess =
  /** `name` for a sentence, `editorName` as VS Code's menu of encodings has it, where that differs. */
  | { readonly kind: 'encoding'; readonly name: string; readonly editorName?: string }
  /** Another kind of file altogether. */
  | { readonly kind: 'no text'; readonly name: string }
  /** UTF-8 whose last character lacks its end. */
  | { readonly kind: 'cut off'; readonly name: string }
  /** UTF-8 with a few bytes of something else in it. */
  | { readonly kind: 'mixed'; readonly name: string };

/** Enough to tell by; a file of megabytes is not looked at whole. */
const LOOKED_AT = 65_536;

/** First bytes of files that are sometimes named in place of the text inside them. */
const OTHER_FILES: readonly { readonly start: string; readonly name: string }[] = [
  { start: '\x1f\x8b', name: 'a gzip archive' },
  { start: 'PK\x03\x04', name: 'a zip archive or an Office document' },
  { start: '%PDF', name: 'a PDF' },
  { start: '\x89PNG', name: 'a picture' },
  { start: '\xff\xd8\xff', name: 'a picture' },
  { start: '\xd0\xcf\x11\xe0', name: 'an Office document' },
  { start: 'SQLite format 3', name: 'a database' },
  { start: '\x7fELF', name: 'a program' },
];

const WESTERN: EncodingGuess = {
  kind: 'encoding',
  name: 'Windows-1252 (Latin-1)',
  editorName: 'Western (Windows 1252)',
};
const CYRILLIC: EncodingGuess = {
  kind: 'encoding',
  name: 'Windows-1251 (Cyrillic)',
  editorName: 'Cyrillic (Windows 1251)',
};

/** Bytes to which Windows-1252 gives no character. */
const NOT_WESTERN = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/**
 * What the bytes of a file most likely are, when they are not the UTF-8 they should be. Says only what can be told with
 * some certainty.
 * @returns `undefined` when it cannot be told
 */
export function guessEncoding(bytes: Buffer): EncodingGuess | undefined {
  const other = OTHER_FILES.find(
    ({ start }) => bytes.toString('latin1', 0, Math.min(bytes.length, start.length)) === start,
  );
  if (other !== undefined) return { kind: 'no text', name: other.name };
  const head = bytes.subarray(0, LOOKED_AT);
  if (head.includes(0)) return wide(head);
  if (isCutOff(bytes)) return { kind: 'cut off', name: 'UTF-8' };

  const runs = highRuns(bytes);
  const sequences = runs.filter((run) => isUtf8(run)).length;
  if (sequences > runs.length / 2) return { kind: 'mixed', name: 'UTF-8' };
  for (const { label, name, isLikely } of JAPANESE) {
    const text = decoded(bytes, label);
    if (text !== undefined && isLikely(text)) return { kind: 'encoding', name };
  }
  const letters = Buffer.concat(runs);
  if (letters.some((byte) => NOT_WESTERN.has(byte))) return undefined;
  const words = runs.filter((run) => run.length >= 3).length;
  if (words > runs.length / 2) {
    const lowerCase = letters.filter((byte) => byte >= 0xe0).length;
    const isLetters = letters.every((byte) => byte >= 0xc0 || byte === 0xa8 || byte === 0xb8);
    return isLetters && lowerCase > letters.length / 2 ? CYRILLIC : undefined;
  }
  // Accented letters stand alone among plain ones, or two together at most.
  const alone = runs.filter((run) => run.length <= 2).length;
  return alone >= runs.length * 0.8 ? WESTERN : undefined;
}

/** Text of mostly plain characters in UTF-16 or UTF-32 has its NULs in regular places. */
function wide(bytes: Buffer): EncodingGuess | undefined {
  const nuls = [0, 0, 0, 0];
  bytes.forEach((byte, index) => {
    if (byte === 0) nuls[index % 4] = (nuls[index % 4] ?? 0) + 1;
  });
  const most = (bytes.length / 4) * 0.5;
  const [a, b, c, d] = nuls.map((count) => count > most) as [boolean, boolean, boolean, boolean];
  const unmarked = (name: string, editorName: string): EncodingGuess => {
    return { kind: 'encoding', name: `${name} without a byte order mark`, editorName };
  };
  if (b && c && d && !a) return unmarked('UTF-32 LE', 'UTF-32 LE');
  if (a && b && c && !d) return unmarked('UTF-32 BE', 'UTF-32 BE');
  if (b && d && !a && !c) return unmarked('UTF-16 LE', 'UTF-16 LE');
  if (a && c && !b && !d) return unmarked('UTF-16 BE', 'UTF-16 BE');
  return undefined;
}

/** Whether taking the last bytes away, which begin a character, leaves well-formed UTF-8 that is more than plain ASCII. */
function isCutOff(bytes: Buffer): boolean {
  for (let last = bytes.length - 1; last >= Math.max(0, bytes.length - 3); last -= 1) {
    const byte = bytes[last] ?? 0;
    if (byte >= 0x80 && byte < 0xc0) continue; // goes on with a character
    const lacking = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
    const before = bytes.subarray(0, last);
    return lacking > bytes.length - last && isUtf8(before) && before.some((earlier) => earlier >= 0x80);
  }
  return false;
}

/** The stretches of bytes above ASCII. */
function highRuns(bytes: Buffer): readonly Buffer[] {
  const runs: Buffer[] = [];
  let start = -1;
  const end = Math.min(bytes.length, LOOKED_AT * 16);
  for (let at = 0; at <= end; at += 1) {
    const isHigh = at < end && (bytes[at] ?? 0) >= 0x80;
    if (isHigh && start < 0) start = at;
    if (!isHigh && start >= 0) {
      runs.push(bytes.subarray(start, at));
      start = -1;
    }
  }
  return runs;
}

/** Kana are what tells Japanese text from bytes that happen to decode. Half-width kana are single bytes: no evidence. */
const JAPANESE = [
  { label: 'shift_jis', name: 'Shift JIS' },
  { label: 'euc-jp', name: 'EUC-JP' },
].map((encoding) => ({
  ...encoding,
  isLikely: (text: string) => (text.match(/[\u3041-\u30FA]/g)?.length ?? 0) >= 3,
}));

function decoded(bytes: Buffer, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined; // it is not that, or this Node does not know it
  }
}
