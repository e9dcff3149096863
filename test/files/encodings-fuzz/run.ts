import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileRefusal, readFileText, readTextFile } from '../../../src/files/index.ts';
import { prepareInvite } from '../../../src/invite/index.ts';
import { createQueryMemory, DEFAULT_LIMITS, realClock } from '../../../src/recipients/index.ts';
import { textAsRead, type OpenDocument } from '../../../src/ui/files/text-as-read.ts';
import { makeResult } from '../../invite/sample.ts';
import { randomFrom, type Random } from '../../metadata/fuzz/random.ts';

const ENCODINGS = ['utf8', 'utf8bom', 'utf16le', 'utf16be', 'windows1252'] as const;
type Encoding = (typeof ENCODINGS)[number];

/** What came of the files that were tried. */
export interface EncodingFigures {
  readonly files: number;
  readonly refused: number;
  /** Texts with a plan, whose fingerprints were compared. */
  readonly planned: number;
}

/**
 * Writes random metadata files in the five encodings that people have, and reads each as the command line does and as the
 * editor does: closed, open in whatever encoding `files.encoding` says, and with unsaved changes. What must come out is the
 * text that the file was made from, not what any decoder says.
 */
export async function fuzzEncodings(seed: number, files: number): Promise<EncodingFigures> {
  const random = randomFrom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'encodings-'));
  const path = join(folder, 'meeting.json');
  const figures = { files, refused: 0, planned: 0 };
  try {
    for (let file = 0; file < files; file += 1) {
      const encoding = random.pick(ENCODINGS);
      const text = metadataText(random, encoding === 'windows1252', file);
      const bytes = encode(text, encoding);
      writeFileSync(path, bytes);
      const about = `seed ${seed}, file ${file}, ${encoding}: ${JSON.stringify(text)}`;

      const told = await outcome(() => readTextFile(path));
      assert.deepEqual(told, expected(text, encoding, told), about);
      if (told.kind === 'refused') figures.refused += 1;

      const shown = random.pick(ENCODINGS);
      for (const open of [undefined, documentOf(bytes, shown, false)]) {
        const seen = await outcome(async () => textAsRead(await readFileText(path), open));
        assert.deepEqual(seen, told, `${about} open as ${shown}`);
      }
      const unsaved = await outcome(async () =>
        textAsRead(await readFileText(path), documentOf(bytes, shown, true)),
      );
      if (unsaved.kind === 'read') {
        assert.ok(told.kind === 'read', about);
        assert.equal(oneKindOfEnds(unsaved.text), oneKindOfEnds(told.text), `${about} unsaved as ${shown}`);
      }
      if (told.kind === 'read') {
        const [mine, theirs] = await Promise.all([
          fingerprint(told.text),
          fingerprint(textAsRead(await readFileText(path), documentOf(bytes, shown, false)) ?? ''),
        ]);
        assert.ok(mine !== undefined, about);
        assert.equal(theirs, mine, about);
        figures.planned += 1;
      }
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Outcome =
  | { readonly kind: 'read'; readonly text: string }
  | { readonly kind: 'refused'; readonly message: string; readonly line: unknown; readonly column: unknown };

async function outcome(read: () => Promise<string | undefined>): Promise<Outcome> {
  try {
    return { kind: 'read', text: (await read()) ?? 'no file' };
  } catch (error) {
    assert.ok(error instanceof FileRefusal, String(error));
    return { kind: 'refused', message: error.message, line: error.line, column: error.column };
  }
}

/** What is right, by what the file was made from. */
function expected(text: string, encoding: Encoding, told: Outcome): Outcome {
  const at = text.search(/[^\0-\x7f]/);
  if (encoding === 'utf8' || (encoding === 'windows1252' && at < 0)) return { kind: 'read', text };
  if (encoding !== 'windows1252') return { kind: 'read', text: `\uFEFF${text}` };
  const message = told.kind === 'refused' ? told.message : 'a refusal';
  assert.match(message, /^it is not UTF-8 but most likely Windows-1252/);
  const lines = text.slice(0, at).split(/\r\n|\r|\n/);
  return { kind: 'refused', message, line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

const PLAIN = ['Router', 'window', '2030', '{x}', 'a\\"b', '[1]', '%', 'Zone'];
const WESTERN = [
  'Schlüssel',
  'für',
  'Zürich',
  'Été',
  'café',
  'naïve',
  'São',
  'Århus',
  'ÿ',
  '– dash',
  '“quoted”',
];
const WIDE = ['鍵', 'ключ', 'κλειδί', '🔑', '👩‍💻', 'مفتاح', 'מפתח', '\u2028', '\u00A0', '한국어', '\u0301'];

function metadataText(random: Random, isWestern: boolean, file: number): string {
  const words = [...PLAIN, ...(random.chance(20) ? [] : WESTERN), ...(isWestern ? [] : WIDE)];
  const phrase = (most: number): string =>
    Array.from({ length: 1 + random.below(most) }, () => random.pick(words)).join(' ');
  const lines = [
    '{',
    `"changeId": "CHG-${file}",`,
    `"changeTitle": "Change ${phrase(6)}",`,
    '"customers": ["a", "b"],',
    `"changeReason": "${phrase(20)}",`,
    '"implementationStart": "2030-04-12T21:00:00-04:00",',
    '"implementationEnd": "2030-04-12T23:00:00-04:00",',
    '"timezone": "America/New_York"',
    '}',
  ];
  const ends = random.pick([['\n'], ['\r\n'], ['\r'], ['\n', '\r\n']]);
  return lines.map((line) => `${random.pick(['', '  ', '\t'])}${line}${random.pick(ends)}`).join('');
}

/** The characters of Windows-1252 between 0x80 and 0x9F that are used here. */
const TYPOGRAPHIC: Readonly<Record<string, number>> = { '–': 0x96, '“': 0x93, '”': 0x94 };

function encode(text: string, encoding: Encoding): Buffer {
  switch (encoding) {
    case 'utf8':
      return Buffer.from(text, 'utf8');
    case 'utf8bom':
      return Buffer.from(`\uFEFF${text}`, 'utf8');
    case 'utf16le':
      return Buffer.from(`\uFEFF${text}`, 'utf16le');
    case 'utf16be':
      return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
    case 'windows1252':
      return Buffer.from(Array.from(text, (one) => TYPOGRAPHIC[one] ?? one.charCodeAt(0)));
  }
}

/** A document as VS Code makes it: a byte order mark decides, else the setting; what does not decode is replaced. */
function documentOf(bytes: Buffer, setting: Encoding, isDirty: boolean): OpenDocument {
  const head = bytes.toString('hex', 0, 3);
  const marked =
    head === 'efbbbf'
      ? 'utf8bom'
      : head.startsWith('fffe')
        ? 'utf16le'
        : head.startsWith('feff')
          ? 'utf16be'
          : undefined;
  const encoding = marked ?? setting;
  const label = {
    utf8: 'utf-8',
    utf8bom: 'utf-8',
    utf16le: 'utf-16le',
    utf16be: 'utf-16be',
    windows1252: 'windows-1252',
  };
  const text = new TextDecoder(label[encoding]).decode(bytes);
  return { isDirty, encoding, getText: () => (text.includes('\r\n') ? oneKindOfEnds(text) : text) };
}

const oneKindOfEnds = (text: string): string => text.replace(/\r\n|\r|\n/g, '\r\n');

/** The fingerprint of the plan that a text gives. */
async function fingerprint(metadataText: string): Promise<string | undefined> {
  const preparation = await prepareInvite(
    {
      metadataFile: '/w/meeting.json',
      metadataText,
      workingDirectory: '/w',
      configFile: 'none',
      topicName: 'aws-calendar',
      senderEmail: 'cloud-team@example.com',
      defaultTimeZone: 'America/New_York',
      hideAttendees: 'auto',
      limits: DEFAULT_LIMITS,
      acceptPartial: true,
      askNobody: true,
      previous: [
        makeResult('a', { emails: ['ann@a.example'] }),
        makeResult('b', { emails: ['bob@b.example'] }),
      ],
    },
    {
      readTextFile: () => Promise.resolve(undefined),
      env: {},
      homeDirectory: '/nowhere',
      clock: { ...realClock, now: () => Date.UTC(2029, 0, 1) },
      signal: new AbortController().signal,
      aws: {
        readTextFile: () => Promise.resolve(undefined),
        memory: createQueryMemory(),
        open: () => assert.fail('nobody is asked'),
      },
    },
  );
  return preparation.kind === 'planned' ? preparation.plan.fingerprint : undefined;
}
