import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { MOST_PAGES, readAllPages } from '../../src/recipients/pages.ts';

interface Page {
  readonly items: readonly number[];
  readonly NextToken?: string | null;
}

const read = async (ask: (token: string | undefined) => Page) => {
  const items: number[] = [];
  let asked = 0;
  await readAllPages(
    'x',
    (token) => {
      asked++;
      return Promise.resolve(ask(token));
    },
    (page) => items.push(...page.items),
  );
  return { items, asked };
};

describe('readAllPages', () => {
  it('reads whatever pages there are, empty ones too, each once', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer()), { minLength: 1, maxLength: 12 }),
        fc.constantFrom(undefined, null, ''),
        async (pages, end) => {
          const { items, asked } = await read((token) => {
            const index = token === undefined ? 0 : Number(token);
            return {
              items: pages[index] ?? [],
              NextToken: index + 1 < pages.length ? String(index + 1) : end,
            };
          });
          assert.deepEqual(items, pages.flat());
          assert.equal(asked, pages.length);
        },
      ),
    ));

  it('refuses a token that comes again, also in a longer circle', async () => {
    await assert.rejects(
      read(() => ({ items: [1], NextToken: 'same' })),
      { code: 'MalformedAnswer' },
    );
    const circle: Record<string, string> = { '': 'a', a: 'b', b: 'a' };
    await assert.rejects(
      read((token) => ({ items: [], NextToken: circle[token ?? ''] ?? '' })),
      { code: 'MalformedAnswer' },
    );
  });

  it('stops at the cap', async () => {
    let asked = 0;
    await assert.rejects(
      read(() => ({ items: [], NextToken: String(asked++) })),
      { code: 'MalformedAnswer' },
    );
    assert.equal(asked, MOST_PAGES);
  });
});
