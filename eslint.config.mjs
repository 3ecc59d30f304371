// Lint rules: what the compiler doesn't see. Promises, exhaustive switches, and the direction of imports between the four worlds, which the
// tsconfig of each world and test/unit/imports.test.ts guard as well.

import { configs as litConfigs } from 'eslint-plugin-lit';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const nodeModules = {
  regex: '^(node:|fs$|path$|os$|child_process$|crypto$|worker_threads$|util$|url$)',
  message: 'This world runs in browsers too: no Node modules.',
};
const vscodeModule = { regex: '^vscode$', message: 'Only src/extension imports vscode.' };
/** @param {string[]} worlds */
const worldModules = (...worlds) => ({
  regex: `(^|/)\\.\\./(.*/)?(${worlds.join('|')})/`,
  message: 'Imports between worlds go one way: see docs/design.md.',
});

/** @param {string} files @param {{regex: string, message: string}[]} patterns */
const forbidImports = (files, ...patterns) => ({
  files: [files],
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

export default defineConfig(
  {
    ignores: [
      'dist/',
      '.tsbuild/',
      '.vscode-test/',
      'test-results/',
      'node_modules/',
      'runs/',
      'examples/',
      'media/',
      '**/*.d.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { project: 'tsconfig.lint.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true, allowThrowingAny: true }],
      '@typescript-eslint/prefer-promise-reject-errors': [
        'error',
        { allowThrowingUnknown: true, allowThrowingAny: true },
      ],
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-require-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.ts', '**/*.mjs'],
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-empty': 'error',
      'no-debugger': 'error',
      'no-eval': 'error',
      'no-fallthrough': 'error',
      'no-self-compare': 'error',
      'no-unreachable': 'error',
      'no-constant-condition': ['error', { checkLoops: false }],
      'no-control-regex': 'off',
      'no-template-curly-in-string': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'anywhere' }],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  // The configuration files that tools read by their default export are the only ones that have one.
  {
    files: ['src/**/*.ts', 'webview-ui/src/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        {
          selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier[imported.name='z']",
          message:
            "Write `import * as z from 'zod'`: with the name z every program that we build has zod's words in forty languages.",
        },
      ],
    },
  },
  { files: ['webview-ui/**/*.ts'], extends: [litConfigs['flat/recommended']] },
  { files: ['test/**/*.ts'], rules: { 'max-lines': 'off', 'no-template-curly-in-string': 'off' } },

  forbidImports(
    'src/shared/**/*.ts',
    nodeModules,
    vscodeModule,
    worldModules('core', 'extension', 'cli', 'webview-ui'),
  ),
  forbidImports('src/core/**/*.ts', vscodeModule, worldModules('extension', 'cli', 'webview-ui')),
  forbidImports('src/cli/**/*.ts', vscodeModule, worldModules('extension', 'webview-ui')),
  forbidImports('src/extension/**/*.ts', worldModules('cli', 'webview-ui')),
  forbidImports('webview-ui/**/*.ts', nodeModules, vscodeModule, worldModules('core', 'extension', 'cli')),
);
