import * as l10n from '@vscode/l10n';
import type { MeetingEntry } from '../files/meeting-index.ts';
import type { MeetingState } from '../files/meeting-state.ts';
import type { NodeIcon } from './node.ts';

/** A node of the Meetings tree, decided without the editor. */
export type MeetingNode = MeetingFolderNode | MeetingFileNode;

/** A workspace folder, where there are several. */
export interface MeetingFolderNode {
  readonly kind: 'folder';
  /** The folder's URI: stable across refreshes. */
  readonly id: string;
  readonly label: string;
  readonly children: readonly MeetingFileNode[];
}

/** A metadata file. */
export interface MeetingFileNode {
  readonly kind: 'meeting';
  /** The file's URI: stable across refreshes, and what commands take. */
  readonly id: string;
  readonly uri: string;
  readonly label: string;
  readonly description: string;
  readonly icon: NodeIcon;
  /** Words for menus to match: `file`, and the state. */
  readonly contextValue: string;
  /** What a screen reader says: everything that icon and place say to others. */
  readonly spoken: string;
  readonly state: MeetingState;
  readonly entry: MeetingEntry;
  /** Id of its folder's node, where there is one. */
  readonly folder?: string;
}

/** What a tree is made with. */
export interface MeetingTreeInput {
  readonly entries: readonly MeetingEntry[];
  /** The workspace's folders, in its order. */
  readonly folders: readonly { readonly uri: string; readonly name: string }[];
  /** The folder that a file belongs to, and its path from there, with `/`. */
  readonly placeOf: (uri: string) => { readonly folder?: string; readonly path: string };
  /** What a file's run says of itself while there is one, else `''`. */
  readonly runOf: (uri: string) => string;
  /** A moment (ms since the Unix epoch) in an IANA zone, short. */
  readonly when: (epochMs: number, timeZone: string) => string;
}

/** The top of the tree: the files, or the folders that have any where the workspace has several. */
export function meetingTree(input: MeetingTreeInput): readonly MeetingNode[] {
  const files = [...input.entries].sort(byTime).map((entry) => fileNode(entry, input));
  if (input.folders.length < 2) return files;
  const folders = input.folders
    .map(({ uri, name }): MeetingFolderNode => {
      const children = files.filter(({ folder }) => folder === uri).map((file) => ({ ...file, folder: uri }));
      return { kind: 'folder', id: uri, label: name, children };
    })
    .filter(({ children }) => children.length > 0);
  const known = new Set(folders.map(({ id }) => id));
  return [...folders, ...files.filter(({ folder }) => folder === undefined || !known.has(folder))];
}

const ORDER: Readonly<Record<MeetingState, number>> = {
  invalid: 1,
  changed: 0,
  scheduled: 0,
  draft: 0,
  cancelled: 2,
  past: 3,
};

/** Upcoming ones first, the next at the top; then what has errors; then what is over, the latest at the top. */
function byTime(a: MeetingEntry, b: MeetingEntry): number {
  const start = (entry: MeetingEntry): number => entry.summary.meeting?.start.epochMs ?? 0;
  const order = ORDER[a.state] - ORDER[b.state];
  if (order !== 0) return order;
  const time = a.state === 'past' ? start(b) - start(a) : start(a) - start(b);
  if (time !== 0) return time;
  return a.uri < b.uri ? -1 : 1;
}

function fileNode(entry: MeetingEntry, input: MeetingTreeInput): MeetingFileNode {
  const { uri, state, summary } = entry;
  const place = input.placeOf(uri);
  const label = place.path.split('/').at(-1) ?? place.path;
  const inside = place.path.slice(0, -label.length - 1);
  const { meeting } = summary;
  const when = meeting === undefined ? '' : input.when(meeting.start.epochMs, meeting.start.timeZone);
  const run = input.runOf(uri);
  const description = [when, stateLabel(state), run, inside].filter((part) => part !== '').join(' · ');
  return {
    kind: 'meeting',
    id: uri,
    uri,
    label,
    description,
    icon: ICONS[state],
    contextValue: `file ${state}`,
    spoken: [label, summary.subject ?? '', stateLabel(state), when, run, inside]
      .filter((part) => part !== '')
      .join(', '),
    state,
    entry,
    ...(place.folder === undefined ? {} : { folder: place.folder }),
  };
}

/** A state in a word or three. */
export function stateLabel(state: MeetingState): string {
  switch (state) {
    case 'invalid':
      return l10n.t('Has errors');
    case 'draft':
      return l10n.t('Draft');
    case 'scheduled':
      return l10n.t('Scheduled');
    case 'changed':
      return l10n.t('Changed since sent');
    case 'past':
      return l10n.t('In the past');
    case 'cancelled':
      return l10n.t('Cancelled');
  }
}

const ICONS: Readonly<Record<MeetingState, NodeIcon>> = {
  invalid: { name: 'error', color: 'list.errorForeground' },
  draft: { name: 'calendar' },
  scheduled: { name: 'pass-filled', color: 'testing.iconPassed' },
  changed: { name: 'diff-modified', color: 'list.warningForeground' },
  past: { name: 'history', color: 'disabledForeground' },
  cancelled: { name: 'circle-slash', color: 'disabledForeground' },
};

/**
 * What is said when somebody stays on a file: heading first, one line a fact.
 * @param full a moment in a zone, in full
 */
export function meetingTooltip(
  { entry, state }: MeetingFileNode,
  path: string,
  full: (epochMs: number, timeZone: string) => string,
): readonly string[] {
  const { summary, record } = entry;
  const { meeting, errors, customerCodes } = summary;
  const zone = meeting?.start.timeZone ?? 'UTC';
  const at = record?.atEpochMs;
  return [
    summary.subject ?? l10n.t('A meeting without a title'),
    ...(meeting === undefined ? [] : [full(meeting.start.epochMs, zone)]),
    ...(errors.first === undefined
      ? []
      : [
          errors.count === 1
            ? l10n.t('One error: {message}', { message: errors.first })
            : l10n.t('{count} errors, the first: {message}', { count: errors.count, message: errors.first }),
        ]),
    ...(customerCodes.length === 0
      ? []
      : [l10n.t('Customers: {codes}', { codes: shortList(customerCodes) })]),
    ...(at === undefined
      ? []
      : [
          record?.kind === 'cancelled'
            ? l10n.t('Cancelled on {time}', { time: full(at, zone) })
            : l10n.t('Sent on {time}', { time: full(at, zone) }),
        ]),
    ...(state === 'changed'
      ? [l10n.t('The file says something else than what was sent. Preview it to see the difference.')]
      : []),
    ...(state === 'scheduled' && record?.digest === undefined
      ? [l10n.t('Compared by title and time only.')]
      : []),
    path,
  ];
}

const MOST_CODES = 12;

function shortList(codes: readonly string[]): string {
  if (codes.length <= MOST_CODES) return codes.join(', ');
  return l10n.t('{codes} and {count} more', {
    codes: codes.slice(0, MOST_CODES).join(', '),
    count: codes.length - MOST_CODES,
  });
}
