import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { describeFailure } from '../../src/calendar/errors.ts';
import type { FailureFacts } from '../../src/calendar/failure.ts';

const context = {
  organizer: 'o@ccoe.example',
  baseUrl: 'https://graph.microsoft.com',
  identity: 'application a',
};
const told = (facts: Partial<FailureFacts>) =>
  describeFailure({ kind: 'answer', code: 'X', ...facts }, context);

describe('describeFailure', () => {
  it('has a message and a remedy of its own for every code that Graph is known for', () => {
    const cases: [Partial<FailureFacts>, RegExp, RegExp][] = [
      [{ code: 'InvalidAuthenticationToken', status: 401 }, /does not accept application a/, /Sign in again/],
      [
        { kind: 'signin', code: 'AADSTS65001', told: ['No consent.', 'Ask for it.'] },
        /^No consent\.$/,
        /^Ask/,
      ],
      [{ kind: 'signin', code: 'CredentialUnavailableError' }, /Signing in.*failed/, /sign-in settings/],
      [{ code: 'ErrorAccessDenied', status: 403 }, /calendar of o@ccoe\.example/, /Calendars\.ReadWrite/],
      [
        {
          code: 'ErrorAccessDenied',
          status: 403,
          rawMessage: '[RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.',
        },
        /outside what application a may use/,
        /Exchange administrator.*two hours/,
      ],
      [{ code: 'MailboxNotEnabledForRESTAPI', status: 404 }, /no mailbox/, /licence/],
      // About the mailbox, not the event: microsoftgraph/msgraph-sdk-java#260.
      [{ code: 'ResourceNotFound', status: 404 }, /no mailbox/, /licence/],
      [{ code: 'MailboxNotEnabled', status: 404 }, /no mailbox/, /licence/],
      [{ code: 'ErrorMessageSubmissionBlocked', status: 403 }, /may not send mail/, /sending limits/],
      [{ code: 'ErrorQuotaExceeded', status: 507 }, /is full/, /Make room/],
      [{ code: 'Http507', status: 507 }, /is full/, /Make room/],
      [{ code: 'ErrorExceededMessageLimit', status: 429 }, /limit of messages/, /tomorrow/],
      [
        { code: 'ErrorPropertyValidationFailure', status: 400, rawMessage: 'The subject is too long.' },
        /does not accept a value of the event: "The subject is too long"/,
        /Shorten/,
      ],
      [{ code: 'ErrorItemNotFound', status: 404 }, /no longer on the calendar/, /Run again/],
      [
        {
          code: 'ErrorInvalidRecipients',
          status: 400,
          rawMessage: `Recipient "bad@@x.example" isn't resolved`,
        },
        /bad@@x\.example/,
        /contact list or in the metadata file/,
      ],
      [{ code: 'ErrorSendAsDenied', status: 403 }, /as o@ccoe\.example/, /Send As/],
      [{ code: 'ErrorDuplicateTransactionId', status: 400 }, /created already/, /Deleted Items/],
      [{ code: 'ApplicationThrottled', status: 429, retryAfterMs: 61_000 }, /too often/, /61 seconds/],
      [{ code: 'Whatever', status: 412 }, /somebody else/, /again/],
      [{ code: 'Whatever', status: 413 }, /4 MB/, /Shorten/],
      [{ code: 'Http503', status: 503 }, /trouble.*503/, /it is safe/],
      [{ code: 'ErrorInternalServerTransientError', status: 500 }, /trouble/, /it is safe/],
      [{ code: 'InefficientFilter', status: 400 }, /search/, /report/],
      [{ kind: 'network', code: 'ENOTFOUND' }, /could not be found/, /VPN/],
      [{ kind: 'network', code: 'ECONNREFUSED' }, /Nothing answers/, /proxy/],
      [{ kind: 'network', code: 'ECONNRESET' }, /was lost/, /it is safe/],
      [{ kind: 'network', code: 'SELF_SIGNED_CERT_IN_CHAIN' }, /prove/, /NODE_EXTRA_CA_CERTS/],
      [{ kind: 'timeout', code: 'RequestTimeout' }, /in time/, /it is safe/],
    ];
    for (const [facts, message, remedy] of cases) {
      const error = told(facts);
      assert.match(error.message, message);
      assert.match(error.remedy, remedy);
      assert.equal(error.code, facts.code);
    }
  });

  it("quotes Graph's own words only for codes it does not know, on one line and without tokens", () => {
    const error = told({
      code: 'ErrorNew',
      status: 400,
      rawMessage: 'It went\nwrong with Bearer eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.sig.',
    });
    assert.match(
      error.message,
      /^Microsoft Graph refused with ErrorNew \(status 400\): "It went wrong with …\.?"\.$/,
    );
    assert.ok(
      !told({ code: 'ErrorAccessDenied', status: 403, rawMessage: 'Access is denied.' }).message.includes(
        'Access is denied.',
      ),
    );
  });

  it('always gives one clear message and a remedy', () => {
    const facts = fc.record({
      kind: fc.constantFrom('answer', 'network', 'timeout', 'aborted', 'signin', 'garbled'),
      code: fc.string(),
      rawMessage: fc.string(),
    }) as fc.Arbitrary<FailureFacts>;
    fc.assert(
      fc.property(facts, fc.option(fc.integer({ min: 400, max: 599 }), { nil: undefined }), (one, status) => {
        const error = told({ ...one, ...(status !== undefined && { status }) });
        assert.ok(error.message.length > 0 && error.remedy.length > 0);
        assert.ok(!/[\r\n]/.test(error.remedy));
      }),
    );
  });
});
