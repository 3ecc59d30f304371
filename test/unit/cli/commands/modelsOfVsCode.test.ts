// Models that only VS Code can ask, in a terminal: said before anything is sent.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildProgram, CliFixture } from '../cliFixture';

describe('language models of VS Code in a terminal', () => {
  let fixture: CliFixture;

  before(buildProgram);
  beforeEach(async () => (fixture = await CliFixture.make()));
  afterEach(() => fixture.remove());

  const benchmark = (models: string, expect: string): string =>
    `benchmark_name: Away\nbase_prompt: "Say hi."\nmodels: [${models}]\nprompts:\n  - expect: [${expect}]\n`;

  for (const [what, text, named] of [
    [
      'as a model',
      benchmark('vscode~gpt-x, simulated~swift, vscode~claude', 'contains: hi'),
      'vscode~gpt-x, vscode~claude are',
    ],
    ['as a judge', benchmark('simulated~swift', '{ rubric: Polite., judge: vscode~gpt-x }'), 'vscode~gpt-x is'],
  ] as const)
    it(`can't be asked ${what}`, async () => {
      await writeFile(join(fixture.folder, 'away.yaml'), text);
      const { code, stderr } = await fixture.call(['run', 'away.yaml', '--yes']);
      assert.equal(code, 2, stderr);
      assert.ok(stderr.includes(`${named} `), stderr);
      assert.match(stderr, /of VS Code and can be asked there only\. .* Nothing was sent to any model\./);
      const runs = join(fixture.folder, 'runs');
      assert.deepEqual(existsSync(runs) ? await readdir(runs) : [], []);
    });

  it('are in a benchmark that is checked, and in its sheet', async () => {
    await writeFile(join(fixture.folder, 'away.yaml'), benchmark('vscode~gpt-x', 'contains: hi'));
    assert.equal((await fixture.call(['validate', 'away.yaml'])).code, 0);
    const { code, stdout } = await fixture.call(['run', 'away.yaml', '--dry-run']);
    assert.equal(code, 0);
    assert.match(stdout, /vscode~gpt-x: asked through VS Code only, .* so no key is needed/);
    assert.doesNotMatch(stdout, /No price is known/);
  });
});
