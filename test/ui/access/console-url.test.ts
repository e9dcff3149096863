import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { consoleUrl } from '../../../src/ui/access/console-url.ts';

describe('the AWS console’s address of a contact list', () => {
  it('is in the region’s own partition', () => {
    const host = (region: string): string => new URL(consoleUrl({ name: 'list', region })).host;
    assert.equal(host('eu-west-1'), 'eu-west-1.console.aws.amazon.com');
    assert.equal(host('cn-north-1'), 'cn-north-1.console.amazonaws.cn');
    assert.equal(host('us-gov-west-1'), 'us-gov-west-1.console.amazonaws-us-gov.com');
  });

  it('has the list’s name encoded', () => {
    assert.equal(
      consoleUrl({ name: 'a b/c#d', region: 'us-east-1' }),
      'https://us-east-1.console.aws.amazon.com/ses/home?region=us-east-1#/contact-lists/a%20b%2Fc%23d',
    );
  });

  it('leads to AWS or nowhere, whatever a file calls a region', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'grapheme-ascii' }), (region, name) => {
        let url: URL;
        try {
          url = new URL(consoleUrl({ name, region }));
        } catch {
          return;
        }
        assert.match(url.host, /\.console\.(aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)$/);
      }),
    );
    for (const region of ['evil.example/', 'us-east-1.evil.example#', 'us-east-1@evil.example', ''])
      assert.throws(() => consoleUrl({ name: 'list', region }), /not the name of an AWS region/);
  });
});
