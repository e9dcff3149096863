import type { AskedAbout } from './about.ts';
import { answerFailure, foreignAnswerFailure, ForeignAnswer } from './answer-failures.ts';
import { credentialFailure } from './credential-failures.ts';
import { CustomerFailure } from './failure.ts';
import type { FailureFacts } from './failure.ts';
import { networkFailure } from './network-failures.ts';
import { proxyFailure, ProxyTrouble } from './proxy-failures.ts';
import { redact, withoutUserInfo } from '../../common/index.ts';
import { regionMissing, unknownRegion } from './region-failures.ts';
import { serviceFailure } from './service-failures.ts';
import { readSigns } from './signs.ts';
import type { ErrorSigns } from './signs.ts';

/**
 * Says what a thrown thing means: by name, system code and HTTP status first, by its text last.
 * @param error anything the AWS SDK, its providers or Node threw; a {@link CustomerFailure} is returned as it is
 * @param asked what was being done, for messages and remedies
 */
export function classify(error: unknown, asked: AskedAbout = {}): CustomerFailure {
  if (error instanceof CustomerFailure) return error;
  const { endpoint } = asked;
  const about = endpoint === undefined ? asked : { ...asked, endpoint: withoutUserInfo(endpoint) };
  if (error instanceof ProxyTrouble) return new CustomerFailure(proxyFailure(error, about));
  if (error instanceof ForeignAnswer) return new CustomerFailure(foreignAnswerFailure(error, about));
  const signs = readSigns(error);
  return new CustomerFailure(
    configurationFailure(signs, about) ??
      networkFailure(signs, about) ??
      credentialFailure(signs, about) ??
      answerFailure(signs, about) ??
      serviceFailure(signs, about) ??
      unexpected(signs, about),
  );
}

function configurationFailure(signs: ErrorSigns, about: AskedAbout): FailureFacts | undefined {
  if (signs.message === 'Region is missing') return regionMissing(about);
  if (signs.message.startsWith('Region not accepted')) return unknownRegion(about.region ?? '');
  return undefined;
}

const unexpected = (signs: ErrorSigns, about: AskedAbout): FailureFacts => ({
  code: 'Unexpected',
  message:
    [signs.name === 'Error' ? '' : signs.name, redact(signs.message)].filter(Boolean).join(': ') ||
    'unknown error',
  remedy: `Ask again; if it stays so, please report it${about.operation === undefined ? '' : ` (it happened at ${about.operation})`}.`,
  requestId: signs.requestId,
});
