import { disagreements, sameText } from './disagreement.ts';
import type { Draft, Field } from './draft.ts';
import type { JsonDocument } from './json-document.ts';
import type { Problem } from './problem.ts';
import { meansYes } from './yes-or-no.ts';

/** States of a change in which people do not usually want its meeting sent. */
const UNREADY = new Set(['draft', 'cancelled', 'canceled', 'completed', 'deleted']);

/**
 * Warnings where the file itself says that no meeting is wanted (`MeetingNotWanted`), that the change is not in a state
 * for one (`StatusUnready`) or that it is only a trial (`TestRun`). None of them is an error: the person decides.
 */
export function readWishes(
  document: JsonDocument,
  { wishes, kind }: Pick<Draft, 'wishes' | 'kind'>,
): readonly Problem[] {
  const problems: Problem[] = [];
  const warn = (about: Field<unknown>, code: string, message: string): void => {
    problems.push(document.problemAt(about.path, 'warning', code, message));
  };
  for (const wish of [wishes.includeMeeting, wishes.meetingRequired]) {
    if (wish !== undefined && meansYes(wish.value) === false) {
      const name = String(wish.path.at(-1) ?? '');
      warn(wish, 'MeetingNotWanted', `${name} says that no meeting is wanted for this ${kind}.`);
    }
  }
  const { status, testRun } = wishes;
  if (status !== undefined && UNREADY.has(status.value.trim().toLowerCase())) {
    const word = status.value.trim().toLowerCase();
    warn(
      status,
      'StatusUnready',
      `The ${kind}'s status is “${word}”: make sure that its meeting should go out.`,
    );
  }
  if (testRun !== undefined && meansYes(testRun.value) === true) {
    warn(testRun, 'TestRun', `This ${kind} is marked as a test run, yet the people invited are real.`);
  }
  problems.push(
    ...disagreements(document, wishes.meetingRequired, (a, b) => meansYes(a) === meansYes(b)),
    ...disagreements(document, status, sameText),
  );
  return problems;
}
