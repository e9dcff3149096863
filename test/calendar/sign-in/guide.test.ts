import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { graphOf, signInFor } from '../../../src/calendar/index.ts';
import { aadstsTable } from '../../../src/calendar/sign-in/aadsts.ts';
import { SETTINGS, VARIABLES } from '../../../src/calendar/sign-in/names.ts';

const guide = readFileSync(new URL('../../../docs/microsoft-graph.md', import.meta.url), 'utf8');

describe('the guide to Microsoft Graph', () => {
  it('explains every sign-in error that has a remedy here, and no other', () => {
    const explained = new Set(guide.match(/AADSTS\d+/g));
    assert.deepEqual([...explained].sort(), Object.keys(aadstsTable(VARIABLES)).sort());
  });

  it('has each cloud on one line with its Graph, its setting and its sign-in', () => {
    for (const cloud of ['global', 'usGovernment', 'usGovernmentDoD', 'china'] as const) {
      const graph = graphOf(cloud);
      const { authorityHost, sovereign } = signInFor(graph);
      const row = guide.split('\n').find((line) => line.includes(`\`${graph}\``)) ?? '';
      assert.ok(row.includes(`\`${cloud}\``) && row.includes(`\`${authorityHost}\``), cloud);
      if (sovereign !== undefined) assert.ok(guide.includes(`\`${sovereign}\``), sovereign);
    }
  });
});

describe('remedies of sign-in errors', () => {
  it('name what the person at hand can change: variables or settings', () => {
    const texts = (names: typeof VARIABLES): string => JSON.stringify(aadstsTable(names));
    assert.match(texts(VARIABLES), /AZURE_CLIENT_SECRET/);
    assert.doesNotMatch(texts(VARIABLES), /customerMeetings\./);
    assert.match(texts(SETTINGS), /customerMeetings\.graph\.clientId.*Store Client Secret/);
    assert.doesNotMatch(texts(SETTINGS), /AZURE_/);
  });
});
