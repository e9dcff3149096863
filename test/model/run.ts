import { play } from './play.ts';
import { Violation } from './rules.ts';
import { sequenceOf, type Sequence } from './steps.ts';
import type { Figures } from './world.ts';

/** What a run of the model came to. */
export interface ModelResult {
  readonly sequences: number;
  readonly figures: Figures;
  readonly failures: readonly ModelFailure[];
}

/** A sequence that breaks a rule, and the shortest part of it that was found to break the same one. */
export interface ModelFailure {
  readonly seed: number;
  readonly message: string;
  readonly shortest: Sequence;
}

/**
 * Plays so many sequences, seeds counted up from the first. Stops after `most` failures.
 * @param say is told of failures and, now and then, of how far it is
 */
export async function runModel(options: {
  readonly sequences: number;
  readonly seed: number;
  readonly most?: number;
  readonly shorten?: boolean;
  readonly say?: (line: string) => void;
}): Promise<ModelResult> {
  const { sequences, seed, most = 1, shorten = true, say = () => undefined } = options;
  const figures: Record<string, number> = {};
  const failures: ModelFailure[] = [];
  let played = 0;
  for (; played < sequences && failures.length < most; played += 1) {
    const sequence = sequenceOf(seed + played);
    const failure = await failureOf(sequence);
    if ('figures' in failure) {
      for (const [what, count] of Object.entries(failure.figures))
        figures[what] = (figures[what] ?? 0) + count;
    } else {
      const shortest = shorten ? await shortened(sequence, failure.rule) : sequence;
      failures.push({ seed: sequence.seed, message: failure.message, shortest });
      say(`seed ${sequence.seed}: ${failure.message}\n  npm run test:model -- 1 --seed ${sequence.seed}`);
    }
    if ((played + 1) % 100 === 0) say(`${played + 1} of ${sequences} sequences`);
  }
  return { sequences: played, figures, failures };
}

async function failureOf(
  sequence: Sequence,
): Promise<{ readonly figures: Figures } | { readonly rule: string; readonly message: string }> {
  try {
    return { figures: (await play(sequence)).figures };
  } catch (error) {
    if (error instanceof Violation) return { rule: error.rule, message: error.message };
    const cause = error instanceof Error ? error.cause : undefined;
    const why = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause ?? error);
    return { rule: 'unforeseen', message: `${String(error)}: ${why}` };
  }
}

/** Leaves steps and switches out one by one as long as the same rule breaks. */
async function shortened(sequence: Sequence, rule: string): Promise<Sequence> {
  let shortest = sequence;
  const still = async (smaller: Sequence): Promise<void> => {
    const failure = await failureOf(smaller);
    if ('rule' in failure && failure.rule === rule) shortest = smaller;
  };
  for (let index = sequence.steps.length - 1; index >= 0; index -= 1)
    await still({ ...shortest, steps: shortest.steps.filter((_, at) => at !== index) });
  for (const name of Object.keys(sequence.switches))
    await still({
      ...shortest,
      switches: Object.fromEntries(Object.entries(shortest.switches).filter(([one]) => one !== name)),
    });
  return shortest;
}
