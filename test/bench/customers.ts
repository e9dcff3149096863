import type { CustomerShorthand } from '../../src/sandbox/index.ts';
import type { QueryReport } from './messages.ts';
import { exactly, type Criterion } from './verdict.ts';

/** So many customers that are reached by role, with ten subscribers each; `more` applies to all. */
export function customers(count: number, more: Partial<CustomerShorthand> = {}): CustomerShorthand[] {
  const digits = String(count).length;
  return Array.from({ length: count }, (_, index) => ({
    code: `c${String(index + 1).padStart(digits, '0')}`,
    subscribers: 10,
    ...more,
  }));
}

/** That all customers answered; says what the first others said. */
export function allAnswered(report: QueryReport, count: number, run: string): Criterion {
  const { answered, errors } = report;
  const criterion = exactly(`customers answered, ${run}`, answered, count);
  const reasons = errors
    .slice(0, 3)
    .map(({ customerCode, code, message }) => `${customerCode}: ${code}: ${message}`);
  return reasons.length === 0 ? criterion : { ...criterion, measured: `${answered} (${reasons.join('; ')})` };
}
