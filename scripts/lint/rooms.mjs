// The house plan as lint rules: which folder of src/ may import which other, and only by its front door.
// One table, so that a change of the plan is one line here and nowhere else.

/** The six rooms in the order of the data; each may look back at the ones before it, never forward. */
const ROOMS = ['metadata', 'customers', 'recipients', 'invite', 'calendar'];

/** @type {Record<string, string[]>} folder → the folders whose `index.ts` it may import */
const MAY_IMPORT = {
  metadata: [],
  customers: ['metadata'],
  recipients: ['metadata', 'customers'],
  invite: ['metadata', 'customers', 'recipients'],
  calendar: ['metadata', 'customers', 'recipients', 'invite'],
  sandbox: [],
  terminal: [...ROOMS, 'sandbox'],
  ui: [...ROOMS, 'sandbox'],
};

const FOLDERS = Object.keys(MAY_IMPORT);
const MAY_USE_VSCODE = new Set(['ui']);

/** Matches `../x/…` and `../../x/…` but not `./x/…`, so that a room's own subfolders stay free. */
const outside = (folders, tail) => `^(\\.\\./)+(${folders.join('|')})${tail}`;

/**
 * Flat-config entries that hold the room boundaries, for static imports, type imports and `import()` alike.
 * @returns {import('eslint').Linter.Config[]}
 */
export function roomBoundaries() {
  const entries = FOLDERS.map((folder) => {
    const banned = [];
    const forbidden = FOLDERS.filter((other) => other !== folder && !MAY_IMPORT[folder].includes(other));
    if (forbidden.length > 0) {
      banned.push([
        outside(forbidden, '(/|$)'),
        `src/${folder}/ may not import ${forbidden.join(', ')}: arrows point one way.`,
      ]);
    }
    if (MAY_IMPORT[folder].length > 0) {
      banned.push([
        outside(MAY_IMPORT[folder], '/(?!index\\.ts$)'),
        `Import another room through its index.ts only.`,
      ]);
    }
    banned.push(['^(\\.\\./)+(extension|cli)(\\.ts)?$', 'Entries wire rooms; rooms never import entries.']);
    if (!MAY_USE_VSCODE.has(folder))
      banned.push(['^vscode$', `Only src/ui/ and src/extension.ts import vscode.`]);
    return entry([`src/${folder}/**/*.ts`], banned);
  });
  return [
    ...entries,
    entry(['src/cli.ts'], [['^vscode$', 'The command line never imports vscode.'], insideOf('./')]),
    entry(['src/extension.ts'], [insideOf('./')]),
    entry(
      ['media/**/*.ts'],
      [
        ['^vscode$', 'A webview has no vscode module.'],
        [
          '^(\\.\\./)+src/(?!ui/preview/protocol\\.ts$)',
          'The webview shares the protocol file and nothing else.',
        ],
      ],
    ),
  ];
}

const insideOf = (prefix) => [
  `^${prefix.replace('.', '\\.')}(${FOLDERS.join('|')})/(?!index\\.ts$)`,
  'Import a room through its index.ts only.',
];

/** One config entry that bans the given import sources; core rules see neither `import()` nor type imports, hence two rules. */
function entry(files, banned) {
  return {
    files,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: banned.map(([regex, message]) => ({ regex, message })) },
      ],
      'no-restricted-syntax': [
        'error',
        ...banned.flatMap(([regex, message]) => {
          const pattern = regex.replaceAll('/', '\\u002F');
          return [
            { selector: `ImportExpression > Literal[value=/${pattern}/]`, message },
            { selector: `TSImportType Literal[value=/${pattern}/]`, message },
          ];
        }),
      ],
    },
  };
}
