import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lastCounts, runGuarded } from '../../scripts/test/guarded.mjs';

const run = (code: string, limitMs = 20_000): ReturnType<typeof runGuarded> =>
  runGuarded([process.execPath, '--eval', code], limitMs);

describe('a suite run by npm test', () => {
  it('counts what its last line says, in either host’s form', () => {
    assert.deepEqual(lastCounts('1 passed, 9 failed\nnoise\n12 passed, 3 failed\nmore noise'), {
      passed: 12,
      failed: 3,
    });
    assert.deepEqual(lastCounts('[suite] 4 passed, 0 failed\n'), { passed: 4, failed: 0 });
    assert.equal(lastCounts('all 4 passed, 0 failed'), undefined);
  });

  it('passes when it says so and ends well', async () => {
    assert.deepEqual(await run(`console.log('3 passed, 0 failed')`), { passed: 3, failed: 0 });
  });

  it('fails when it ends without a result', async () => {
    assert.deepEqual(await run('process.exitCode = 0'), {
      passed: 0,
      failed: 1,
      remark: 'ended without a result (status 0)',
    });
  });

  it('fails when it says all is well and ends otherwise', async () => {
    assert.deepEqual(await run(`console.log('3 passed, 0 failed'); process.exitCode = 7`), {
      passed: 3,
      failed: 1,
      remark: 'ended with status 7',
    });
  });

  it('fails when it ran nothing', async () => {
    assert.deepEqual(await run(`console.log('0 passed, 0 failed')`), {
      passed: 0,
      failed: 1,
      remark: 'ran no test',
    });
  });

  it('is ended when it hangs, and fails', async () => {
    const { failed, remark } = await run(
      `console.log('3 passed, 0 failed'); setInterval(() => {}, 1000)`,
      500,
    );
    assert.equal(failed, 1);
    assert.match(String(remark), /did not end within/);
  });
});
