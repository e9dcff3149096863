import type { QueryEvent } from '../../recipients/index.ts';

/**
 * Makes the line that tells how far a query is, e.g. `⏳ 27 of 30 customers answered, waiting for kstl, wlsp, zphr`.
 * Takes events in order and gives the line after each; undefined when there is nothing to wait for.
 */
export function createProgress(): (event: QueryEvent) => string | undefined {
  let all = 0;
  const open = new Set<string>();
  return (event) => {
    if (event.type === 'started') {
      all = event.customerCodes.length;
      for (const code of event.customerCodes) open.add(code);
    } else if (event.type === 'done' || event.type === 'failed' || event.type === 'cancelled') {
      open.delete(event.customerCode);
    }
    if (open.size === 0) return undefined;
    const waiting = [...open].slice(0, 3).join(', ');
    const more = open.size > 3 ? ` and ${open.size - 3} more` : '';
    return `⏳ ${all - open.size} of ${all} customers answered, waiting for ${waiting}${more}`;
  };
}
