import { openJournal, type SendJournal } from '../history/index.ts';
import type { CommandIo } from './command-io.ts';
import type { Identity } from './create-invite/gate.ts';
import { sendHistoryFile } from './run-environment.ts';

/** The record of what is sent from this machine, or from its sandbox. Hashes and counts, never an address. */
export function sendJournal(io: CommandIo, sandboxed: boolean): SendJournal {
  return openJournal(sendHistoryFile(io.env, io.homeDirectory, sandboxed), {
    readTextFile: io.readStateFile,
    // Every write to a calendar is recorded right before it is made.
    appendTextFile: (path, text) => {
      io.onCalendarWrite();
      return io.appendTextFile(path, text);
    },
  });
}

/** The sandbox's calendar outlives its address, which is another one with every run. */
export function placed(identity: Identity | undefined, sandboxed: boolean): Identity | undefined {
  return identity === undefined || !sandboxed ? identity : { ...identity, place: 'sandbox' };
}
