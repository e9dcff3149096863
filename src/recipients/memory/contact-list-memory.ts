import * as z from 'zod';
import type { TextStore } from './text-store.ts';

/**
 * The names of contact lists, as accounts gave them. SES allows one list per account and region, so a name that was
 * right yesterday saves a request, and a second of the account's quota, today. It is only ever a hint: a list that is
 * not found is looked up again.
 */
export interface ContactListMemory {
  /** @param account account and region, as in `ContactAccount.budget` */
  readonly recall: (account: string) => Promise<string | undefined>;
  readonly remember: (account: string, contactList: string) => void;
  readonly forget: (account: string) => void;
  /** Keeps what changed. Never rejects: what cannot be kept is asked for again. */
  readonly save: () => Promise<void>;
}

const keptSchema = z.object({ version: z.literal(1), lists: z.record(z.string(), z.string().min(1)) });

/** More accounts than anybody looks after; the oldest make room. */
const MOST_KEPT = 5000;

/**
 * @param store where names are kept between processes; a text in it that cannot be read counts as none. Several
 * processes may share it: each adds what it learnt to what is there.
 */
export function createContactListMemory(store?: TextStore): ContactListMemory {
  const lists = new Map<string, string>();
  const changes = new Map<string, string | undefined>();
  let loaded: Promise<void> | undefined;
  const load = (): Promise<void> =>
    (loaded ??= readKept(store).then((kept) => {
      for (const [account, name] of kept) if (!lists.has(account)) lists.set(account, name);
      for (const [account, name] of changes) if (name === undefined) lists.delete(account);
    }));
  return {
    recall: async (account) => {
      await load();
      return lists.get(account);
    },
    remember: (account, contactList) => {
      if (lists.get(account) === contactList && !changes.has(account)) return;
      lists.set(account, contactList);
      changes.set(account, contactList);
    },
    forget: (account) => {
      lists.delete(account);
      changes.set(account, undefined);
    },
    save: async () => {
      if (store === undefined || changes.size === 0) return;
      const learnt = [...changes];
      changes.clear();
      const all = new Map(await readKept(store));
      for (const [account, name] of learnt) {
        all.delete(account); // moves it to the end: the newest is dropped last
        if (name !== undefined) all.set(account, name);
      }
      const kept = { version: 1, lists: Object.fromEntries([...all].slice(-MOST_KEPT)) };
      await store.write(`${JSON.stringify(kept, null, 2)}\n`).catch(() => undefined);
    },
  };
}

async function readKept(store: TextStore | undefined): Promise<[string, string][]> {
  try {
    const text = await store?.read();
    if (text === undefined) return [];
    const kept = keptSchema.safeParse(JSON.parse(text));
    return kept.success ? Object.entries(kept.data.lists) : [];
  } catch {
    return [];
  }
}
