// One file for all that VS Code loads to activate the extension. A split build puts every module that the entry and a lazy
// chunk share into a chunk of its own, and VS Code takes a millisecond or two to load each.
import { build } from 'esbuild';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, posix, relative, resolve } from 'node:path';

/**
 * Puts the chunks that an entry imports statically into the entry's own file. What stays in their files passes the entry's
 * exports on, so that lazy chunks find the same modules with the same state there. Chunks that another entry can reach stay as
 * they are: that entry must not load this one.
 * @param {import('esbuild').Metafile} metafile of the split build; paths from the working directory
 * @param {string} entry the output to join, as the metafile names it
 * @param {readonly string[]} others the outputs that are started by themselves as well
 * @param {import('esbuild').BuildOptions} options of the split build
 * @returns {Promise<import('esbuild').Metafile>} the metafile of what is there now
 */
export async function joinEntry(metafile, entry, others, options) {
  const { outputs } = metafile;
  const elsewhere = closure(outputs, others, () => true);
  const imported = [...closure(outputs, [entry], ({ kind }) => kind === 'import-statement')];
  const chunks = imported.filter((path) => path !== entry && !elsewhere.has(path));
  // The bundler's own functions have no state: the entry has a copy, and needs no file for them.
  const copied = imported.filter((path) => elsewhere.has(path) && isRuntime(outputs[path]));
  const nameOf = (chunk, name) => `c${chunks.indexOf(chunk)}_${name}`;
  const own = outputs[entry].exports;
  const lines = [
    `export { ${own.join(', ')} } from './${posix.basename(entry)}';`,
    ...chunks.flatMap((chunk) =>
      outputs[chunk].exports.map(
        (name) => `export { ${name} as ${nameOf(chunk, name)} } from ${specifier(entry, chunk)};`,
      ),
    ),
  ];
  const joined = await build({
    stdin: { contents: lines.join('\n'), resolveDir: dirname(resolve(entry)) },
    outfile: entry,
    write: false,
    bundle: true,
    plugins: [onlyJoin(entry, [...chunks, ...copied], options.banner?.js ?? '')],
    ...pick(options, ['format', 'platform', 'target', 'sourcemap', 'legalComments', 'logLevel', 'external']),
    ...pick(options, ['minifyWhitespace', 'minifySyntax']),
  });
  for (const { path, contents, text } of joined.outputFiles) {
    // Without the banner there is no `require`, and nothing that VS Code loads at once has a need of it.
    if (path.endsWith('.js') && /\b__require\d*\(/.test(text)) throw new Error(`${entry} calls require().`);
    await writeFile(path, contents);
  }
  const now = { ...outputs };
  for (const chunk of chunks) {
    const names = outputs[chunk].exports.map((name) => `${nameOf(chunk, name)} as ${name}`);
    const text = `export{${names.join(',')}}from${specifier(chunk, entry)};\n`;
    await writeFile(chunk, text);
    const toEntry = { path: entry, kind: 'import-statement' };
    now[chunk] = { ...outputs[chunk], bytes: text.length, inputs: {}, imports: [toEntry] };
  }
  now[entry] = {
    ...outputs[entry],
    bytes: (await readFile(entry)).length,
    inputs: Object.assign({}, ...[entry, ...chunks].map((path) => outputs[path].inputs)),
    imports: [entry, ...chunks]
      .flatMap((path) => outputs[path].imports)
      .filter(({ path }) => ![entry, ...chunks, ...copied, 'node:module'].includes(path)),
  };
  return { ...metafile, outputs: now };
}

/** Whether a chunk has nothing but what the bundler puts in. */
const isRuntime = ({ inputs, imports }) =>
  Object.keys(inputs).length === 0 && imports.every(({ external }) => external === true);

/** All that is reached from some outputs by imports that are followed, themselves included. */
function closure(outputs, from, isFollowed) {
  const seen = new Set();
  const visit = (path) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const imported of outputs[path]?.imports ?? [])
      if (imported.external !== true && isFollowed(imported)) visit(imported.path);
  };
  from.forEach(visit);
  return seen;
}

/** How one output is named in another. */
function specifier(from, to) {
  const path = posix.relative(posix.dirname(from), to);
  return JSON.stringify(path.startsWith('.') ? path : `./${path}`);
}

/** Takes in the entry and the given chunks, each without the banner, and leaves every other file where it is. */
function onlyJoin(entry, chunks, banner) {
  const inside = new Set([entry, ...chunks].map((path) => resolve(path)));
  return {
    name: 'only-join',
    setup(plugin) {
      plugin.onLoad({ filter: /\.js$/ }, async ({ path }) => ({
        contents: (await readFile(path, 'utf8')).replace(banner, ''),
        loader: 'js',
      }));
      plugin.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        const file = resolve(resolveDir, path);
        if (inside.has(file)) return { path: file };
        const from = relative(dirname(resolve(entry)), file).replaceAll('\\', '/');
        return { path: from.startsWith('.') ? from : `./${from}`, external: true };
      });
    },
  };
}

const pick = (options, names) =>
  Object.fromEntries(names.filter((name) => name in options).map((name) => [name, options[name]]));
