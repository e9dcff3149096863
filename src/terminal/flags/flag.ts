/** One flag of one action. Parsing, help and refusals are all made from this and from nothing else. */
export type Flag =
  | SwitchFlag
  | ValueFlag<'text' | 'file' | 'address' | 'codes'>
  | ValueFlag<'count' | 'positive' | 'rate' | 'duration'>
  | ChoiceFlag
  | WordsFlag;

/** `--name`, `--name=true` or `--name=false`; never a word of its own after it. */
export interface SwitchFlag {
  readonly kind: 'switch';
  readonly help: string;
}

/** A flag with a value. `default` is written as a person would write it, so that help can show it. */
export interface ValueFlag<Kind extends string> {
  readonly kind: Kind;
  readonly placeholder: string;
  readonly help: string;
  readonly default?: string;
  /** What the value is, e.g. `Topic name`; makes the flag required, with upstream's sentence when it is missing. */
  readonly required?: string;
  /** Another name for the same flag, kept for scripts written for upstream. */
  readonly alias?: string;
}

/** A flag whose value is one of a few words. */
export interface ChoiceFlag {
  readonly kind: 'choice';
  readonly choices: readonly string[];
  readonly default: string;
  readonly help: string;
}

/** A flag with one or more of a few words, separated by commas. Letter case counts for nothing. */
export interface WordsFlag<Word extends string = string> {
  readonly kind: 'words';
  readonly words: readonly Word[];
  readonly placeholder: string;
  readonly help: string;
}

export type FlagTable = Readonly<Record<string, Flag>>;

/** What a flag's value becomes: durations in milliseconds, rates per second, code lists normalised. */
export type FlagValue<F extends Flag> = F extends { kind: 'switch' }
  ? boolean
  : F extends { kind: 'count' | 'positive' | 'rate' | 'duration' }
    ? number
    : F extends { kind: 'codes' }
      ? readonly string[]
      : F extends { kind: 'words'; words: readonly (infer Word)[] }
        ? readonly Word[]
        : F extends { kind: 'choice'; choices: readonly (infer Choice)[] }
          ? Choice
          : string;

/** The values of a whole table; `undefined` only where a flag has neither a default nor is required. */
export type FlagValues<T extends FlagTable> = {
  readonly [Name in keyof T]: T[Name] extends { kind: 'switch' } | { default: string } | { required: string }
    ? FlagValue<T[Name]>
    : FlagValue<T[Name]> | undefined;
};
