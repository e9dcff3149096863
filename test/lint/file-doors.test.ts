import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { join, resolve } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const ROOT = resolve(import.meta.dirname, '..', '..');
const eslint = new ESLint({ cwd: ROOT, overrideConfig: [tseslint.configs.disableTypeChecked] });

async function refused(file: string, text: string): Promise<number> {
  const [result] = await eslint.lintText(text, { filePath: join(ROOT, file) });
  assert.ok(result);
  const broken = result.messages.find((message) => message.fatal === true);
  assert.equal(broken, undefined, broken?.message);
  return result.messages.filter((message) => message.ruleId === 'files/doors').length;
}

describe('a file that reads or writes by itself', () => {
  const spellings: Readonly<Record<string, string>> = {
    'readFile of fs/promises': "import { readFile } from 'node:fs/promises';\nvoid readFile('x');\n",
    'without node:': "import { readFileSync } from 'fs';\nreadFileSync('x');\n",
    'under another name': "import { open as o } from 'node:fs/promises';\nvoid o('x');\n",
    'the whole module': "import * as fs from 'node:fs';\nfs.stat;\n",
    'its default': "import fs from 'node:fs';\nfs.stat;\n",
    'promises of fs': "import { promises } from 'node:fs';\nvoid promises.readFile('x');\n",
    'import()': "export const load = () => import('node:fs');\n",
    're-export': "export { writeFile } from 'node:fs/promises';\n",
    'export *': "export * from 'node:fs';\n",
    getBuiltinModule: "export const fs: unknown = process.getBuiltinModule('node:fs');\n",
    'vscode.workspace.fs': "import * as vscode from 'vscode';\nvoid vscode.workspace.fs;\n",
  };
  for (const [spelling, text] of Object.entries(spellings)) {
    it(`is refused everywhere but in src/files and the named exceptions: ${spelling}`, async () => {
      for (const file of ['src/customers/x.ts', 'src/terminal/x.ts', 'src/ui/x.ts', 'src/cli.ts']) {
        assert.equal(await refused(file, text), 1, file);
      }
      for (const file of ['src/files/x.ts', 'src/sandbox/x.ts'])
        assert.equal(await refused(file, text), 0, file);
    });
  }

  it('may look at names and make folders', async () => {
    const text = "import { mkdir, readdir, stat } from 'node:fs/promises';\nvoid [mkdir, readdir, stat];\n";
    assert.equal(await refused('src/ui/x.ts', text), 0);
    const types = "import type { Stats } from 'node:fs';\nexport type S = Stats;\n";
    assert.equal(await refused('src/ui/x.ts', types), 0);
  });
});
