// `new`: a first benchmark of each kind is written, is valid to the letter, and runs as it is.

import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { starterKinds } from '../../../../src/core/writing/starterFiles';
import { buildProgram, CliFixture } from '../cliFixture';

describe('a new benchmark on the command line', function () {
  this.slow(20_000);

  let fixture: CliFixture;

  before(buildProgram);

  beforeEach(async () => {
    fixture = await CliFixture.make();
  });

  afterEach(() => fixture.remove());

  for (const kind of starterKinds)
    it(`${kind}: is valid and runs`, async () => {
      const made = await fixture.call(['new', 'bench/first.yaml', '--kind', kind]);
      assert.equal(made.code, 0, made.stderr);
      assert.equal(made.stdout.split('\n')[0], join('bench', 'first.yaml'));
      assert.match(made.stderr, /Run it with: iso-speed-bench run bench/);
      const checked = await fixture.call(['validate', '--strict', 'bench/first.yaml']);
      assert.equal(checked.code, 0, checked.stdout);
      const { stderr, code } = await fixture.call(['run', 'bench/first.yaml', '--no-images']);
      assert.equal(code, 0, stderr);
    });

  it('takes the prompts from a file, by its path from the benchmark', async () => {
    await mkdir(join(fixture.folder, 'data'));
    await writeFile(join(fixture.folder, 'data', 'cases.csv'), 'question,answer\na,b\n');
    const made = await fixture.call([
      'new',
      'bench/of-file',
      '--data',
      'data/cases.csv',
      '--model',
      'simulated~steady',
    ]);
    assert.equal(made.code, 0, made.stderr);
    const text = await readFile(join(fixture.folder, 'bench', 'of-file.yaml'), 'utf8');
    assert.match(text, /file: "\.\.\/data\/cases\.csv"|file: \.\.\/data\/cases\.csv/);
    assert.match(text, /- simulated~steady/);
    assert.equal((await fixture.call(['validate', '--strict', 'bench/of-file.yaml'])).code, 0);
  });

  const refused: [args: string[], said: RegExp][] = [
    [['new'], /new needs the benchmark file to make/],
    [['new', 'there.yaml'], /there\.yaml is there already, and nothing is written over it/],
    [['new', 'a', '--kind', 'jsn'], /--kind must be text, json, python, picture, data, not "jsn"/],
    [['new', 'a', '--data', 'none.csv'], /none\.csv is no data file with columns/],
    [['new', 'a', '--kind', 'text', '--data', 'none.csv'], /--data is for --kind data/],
  ];
  for (const [args, said] of refused)
    it(`refuses ${args.join(' ')}`, async () => {
      await writeFile(join(fixture.folder, 'there.yaml'), '');
      const { code, stderr } = await fixture.call(args);
      assert.equal(code, 2);
      assert.match(stderr, said);
    });
});
