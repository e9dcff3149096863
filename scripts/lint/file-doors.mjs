// One way to read a file and one to write one, as a lint rule: what opens, reads or writes is under src/files/.
// Looking at names (`stat`, `readdir`, `access`, `realpath`) and making or removing folders is free.
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(fileURLToPath(import.meta.url), '..', '..', '..');

const MODULES = new Set(['fs', 'fs/promises', 'node:fs', 'node:fs/promises']);

/** Functions that touch nothing but names, and constants. */
const FREE = new Set(
  [
    'access',
    'constants',
    'exists',
    'lstat',
    'mkdir',
    'mkdtemp',
    'readdir',
    'readlink',
    'realpath',
    'rm',
    'rmdir',
    'stat',
  ]
    .flatMap((name) => [name, `${name}Sync`])
    .concat('Stats'),
);

/** Files that have a door of their own, and why. A folder ends in `/`. */
const EXCEPTIONS = {
  'src/files/': 'the doors',
  'src/sandbox/': 'stands in for AWS and Microsoft: what it keeps is its own, in a private folder',
  'src/ui/commands/sample.ts': 'copies the sample that ships with the extension',
};

/** @param {string} file relative to the repository, with `/` @returns {boolean} */
export function isExcepted(file) {
  return Object.keys(EXCEPTIONS).some((place) =>
    place.endsWith('/') ? file.startsWith(place) : file === place,
  );
}

/**
 * Why an import of Node's file system is no good, or `undefined`.
 * @param {string} source the module
 * @param {readonly string[]} names what is imported; `*` for everything
 */
export function whyNoDoor(source, names) {
  if (!MODULES.has(source)) return undefined;
  const banned = names.filter((name) => !FREE.has(name));
  if (banned.length === 0) return undefined;
  return `Read and write by src/files/ (in src/ui by src/ui/files/text.ts), not by ${banned.join(', ')} of ${source}.`;
}

const doors = {
  meta: { type: 'problem', schema: [], messages: { forbidden: '{{why}}' } },
  create(context) {
    const file = relative(ROOT, context.filename).replaceAll('\\', '/');
    if (isExcepted(file)) return {};
    const report = (node, why) =>
      why !== undefined && context.report({ node, messageId: 'forbidden', data: { why } });
    const nameOf = (node) => node.name ?? node.value;
    return {
      ImportDeclaration: (node) => {
        if (node.importKind === 'type') return;
        const names = node.specifiers
          .filter(({ importKind }) => importKind !== 'type')
          .map((one) => (one.type === 'ImportSpecifier' ? nameOf(one.imported) : '*'));
        report(node, whyNoDoor(node.source.value, names));
      },
      ExportNamedDeclaration: (node) =>
        node.source &&
        report(
          node,
          whyNoDoor(
            node.source.value,
            node.specifiers.map((one) => nameOf(one.local)),
          ),
        ),
      ExportAllDeclaration: (node) => report(node, whyNoDoor(node.source.value, ['*'])),
      ImportExpression: (node) => report(node, whyNoDoor(node.source.value, ['*'])),
      'CallExpression[callee.property.name="getBuiltinModule"]': (node) =>
        report(node, whyNoDoor(node.arguments[0]?.value, ['*'])),
      // vscode.workspace.fs follows links and waits for pipes, as the editor does.
      'MemberExpression[property.name="fs"][object.property.name="workspace"]': (node) =>
        report(node, 'Read and write by src/files/, not by vscode.workspace.fs.'),
    };
  },
};

/** @returns {import('eslint').Linter.Config[]} the flat-config entries that hold the rule */
export function fileDoors() {
  return [
    {
      files: ['src/**/*.ts'],
      plugins: { files: { rules: { doors } } },
      rules: { 'files/doors': 'error' },
    },
  ];
}
