import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { looksLikeMetadata } from '../../../src/metadata/index.ts';
import { helpWith, helpWithConfig } from '../../../src/ui/language/marked.ts';
import { mayBeMetadata, mayBeOurs } from '../../../src/ui/language/sniff.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const help = (value: unknown, { path = '/w/some.json', used = false, named = true } = {}) =>
  helpWith(looksLikeMetadata(textOf(value)), { path, used, named });

const CERTAIN = [
  { changeTitle: 'T' },
  { changeMetadata: {} },
  { change_metadata: {} },
  { object_type: 'announcement_cic' },
  { object_type: 'change', changeId: 'C' },
  { announcement_id: 'A' },
  { CHANGETITLE: 'T' },
];

describe('which documents are marked', () => {
  it('those that nothing but metadata looks like', () => {
    for (const document of CERTAIN) assert.equal(help(document), 'ours', JSON.stringify(document));
  });

  it('never another program’s file, even one that could be read as metadata', () => {
    for (const document of [
      { name: 'package', version: '1.0.0' },
      { customers: ['a', 'b'] },
      { title: 'Event', schedule: { startDate: '2025-01-01' } },
      { status: 'draft', timezone: 'UTC', attendees: [] },
      { customer_mappings: {} },
      [{ changeTitle: 'T' }],
      'no JSON',
      '',
    ]) {
      assert.equal(help(document), 'none', JSON.stringify(document));
    }
  });

  it('never a file that the setting does not name, unless a person has used it as metadata', () => {
    assert.equal(help({ changeTitle: 'T' }, { named: false }), 'none');
    assert.equal(help({ changeTitle: 'T' }, { named: false, used: true }), 'ours');
  });

  it('one that could be read as metadata, once a person has used it as such', () => {
    assert.equal(help({ customers: ['a'] }, { used: true }), 'ours');
    assert.equal(help({ name: 'package' }, { used: true }), 'none');
  });

  it('one that says by its name what it is, beside the editor’s own support', () => {
    assert.equal(help({}, { path: '/w/x.meeting.json' }), 'beside the editor’s');
    assert.equal(help({ changeTitle: 'T' }, { path: 'C:\\w\\X.MEETING.json' }), 'beside the editor’s');
  });

  it('a configuration that is named for it or in use', () => {
    const standing = { path: '/w/config.json', used: false, named: true };
    assert.equal(helpWithConfig(true, standing), 'ours');
    assert.equal(helpWithConfig(true, { ...standing, named: false }), 'none');
    assert.equal(helpWithConfig(true, { ...standing, named: false, used: true }), 'ours');
    assert.equal(helpWithConfig(false, standing), 'none');
    assert.equal(
      helpWithConfig(false, { ...standing, path: '/w/a.meetings-config.json' }),
      'beside the editor’s',
    );
  });
});

describe('the look for a word before anything is loaded', () => {
  it('misses no document that is marked unasked', () => {
    for (const document of CERTAIN) {
      assert.ok(mayBeOurs(JSON.stringify(document, null, 2)), JSON.stringify(document));
      assert.ok(mayBeMetadata(JSON.stringify(document)));
    }
    assert.ok(mayBeOurs('{ "customer_mappings" : {} }'));
  });

  it('loads nothing for the files that everybody has', () => {
    for (const document of [
      { name: 'package', version: '1.0.0', dependencies: {} },
      { compilerOptions: { target: 'es2022' } },
      { 'editor.fontSize': 12 },
    ])
      assert.ok(!mayBeOurs(JSON.stringify(document)));
  });
});
