import { randomUUID } from 'node:crypto';
import type { Directory, RegisteredApplication } from './directory.ts';
import { EntraRefusal } from './refusal.ts';

/** One code that a person may enter. */
interface DeviceCode {
  readonly clientId: string;
  readonly endsMs: number;
  state: 'pending' | 'entered' | 'declined';
}

/** Device codes and what became of them (RFC 8628). */
export interface DeviceCodes {
  /** A new code with the answer that announces it. */
  readonly begin: (application: RegisteredApplication, origin: string) => Readonly<Record<string, unknown>>;
  /** Takes a code that was entered; throws the refusal that says to wait, or that it is too late. */
  readonly redeem: (code: string, clientId: string) => void;
  /** The person enters every code shown so far, or says no to it. */
  readonly enterAll: (how: 'entered' | 'declined') => void;
  /** How many codes wait for somebody. */
  readonly pending: () => number;
}

/** No codes yet. `now` gives ms since the Unix epoch. */
export function createDeviceCodes(directory: Directory, now: () => number): DeviceCodes {
  const codes = new Map<string, DeviceCode>();
  return {
    begin: (application, origin) => {
      const deviceCode = randomUUID();
      const userCode = randomUUID().replaceAll('-', '').slice(0, 9).toUpperCase();
      codes.set(deviceCode, {
        clientId: application.clientId,
        endsMs: now() + directory.codeLifetimeS * 1000,
        state: 'pending',
      });
      const verificationUri = `${origin}/devicelogin`;
      return {
        device_code: deviceCode,
        user_code: userCode,
        verification_uri: verificationUri,
        expires_in: directory.codeLifetimeS,
        interval: directory.codeIntervalS,
        message: `To sign in, use a web browser to open the page ${verificationUri} and enter the code ${userCode} to authenticate.`,
      };
    },
    redeem: (code, clientId) => {
      const known = codes.get(code);
      if (known?.clientId !== clientId)
        throw new EntraRefusal('bad_verification_code', 70018, 'Invalid verification code.');
      if (known.endsMs <= now())
        throw new EntraRefusal('expired_token', 70020, 'The provided value for device_code has expired.');
      if (known.state === 'pending')
        throw new EntraRefusal(
          'authorization_pending',
          70016,
          'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
        );
      codes.delete(code);
      if (known.state === 'declined')
        throw new EntraRefusal('authorization_declined', 65004, 'The user declined to sign in.');
    },
    enterAll: (how) => {
      for (const code of codes.values()) if (code.state === 'pending') code.state = how;
    },
    pending: () => [...codes.values()].filter(({ state }) => state === 'pending').length,
  };
}
