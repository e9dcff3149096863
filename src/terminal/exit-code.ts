/** How a run ends, as scripts read it (design: exit status). */
export const EXIT = {
  /** Done; also: sent although some customers failed, nobody to invite, a meeting already there left alone. */
  done: 0,
  /** Failed; nothing was sent or changed. */
  failed: 1,
  /** Wrong usage; nothing was even tried. */
  usage: 2,
  /** Some customers failed and `--require-all-customers` was given; nothing was sent. */
  incomplete: 3,
  /** Sent in part, sent but not as planned, or not known whether sent; running again is safe. */
  unsure: 4,
  /** Interrupted before the first write. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
