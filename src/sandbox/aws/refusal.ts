import type { AwsError } from './answers.ts';
import type { Refusal } from './sigv4.ts';

/** Thrown inside the sandbox's AWS services to answer an error. */
export class AwsRefusal extends Error {
  readonly error: AwsError;

  constructor(status: number, code: string, message: string, retryAfterSeconds?: number) {
    super(message);
    this.name = 'AwsRefusal';
    this.error = { status, code, message, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
  }
}

/** A refused signature in the words of SES or STS; the two services use different codes for the same thing. */
export function signatureRefusal(refusal: Refusal, service: 'ses' | 'sts'): AwsRefusal {
  const code = (ses: string, sts: string) => (service === 'ses' ? ses : sts);
  switch (refusal.reason) {
    case 'missing':
      return new AwsRefusal(
        403,
        code('MissingAuthenticationTokenException', 'MissingAuthenticationToken'),
        code('Missing Authentication Token', 'Request is missing Authentication Token'),
      );
    case 'unknown-key':
      return new AwsRefusal(
        403,
        code('UnrecognizedClientException', 'InvalidClientTokenId'),
        'The security token included in the request is invalid.',
      );
    case 'expired':
      return new AwsRefusal(
        403,
        code('ExpiredTokenException', 'ExpiredToken'),
        'The security token included in the request is expired',
      );
    case 'malformed':
      return new AwsRefusal(
        service === 'ses' ? 403 : 400,
        code('IncompleteSignatureException', 'IncompleteSignature'),
        refusal.message,
      );
    case 'scope':
    case 'skew':
    case 'signature':
      return new AwsRefusal(403, code('InvalidSignatureException', 'SignatureDoesNotMatch'), refusal.message);
  }
}

/** Whether a refusal says that there were too many requests. */
export function isThrottling({ error }: AwsRefusal): boolean {
  return /^(Throttling|TooManyRequests|SlowDown)/.test(error.code);
}
