import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { createReadLine } from '../../src/terminal/index.ts';
import { mfaPrompt } from '../../src/terminal/mfa-prompt.ts';

const device = { serial: 'arn:aws:iam::111122223333:mfa/me', profile: 'base', again: false };
const { signal } = new AbortController();

describe('the question for a code', () => {
  it('is asked where there is a terminal, with the lines of the run held back', async () => {
    const held: string[] = [];
    const output = {
      hold: () => {
        held.push('held');
        return () => held.push('released');
      },
    };
    const asked: string[] = [];
    const readLine = (question: string) => {
      asked.push(question);
      assert.deepEqual(held.at(-1), 'held');
      return Promise.resolve('123456');
    };
    const { askMfaCode } = mfaPrompt({ readLine }, output);
    assert.equal(await askMfaCode?.(device, signal), '123456');
    await askMfaCode?.({ ...device, again: true }, signal);
    assert.deepEqual(asked, [
      'Code of multi-factor device arn:aws:iam::111122223333:mfa/me for AWS profile base: ',
      'That code was not accepted. Code of multi-factor device arn:aws:iam::111122223333:mfa/me for AWS profile base: ',
    ]);
    assert.deepEqual(held, ['held', 'released', 'held', 'released']);
    assert.deepEqual(mfaPrompt({}, output), {});
  });
});

describe('reading a line from a terminal', () => {
  const terminal = () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    return { input, output, readLine: createReadLine(input, output) };
  };
  const shown = async (output: PassThrough, text: string): Promise<void> => {
    for await (const chunk of output.iterator({ destroyOnReturn: false }))
      if (String(chunk).includes(text)) return;
  };

  for (const [name, typed, expected] of [
    ['gives what is typed', '123456\r', '123456'],
    ['gives an empty line as one', '\r', ''],
    ['takes Ctrl-C for a no, and no more', '12\x03', undefined],
    ['takes Ctrl-D for a no', '\x04', undefined],
  ] as const)
    it(name, async () => {
      const { input, output, readLine } = terminal();
      const answer = readLine('Code: ', signal);
      await shown(output, 'Code: ');
      input.write(typed);
      assert.equal(await answer, expected);
    });

  it('takes the question away when nobody waits for it any more', async () => {
    const { output, readLine } = terminal();
    const waiting = new AbortController();
    const answer = readLine('Code: ', waiting.signal);
    await shown(output, 'Code: ');
    waiting.abort();
    assert.equal(await answer, undefined);
    assert.equal(await readLine('Code: ', waiting.signal), undefined);
  });
});
