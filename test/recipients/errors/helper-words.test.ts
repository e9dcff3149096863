import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { lastWordsOfHelper } from '../../../src/recipients/errors/helper-words.ts';

describe('lastWordsOfHelper', () => {
  const command = 'helper --password hunter2 --profile hts API_TOKEN="s3 cret"';
  it('gives the last line of stderr, and of the command line nothing secret', () => {
    assert.equal(
      lastWordsOfHelper('warning: old\nplease sign in: token=abc\n\n', command),
      'please sign in: token=[hidden]',
    );
    assert.equal(lastWordsOfHelper('unknown option hunter2', command), 'unknown option [hidden]');
    assert.equal(lastWordsOfHelper(`cannot run ${command}`, command), 'cannot run [hidden]');
    assert.equal(lastWordsOfHelper('no "s3 cret" here', command), 'no "[hidden]" here');
    assert.equal(lastWordsOfHelper('profile hts: sign in', command), 'profile hts: sign in');
    assert.equal(lastWordsOfHelper(' \n', command), undefined);
  });

  it('shows no argument, whatever its name, and no line of data', () => {
    assert.equal(lastWordsOfHelper('login hunter2: bad', 'helper -p hunter2'), 'login [hidden]: bad');
    assert.equal(lastWordsOfHelper('login hunter2: bad', "helper -p 'hunter2'"), 'login [hidden]: bad');
    assert.equal(lastWordsOfHelper('got hunter2', 'helper --with=hunter2'), 'got [hidden]');
    assert.equal(lastWordsOfHelper('{"x":"hunter2"}', 'helper'), undefined);
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9]{8,20}$/),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          const words = lastWordsOfHelper(`${before}${secret}${after}`, `helper -x ${secret} y`);
          assert.ok(words?.includes(secret) !== true);
        },
      ),
    );
  });
});
