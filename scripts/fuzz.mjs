// Reads many mutated metadata files and configurations: `npm run fuzz -- [--documents N] [--seed N]`; with
// `--aws-files N` that many random AWS files instead, each compared with a second reading by the same rules.
// `--encodings N` that many files in five encodings, each read as either shell does.
// The same seed gives the same documents; a failure names the seed and the text.
import { parseArgs } from 'node:util';
import { fuzzAwsFiles } from '../test/customers/aws-file-fuzz/run.ts';
import { fuzzEncodings } from '../test/files/encodings-fuzz/run.ts';
import { fuzz } from '../test/metadata/fuzz/run.ts';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '120000' },
    seed: { type: 'string', default: '1' },
    'aws-files': { type: 'string' },
    encodings: { type: 'string' },
  },
});
const isAws = values['aws-files'] !== undefined;
const documents = Number(values['aws-files'] ?? values.encodings ?? values.documents);
const seed = Number(values.seed);
if (!Number.isSafeInteger(documents) || documents < 1 || !Number.isSafeInteger(seed)) {
  console.error('--documents, --aws-files, --encodings and --seed take whole numbers.');
  process.exit(2);
}

if (isAws) {
  const beganMs = performance.now();
  const { files, refused, sections, faulty, settings } = fuzzAwsFiles(seed, documents);
  const took = ((performance.now() - beganMs) / 1000).toFixed(1);
  console.log(
    `${files} random AWS files from seed ${seed} in ${took} s: none threw, all were read as the rules say.`,
  );
  console.log(`${refused} were refused; of ${sections} sections in the others ${faulty} must not be used.`);
  console.log(`No section had a key that was written under another (${settings} settings).`);
  process.exit(0);
}

if (values.encodings !== undefined) {
  const beganMs = performance.now();
  const { files, refused, planned } = await fuzzEncodings(seed, documents);
  const took = ((performance.now() - beganMs) / 1000).toFixed(1);
  console.log(
    `${files} random files in five encodings from seed ${seed} in ${took} s: both shells read each alike.`,
  );
  console.log(`${planned} gave the same fingerprint, ${refused} the same refusal.`);
  process.exit(0);
}

/** An answer takes at most a second (a sluggish machine gets four times that). */
const LIMIT_MS = 4000;

const startedMs = performance.now();
const figures = fuzz(seed, documents, LIMIT_MS);
const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
console.log(`${figures.documents} mutated documents from seed ${seed} in ${seconds} s, none threw or hung.`);
console.log(
  `${figures.meetings} gave a meeting, ${figures.documents - figures.meetings} errors (${figures.withoutShape} of them no metadata at all).`,
);
console.log(`Slowest answer: ${figures.slowestMs.toFixed(1)} ms.`);
const byNumber = [...figures.problems].sort(([, a], [, b]) => b - a);
console.log(`Problems: ${byNumber.map(([code, count]) => `${code} ${count}`).join(', ')}.`);
