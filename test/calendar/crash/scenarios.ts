import type { PlanSketch } from '../support/plans.ts';

/** What is interrupted, and what has to be true afterwards. */
export interface Scenario {
  readonly name: 'create' | 'update' | 'split create' | 'split update' | 'cancel';
  readonly action: 'send' | 'cancel';
  /** What is on the calendar before; absent: nothing. */
  readonly earlier?: PlanSketch;
  /** The meeting that is sent, or cancelled. */
  readonly sketch: PlanSketch;
  readonly parts: number;
}

const WHEN = { start: '2040-02-02T10:00:00', end: '2040-02-02T11:00:00' };
const SMALL = { hts: ['a@hts.example', 'b@hts.example'], cds: ['c@cds.example'] };

/** 1,201 people of 7 customers: three events. */
const SIZES = [300, 150, 250, 200, 100, 101, 100];
const LARGE = Object.fromEntries(
  SIZES.map((size, customer) => [
    `c${customer}`,
    Array.from({ length: size }, (_, person) => `p${person}@c${customer}.example`),
  ]),
);
const CHANGED = {
  ...LARGE,
  c0: LARGE.c0?.slice(1) ?? [],
  c2: [...(LARGE.c2 ?? []).slice(0, -1), 'new@c2.example'],
  c6: [...(LARGE.c6 ?? []), 'new@c6.example'],
};

/** All scenarios for a meeting with this id. */
export function scenariosFor(objectId: string): readonly Scenario[] {
  const sketch = { objectId, ...WHEN };
  return [
    { name: 'create', action: 'send', sketch: { ...sketch, people: SMALL }, parts: 1 },
    {
      name: 'update',
      action: 'send',
      earlier: { ...sketch, people: SMALL },
      sketch: {
        ...sketch,
        bodyText: 'We move it later.',
        subject: 'Database move, second try',
        people: { hts: ['a@hts.example', 'new@hts.example'], cds: ['c@cds.example'] },
      },
      parts: 1,
    },
    { name: 'split create', action: 'send', sketch: { ...sketch, people: LARGE }, parts: 3 },
    {
      name: 'split update',
      action: 'send',
      earlier: { ...sketch, people: LARGE },
      sketch: { ...sketch, bodyText: 'We move it later.', people: CHANGED },
      parts: 3,
    },
    {
      name: 'cancel',
      action: 'cancel',
      earlier: { ...sketch, people: LARGE },
      sketch: { ...sketch, people: LARGE },
      parts: 3,
    },
  ];
}
