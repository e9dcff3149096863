import * as l10n from '@vscode/l10n';
import type {
  PageMemory,
  PreviewCustomer,
  PreviewLeftOut,
  PreviewPeople,
  PreviewPerson,
} from '../../src/ui/preview/protocol.ts';

/** A line of the list: a group, or somebody in one. Levels and places are told to screen readers, who see no more than what is drawn. */
export type Row =
  | {
      readonly kind: 'group';
      readonly id: string;
      readonly title: string;
      /** The customer's code where it is not the title. */
      readonly code: string;
      readonly status: PreviewCustomer['status'] | 'file' | 'domain' | 'reason';
      readonly note: string;
      /** Absent for a group without anybody in it. */
      readonly open?: boolean;
      readonly place: number;
      readonly of: number;
    }
  | {
      readonly kind: 'person';
      readonly id: string;
      readonly person: PreviewPerson | PreviewLeftOut;
      readonly place: number;
      readonly of: number;
    };

/** How the list is looked at. */
export type Looking = Pick<PageMemory, 'filter' | 'grouping' | 'open'>;

interface Group {
  readonly id: string;
  readonly title: string;
  readonly code: string;
  readonly status: Extract<Row, { kind: 'group' }>['status'];
  readonly note: string;
  readonly people: readonly (PreviewPerson | PreviewLeftOut)[];
}

/**
 * Everybody who is invited, by customer or by the part of the address after the @.
 * @returns the rows that are to be seen, in order: closed groups hide theirs, unless something is searched for
 */
export function invitedRows(
  customers: readonly PreviewCustomer[],
  { people }: PreviewPeople,
  looking: Looking,
): readonly Row[] {
  return rowsOf(looking.grouping === 'customer' ? byCustomer(customers, people) : byDomain(people), looking);
}

/** Everybody who is left out, by reason. */
export function leftOutRows({ leftOut }: PreviewPeople, looking: Looking): readonly Row[] {
  const groups = [...grouped(leftOut, ({ reason }) => [reason])].map(([reason, people]): Group => ({
    id: `reason:${reason}`,
    title: reason,
    code: '',
    status: 'reason',
    note: String(people.length),
    people,
  }));
  return rowsOf(groups, looking);
}

/** How many different people some rows are about. */
export function countPeople(rows: readonly Row[]): number {
  return new Set(rows.flatMap((row) => (row.kind === 'person' ? [row.person.email.toLowerCase()] : []))).size;
}

function byCustomer(
  customers: readonly PreviewCustomer[],
  people: readonly PreviewPerson[],
): readonly Group[] {
  const of = grouped(people, ({ codes }) => codes);
  const others = (origin: PreviewPerson['origin'], title: string): readonly Group[] => {
    const some = people.filter((person) => person.origin === origin && person.codes.length === 0);
    if (some.length === 0) return [];
    return [{ id: origin, title, code: '', status: 'file', note: String(some.length), people: some }];
  };
  return [
    ...others('by hand', l10n.t('Added by hand')),
    ...customers.map((customer): Group => ({
      id: `customer:${customer.code}`,
      title: customer.title,
      code: customer.code === customer.title ? '' : customer.code,
      status: customer.status,
      note: customer.note,
      people: of.get(customer.code) ?? [],
    })),
    ...others('file', l10n.t('Named in the file')),
  ];
}

function byDomain(people: readonly PreviewPerson[]): readonly Group[] {
  const of = grouped(people, ({ email }) => [domainOf(email)]);
  return [...of]
    .sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
    .map(([domain, some]) => ({
      id: `domain:${domain}`,
      title: domain,
      code: '',
      status: 'domain',
      note: String(some.length),
      people: some,
    }));
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

function grouped<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  }
  return groups;
}

function rowsOf(groups: readonly Group[], { filter, open }: Looking): readonly Row[] {
  const wanted = filter.trim().toLowerCase();
  const opened = new Set(open);
  const shown = groups.flatMap((group) => narrowed(group, wanted));
  return shown.flatMap((group, index): readonly Row[] => {
    const isOpen = wanted !== '' || opened.has(group.id);
    const { people, ...head } = group;
    const row: Row = {
      kind: 'group',
      ...head,
      ...(people.length === 0 ? {} : { open: isOpen }),
      place: index + 1,
      of: shown.length,
    };
    if (!isOpen) return [row];
    return [
      row,
      ...people.map((person, at): Row => ({
        kind: 'person',
        id: `${group.id}/${person.email}`,
        person,
        place: at + 1,
        of: people.length,
      })),
    ];
  });
}

/** A group's own name finds all of it. */
function narrowed(group: Group, wanted: string): readonly Group[] {
  if (wanted === '' || [group.title, group.code].some((text) => text.toLowerCase().includes(wanted)))
    return [group];
  const people = group.people.filter(({ email, shown }) => (shown ?? email).toLowerCase().includes(wanted));
  return people.length === 0 ? [] : [{ ...group, people }];
}
