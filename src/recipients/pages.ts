import { malformedAnswer } from './errors/answer-failures.ts';
import { CustomerFailure } from './errors/failure.ts';

/** No real contact list needs more: a thousand pages of a thousand. */
export const MOST_PAGES = 1000;

/**
 * Follows an answer's pages until its token is gone. A page may be empty and still have a token (SES documents that for
 * filtered lists); only a missing or empty token ends the list.
 * @param operation for messages
 * @param ask one page; without a token the first
 * @param onPage told each page as it comes, counted from 1
 * @throws CustomerFailure `MalformedAnswer` when a token repeats, which would never end, or there are too many pages
 */
export async function readAllPages<Page extends { readonly NextToken?: string | null | undefined }>(
  operation: string,
  ask: (nextToken: string | undefined) => Promise<Page>,
  onPage: (page: Page, number: number) => void,
): Promise<void> {
  const seen = new Set<string>();
  let nextToken: string | undefined;
  for (let number = 1; number <= MOST_PAGES; number++) {
    const page = await ask(nextToken);
    onPage(page, number);
    if (!page.NextToken) return;
    if (seen.has(page.NextToken))
      throw new CustomerFailure(
        malformedAnswer(`${operation} gave the same NextToken twice, so its pages would never end`),
      );
    seen.add(page.NextToken);
    nextToken = page.NextToken;
  }
  throw new CustomerFailure(malformedAnswer(`${operation} has more than ${MOST_PAGES} pages`));
}
