import assert from 'node:assert/strict';
import { parseAwsFile } from '../../../src/customers/parse-aws-file.ts';
import { randomFrom } from '../../metadata/fuzz/random.ts';
import { modelReading } from './model.ts';
import { NAMES, randomFile } from './random-file.ts';

/** What random files came to. */
export interface AwsFileFigures {
  readonly files: number;
  readonly refused: number;
  /** Sections of files that were not refused, and how many of those nobody may use. */
  readonly sections: number;
  readonly faulty: number;
  readonly settings: number;
}

/**
 * Reads random AWS files, and compares each with the model and with what it was meant to say: no key of one section in
 * another.
 * @throws AssertionError naming the text
 */
export function fuzzAwsFiles(seed: number, files: number): AwsFileFigures {
  const random = randomFrom(seed);
  const figures = { files, refused: 0, sections: 0, faulty: 0, settings: 0 };
  for (let left = files; left > 0; left -= 1) {
    const { kind, text, meantFor } = randomFile(random);
    const about = `seed ${seed}, ${kind}: ${JSON.stringify(text)}`;
    const read = parseAwsFile(kind, text);
    const model = modelReading(kind, text);
    assert.equal(read.faults.length > 0, model.isRefused, about);
    if (model.isRefused) {
      figures.refused += 1;
      continue;
    }
    const sections = read.sections.filter((section) =>
      ['profile', 'sso-session', 'services'].includes(section.kind),
    );
    const found = sections.map((section) => [
      `${section.kind} ${section.name}`,
      section.faults.length > 0,
      [...section.settings].map(([name, { value }]) => [name, value]),
    ]);
    const wanted = [...model.sections].map(([name, { isFaulty, settings }]) => [
      name,
      isFaulty,
      [...settings],
    ]);
    assert.deepEqual(found.sort(), wanted.sort(), about);
    for (const { kind: what, name, faults, settings } of sections) {
      figures.sections += 1;
      figures.settings += settings.size;
      if (faults.length > 0) figures.faulty += 1;
      else
        for (const { value } of settings.values())
          for (const [key, profile] of meantFor)
            if (value === key && what === 'profile' && NAMES.includes(name))
              assert.equal(name, profile, about);
    }
  }
  return figures;
}
