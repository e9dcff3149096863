import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createOutput, type Output } from '../../../src/terminal/output/output.ts';
import { printable } from '../../../src/terminal/output/printable.ts';

function open(options: { json?: boolean; debug?: boolean; canOverwrite?: boolean }): {
  output: Output;
  writes: string[];
} {
  const writes: string[] = [];
  const output = createOutput({
    stdout: (text) => writes.push(`out:${text}`),
    stderr: (text) => writes.push(`err:${text}`),
    canOverwrite: options.canOverwrite ?? false,
    json: options.json ?? false,
    debug: options.debug ?? false,
  });
  return { output, writes };
}

describe('output', () => {
  it('writes each line whole, in one write', () => {
    const { output, writes } = open({});
    output.line('a');
    output.error('b');
    output.debug('c');
    assert.deepEqual(writes, ['out:a\n', 'err:b\n']);
  });

  it('keeps stdout for the document in JSON mode', () => {
    const { output, writes } = open({ json: true, debug: true });
    output.line('a');
    output.debug('d');
    output.document({ b: 1 });
    assert.deepEqual(writes, ['err:a\n', 'err:d\n', 'out:{\n  "b": 1\n}\n']);
  });

  it('leaves the terminal to a question, and then says everything in order', () => {
    const { output, writes } = open({ canOverwrite: true });
    output.progress('1 of 3');
    const release = output.hold();
    assert.deepEqual(writes.splice(0), ['err:\r\u001b[2K1 of 3', 'err:\r\u001b[2K']);
    output.line('a');
    output.error('b');
    output.progress('2 of 3');
    const inner = output.hold();
    inner();
    inner();
    assert.deepEqual(writes, []);
    release();
    assert.deepEqual(writes, ['out:a\n', 'err:b\n', 'err:\r\u001b[2K2 of 3']);
  });

  it('shows no progress where a line cannot be overwritten', () => {
    const { output, writes } = open({});
    output.progress('1 of 2');
    output.progress(undefined);
    assert.deepEqual(writes, []);
  });

  it('keeps the progress line to one row, dimmed where colours are wanted', () => {
    const writes: string[] = [];
    const output = createOutput({
      stdout: () => undefined,
      stderr: (text) => writes.push(text),
      canOverwrite: true,
      json: false,
      debug: false,
      columns: () => 20,
      colors: true,
    });
    output.progress('⏳ 27 of 30 customers answered');
    const erase = '\r\u001b[2K';
    assert.deepEqual(writes, [`${erase}\u001b[2m⏳ 27 of 30 custo…\u001b[22m`]);
    assert.ok('⏳ 27 of 30 custo…'.length + 1 < 20, 'the hourglass takes two columns');
  });

  it('takes the progress line away for a line and puts it back after it', () => {
    const { output, writes } = open({ canOverwrite: true });
    output.progress('1 of 2');
    output.line('a');
    output.progress(undefined);
    output.line('b');
    const erase = '\r\u001b[2K';
    assert.deepEqual(writes, [
      `err:${erase}1 of 2`,
      `err:${erase}`,
      'out:a\n',
      'err:1 of 2',
      `err:${erase}`,
      'out:b\n',
    ]);
  });
});

describe('printable', () => {
  it('keeps the emoji and the two spaces of the lines', () => {
    for (const line of ['⚠️  Warning: x', '⏭️  Skipped 2', '🖼️  x', '👥 Zoë'])
      assert.equal(printable(line), line);
  });

  it('shows what a terminal would obey', () => {
    assert.equal(printable('a\u001b[31mb'), 'a[U+001B][31mb');
    assert.equal(printable('a\nb\r\nc\td'), 'a b c d');
    assert.equal(printable('a\rb'), 'a[U+000D]b');
    assert.equal(printable('\u202eevil\u2028x'), '[U+202E]evil[U+2028]x');
  });

  it('never lets a control character or a second line through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // eslint-disable-next-line no-control-regex
        assert.doesNotMatch(printable(text), /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/);
      }),
    );
  });
});
