import type { Row } from './rows.ts';

/** What a key does to a list. */
export type KeyAction =
  | { readonly type: 'move'; readonly to: number }
  | { readonly type: 'open'; readonly id: string; readonly open: boolean }
  | { readonly type: 'leaveOut'; readonly email: string }
  /** The key is the list's, and changes nothing here. */
  | { readonly type: 'nothing' };

/**
 * The keys of a tree (ARIA Authoring Practices, tree view), and Delete.
 * @param at index of the row that has the keyboard
 * @param page rows that fit into the list
 * @returns `undefined` for a key that is not the list's
 */
export function keyAction(
  key: string,
  rows: readonly Row[],
  at: number,
  page: number,
): KeyAction | undefined {
  const row = rows[at];
  const move = (to: number): KeyAction => ({
    type: 'move',
    to: Math.max(0, Math.min(rows.length - 1, to)),
  });
  switch (key) {
    case 'ArrowDown':
      return move(at + 1);
    case 'ArrowUp':
      return move(at - 1);
    case 'PageDown':
      return move(at + page);
    case 'PageUp':
      return move(at - page);
    case 'Home':
      return move(0);
    case 'End':
      return move(rows.length - 1);
    case 'ArrowRight':
      if (row?.kind !== 'group' || row.open === undefined) return { type: 'nothing' };
      return row.open ? move(at + 1) : { type: 'open', id: row.id, open: true };
    case 'ArrowLeft':
      if (row?.kind === 'person') return move(groupAbove(rows, at));
      return row?.open === true ? { type: 'open', id: row.id, open: false } : { type: 'nothing' };
    case 'Enter':
    case ' ':
      return row?.kind === 'group' && row.open !== undefined
        ? { type: 'open', id: row.id, open: !row.open }
        : { type: 'nothing' };
    case 'Delete':
      return row?.kind === 'person' && 'origin' in row.person
        ? { type: 'leaveOut', email: row.person.email }
        : undefined;
    default:
      return undefined;
  }
}

function groupAbove(rows: readonly Row[], at: number): number {
  return rows.slice(0, at).findLastIndex(({ kind }) => kind === 'group');
}
