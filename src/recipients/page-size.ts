import { classify } from './errors/classify.ts';

/** How many contacts a page is asked for, the same for all customers of a run. */
export interface PageSize {
  /** undefined: as many as the service gives of itself. */
  readonly current: () => number | undefined;
  /** SES does not take it: nobody asks for it again in this run. */
  readonly refuse: () => void;
}

/** The most contacts SES gives per page, by its users' experience; the model names no bound. */
const MOST = 1000;

/** The page size of a run that begins. */
export function createPageSize(): PageSize {
  let size: number | undefined = MOST;
  return {
    current: () => size,
    refuse: () => {
      size = undefined;
    },
  };
}

/**
 * Asks for a page in the run's size, and where SES does not take that, once more without a size.
 * @param ask one page; of the service's own size when given nothing
 * @throws what `ask` rejects with
 */
export async function withPageSize<Page>(
  pageSize: PageSize,
  ask: (size: { readonly pageSize?: number }) => Promise<Page>,
): Promise<Page> {
  const size = pageSize.current();
  if (size === undefined) return ask({});
  try {
    return await ask({ pageSize: size });
  } catch (error) {
    if (classify(error).refusedPart !== 'page size') throw error;
    pageSize.refuse();
    return ask({});
  }
}
