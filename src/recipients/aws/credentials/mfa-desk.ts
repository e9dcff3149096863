import { CustomerFailure } from '../../errors/failure.ts';
import type { FailureCode } from '../../errors/failure.ts';
import { mfaCancelled, mfaRefused, mfaRequired } from '../../errors/mfa-failures.ts';
import { raceAbort } from '../../scope.ts';
import type { AskMfaCode } from '../pool.ts';

/** A multi-factor device, and the profile that names it (`mfa_serial`). */
export interface MfaDevice {
  readonly serial: string;
  readonly profile: string;
}

/** Where a run asks its person for codes: one question at a time, and none twice. */
export interface MfaDesk {
  /**
   * Asks for a device's code and uses it. A code that AWS refuses is asked for again, twice at most. What a device ends
   * with, a refusal or a person who declines, is everybody's answer for the rest of the run.
   * @throws CustomerFailure `MfaRequired` (nobody to ask), `MfaCancelled`, `MfaRefused`, or what `use` rejects with
   */
  readonly withCode: <T>(
    device: MfaDevice,
    use: (code: string) => Promise<T>,
    signal: AbortSignal,
  ) => Promise<T>;
  /**
   * Holds something, a customer's deadline, whenever a person is asked about one of these devices.
   * @returns ends that
   */
  readonly holdWhileAsked: (serials: ReadonlySet<string>, hold: () => () => void) => () => void;
}

/** How often a person may be asked for one device in all. */
const MOST_QUESTIONS = 3;

/** A customer that may have to wait for a person. */
interface Holder {
  readonly serials: ReadonlySet<string>;
  readonly hold: () => () => void;
  release: (() => void) | undefined;
}

/** Failures of the device itself, and not of what its code was used for. */
const MFA_CODES: ReadonlySet<FailureCode> = new Set(['MfaCancelled', 'MfaRefused', 'MfaRequired']);

/** @param ask absent where nobody can be asked */
export function createMfaDesk(ask: AskMfaCode | undefined): MfaDesk {
  const settled = new Map<string, CustomerFailure>();
  const spare = new Map<string, string>();
  const asked = new Map<string, number>();
  const holders = new Set<Holder>();
  let queue: Promise<unknown> = Promise.resolve();

  const update = (holder: Holder): void => {
    const waits = [...holder.serials].some((serial) => (asked.get(serial) ?? 0) > 0);
    if (waits) holder.release ??= holder.hold();
    else {
      holder.release?.();
      holder.release = undefined;
    }
  };
  const count = (serial: string, change: 1 | -1): void => {
    asked.set(serial, (asked.get(serial) ?? 0) + change);
    holders.forEach(update);
  };

  /** One question at a time: a second input box would take the place of the first. */
  const question = async (device: MfaDevice, again: boolean, signal: AbortSignal): Promise<string> => {
    if (ask === undefined) throw mfaRequired(device);
    const turn = queue.then(() => {
      signal.throwIfAborted();
      const known = settled.get(device.serial);
      if (known !== undefined) throw known;
      return raceAbort(ask({ ...device, again }, signal), signal);
    });
    queue = turn.catch(() => undefined);
    count(device.serial, 1);
    try {
      const code = (await raceAbort(turn, signal))?.replaceAll(/\s/g, '') ?? '';
      if (code === '') throw mfaCancelled(device);
      return code;
    } finally {
      count(device.serial, -1);
    }
  };

  return {
    withCode: async (device, use, signal) => {
      const { serial } = device;
      let questions = 0;
      for (;;) {
        const known = settled.get(serial);
        if (known !== undefined) throw known;
        const left = spare.get(serial);
        spare.delete(serial);
        let code = left;
        try {
          code ??= await question(device, questions++ > 0, signal);
          if (!/^\d{6}$/.test(code)) throw new CustomerFailure(mfaRefused(serial)); // STS takes six digits and nothing else
          return await use(code);
        } catch (error) {
          const failure = error instanceof CustomerFailure ? error : undefined;
          if (failure === undefined || !MFA_CODES.has(failure.code)) {
            if (code !== undefined) spare.set(serial, code); // it may not have been used up
            throw error;
          }
          const isWorthAsking = failure.code === 'MfaRefused' && failure.retry !== 'never';
          if (isWorthAsking && questions < MOST_QUESTIONS) continue;
          settled.set(serial, failure);
          throw failure;
        }
      }
    },
    holdWhileAsked: (serials, hold) => {
      if (serials.size === 0) return () => undefined;
      const holder: Holder = { serials, hold, release: undefined };
      holders.add(holder);
      update(holder);
      return () => {
        holders.delete(holder);
        holder.release?.();
        holder.release = undefined;
      };
    },
  };
}
