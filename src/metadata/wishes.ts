import type { Draft, Field } from './draft.ts';
import type { JsonDocument } from './json-document.ts';
import type { Problem } from './problem.ts';

/** States of a change in which people do not usually want its meeting sent. */
const UNREADY = new Set(['draft', 'cancelled', 'canceled', 'completed', 'deleted']);

/**
 * Warnings where the file itself says that no meeting is wanted (`MeetingNotWanted`), that the change is not in a state
 * for one (`StatusUnready`) or that it is only a trial (`TestRun`). None of them is an error: the person decides.
 */
export function readWishes(document: JsonDocument, wishes: Draft['wishes']): readonly Problem[] {
  const problems: Problem[] = [];
  const warn = (about: Field<unknown>, code: string, message: string): void => {
    problems.push(document.problemAt(about.path, 'warning', code, message));
  };
  for (const wish of [wishes.includeMeeting, wishes.meetingRequired]) {
    if (wish !== undefined && saysNo(wish.value)) {
      const name = String(wish.path.at(-1) ?? '');
      warn(wish, 'MeetingNotWanted', `${name} says that no meeting is wanted for this change.`);
    }
  }
  const { status, testRun } = wishes;
  if (status !== undefined && UNREADY.has(status.value.trim().toLowerCase())) {
    const word = status.value.trim().toLowerCase();
    warn(
      status,
      'StatusUnready',
      `The change's status is “${word}”: make sure that its meeting should go out.`,
    );
  }
  if (testRun !== undefined && saysYes(testRun.value)) {
    warn(testRun, 'TestRun', 'This change is marked as a test run, yet the people invited are real.');
  }
  return problems;
}

const saysNo = (value: string | boolean): boolean =>
  value === false || (typeof value === 'string' && ['no', 'false', 'n'].includes(value.trim().toLowerCase()));

const saysYes = (value: string | boolean): boolean =>
  value === true || (typeof value === 'string' && ['yes', 'true', 'y'].includes(value.trim().toLowerCase()));
