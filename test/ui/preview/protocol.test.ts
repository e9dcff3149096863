import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  parseFromPage,
  parsePageMemory,
  parseToPage,
  PROTOCOL_VERSION,
} from '../../../src/ui/preview/protocol.ts';

const protocol = PROTOCOL_VERSION;

describe('preview protocol', () => {
  it('knows the presses of the page', () => {
    for (const action of ['query', 'retryFailed', 'cancel', 'sendTest', 'copyJson', 'copyJoinLink'])
      assert.deepEqual(parseFromPage({ protocol, type: 'press', action }), {
        protocol,
        type: 'press',
        action,
      });
    for (const type of ['leaveOut', 'takeOff', 'inviteAgain', 'add'])
      assert.equal(parseFromPage({ protocol, type, email: 'x@a.example' })?.type, type);
    assert.equal(parseFromPage({ protocol, type: 'ready' })?.type, 'ready');
    assert.deepEqual(parseFromPage({ protocol, type: 'openFile', line: 3 }), {
      protocol,
      type: 'openFile',
      line: 3,
    });
  });

  it('takes no send that does not say which plan', () => {
    assert.equal(parseFromPage({ protocol, type: 'send' }), undefined);
    assert.equal(parseFromPage({ protocol, type: 'send', fingerprint: 'f' })?.type, 'send');
  });

  it('ignores other versions, unknown presses and wrong fields', () => {
    assert.equal(parseFromPage({ protocol: protocol + 1, type: 'ready' }), undefined);
    assert.equal(parseFromPage({ protocol, type: 'press', action: 'sendAll' }), undefined);
    assert.equal(parseFromPage({ protocol, type: 'openLink' }), undefined);
    assert.equal(parseToPage({ protocol, type: 'state', state: { subject: 1 } }), undefined);
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), (data) => {
        parseFromPage(data);
        parseToPage(data);
        parsePageMemory(data);
      }),
    );
  });

  it('remembers where the person was, with defaults for what an older page did not know', () => {
    assert.deepEqual(parsePageMemory({ uri: 'file:///a.json' }), {
      uri: 'file:///a.json',
      open: [],
      filter: '',
      grouping: 'customer',
      tab: 'invited',
      scroll: 0,
      listScroll: 0,
    });
    assert.equal(parsePageMemory(undefined), undefined);
  });
});
