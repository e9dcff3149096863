import type { PlanComparison } from '../../../src/calendar/index.ts';
import { previewContent, type PreviewSurroundings } from '../../../src/ui/preview/content.ts';
import { peopleOf } from '../../../src/ui/preview/people.ts';
import { PROTOCOL_VERSION, type ToPage } from '../../../src/ui/preview/protocol.ts';
import { NO_CHOICES } from '../../../src/ui/session/choices.ts';
import { answered } from '../../../src/ui/session/reducer.ts';
import type { SessionState } from '../../../src/ui/session/state.ts';
import { answer, failure, planned, reading, stateWith } from '../../ui/samples.ts';

/** A comparison with something of everything in it. */
export const COMPARISON: PlanComparison = {
  kind: 'there',
  plan: planned([answer('a', ['new@a.example'])]).plan,
  events: [],
  questions: [],
  leftTheFile: [{ customerCode: 'b', people: ['left@b.example'] }],
  subject: { before: 'Rotate keys', after: 'Change Implementation: Rotate keys' },
  when: { before: { startMs: 0, endMs: 3_600_000 }, after: { startMs: 7_200_000, endMs: 10_800_000 } },
  hideAttendees: { before: false, after: true },
  body: { removed: ['We rotate them on Monday.'], added: ['We rotate them on Sunday.'] },
  attendees: {
    added: [{ email: 'new@a.example', customerCodes: ['a'] }],
    removed: [{ email: 'gone@a.example', customerCodes: ['a'], reason: 'unsubscribed' }],
    kept: [{ email: 'guest@elsewhere.example', customerCodes: [], reason: 'by hand' }],
    same: 3,
  },
  newEvents: 0,
};

/** A meeting of `customers` customers with `each` people, the last of which failed. */
export function meetingState(
  customers: number,
  each: number,
  change: Partial<SessionState> = {},
): SessionState {
  const results = Array.from({ length: customers }, (_, index) => {
    const code = `c${String(index).padStart(3, '0')}`;
    if (index === customers - 1 && customers > 1) return failure(code);
    const people = Array.from(
      { length: each },
      (__, person) => `p${String(person).padStart(5, '0')}@${code}.example`,
    );
    return answer(code, people, index === 0 ? { warnings: ['2 contacts have no address.'] } : {});
  });
  const codes = results.map(({ customerCode }) => customerCode);
  return stateWith({
    phase: 'planned',
    reading: reading(codes),
    preparation: planned(results),
    customers: results.map((result) => answered(result)),
    choices: NO_CHOICES,
    ...change,
  });
}

/** What the extension says to the page about a state. */
export function messagesOf(
  state: SessionState,
  nonce: string,
  change: Partial<PreviewSurroundings> = {},
): readonly [ToPage, ToPage] {
  const plan = state.preparation?.kind === 'planned' ? state.preparation.plan : undefined;
  const content = previewContent(state, {
    identity: 'ops@provider.example (Microsoft account)',
    conflicts: ['The organizer has "Review" at that time (10:00 to 10:30).'],
    look: { kind: 'compared', comparison: COMPARISON },
    trusted: true,
    locale: 'en',
    styleNonce: nonce,
    ...change,
  });
  const kept = new Set(COMPARISON.attendees.kept.map(({ email }) => email));
  return [
    { protocol: PROTOCOL_VERSION, type: 'state', state: content },
    { protocol: PROTOCOL_VERSION, type: 'people', people: peopleOf(state, plan, kept) },
  ];
}
