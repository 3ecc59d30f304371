// Every file that the documents name: a successor who follows one must find it.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { root } from '../cli/cliFixture';

const documents = ['.', 'docs'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md') && name !== 'CHANGELOG.md')
    .map((name) => join(folder, name)),
);
const testFiles = new Set(
  readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' }).map((file) => basename(file)),
);

/** The files that a document names and that are not there: tests by their name alone, others by their path in the project, links by theirs. */
function missingFiles(document: string, text: string): string[] {
  const named = [...text.matchAll(/`([A-Za-z]+\.test\.ts)`/g)]
    .map(([, name = '']) => name)
    .filter((name) => !testFiles.has(name));
  const paths = [...text.matchAll(/`((?:src|scripts|test|webview-ui|vendor|media)\/[\w./-]+)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => !existsSync(join(root, path)));
  const links = [...text.matchAll(/\]\((?!\w+:)([^)#\s]+)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !existsSync(join(root, dirname(document), link)));
  return [...new Set([...named, ...paths, ...links])];
}

describe('the files that documents name', () => {
  for (const document of documents) {
    it(`are there: ${document}`, () => {
      assert.deepEqual(missingFiles(document, readFileSync(join(root, document), 'utf8')), []);
    });
  }

  it('are looked for as a test, a path and a link', () => {
    const text =
      '`none.test.ts` `files.test.ts` `src/none.ts` `src/core` [a](none.md) [b](design.md#x) [c](https://a.b/none)';
    assert.deepEqual(missingFiles('docs/x.md', text), ['none.test.ts', 'src/none.ts', 'none.md']);
  });
});
