import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AccessStep } from '../../../src/calendar/index.ts';
import { ACCESS_CHOICES, accessReport } from '../../../src/ui/send/access-report.ts';
import type { Identity } from '../../../src/ui/send/identity-text.ts';

const ORGANIZER = 'ops@provider.example';
const READY: Identity = {
  kind: 'ready',
  baseUrl: 'https://graph.microsoft.com',
  token: { description: 'ana (Microsoft account)', getAccessToken: () => Promise.resolve('secret-token') },
};
const SIGNED_IN: AccessStep = { step: 'sign-in', status: 'ok', message: 'Signed in: ana.' };

describe('report of a calendar check', () => {
  it('is short when all is well', () => {
    const report = accessReport(READY, ORGANIZER, [SIGNED_IN], false);
    assert.equal(report.message, 'Calendar access: meetings can be sent from ops@provider.example.');
    assert.deepEqual(report.choices, []);
    assert.equal(
      report.detail,
      '✓ App: ana (Microsoft account)\n\n✓ Sign-in and consent: Signed in: ana.\n\nNothing was written.',
    );
  });

  it('names the step that is missing with what to do', () => {
    const mailbox: AccessStep = {
      step: 'mailbox',
      status: 'missing',
      message: 'There is none.',
      remedy: 'Choose another.',
    };
    const report = accessReport(READY, ORGANIZER, [SIGNED_IN, mailbox], true);
    assert.equal(
      report.message,
      'Sandbox: Calendar access: meetings cannot be sent from ops@provider.example yet.',
    );
    assert.match(report.detail, /✗ Mailbox: There is none\.\n→ Choose another\./);
    assert.deepEqual(report.choices, [ACCESS_CHOICES.settings, ACCESS_CHOICES.guide]);
  });

  it('begins with the app and the sign-in where those are missing', () => {
    const kinds: [Identity, RegExp][] = [
      [{ kind: 'not configured' }, /✗ App: no app registration.*\n→ Register one.*graph\.clientId/],
      [{ kind: 'declined' }, /✗ Sign-in: nobody has signed in/],
      [{ kind: 'invalid', message: 'Nobody has consented.' }, /✗ Sign-in: Nobody has consented\./],
    ];
    for (const [identity, detail] of kinds) {
      const report = accessReport(identity, ORGANIZER, [], false);
      assert.match(report.message, /cannot be sent/);
      assert.match(report.detail, detail);
    }
  });

  it('does not claim what a read cannot prove', () => {
    const permission: AccessStep = {
      step: 'permission',
      status: 'unknown',
      message: 'It does not show.',
      remedy: 'Test.',
    };
    const report = accessReport(READY, ORGANIZER, [SIGNED_IN, permission], false);
    assert.match(report.message, /nothing is missing that shows/);
    assert.match(report.detail, /\? Permission: It does not show\.\n→ Test\./);
  });
});
