// `npm test`: set-up, the checks (types, lint, build and package), every suite, and a last line that says it all.
// `node scripts/test.mjs unit|awscli|vscode|journey|electron|lint` runs one of them; `--update` lets the journey replace the
// pictures of the README.
import { performance } from 'node:perf_hooks';
import { ensureInstalled, ensureTools, ensureVsCode, EDITOR_TOOLS } from './setup.mjs';
import { npm } from './setup/run.mjs';
import { endAll, runGuarded } from './test/guarded.mjs';
import { SUITES } from './test/suites.mjs';

const say = (line) => console.log(line);
const sayStep = (line) => say(`set-up: ${line}`);

/** npm scripts that must succeed; one that fails counts as one failure, one that succeeds as no test. */
const CHECKS = ['typecheck', 'lint', 'package'];

const words = process.argv.slice(2);
const extra = words.includes('--update') ? { UPDATE_SCREENSHOTS: '1' } : {};
const wanted = words.filter((word) => word !== '--update');
const known = ['lint', ...SUITES.map((suite) => suite.name)];
const unknown = wanted.find((name) => !known.includes(name));
if (unknown !== undefined) {
  console.error(`There is no suite called ${unknown}. There are: ${known.join(', ')}.`);
  process.exit(2);
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    endAll();
    process.exit(130);
  });
}

const suites = SUITES.filter((suite) => (wanted.length === 0 ? suite.always : wanted.includes(suite.name)));
const checks = wanted.length === 0 ? CHECKS : wanted.includes('lint') ? ['lint'] : ['package'];

/** @type {{ name: string, passed: number, failed: number, seconds: number, remark?: string }[]} */
const results = [];
let missing = [];
try {
  await ensureInstalled(sayStep);
  const editor = suites.some((suite) => suite.editor);
  if (editor) missing = await ensureTools(EDITOR_TOOLS, sayStep);
  // By themselves: what cannot be had of these must not keep the editor's from being installed.
  missing.push(...(await ensureTools([...new Set(suites.flatMap((suite) => suite.tools ?? []))], sayStep)));
  // The checks wait for the processor, the installation mostly for the network: together they take less time.
  const [vsCode, ...checked] = await Promise.all([
    editor && !missing.some((tool) => EDITOR_TOOLS.includes(tool))
      ? timed('VS Code', installVsCode)
      : undefined,
    ...checks.map((name) => timed(name, () => check(name))),
  ]);
  results.push(...checked);
  if (vsCode !== undefined && vsCode.failed > 0) results.push(vsCode);
  const built = checked.every((result) => result.name !== 'package' || result.failed === 0);
  for (const suite of suites) results.push(await timed(suite.name, () => runSuite(suite, built)));
} catch (error) {
  console.error(`${error.message}\n${error.output ?? ''}`);
  results.push({ name: 'set-up', passed: 0, failed: 1, seconds: 0, remark: error.message });
}
process.exitCode = summarize();

/** @param {import('./test/suites.mjs').Suite} suite */
async function runSuite(suite, built) {
  const cannot = whyNot(suite, built);
  if (cannot !== undefined) return { passed: 0, failed: 1, remark: cannot };
  const absent = (suite.tools ?? []).filter((tool) => missing.includes(tool));
  if (absent.length > 0) return without(suite, absent);
  say(`\n── ${suite.name} ──`);
  return runGuarded(suite.command(), suite.limitMs, extra);
}

/** A suite that compares with a program which is not here: no failure of ours, unless it was asked for by name. */
function without(suite, absent) {
  const remark = `not run: there is no ${absent.join(' and no ')} command on this machine`;
  return { passed: 0, failed: wanted.includes(suite.name) ? 1 : 0, remark };
}

function whyNot(suite, built) {
  const absent = missing.filter((tool) => EDITOR_TOOLS.includes(tool));
  if (suite.editor && absent.length > 0) return `not run: missing on this machine: ${absent.join(', ')}`;
  if (suite.editor && results.some((result) => result.name === 'VS Code'))
    return 'not run: VS Code could not be installed';
  return built ? undefined : 'not run: the build failed';
}

async function check(name) {
  try {
    await npm(['run', '--silent', name]);
    return { passed: 0, failed: 0 };
  } catch (error) {
    say(`\n── ${name} ──\n${error.output}`);
    return { passed: 0, failed: 1, remark: error.message };
  }
}

async function installVsCode() {
  try {
    await ensureVsCode(sayStep);
    return { passed: 0, failed: 0 };
  } catch (error) {
    say(`\n── VS Code ──\n${error.output ?? ''}`);
    return { passed: 0, failed: 1, remark: error.message };
  }
}

async function timed(name, work) {
  const started = performance.now();
  const outcome = await work();
  return { name, ...outcome, seconds: (performance.now() - started) / 1000 };
}

function summarize() {
  say('');
  for (const { name, passed, failed, seconds, remark } of results) {
    const counts =
      passed + failed === 0 ? (remark ? 'left out' : 'ok') : `${passed} passed, ${failed} failed`;
    say(`  ${name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s  ${counts}${remark ? ` (${remark})` : ''}`);
  }
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  if (missing.length > 0)
    say(`  Missing on this machine: ${missing.join(', ')}. Install them to run every suite.`);
  say(`\n${total('passed')} passed, ${total('failed')} failed`);
  return total('failed') === 0 ? 0 : 1;
}
