import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { planFingerprint, planInvite, type InvitePlan, type PlanInput } from '../../src/invite/index.ts';
import { aggregateRecipients } from '../../src/recipients/index.ts';
import { END, START, makeConfig, makeInput, makeMeeting, makeResult } from './sample.ts';

const RUNS = { numRuns: 10_000 };

/** What a customer's account would say, and what the config knows of it. */
interface Customer {
  readonly subscribed: readonly string[];
  readonly unsubscribed: readonly string[];
  readonly restricted: readonly string[];
  readonly state: 'answered' | 'failed' | 'cancelled' | 'left out';
}

interface World {
  readonly customers: readonly Customer[];
  readonly manual: readonly string[];
  readonly byHand: readonly string[];
  /** A permutation of the answers, by sort keys. */
  readonly order: readonly number[];
}

/** Few people, many spellings, so that customers share them. */
const address = fc.constantFrom(
  ...['ann@x.example', 'ANN@X.example', ' ann@x.example ', 'bob@x.example', 'Bob@X.Example', 'cyd@x.example'],
  ...['dee@y.example', 'eve@y.example', 'fay@z.example', 'no address', 'two@@x.example', '@x.example'],
);
const people = fc.array(address, { maxLength: 6 });
const customer: fc.Arbitrary<Customer> = fc.record({
  subscribed: people,
  unsubscribed: people,
  restricted: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: people }),
  state: fc.constantFrom('answered', 'answered', 'answered', 'failed', 'cancelled', 'left out'),
});
const world: fc.Arbitrary<World> = fc.record({
  customers: fc.array(customer, { minLength: 1, maxLength: 4 }),
  manual: fc.array(address, { maxLength: 3 }),
  byHand: fc.array(address, { maxLength: 2 }),
  order: fc.array(fc.nat(99), { minLength: 4, maxLength: 4 }),
});

const codeOf = (index: number): string => `c${index}`;
const ERRORS = { failed: 'Denied', cancelled: 'Cancelled' } as const;

/** The input of a plan in a world; a failed customer's result holds people all the same, as a partial answer does. */
function inputOf({ customers, manual, byHand }: World, changes: Partial<PlanInput> = {}): PlanInput {
  const results = customers.flatMap((one, index) => {
    if (one.state === 'left out') return [];
    const error = one.state === 'answered' ? {} : { error: ERRORS[one.state] };
    return [makeResult(codeOf(index), { emails: one.subscribed, unsubscribed: one.unsubscribed, ...error })];
  });
  const leftOut = customers.flatMap(({ state }, index) => (state === 'left out' ? [codeOf(index)] : []));
  return makeInput(results, {
    meeting: makeMeeting({
      customerCodes: customers.map((_, index) => codeOf(index)),
      manualAttendees: manual,
    }),
    config: makeConfig(
      Object.fromEntries(
        customers.map(({ restricted }, index) => [codeOf(index), { restrictedRecipients: restricted }]),
      ),
    ),
    leftOutByHand: [...byHand, ...leftOut].filter((entry) => entry.includes('@') || /^c\d$/.test(entry)),
    ...changes,
  });
}

const key = (text: string): string => text.trim().toLowerCase();
/** The test's own idea of an address, enough for the few spellings above. */
const looksRight = (text: string): boolean => /^[a-z]+@[a-z]+\.example$/.test(key(text));

/**
 * The definition (design.md, who is invited), word for word and as slowly as can be: everybody is asked about alone,
 * and nothing is shared with the code under test.
 */
function invitedByDefinition({ customers, manual, byHand }: World): readonly string[] {
  const everybody = new Set([...customers.flatMap(({ subscribed }) => subscribed), ...manual].map(key));
  const allows = (one: Customer, person: string): boolean =>
    one.restricted.length === 0 || one.restricted.some((listed) => key(listed) === person);
  return [...everybody]
    .filter((person) => {
      if (!looksRight(person) || byHand.some((left) => key(left) === person)) return false;
      const contributed = customers.some(
        (one) =>
          one.state === 'answered' &&
          one.subscribed.some((subscriber) => key(subscriber) === person) &&
          allows(one, person),
      );
      const named = manual.some((written) => key(written) === person);
      const unless = customers.every((one) => one.restricted.length > 0 && !allows(one, person));
      return contributed || (named && !unless);
    })
    .sort();
}

const invited = (plan: InvitePlan): readonly string[] => plan.attendees.map(({ email }) => key(email));

describe('a plan, whatever the recipients, restrictions and failures', () => {
  it('invites exactly whom the definition invites', () => {
    fc.assert(
      fc.property(world, (here) => {
        assert.deepEqual(invited(planInvite(inputOf(here))), invitedByDefinition(here));
      }),
      RUNS,
    );
  });

  it('invites nobody new who is unsubscribed, restricted, or from a customer that did not answer', () => {
    fc.assert(
      fc.property(world, (here) => {
        const plan = planInvite(inputOf(here));
        const named = new Set(here.manual.map(key));
        for (const { email, customerCodes } of plan.attendees) {
          const person = key(email);
          assert.ok(customerCodes.length > 0 || named.has(person), `${person} comes from nowhere`);
          for (const code of customerCodes) {
            const one = here.customers[Number(code.slice(1))];
            assert.equal(one?.state, 'answered');
            assert.ok(one.subscribed.map(key).includes(person), `${person} is not subscribed at ${code}`);
            assert.ok(one.restricted.length === 0 || one.restricted.map(key).includes(person));
          }
          const subscribedSomewhere = here.customers.some(
            ({ state, subscribed }) => state === 'answered' && subscribed.map(key).includes(person),
          );
          assert.ok(subscribedSomewhere || named.has(person), `${person} is unsubscribed everywhere`);
        }
        const inside = new Set(invited(plan));
        for (const { email } of plan.excluded) assert.ok(!inside.has(key(email)), `${email} is in and out`);
      }),
      RUNS,
    );
  });

  it('is the same in whatever order the answers come, person by person', () => {
    fc.assert(
      fc.property(world, (here) => {
        const input = inputOf(here);
        const { results } = input.aggregated;
        const shuffled = results
          .map((result, index) => ({ result, rank: here.order[index] ?? 0 }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ result }) => result);
        const aggregated = aggregateRecipients('aws-calendar', shuffled, { durationMs: 1 });
        assert.deepEqual(planInvite({ ...input, aggregated }), planInvite(input));
      }),
      RUNS,
    );
  });

  it('is split without losing or repeating anybody, at most 500 each, whole customers together', () => {
    const size = fc.oneof(fc.nat(40), fc.integer({ min: 400, max: 1_200 }));
    const shared = fc.nat(30);
    fc.assert(
      fc.property(fc.array(size, { minLength: 1, maxLength: 3 }), shared, (sizes, common) => {
        const parts = planInvite(crowd(sizes, common)).parts;
        const everybody = parts.flatMap(({ attendees }) => attendees.map(({ email }) => email));
        const expected = new Set(sizes.flatMap((count, index) => members(index, count, common)));
        assert.equal(everybody.length, expected.size);
        assert.deepEqual(new Set(everybody), expected);
        assert.ok(parts.every(({ attendees }) => attendees.length >= 1 && attendees.length <= 500));
        assert.deepEqual(
          parts.map(({ number }) => number),
          parts.map((_, index) => index + 1),
        );
        // Somebody of several customers belongs to the first of them: by that customer everybody is in one part,
        // unless there are more than 500 of them.
        sizes.forEach((_, index) => {
          const own = ({ customerCodes }: InvitePlan['attendees'][number]) =>
            customerCodes[0] === codeOf(index);
          const holding = parts.filter(({ attendees }) => attendees.some(own));
          const count = parts.flatMap(({ attendees }) => attendees).filter(own).length;
          if (count <= 500) assert.ok(holding.length <= 1, `${codeOf(index)} with ${count} is torn`);
        });
      }),
      // Thousands of people in each: fewer runs of this one, and ten thousand small ones below.
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(world, (here) => {
        const plan = planInvite(inputOf(here));
        assert.deepEqual(
          plan.parts.flatMap(({ attendees }) => attendees),
          plan.attendees,
        );
        assert.ok(plan.parts.length <= 1);
      }),
      RUNS,
    );
  });
});

const COMMON = (index: number): string => `all${String(index).padStart(4, '0')}@x.example`;

/** The addresses of a customer of `count`, the first of which are everybody's. */
function members(index: number, count: number, common: number): readonly string[] {
  return Array.from({ length: count }, (_, person) =>
    person < common ? COMMON(person) : `p${String(person).padStart(4, '0')}@${codeOf(index)}.example`,
  );
}

function crowd(sizes: readonly number[], common: number): PlanInput {
  return makeInput(
    sizes.map((count, index) => makeResult(codeOf(index), { emails: members(index, count, common) })),
  );
}

describe('the fingerprint, whatever the plans', () => {
  /** What goes out, written down by the test for itself: the things that design.md lists. */
  function outgoing(plan: InvitePlan): string {
    const missing = plan.completeness.kind === 'complete' ? [] : plan.completeness.missing;
    return JSON.stringify({
      organizer: key(plan.organizer),
      id: plan.meeting.objectId,
      subject: plan.subject,
      body: plan.bodyHtml,
      start: plan.start,
      end: plan.end,
      location: plan.location,
      hidden: plan.hideAttendees,
      parts: plan.parts.map((part) => [part.subject, part.attendees.map(({ email }) => key(email))]),
      missing: missing.map(({ customerCode }) => customerCode).sort(),
      // Who stays on the meeting, and who is taken off it, is part of what a send does.
      byHand: [plan.byHand?.leftOut.map(key) ?? [], plan.byHand?.takenOff.map(key) ?? []],
    });
  }

  const edit = fc.record(
    {
      organizer: fc.constantFrom('ccoe@example.com', 'CCOE@example.com ', 'other@example.com'),
      hideAttendees: fc.constantFrom('auto', 'always', 'never'),
      acceptPartial: fc.boolean(),
      nowEpochMs: fc.nat(),
      topicName: fc.constantFrom('aws-calendar', 'aws-announce'),
    },
    { requiredKeys: [] },
  );
  const text = fc.constantFrom('Rotate certificates', 'Rotate  certificates', 'Renew certificates', '<b>');
  const meetingEdit = fc.record(
    {
      objectId: fc.constantFrom('CHG-1', 'chg-1'),
      title: text,
      subject: text,
      location: fc.constantFrom('', 'Room 1'),
      start: fc.constantFrom(
        START,
        { ...START, epochMs: START.epochMs + 3_600_000 },
        { ...START, timeZone: 'America/Detroit' },
      ),
      end: fc.constantFrom(END, { ...END, epochMs: END.epochMs + 60_000 }),
    },
    { requiredKeys: [] },
  );

  it('is the same exactly when what goes out is', () => {
    fc.assert(
      fc.property(
        world,
        fc.option(world, { nil: undefined, freq: 3 }),
        edit,
        meetingEdit,
        (one, other, change, meeting) => {
          const first = planInvite(inputOf(one));
          const input = inputOf(other ?? one, change);
          const second = planInvite({ ...input, meeting: { ...input.meeting, ...meeting } });
          assert.equal(
            first.fingerprint === second.fingerprint,
            outgoing(first) === outgoing(second),
            `${outgoing(first)}\n${outgoing(second)}`,
          );
          assert.equal(second.fingerprint, planFingerprint(second));
        },
      ),
      RUNS,
    );
  });
});
