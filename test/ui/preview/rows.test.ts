import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { keyAction } from '../../../media/preview/list-keys.ts';
import {
  countPeople,
  invitedRows,
  leftOutRows,
  type Looking,
  type Row,
} from '../../../media/preview/rows.ts';
import { drawnRows, scrollTo } from '../../../media/preview/window.ts';
import type { PreviewCustomer, PreviewPeople } from '../../../src/ui/preview/protocol.ts';

const customer = (code: string): PreviewCustomer => ({
  code,
  title: `${code.toUpperCase()} Inc.`,
  status: 'answered',
  note: '',
  remedy: '',
  warnings: [],
});
const CUSTOMERS = [customer('a'), customer('b'), customer('empty')];
const PEOPLE: PreviewPeople = {
  people: [
    { email: 'ann@x.example', codes: ['a', 'b'], note: '', origin: 'subscriber' },
    { email: 'bob@y.example', codes: ['b'], note: '', origin: 'subscriber' },
    { email: 'cyd@x.example', codes: [], note: '', origin: 'file' },
    { email: 'dee@x.example', codes: [], note: '', origin: 'by hand' },
  ],
  leftOut: [
    { email: 'eve@x.example', reason: 'unsubscribed', customers: 'A', byHand: false, stays: false },
    { email: 'fay@x.example', reason: 'left out by hand', customers: '', byHand: true, stays: true },
  ],
};
const LOOKING: Looking = { filter: '', grouping: 'customer', open: [] };

const texts = (rows: readonly Row[]): readonly string[] =>
  rows.map((row) =>
    row.kind === 'group' ? `${row.title}${row.open === true ? ' v' : ''}` : `  ${row.person.email}`,
  );

describe('rows of the people', () => {
  it('are customers, with those added by hand first and those of the file last; closed ones hide theirs', () => {
    assert.deepEqual(texts(invitedRows(CUSTOMERS, PEOPLE, LOOKING)), [
      'Added by hand',
      'A Inc.',
      'B Inc.',
      'EMPTY Inc.',
      'Named in the file',
    ]);
    const open = invitedRows(CUSTOMERS, PEOPLE, { ...LOOKING, open: ['customer:b'] });
    assert.deepEqual(texts(open).slice(2, 5), ['B Inc. v', '  ann@x.example', '  bob@y.example']);
    assert.deepEqual([open[2]?.place, open[2]?.of, open[4]?.place, open[4]?.of], [3, 5, 2, 2]);
  });

  it('are domains, the largest first, with everybody once', () => {
    const rows = invitedRows(CUSTOMERS, PEOPLE, {
      filter: '',
      grouping: 'domain',
      open: ['domain:x.example'],
    });
    assert.deepEqual(texts(rows), [
      'x.example v',
      '  ann@x.example',
      '  cyd@x.example',
      '  dee@x.example',
      'y.example',
    ]);
  });

  it('found by address or customer are open, and counted once each', () => {
    const rows = invitedRows(CUSTOMERS, PEOPLE, { ...LOOKING, filter: ' ANN@ ' });
    assert.deepEqual(texts(rows), ['A Inc. v', '  ann@x.example', 'B Inc. v', '  ann@x.example']);
    assert.equal(countPeople(rows), 1);
    assert.deepEqual(texts(invitedRows(CUSTOMERS, PEOPLE, { ...LOOKING, filter: 'b inc' })), [
      'B Inc. v',
      '  ann@x.example',
      '  bob@y.example',
    ]);
  });

  it('of those left out are by reason', () => {
    assert.deepEqual(texts(leftOutRows(PEOPLE, LOOKING)), ['unsubscribed', 'left out by hand']);
  });
});

describe('the part of a long list that is drawn', () => {
  it('holds what is to be seen, and stands for the rest by its height', () => {
    fc.assert(
      fc.property(
        fc.nat(20_000),
        fc.integer({ min: 16, max: 60 }),
        fc.nat(1_000_000),
        fc.integer({ min: 1, max: 2_000 }),
        (total, row, top, height) => {
          const drawn = drawnRows(total, row, top, height);
          assert.ok(drawn.first >= 0 && drawn.first <= drawn.last && drawn.last <= total);
          assert.equal(drawn.above + drawn.below + (drawn.last - drawn.first) * row, total * row);
          const most = Math.max(0, total * row - height);
          const at = Math.min(top, most);
          if (top <= most) {
            assert.ok(drawn.first * row <= at);
            assert.ok(drawn.last * row >= Math.min(at + height, total * row));
          }
          assert.ok(drawn.last - drawn.first <= height / row + 26);
        },
      ),
    );
  });

  it('is scrolled no further than a row needs to be seen', () => {
    assert.equal(scrollTo(5, 20, 0, 200), 0);
    assert.equal(scrollTo(20, 20, 0, 200), 220);
    assert.equal(scrollTo(2, 20, 100, 200), 40);
  });
});

describe('the keys of the list', () => {
  const rows = invitedRows(CUSTOMERS, PEOPLE, { ...LOOKING, open: ['customer:b'] });

  it('move, open, close, go up to the group, and leave out', () => {
    assert.deepEqual(keyAction('ArrowDown', rows, 1, 10), { type: 'move', to: 2 });
    assert.deepEqual(keyAction('ArrowUp', rows, 0, 10), { type: 'move', to: 0 });
    assert.deepEqual(keyAction('PageDown', rows, 0, 100), { type: 'move', to: rows.length - 1 });
    assert.deepEqual(keyAction('ArrowRight', rows, 1, 10), { type: 'open', id: 'customer:a', open: true });
    assert.deepEqual(keyAction('ArrowRight', rows, 2, 10), { type: 'move', to: 3 });
    assert.deepEqual(keyAction('ArrowLeft', rows, 4, 10), { type: 'move', to: 2 });
    assert.deepEqual(keyAction('ArrowLeft', rows, 2, 10), { type: 'open', id: 'customer:b', open: false });
    assert.deepEqual(keyAction('Enter', rows, 5, 10), { type: 'nothing' }, 'a group without anybody');
    assert.deepEqual(keyAction('Delete', rows, 4, 10), { type: 'leaveOut', email: 'bob@y.example' });
    assert.equal(keyAction('Delete', rows, 2, 10), undefined);
    assert.equal(keyAction('a', rows, 2, 10), undefined);
  });
});
