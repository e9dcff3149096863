import type { Account } from './account.ts';
import { AwsRefusal } from './refusal.ts';

/** The second factors of the accounts' users. */
export interface MfaDevices {
  /**
   * Takes a code of the account's device. Whether that is a proof: true, or false when neither serial nor code was given.
   * @throws AwsRefusal when only one of the two was given, the device is not the user's, or the code is not good
   */
  prove(account: Account, serialNumber: string | null, tokenCode: string | null): boolean;
}

/** The serial number of an account user's device, as `mfa_serial` names it. */
export function mfaSerial(account: Pick<Account, 'accountId' | 'userArn'>): string {
  return `arn:aws:iam::${account.accountId}:mfa/${account.userArn.split('/').at(-1) ?? ''}`;
}

/**
 * Devices that show any six digits but 000000, and no code twice: AWS refuses a code that was used before (IAM User
 * Guide, "AWS: MFA tokens can be used only once"). The refusals are STS's.
 */
export function createMfaDevices(): MfaDevices {
  const used = new Set<string>();
  const denied = (message: string) =>
    new AwsRefusal(403, 'AccessDenied', `MultiFactorAuthentication failed${message}`);
  return {
    prove: (account, serialNumber, tokenCode) => {
      if (serialNumber === null && tokenCode === null) return false;
      if (serialNumber === null || tokenCode === null)
        throw denied(', must provide both MFA serial number and one time pass code.');
      if (serialNumber !== mfaSerial(account))
        throw denied(
          ', unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
        );
      const code = `${serialNumber} ${tokenCode}`;
      if (!/^\d{6}$/.test(tokenCode) || tokenCode === '000000' || used.has(code))
        throw denied(' with invalid MFA one time pass code.');
      used.add(code);
      return true;
    },
  };
}
