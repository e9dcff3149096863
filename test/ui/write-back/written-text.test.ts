import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { EventOutcome } from '../../../src/calendar/index.ts';
import { replacementOf, writtenBack, type Replacement } from '../../../src/ui/write-back/written-text.ts';
import { answer, planOf } from '../samples.ts';

const NOW = Date.UTC(2030, 0, 1);
const TEXT = `{
  "changeId": "CHG-1",
  "changeTitle": "Rotate keys",
  "customers": ["a"],
  "implementationStart": "2030-06-02T20:00:00-04:00",
  "timezone": "America/New_York" // ours
}
`;
const CREATED: EventOutcome = {
  status: 'created',
  id: 'AAMk1=',
  joinUrl: 'https://teams.example/1',
  subject: 'Change Implementation: Rotate keys',
  attendees: 1,
};
const plan = planOf([answer('a', ['x@a.example'])]);

const applied = (text: string, { offset, length, content }: Replacement): string =>
  text.slice(0, offset) + content + text.slice(offset + length);

describe('writtenBack', () => {
  it('is one small edit that holds the meeting and no attendee', () => {
    const { replacement, problems } = writtenBack(TEXT, 'change.json', plan, [CREATED], NOW);
    assert.deepEqual(problems, []);
    assert.ok(replacement);
    assert.equal(TEXT.slice(replacement.offset, replacement.offset + replacement.length), ' // ours');
    assert.match(replacement.content, /"modifications": \[\n {4}\{\n {6}"timestamp"/);
    assert.doesNotMatch(replacement.content, /x@a\.example|attendees/);
    assert.ok(applied(TEXT, replacement).includes('"timezone": "America/New_York", // ours'));
  });

  it('adds nothing for what the text says already, whatever the plan was made from', () => {
    const first = writtenBack(TEXT, 'change.json', plan, [CREATED], NOW).replacement;
    assert.ok(first);
    const again = writtenBack(
      applied(TEXT, first),
      'change.json',
      plan,
      [{ ...CREATED, status: 'unchanged' }],
      NOW,
    );
    assert.deepEqual(again, { problems: [] });
  });

  it('of a cancel adds that it was cancelled, and knows its meeting by the file alone', () => {
    const told = { meeting: plan.meeting, organizer: 'o@x.example', start: plan.start, end: plan.end };
    const cancelled: EventOutcome = { status: 'cancelled', subject: 'S', attendees: 2 };
    const { replacement, problems } = writtenBack(TEXT, 'change.json', told, [cancelled], NOW);
    assert.deepEqual(problems, []);
    assert.ok(replacement);
    assert.match(replacement.content, /"modification_type": "meeting_cancelled"/);
    assert.doesNotMatch(replacement.content, /meeting_metadata|o@x/);
    const [problem] = writtenBack('{', 'change.json', told, [cancelled], NOW).problems;
    assert.match(
      problem?.message ?? '',
      /^The meeting is cancelled, but .*Cancel again .* nobody is told twice/,
    );
  });

  it('writes nothing into a text that became another meeting, or broke, and says so', () => {
    for (const text of [TEXT.replace('CHG-1', 'CHG-2'), '{', '']) {
      const { replacement, problems } = writtenBack(text, 'change.json', plan, [CREATED], NOW);
      assert.equal(replacement, undefined);
      assert.match(
        problems[0]?.message ?? '',
        /change\.json was not brought up to date: by now it describes/,
      );
    }
  });

  it('writes nothing where the calendar confirmed nothing', () => {
    assert.deepEqual(writtenBack(TEXT, 'change.json', plan, [], NOW), { problems: [] });
  });
});

describe('replacementOf', () => {
  it('turns one text into the other, and is as small as an insertion can be', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n') });
    fc.assert(
      fc.property(text, text, text, (before, middle, after) => {
        const replacement = replacementOf(before + after, before + middle + after);
        assert.equal(applied(before + after, replacement), before + middle + after);
        assert.deepEqual([replacement.length, replacement.content.length], [0, middle.length]);
        assert.equal(applied(before, replacementOf(before, after)), after);
      }),
    );
  });
});
