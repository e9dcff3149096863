import { createPacers } from '../pace/pacers.ts';
import type { Pacers } from '../pace/pacers.ts';
import { createContactListMemory } from './contact-list-memory.ts';
import type { ContactListMemory } from './contact-list-memory.ts';
import type { TextStore } from './text-store.ts';

/** What the engine knows of accounts from one run to the next. None of it decides who is invited; it only saves time. */
export interface QueryMemory {
  readonly contactLists: ContactListMemory;
  readonly pacers: Pacers;
}

/** @param contactListStore where contact-list names outlive the process, if anywhere */
export const createQueryMemory = (contactListStore?: TextStore): QueryMemory => ({
  contactLists: createContactListMemory(contactListStore),
  pacers: createPacers(),
});
