import { CustomerFailure } from './failure.ts';
import type { FailureFacts } from './failure.ts';

/** A multi-factor device, and a profile that names it. */
interface Device {
  readonly serial: string;
  readonly profile: string;
}

/** A code is needed, and there is nobody who could give one. */
export const mfaRequired = ({ serial, profile }: Device): CustomerFailure =>
  new CustomerFailure({
    code: 'MfaRequired',
    message: `profile ${profile} needs a code of the multi-factor device ${serial}, and there is nobody to ask for it`,
    remedy:
      'Run it in a terminal, or in VS Code, where the code can be asked for; or use a profile without mfa_serial.',
    cause: `mfa ${serial}`,
  });

/** The person was asked and gave no code. */
export const mfaCancelled = ({ serial }: Device): CustomerFailure =>
  new CustomerFailure({
    code: 'MfaCancelled',
    message: `no code of the multi-factor device ${serial} was given`,
    remedy: 'Ask again, and give the code that the device shows then.',
    cause: `mfa ${serial}`,
  });

/** What was given is no code, or not the device's. */
export const mfaRefused = (serial: string): FailureFacts => ({
  code: 'MfaRefused',
  message: `the code of the multi-factor device ${serial} was not accepted`,
  remedy: `Ask again with the code that ${serial} shows then; AWS takes each code once. If it stays so, check the device's clock.`,
  cause: `mfa ${serial}`,
});

/** AWS does not know the device as this user's; no code of it will do. */
export const mfaUnknown = ({ serial, profile }: Device): FailureFacts => ({
  code: 'MfaRefused',
  message: `AWS does not know ${serial} as a multi-factor device of this user`,
  remedy: `Correct mfa_serial of profile ${profile}: the AWS console shows it under "Security credentials".`,
  cause: `mfa ${serial}`,
  retry: 'never',
});
