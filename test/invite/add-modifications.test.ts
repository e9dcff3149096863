import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parse } from 'jsonc-parser';
import { addModifications } from '../../src/invite/add-modifications.ts';
import { modificationsFor, type ModificationEntry } from '../../src/invite/modification.ts';
import { readMetadata } from '../../src/metadata/index.ts';
import { END, START, makeMeeting } from './sample.ts';

const NOW = Date.UTC(2025, 9, 1, 12);
const CANCELLED: ModificationEntry = {
  timestamp: '2025-10-01T12:00:00.000Z',
  user_id: 'customer-meetings',
  modification_type: 'meeting_cancelled',
};
const PRETTY = [
  '{',
  '  "timestamp": "2025-10-01T12:00:00.000Z",',
  '  "user_id": "customer-meetings",',
  '  "modification_type": "meeting_cancelled"',
  '}',
];
const SHORT =
  '{ "timestamp": "2025-10-01T12:00:00.000Z", "user_id": "customer-meetings", "modification_type": "meeting_cancelled" }';
const MINIFIED =
  '{"timestamp":"2025-10-01T12:00:00.000Z","user_id":"customer-meetings","modification_type":"meeting_cancelled"}';

/** The entry as it is written with this before each of its lines but the first. */
const pretty = (indent: string, unit = '  ', newLine = '\n'): string =>
  PRETTY.map((line) => line.replace(/^ {2}/, unit)).join(newLine + indent);

function edited(text: string): string {
  const result = addModifications(text, [CANCELLED], 'meeting.json');
  assert.equal(result.kind, 'edited');
  return result.text;
}

describe('addModifications', () => {
  // Text with ▶ where the insertions are expected, and what each of them is.
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'after the last entry, on lines of its own',
      '{\n  "modifications": [\n    {\n      "a": 1\n    }▶\n  ],\n  "b": 2\n}\n',
      [`,\n    ${pretty('    ')}`],
    ],
    [
      'on one line where its neighbour is',
      '{\n  "modifications": [\n    { "a": 1 }▶\n  ]\n}',
      [`,\n    ${SHORT}`],
    ],
    ['in a list that is on one line', '{\n  "modifications": [{ "a": 1 }, { "a": 2 }▶]\n}', [`, ${SHORT}`]],
    [
      'where brackets hug each other',
      '{\n  "modifications": [{\n    "a": 1\n  }▶]\n}',
      [`, ${pretty('  ')}`],
    ],
    ['in an empty list', '{\n  "modifications": [▶]\n}', [`\n    ${pretty('    ')}\n  `]],
    [
      'in an empty list with a comment',
      '{\n  "modifications": [\n    // none yet▶\n  ]\n}',
      [`\n    ${pretty('    ')}`],
    ],
    [
      'as a new list at the end',
      '{\n  "a": 1▶\n}\n',
      [`,\n  "modifications": [\n    ${pretty('    ')}\n  ]`],
    ],
    [
      'after a comment at the end of the line, which stays there',
      '{\n  "a": 1▶ // one▶\n  // end\n}',
      [',', `\n  "modifications": [\n    ${pretty('    ')}\n  ]`],
    ],
    [
      'before a trailing comma, with one of its own',
      '{\n  "modifications": [\n    { "a": 1 },▶\n  ],\n}',
      [`\n    ${SHORT},`],
    ],
    [
      'after a trailing comma and its comment',
      '{\n  "modifications": [\n    { "a": 1 }, /* one */ // more▶\n\n  ],\n}',
      [`\n    ${SHORT},`],
    ],
    ['in a minified text', '{"a":1,"modifications":[{"b":1}▶]}', [`,${MINIFIED}`]],
    ['in a minified text without the list', '{"a":{}▶}', [`,"modifications":[${MINIFIED}]`]],
    ['in a minified text with an empty list', '{"modifications":[▶]}\n', [MINIFIED]],
    [
      'with tabs and CRLF',
      '{\r\n\t"modifications": [\r\n\t\t{\r\n\t\t\t"a": 1\r\n\t\t}▶\r\n\t]\r\n}\r\n',
      [`,\r\n\t\t${pretty('\t\t', '\t', '\r\n')}`],
    ],
    [
      'with four spaces',
      '{\n    "a": 1▶\n}',
      [`,\n    "modifications": [\n        ${pretty('        ', '    ')}\n    ]`],
    ],
    [
      'behind a byte order mark, which stays',
      '\uFEFF{\n  "a": 1▶\n}',
      [`,\n  "modifications": [\n    ${pretty('    ')}\n  ]`],
    ],
    [
      'in the list that counts, of two',
      '{\n  "modifications": [],\n  "modifications": [\n    {\n      "a": 1\n    }▶\n  ]\n}',
      [`,\n    ${pretty('    ')}`],
    ],
    [
      'at the root of a nested document',
      '{\n  "changeMetadata": {\n    "title": "x"\n  }▶\n}',
      [`,\n  "modifications": [\n    ${pretty('    ')}\n  ]`],
    ],
    [
      'among brackets in texts and comments',
      '{\n  "a": "]}",\n  "modifications": [\n    {\n      "b": "[{" // ] }\n    }▶ /* ] */▶\n    // ]\n  ]\n}',
      [',', `\n    ${pretty('    ')}`],
    ],
  ];
  for (const [name, marked, insertions] of cases) {
    it(`writes ${name}, and nothing else`, () => {
      const pieces = marked.split('▶');
      const expected = pieces.map((piece, index) => piece + (insertions[index] ?? '')).join('');
      assert.equal(edited(pieces.join('')), expected);
    });
  }

  it('writes a list in the place of null', () => {
    assert.equal(
      edited('{\n  "modifications": null,\n  "a": 1\n}'),
      `{\n  "modifications": [\n    ${pretty('    ')}\n  ],\n  "a": 1\n}`,
    );
  });

  it('refuses what it cannot add to, with the reason and the place', () => {
    const refused = (text: string) => {
      const result = addModifications(text, [CANCELLED], 'meeting.json');
      assert.equal(result.kind, 'refused');
      const { severity, code, message, file, line, column } = result.problem;
      assert.deepEqual([severity, code, file], ['warning', 'MetadataNotUpdated', 'meeting.json']);
      return [message.slice(message.indexOf(': ') + 2), line, column];
    };
    assert.deepEqual(refused('{\n  "modifications": "none"\n}'), [
      '“modifications” is not a list; make it one.',
      2,
      20,
    ]);
    for (const text of ['', '[]', '7', '{', '{"a":1} {"b":2}', 'no JSON']) {
      assert.match(String(refused(text)[0]), /cannot be added to/);
    }
  });

  it('only ever inserts, and the entry is then the last one, whatever the document looks like', () => {
    const json = fc.jsonValue({ maxDepth: 3 });
    const space = fc.stringMatching(/^[ \t\r\n]{0,4}$/);
    const trivia = fc.oneof(
      space,
      fc.constantFrom('/* ] } , */', '// ] } ,\n', '\n// a\n', '\r\n\t/* b */ '),
    );
    const list = fc.array(fc.tuple(json, trivia), { maxLength: 3 });
    const document = fc.record({
      fields: fc.array(fc.tuple(fc.string(), json, trivia), { maxLength: 3 }),
      modifications: fc.option(list, { nil: undefined }),
      gap: trivia,
      pretty: fc.constantFrom(undefined, 2, 4, '\t'),
      trailing: fc.boolean(),
      mark: fc.constantFrom('', '\uFEFF'),
    });
    fc.assert(
      fc.property(document, ({ fields, modifications, gap, pretty: indent, trailing, mark }) => {
        const written = (value: unknown): string => JSON.stringify(value, null, indent);
        const items = fields
          .filter(([key]) => key.toLowerCase() !== 'modifications')
          .map(([key, value, after]) => `${JSON.stringify(key)}:${written(value)}${after}`);
        const comma = trailing ? ',' : '';
        if (modifications !== undefined) {
          const entries = modifications.map(([value, after]) => written(value) + after);
          items.push(
            `"modifications":${gap}[${gap}${entries.join(',')}${entries.length > 0 ? comma : ''}${gap}]${gap}`,
          );
        }
        const text = `${mark}${gap}{${gap}${items.join(`,${gap}`)}${items.length > 0 ? comma : ''}${gap}}${gap}`;
        const result = edited(text);

        // All of the old text is still there, in its order.
        let at = 0;
        for (const character of text) {
          const next = result.indexOf(character, at);
          assert.ok(next >= 0, `${JSON.stringify(character)} is lost`);
          at = next + character.length;
        }
        // Written and read once more: the parser takes a key "__proto__" for the object's own prototype.
        const read = (from: string): Record<string, unknown> =>
          JSON.parse(
            JSON.stringify(parse(from.replace('\uFEFF', ' '), [], { allowTrailingComma: true })),
          ) as Record<string, unknown>;
        const before = read(text);
        const after = read(result);
        const old = (before.modifications ?? []) as unknown[];
        assert.deepEqual(after, { ...before, modifications: [...old, CANCELLED] });
      }),
      {
        numRuns: 10_000,
        examples: [
          [
            {
              fields: [['__proto__', [], '/* ] } , */']],
              modifications: undefined,
              gap: '',
              pretty: undefined,
              trailing: false,
              mark: '',
            },
          ],
        ],
      },
    );
  });

  it('adds several one after the other', () => {
    const two = addModifications('{"a":1}', [CANCELLED, { ...CANCELLED, timestamp: 'later' }]);
    assert.equal(two.kind, 'edited');
    const { modifications } = JSON.parse(two.text) as { modifications: { timestamp: string }[] };
    assert.deepEqual(
      modifications.map(({ timestamp }) => timestamp),
      [CANCELLED.timestamp, 'later'],
    );
  });

  it('is read back by the reading side, and once written is not written again', () => {
    const meeting = makeMeeting();
    const plan = { meeting, organizer: 'ccoe@example.com', start: START, end: END };
    const event = {
      status: 'created',
      id: 'AAMk=',
      joinUrl: 'https://teams.example/1',
      subject: 'S',
    } as const;
    const { entries } = modificationsFor(plan, [event], NOW);
    const file = JSON.stringify(
      {
        changeId: 'CHG-1',
        changeTitle: 'Rotate certificates',
        customers: ['a'],
        implementationStart: '2025-11-02T10:00:00-05:00',
        timezone: 'America/New_York',
      },
      null,
      2,
    );
    const written = addModifications(file, entries);
    assert.equal(written.kind, 'edited');
    const reading = readMetadata(written.text, { defaultTimeZone: 'UTC', nowEpochMs: NOW });
    assert.deepEqual(
      reading.problems.filter(({ severity }) => severity === 'error'),
      [],
    );
    assert.deepEqual(reading.meeting?.record?.scheduledMeeting, {
      meetingId: 'AAMk=',
      joinUrl: 'https://teams.example/1',
      startTime: '2025-11-02T10:00:00-05:00',
      endTime: '2025-11-02T11:00:00-05:00',
      subject: 'S',
      organizer: 'ccoe@example.com',
    });
    assert.ok(reading.meeting);
    const again = { ...plan, meeting: reading.meeting };
    assert.deepEqual(modificationsFor(again, [{ ...event, status: 'unchanged' }], NOW).entries, []);
  });
});
