// The house plan as a lint rule: which folder of src/ may import which other, and only by its front door.
// One table, so that a change of the plan is one line here and nowhere else.
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(fileURLToPath(import.meta.url), '..', '..', '..');

/** The rooms in the order of the data; each may look back at the ones before it, never forward. */
const ROOMS = ['metadata', 'customers', 'recipients', 'invite', 'calendar'];

/** Leaves that every folder may look at: what several rooms must agree on, and what was sent. */
const LEAVES = ['common', 'history'];

/** @type {Record<string, string[]>} folder of src/, or entry file → the folders whose `index.ts` it may import */
const MAY_IMPORT = {
  common: [],
  history: ['common'],
  metadata: LEAVES,
  customers: [...LEAVES, 'metadata'],
  recipients: [...LEAVES, 'metadata', 'customers'],
  invite: [...LEAVES, 'metadata', 'customers', 'recipients'],
  calendar: [...LEAVES, 'metadata', 'customers', 'recipients', 'invite'],
  sandbox: [],
  files: [], // effects on files; handed to the rooms as arguments, never imported by them
  documents: [...LEAVES, ...ROOMS],
  terminal: [...LEAVES, ...ROOMS, 'sandbox', 'files', 'documents'],
  ui: [...LEAVES, ...ROOMS, 'sandbox', 'files', 'documents'],
  'cli.ts': [...LEAVES, ...ROOMS, 'sandbox', 'files', 'terminal'],
  'extension.ts': [...LEAVES, ...ROOMS, 'sandbox', 'ui'],
};

const MAY_USE_VSCODE = new Set(['ui', 'extension.ts']);

/** What a webview's script shares with the extension. */
const WEBVIEW_SHARES = 'src/ui/preview/protocol.ts';

/**
 * Why a file may not import a module, by the plan of the house. Paths are resolved, so that no spelling
 * (`./../`, `../../src/`) gets round it.
 * @param {string} file the importing file, relative to the repository, with `/`
 * @param {string} source the module as the import names it
 * @returns {string | undefined} one sentence; nothing when the import is fine
 */
export function whyForbidden(file, source) {
  const [top, place] = file.split('/');
  const from = top === 'src' ? place : top;
  if (source === 'vscode' && !MAY_USE_VSCODE.has(from))
    return 'Only src/ui/ and src/extension.ts import vscode.';
  if (/^([/#]|file:|customer-meetings\b)/.test(source))
    return 'Import by a relative path, or a package by its name.';
  if (!source.startsWith('.')) return undefined;
  const target = posix(relative(ROOT, resolve(ROOT, dirname(file), source)));
  return top === 'src' ? whyNotFromSrc(from, target) : whyNotFromWebview(target);
}

/** @param {string} from folder of src/ or entry file @param {string} target repository path of what it imports */
function whyNotFromSrc(from, target) {
  const [top, place, ...inside] = target.split('/');
  if (top !== 'src')
    return target.endsWith('.json') ? undefined : `src/ imports nothing from outside, and ${target} is.`;
  if (place === from) return undefined;
  if (inside.length === 0 && /\.ts$/.test(place ?? ''))
    return 'Entries wire rooms; rooms never import entries.';
  const allowed = MAY_IMPORT[from];
  if (allowed === undefined) return `src/${from} is not in the plan of the house (scripts/lint/rooms.mjs).`;
  if (!allowed.includes(place)) return `src/${from} may not import src/${place}/: arrows point one way.`;
  return inside.join('/') === 'index.ts' ? undefined : 'Import another room through its index.ts only.';
}

function whyNotFromWebview(target) {
  if (!target.startsWith('src/') || target === WEBVIEW_SHARES) return undefined;
  return 'The webview shares the protocol file and nothing else.';
}

/** Sees every way to name a module: static, type-only, re-export, `import()`, `import('…').T`, `require`. */
const boundaries = {
  meta: { type: 'problem', schema: [], messages: { forbidden: '{{why}}' } },
  create(context) {
    const file = posix(relative(ROOT, context.filename));
    const check = (node, source) => {
      const name = textOf(source);
      const why =
        name === undefined
          ? 'Name the module in plain text: the plan of the house is checked by it.'
          : whyForbidden(file, name);
      if (why !== undefined) context.report({ node, messageId: 'forbidden', data: { why } });
    };
    const own = (node) => node.source && check(node, node.source);
    return {
      ImportDeclaration: own,
      ExportNamedDeclaration: own,
      ExportAllDeclaration: own,
      ImportExpression: own,
      TSImportType: (node) => check(node, node.source ?? node.argument),
      TSExternalModuleReference: (node) => check(node, node.expression),
      'CallExpression[callee.name=/^(require|createRequire)$/]': (node) =>
        context.report({ node, messageId: 'forbidden', data: { why: 'Use import.' } }),
    };
  },
};

/** @returns {string | undefined} a literal's text; nothing for anything that is worked out at run time */
function textOf(node) {
  if (node?.type === 'TSLiteralType') return textOf(node.literal);
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked;
  return typeof node?.value === 'string' ? node.value : undefined;
}

const posix = (path) => path.replaceAll('\\', '/');

/** @returns {import('eslint').Linter.Config[]} the flat-config entries that hold the boundaries */
export function roomBoundaries() {
  return [
    {
      files: ['src/**/*.ts', 'media/**/*.ts'],
      plugins: { house: { rules: { boundaries } } },
      rules: { 'house/boundaries': 'error' },
    },
  ];
}
