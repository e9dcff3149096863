import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { FileRefusal, readTextFile } from '../../src/files/index.ts';
import { readFileBytes, type Disk } from '../../src/files/read-bytes.ts';

const isWindows = process.platform === 'win32';

describe('a file is read from its bytes', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'read-'));
  });
  after(() => rmSync(folder, { recursive: true }));
  const file = (name: string, bytes: Uint8Array | string): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const refusal = async (path: string, limits = {}): Promise<FileRefusal> => {
    const thrown: unknown = await readTextFile(path, limits).catch((error: unknown) => error);
    assert.ok(thrown instanceof FileRefusal, String(thrown));
    return thrown;
  };
  const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

  it('a byte order mark decides; it is part of the text', async () => {
    const text = '{ "title": "Schlüssel für Zürich 🎉" }\r\n';
    assert.equal(await readTextFile(file('plain', text)), text);
    const marked = `\uFEFF${text}`;
    assert.equal(await readTextFile(file('utf8', marked)), marked);
    assert.equal(await readTextFile(file('le', Buffer.from(marked, 'utf16le'))), marked);
    assert.equal(await readTextFile(file('be', swapped(marked))), marked);
    assert.equal(await readTextFile(file('empty', '')), '');
  });

  it('a link is followed, and the null device is an empty file', async () => {
    const target = file('target', 'text');
    symlinkSync(target, join(folder, 'link'));
    assert.equal(await readTextFile(join(folder, 'link')), 'text');
    assert.equal(await readTextFile(devNull), '');
    assert.equal(await readTextFile(join(folder, 'missing')), undefined);
  });

  for (const [name, bytes, guess, line, column] of [
    [
      'Windows-1252',
      Buffer.from('{\r\n\t"a": "f\xfcr Z\xfcrich \x96 \xe9t\xe9"\r\n}', 'latin1'),
      'Windows-1252 (Latin-1)',
      2,
      9,
    ],
    ['after a lone CR', Buffer.from('{\r"a": "\xfc"}', 'latin1'), 'Windows-1252 (Latin-1)', 2, 7],
    [
      'UTF-16 LE without a mark',
      Buffer.from('{ "a": "für" }', 'utf16le'),
      'UTF-16 LE without a byte order mark',
      1,
      2,
    ],
    ['UTF-16 LE in ASCII', Buffer.from('{ "a": 1 }', 'utf16le'), 'UTF-16 LE without a byte order mark', 1, 2],
    ['UTF-16 BE in ASCII', swapped('{ "a": 1 }'), 'UTF-16 BE without a byte order mark', 1, 1],
    [
      'UTF-32',
      Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), Buffer.from('{\0\0\0}\0\0\0')]),
      'UTF-32',
      1,
      1,
    ],
    [
      'UTF-16 with half a character',
      Buffer.from('\uFEFF{\n"\uD83C"', 'utf16le'),
      'holds half a character',
      2,
      2,
    ],
    [
      'UTF-16 cut off',
      Buffer.from('\uFEFF{}', 'utf16le').subarray(0, 5),
      'ends in the middle of a character',
      1,
      2,
    ],
    ['UTF-8 cut off', Buffer.from('{ "ä": "ü').subarray(0, -1), 'it is cut off', 1, 9],
    [
      'a stray byte',
      Buffer.concat([Buffer.from('{"ä":"ß","ö":"'), Buffer.from([0xe4]), Buffer.from('"}')]),
      'not at line 1, column 15',
      1,
      15,
    ],
    [
      'Shift JIS',
      Buffer.concat([Buffer.from('{"a":"'), Buffer.from('82b182f182c982bf82cd', 'hex'), Buffer.from('"}')]),
      'Shift JIS',
      1,
      7,
    ],
    [
      'Windows-1251',
      Buffer.concat([Buffer.from('{"a":"'), Buffer.from('cfeee4e4e5f0e6eae0', 'hex'), Buffer.from('"}')]),
      'Windows-1251 (Cyrillic)',
      1,
      7,
    ],
    ['gzip', Buffer.from('1f8b0800000000000003', 'hex'), 'a gzip archive', 1, 2],
    ['nobody knows', Buffer.from('7b818d8f907d', 'hex'), 'cannot be told', 1, 2],
  ] as const) {
    it(`is refused with guess, line and column, never read with replacement characters: ${name}`, async () => {
      const { code, message, line: at, column: across } = await refusal(file('refused', bytes));
      assert.equal(code, 'NotUtf8');
      assert.ok(message.includes(guess), message);
      assert.deepEqual([at, across], [line, column], message);
    });
  }

  it('names the cure', async () => {
    const { message } = await refusal(file('latin1', Buffer.from('{ "a": "caf\xe9" }', 'latin1')));
    assert.equal(
      message,
      'it is not UTF-8 but most likely Windows-1252 (Latin-1) (byte 0xE9 at line 1, column 12). Save it as UTF-8 (in VS Code: “Reopen with Encoding” “Western (Windows 1252)”, then “Save with Encoding” UTF-8)',
    );
  });

  it('what is no regular file is refused by name, at once', async () => {
    if (isWindows) return; // no such files
    mkdirSync(join(folder, 'directory'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync(join(folder, 'pipe'), join(folder, 'to-pipe'));
    const server = createServer().listen(join(folder, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      const begun = performance.now();
      for (const [path, kind] of [
        [join(folder, 'directory'), 'a directory'],
        [join(folder, 'pipe'), 'a named pipe'],
        [join(folder, 'to-pipe'), 'a named pipe'],
        [join(folder, 'socket'), 'a socket'],
        ['/dev/zero', 'a device'],
        ['/dev/ptmx', 'a device'],
      ] as const) {
        const { message } = await refusal(path);
        assert.equal(message, `it is ${kind}, and only regular files are read; name the file itself`);
      }
      assert.ok(performance.now() - begun < 1000);
    } finally {
      server.close();
    }
  });

  it('more bytes than the limit are refused before any is read', async () => {
    const path = file('huge', '{}');
    truncateSync(path, 40_000_000_000); // a hole: takes no room
    const { code, message } = await refusal(path);
    assert.equal(code, 'TooLarge');
    assert.match(message, /larger than 32,000,000 bytes/);
    truncateSync(path, 11);
    assert.equal((await refusal(path, { maxBytes: 10 })).code, 'TooLarge');
    assert.equal((await readTextFile(path, { maxBytes: 11 }))?.length, 11);
  });

  it('files without a size are read up to the limit', async () => {
    if (process.platform !== 'linux') return; // no /proc
    assert.match((await readTextFile('/proc/self/status')) ?? '', /^Name:/);
    assert.equal((await refusal('/proc/self/status', { maxBytes: 100 })).code, 'TooLarge');
  });
});

describe('a disk that does not answer', () => {
  const never = new Promise<never>(() => undefined);
  const hanging = (calls: string[]): Disk => ({
    stat: (path) => {
      calls.push(path);
      return never;
    },
    open: () => never,
  });

  it('is given up after a time limit, and asked no second time while it hangs', async () => {
    const calls: string[] = [];
    const read = (): Promise<unknown> => readFileBytes('/mnt/gone/a', { timeLimitMs: 20 }, hanging(calls));
    await assert.rejects(read(), { code: 'TimedOut', message: /did not answer/ });
    await assert.rejects(read(), { code: 'TimedOut' });
    assert.deepEqual(calls, ['/mnt/gone/a']);
  });

  it('is given up when the person does', async () => {
    const stop = new AbortController();
    const reading = readFileBytes('/mnt/gone/b', { signal: stop.signal }, hanging([]));
    stop.abort(new Error('stopped'));
    await assert.rejects(reading, { message: 'stopped' });
    await assert.rejects(readFileBytes('/mnt/gone/c', { signal: stop.signal }), { message: 'stopped' });
  });
});
