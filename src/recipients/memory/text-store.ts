/** One text that outlives the process, wherever the shell keeps it. */
export interface TextStore {
  /** @returns undefined when nothing was ever kept */
  readonly read: () => Promise<string | undefined>;
  readonly write: (text: string) => Promise<void>;
}
