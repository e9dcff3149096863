/** The first value that says something: an empty variable or setting is as good as none. */
export const firstSet = (...values: readonly (string | undefined)[]): string | undefined =>
  values.find((value) => value !== undefined && value !== '');
