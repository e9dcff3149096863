import { createHash } from 'node:crypto';

/** How many parts and generations a stored id is compared with. */
const RECOGNIZED_PARTS = 20;
const RECOGNIZED_GENERATIONS = 50;

/**
 * What a create tells Graph so that a repeated one makes no second event (Microsoft Graph docs: event, `transactionId`).
 * Deterministic, so that two runs at the same moment, or a run after a crash, say the same; a GUID (UUID version 8,
 * RFC 9562) from SHA-256, since the docs show nothing but GUIDs. The mailbox is not in it: it has several addresses, which
 * all have to give the same id, and Graph keeps the ids of each mailbox by themselves.
 * @param generation 0, and one more for each event of this meeting that is known to be gone
 */
export function transactionId(key: string, part: number, generation: number): string {
  return guid(['customer-meetings', key, part, generation]);
}

/** As it was made at first, and stands on events of that time: with the organizer's address as it was typed. */
function olderTransactionId(key: string, organizer: string, part: number, generation: number): string {
  return guid(['customer-meetings', key, organizer.trim().toLowerCase(), part, generation]);
}

/** Which part and generation of a meeting a stored id was made for, in either form; `undefined` when it is none of ours. */
export function recognizeTransactionId(
  stored: string | undefined,
  { key, organizer }: { readonly key: string; readonly organizer: string },
): { readonly part: number; readonly generation: number } | undefined {
  if (stored === undefined) return undefined;
  const id = stored.toLowerCase();
  for (let generation = 0; generation < RECOGNIZED_GENERATIONS; generation += 1) {
    for (let part = 1; part <= RECOGNIZED_PARTS; part += 1) {
      if (
        transactionId(key, part, generation) === id ||
        olderTransactionId(key, organizer, part, generation) === id
      )
        return { part, generation };
    }
  }
  return undefined;
}

function guid(name: readonly (string | number)[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(name), 'utf8').digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
