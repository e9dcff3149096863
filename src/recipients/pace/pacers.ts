import { createPacer } from './pacer.ts';
import type { Pacer } from './pacer.ts';

/** The pacers of all accounts. @param budget as in `ContactAccount.budget`; the same text gives the same pacer */
export type Pacers = (budget: string) => Pacer;

/** No pacer yet; one is made for each budget that is asked for. */
export function createPacers(): Pacers {
  const pacers = new Map<string, Pacer>();
  return (budget) => {
    const known = pacers.get(budget);
    if (known !== undefined) return known;
    const pacer = createPacer();
    pacers.set(budget, pacer);
    return pacer;
  };
}
