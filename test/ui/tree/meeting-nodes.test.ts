import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileMark } from '../../../src/ui/files/decorations.ts';
import type { MeetingEntry } from '../../../src/ui/files/meeting-index.ts';
import type { MeetingState } from '../../../src/ui/files/meeting-state.ts';
import { whenIn } from '../../../src/ui/files/when.ts';
import { meetingTooltip, meetingTree, type MeetingNode } from '../../../src/ui/tree/meeting-nodes.ts';

const HOUR = 3_600_000;
const ZONE = 'America/New_York';

function entry(path: string, state: MeetingState, startEpochMs = Date.UTC(2031, 0, 1, 15)): MeetingEntry {
  const at = (epochMs: number) => ({ dateTime: '', timeZone: ZONE, epochMs });
  return {
    uri: `file:///w${path}`,
    state,
    summary: {
      subject: `About ${path}`,
      customerCodes: ['hts'],
      errors: state === 'invalid' ? { count: 2, first: 'No start.' } : { count: 0 },
      ...(state === 'invalid'
        ? {}
        : {
            meeting: {
              objectId: path,
              kind: 'change',
              start: at(startEpochMs),
              end: at(startEpochMs + HOUR),
            },
          }),
    },
  };
}

function tree(entries: readonly MeetingEntry[], folders = ['/a']): readonly MeetingNode[] {
  const uris = folders.map((path) => ({ uri: `file:///w${path}`, name: path.slice(1) }));
  return meetingTree({
    entries,
    folders: uris,
    placeOf: (uri) => {
      const folder = uris.find((each) => uri.startsWith(`${each.uri}/`));
      return folder === undefined
        ? { path: uri.slice('file://'.length) }
        : { folder: folder.uri, path: uri.slice(folder.uri.length + 1) };
    },
    runOf: (uri) => (uri.endsWith('/asked.json') ? '12 people' : ''),
    when: whenIn('en-US').short,
  });
}

const labels = (nodes: readonly MeetingNode[]): string[] => nodes.map(({ label }) => label);

describe('the tree of meetings', () => {
  it('has the next meeting first, then files with errors, then cancelled ones and what is over, latest first', () => {
    const day = 24 * HOUR;
    const now = Date.UTC(2031, 0, 1);
    const nodes = tree([
      entry('/a/old.json', 'past', now - 9 * day),
      entry('/a/cancelled.json', 'cancelled', now + day),
      entry('/a/later.json', 'scheduled', now + 5 * day),
      entry('/a/broken.json', 'invalid'),
      entry('/a/next.json', 'draft', now + 2 * day),
      entry('/a/lately.json', 'past', now - day),
    ]);
    assert.deepEqual(labels(nodes), [
      'next.json',
      'later.json',
      'broken.json',
      'cancelled.json',
      'lately.json',
      'old.json',
    ]);
  });

  it('says when, in which state and where, to eyes and to ears', () => {
    const [node] = tree([entry('/a/net/asked.json', 'changed')]);
    assert.ok(node?.kind === 'meeting');
    assert.equal(node.description, 'Jan 1, 2031, 10:00 AM EST · Changed since sent · 12 people · net');
    assert.equal(
      node.spoken,
      'asked.json, About /a/net/asked.json, Changed since sent, Jan 1, 2031, 10:00 AM EST, 12 people, net',
    );
    assert.equal(node.contextValue, 'file changed');
    assert.equal(node.id, 'file:///w/a/net/asked.json');
  });

  it('is grouped by folder where the workspace has several, and leaves empty ones out', () => {
    const entries = [
      entry('/a/1.json', 'draft'),
      entry('/b/2.json', 'draft'),
      entry('/else/3.json', 'draft'),
    ];
    const nodes = tree(entries, ['/a', '/b', '/c']);
    assert.deepEqual(labels(nodes), ['a', 'b', '3.json']);
    assert.ok(nodes[0]?.kind === 'folder');
    assert.deepEqual(labels(nodes[0].children), ['1.json']);
    assert.deepEqual(labels(tree(entries, ['/a'])), ['1.json', '2.json', '3.json']);
  });

  it('tells the rest when somebody stays on it', () => {
    const full = whenIn('en-US').full;
    const lines = (one: MeetingEntry): readonly string[] => {
      const [node] = tree([one]);
      assert.ok(node?.kind === 'meeting');
      return meetingTooltip(node, '/w/a/x.json', full);
    };
    assert.deepEqual(
      lines({ ...entry('/a/x.json', 'changed'), record: { kind: 'scheduled', atEpochMs: 0 } }),
      [
        'About /a/x.json',
        'Wednesday, January 1, 2031 at 10:00 AM EST',
        'Customers: hts',
        'Sent on Wednesday, December 31, 1969 at 7:00 PM EST',
        'The file says something else than what was sent. Preview it to see the difference.',
        '/w/a/x.json',
      ],
    );
    assert.ok(lines(entry('/a/x.json', 'invalid')).includes('2 errors, the first: No start.'));
  });
});

describe('the mark of a file in the explorer', () => {
  it('is one character for what is on the calendar or has errors, and nothing for anything else', () => {
    const mark = (state: MeetingState) => fileMark(entry('/a/x.json', state));
    assert.deepEqual(
      (['scheduled', 'changed', 'invalid'] as const).map((state) => mark(state)?.badge),
      ['✓', 'Δ', '!'],
    );
    assert.match(mark('invalid')?.tooltip ?? '', /No start\./);
    for (const state of ['draft', 'past', 'cancelled'] as const) assert.equal(mark(state), undefined);
  });
});
