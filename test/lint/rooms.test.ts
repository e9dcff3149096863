import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { join, resolve } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** The repository's own configuration; only the rules that need types are off, as these texts are in no program. */
const eslint = new ESLint({ cwd: ROOT, overrideConfig: [tseslint.configs.disableTypeChecked] });

async function boundaryErrors(file: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: join(ROOT, file) });
  assert.ok(result);
  const broken = result.messages.find((message) => message.fatal === true);
  assert.equal(broken, undefined, broken?.message);
  return result.messages
    .filter((message) => message.ruleId === 'house/boundaries')
    .map((message) => message.message);
}

const ONLY_UI = 'Only src/ui/ and src/extension.ts import vscode.';
const FRONT_DOOR = 'Import another room through its index.ts only.';
const PLAIN = 'Name the module in plain text: the plan of the house is checked by it.';

describe('a room that imports vscode', () => {
  const spellings: Readonly<Record<string, string>> = {
    static: "import * as vscode from 'vscode';\nvscode.window;\n",
    'type-only': "import type { Uri } from 'vscode';\nexport type A = Uri;\n",
    'bare side effect': "import 'vscode';\n",
    'import()': "export const load = () => import('vscode');\n",
    'import() of a template': 'export const load = () => import(`vscode`);\n',
    'a type by import()': "export type A = import('vscode').Uri;\n",
    're-export': "export { Uri } from 'vscode';\n",
    'export *': "export * from 'vscode';\n",
    'import = require': "import vscode = require('vscode');\nvscode.window;\n",
  };
  for (const [spelling, text] of Object.entries(spellings)) {
    it(`is refused: ${spelling}`, async () => {
      for (const room of ['metadata', 'customers', 'recipients', 'invite', 'calendar', 'sandbox', 'terminal'])
        assert.deepEqual(await boundaryErrors(`src/${room}/probe.ts`, text), [ONLY_UI], room);
      assert.deepEqual(await boundaryErrors('src/cli.ts', text), [ONLY_UI]);
      assert.deepEqual(await boundaryErrors('media/preview/probe.ts', text), [ONLY_UI]);
    });
  }

  it('cannot hide the name', async () => {
    assert.deepEqual(
      await boundaryErrors('src/metadata/probe.ts', "export const load = () => import('vs' + 'code');\n"),
      [PLAIN],
    );
    assert.deepEqual(
      await boundaryErrors(
        'src/metadata/probe.ts',
        "import { createRequire } from 'node:module';\ncreateRequire(import.meta.url)('vscode');\n",
      ),
      ['Use import.'],
    );
  });
});

describe("another room's inside", () => {
  const spellings: Readonly<Record<string, string>> = {
    static: "import { a } from 'INSIDE';\na();\n",
    'type-only': "import type { A } from 'INSIDE';\nexport type B = A;\n",
    'import()': "export const load = () => import('INSIDE');\n",
    're-export': "export { a } from 'INSIDE';\n",
    'a type by import()': "export type A = import('INSIDE').A;\n",
  };
  for (const [spelling, text] of Object.entries(spellings)) {
    it(`is refused: ${spelling}`, async () => {
      for (const [file, inside] of [
        ['src/customers/probe.ts', '../metadata/meeting.ts'],
        ['src/invite/deep/probe.ts', '../../recipients/errors/describe.ts'],
        ['src/ui/tree/probe.ts', '../../invite/plan.ts'],
        ['src/terminal/probe.ts', '../sandbox/aws/account.ts'],
        ['src/cli.ts', './terminal/ses.ts'],
        ['src/extension.ts', './ui/context.ts'],
        ['src/customers/probe.ts', './../metadata/meeting.ts'],
        ['src/customers/probe.ts', '../../src/metadata/meeting.ts'],
        ['src/customers/probe.ts', '../metadata/'],
      ] as const) {
        assert.deepEqual(await boundaryErrors(file, text.replace('INSIDE', inside)), [FRONT_DOOR], inside);
      }
    });
  }
});

describe('an arrow that points the wrong way', () => {
  const order = ['metadata', 'customers', 'recipients', 'invite', 'calendar'];
  for (const [place, room] of order.entries()) {
    it(`is refused: ${room} looks to its right, at the shells, the sandbox, the files and the documents`, async () => {
      for (const other of [...order.slice(place + 1), 'terminal', 'ui', 'sandbox', 'files', 'documents']) {
        assert.deepEqual(
          await boundaryErrors(
            `src/${room}/probe.ts`,
            `import type { A } from '../${other}/index.ts';\nexport type B = A;\n`,
          ),
          [`src/${room} may not import src/${other}/: arrows point one way.`],
        );
      }
    });
  }

  it('is refused: the sandbox knows no room, the shells know not each other, nobody imports an entry', async () => {
    for (const [file, source, why] of [
      [
        'src/sandbox/probe.ts',
        '../metadata/index.ts',
        'src/sandbox may not import src/metadata/: arrows point one way.',
      ],
      [
        'src/ui/probe.ts',
        '../terminal/index.ts',
        'src/ui may not import src/terminal/: arrows point one way.',
      ],
      [
        'src/terminal/probe.ts',
        '../ui/index.ts',
        'src/terminal may not import src/ui/: arrows point one way.',
      ],
      ['src/cli.ts', './ui/index.ts', 'src/cli.ts may not import src/ui/: arrows point one way.'],
      ['src/ui/probe.ts', '../extension.ts', 'Entries wire rooms; rooms never import entries.'],
      [
        'src/new-folder/probe.ts',
        '../metadata/index.ts',
        'src/new-folder is not in the plan of the house (scripts/lint/rooms.mjs).',
      ],
      [
        'src/metadata/probe.ts',
        '../../test/probe.ts',
        'src/ imports nothing from outside, and test/probe.ts is.',
      ],
      [
        'media/preview/probe.ts',
        '../../src/invite/index.ts',
        'The webview shares the protocol file and nothing else.',
      ],
    ] as const) {
      assert.deepEqual(await boundaryErrors(file, `import { a } from '${source}';\na();\n`), [why], file);
    }
  });
});

describe('what the plan allows', () => {
  it('passes', async () => {
    for (const [file, source] of [
      ['src/metadata/probe.ts', './meeting.ts'],
      ['src/metadata/shapes/probe.ts', '../meeting.ts'],
      ['src/metadata/probe.ts', 'zod'],
      ['src/metadata/probe.ts', 'node:crypto'],
      ['src/customers/probe.ts', '../metadata/index.ts'],
      ['src/calendar/probe.ts', '../invite/index.ts'],
      ['src/terminal/flags/probe.ts', '../../calendar/index.ts'],
      ['src/terminal/usage/probe.ts', '../../../package.json'],
      ['src/ui/tree/probe.ts', '../calendar/probe.ts'],
      ['src/ui/tree/probe.ts', '../../calendar/index.ts'],
      ['src/terminal/probe.ts', '../files/index.ts'],
      ['src/documents/probe.ts', '../calendar/index.ts'],
      ['src/ui/preview/probe.ts', '../../documents/index.ts'],
      ['src/ui/send/probe.ts', '../../files/index.ts'],
      ['src/cli.ts', './files/index.ts'],
      ['src/ui/probe.ts', 'vscode'],
      ['src/extension.ts', 'vscode'],
      ['src/extension.ts', './ui/index.ts'],
      ['src/cli.ts', './terminal/index.ts'],
      ['media/preview/probe.ts', '../../src/ui/preview/protocol.ts'],
    ] as const) {
      for (const text of [
        `import { a } from '${source}';\na();\n`,
        `import type { A } from '${source}';\nexport type B = A;\n`,
        `export const load = () => import('${source}');\n`,
      ]) {
        assert.deepEqual(await boundaryErrors(file, text), [], `${file} imports ${source}`);
      }
    }
  });
});
