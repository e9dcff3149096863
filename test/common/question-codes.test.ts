import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ANSWERABLE,
  FORCEABLE,
  isAnsweredInAdvance,
  QUESTIONS,
  waysOn,
  type QuestionCode,
} from '../../src/common/index.ts';

const CODES = Object.keys(QUESTIONS) as QuestionCode[];
const asked = (code: QuestionCode) => ({ code, canProceed: true });

describe('the questions', () => {
  it('are answered by --force-update only where it is about the very meeting of the file', () => {
    // Said here once more on purpose: the table is what is checked.
    assert.deepEqual([...FORCEABLE].sort(), [
      'MovedByHand',
      'NamedByFile',
      'SameSubjectAndStart',
      'TextRewritten',
    ]);
    for (const code of CODES) {
      const forced = isAnsweredInAdvance(asked(code), { forceUpdate: true });
      assert.equal(forced, FORCEABLE.includes(code), code);
    }
    const otherMark = { ...asked('NamedByFile'), byCodeOnly: true } as const;
    assert.equal(isAnsweredInAdvance(otherMark, { forceUpdate: true }), false);
    assert.equal(
      isAnsweredInAdvance(otherMark, { forceUpdate: false, answers: new Set(['NamedByFile']) }),
      true,
    );
  });

  it('are answered by exactly their code', () => {
    for (const code of ANSWERABLE) {
      const answers = new Set([code]);
      for (const other of CODES) {
        assert.equal(isAnsweredInAdvance(asked(other), { forceUpdate: false, answers }), other === code);
      }
    }
  });

  it('that nobody can answer are answered by nothing', () => {
    assert.deepEqual(
      CODES.filter((code) => !ANSWERABLE.includes(code)),
      ['SeveralMatches'],
    );
    for (const code of CODES) {
      const question = { code, canProceed: false };
      assert.equal(isAnsweredInAdvance(question, { forceUpdate: true, answers: new Set(CODES) }), false);
      assert.match(waysOn(question), /by hand.*no flag/);
    }
  });
});
