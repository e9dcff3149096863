import type { InputBoxOptions } from 'vscode';

/** Something only the person can decide, as a modal. `choices` are the buttons besides Cancel. */
export interface Confirmation {
  readonly message: string;
  readonly detail: string;
  readonly choices: readonly string[];
}

/** Asks the person. @returns the chosen button, `undefined` for Cancel or Escape */
export type Asker = (confirmation: Confirmation) => Promise<string | undefined>;

/** Asks the person for one line. @returns the text, `undefined` for Escape */
export type Prompter = (options: InputBoxOptions) => Promise<string | undefined>;
