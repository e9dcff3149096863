import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { helpWith } from '../../../src/ui/language/marked.ts';

const help = (value: unknown, { path = '/w/some.json', used = false } = {}) =>
  helpWith(path, typeof value === 'string' ? value : JSON.stringify(value), used);

describe('which documents are marked', () => {
  it('those that nothing but metadata looks like', () => {
    for (const document of [
      { changeTitle: 'T' },
      { changeMetadata: {} },
      { change_metadata: {} },
      { object_type: 'announcement_cic' },
      { object_type: 'change', changeId: 'C' },
      { announcement_id: 'A' },
    ]) {
      assert.equal(help(document), 'ours', JSON.stringify(document));
    }
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

  it('one that could be read as metadata, once a person has used it as such', () => {
    assert.equal(help({ customers: ['a'] }, { used: true }), 'ours');
    assert.equal(help({ name: 'package' }, { used: true }), 'none');
  });

  it('one that says by its name what it is, beside the editor’s own support', () => {
    assert.equal(help({}, { path: '/w/x.meeting.json' }), 'beside the editor’s');
    assert.equal(help({ changeTitle: 'T' }, { path: 'C:\\w\\X.MEETING.json' }), 'beside the editor’s');
  });
});
