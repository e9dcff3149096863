import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { fileDoors } from './scripts/lint/file-doors.mjs';
import { roomBoundaries } from './scripts/lint/rooms.mjs';

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'node_modules/', '**/node_modules/', '.vscode-server/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './media/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    // What VS Code shows is markup to it (src/ui/literal.ts): one door makes the texts of files harmless.
    files: ['src/ui/**/*.ts', 'src/extension.ts'],
    ignores: ['src/ui/messages.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'MemberExpression[property.name=/^(show(Information|Warning|Error)Message|withProgress|showInputBox|createInputBox|showQuickPick|createQuickPick|setStatusBarMessage)$/]',
          message: 'Use src/ui/messages.ts: what a file says must not become a link, a command, or an icon.',
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    // node:test's describe/it return promises that the runner itself awaits.
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        TextDecoder: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        AbortSignal: 'readonly',
        AbortController: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
        structuredClone: 'readonly',
      },
    },
  },
  ...roomBoundaries(),
  ...fileDoors(),
);
