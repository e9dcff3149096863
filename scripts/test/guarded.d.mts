export interface SuiteCounts {
  passed: number;
  failed: number;
  remark?: string;
}
export declare function runGuarded(
  command: readonly string[],
  limitMs: number,
  extra?: Readonly<Record<string, string>>,
): Promise<SuiteCounts>;
export declare function lastCounts(text: string): SuiteCounts | undefined;
export declare function endAll(): void;
