// Benchmarks with pictures in the terminal: what `validate` and `run` say of them, and what they may read.

import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { benchmarkPlaceOf } from '../../../../src/cli/commands/benchmarkPlaceOf';
import { grayPng } from '../../core/images/pictureFixture';
import { CliFixture } from '../cliFixture';

function benchmark(image: string): string {
  return [
    'benchmark_name: Signs',
    'purpose: A test.',
    'base_prompt: Where is the {{what}}?',
    'evaluator: box',
    'models: [simulated~swift]',
    'prompts:',
    `  - image: ${image}`,
    '    dynamic_variables: {what: sign}',
    '    expectation: {box: [10, 10, 20, 20]}',
    '',
  ].join('\n');
}

describe('the program on benchmarks with pictures', function () {
  this.slow(10_000);

  let fixture: CliFixture;
  beforeEach(async () => {
    fixture = await CliFixture.make();
    await mkdir(join(fixture.folder, 'work/pictures'), { recursive: true });
    await writeFile(join(fixture.folder, 'work/pictures/sign.png'), grayPng(40, 30));
    await writeFile(join(fixture.folder, 'outside.png'), grayPng(40, 30));
  });
  afterEach(() => fixture.remove());

  const write = (image: string): Promise<void> => writeFile(join(fixture.folder, 'work/signs.yaml'), benchmark(image));

  it('says what is wrong with a picture at its line, and sends nothing', async () => {
    await write('pictures/sing.png');
    const validated = await fixture.call(['validate', 'work/signs.yaml']);
    assert.equal(validated.code, 2);
    assert.match(
      validated.stdout,
      /work\/signs\.yaml:7:12: error: pictures\/sing\.png is not there\. Did you mean pictures\/sign\.png\? \(prompts\[0\]\.image\)\n +7 \| +- image: pictures\/sing\.png\n/,
    );
    const run = await fixture.call(['run', 'work/signs.yaml']);
    assert.equal(run.code, 2);
    assert.match(
      run.stderr,
      /signs\.yaml:7:12: error: pictures\/sing\.png is not there.*\n(.*\n)*.*1 error\. Nothing was sent to any model\./,
    );
    assert.deepEqual(await readdir(fixture.folder), ['outside.png', 'work']);
  });

  it('says where truth is not in the picture', async () => {
    await write('pictures/sign.png');
    assert.equal((await fixture.call(['validate', 'work/signs.yaml'])).code, 0);
    await writeFile(join(fixture.folder, 'work/pictures/sign.png'), grayPng(15, 30));
    const { code, stdout } = await fixture.call(['validate', 'work/signs.yaml', '--json']);
    assert.equal(code, 2);
    const { files } = JSON.parse(stdout) as {
      files: { problems: { line: number; path: string; message: string }[] }[];
    };
    assert.deepEqual(
      files[0]!.problems.map(({ line, path, message }) => `${line} ${path} ${message}`),
      ['9 prompts[0].expectation.box box [10, 10, 20, 20] is not inside of pictures/sign.png, which is 15 x 30 px.'],
    );
  });

  it('reads pictures of the current folder only, unless told otherwise', async () => {
    await write('../outside.png');
    assert.equal((await fixture.call(['validate', 'work/signs.yaml'])).code, 0);
    await mkdir(join(fixture.folder, 'elsewhere'));
    const validate = (...flags: string[]): ReturnType<CliFixture['call']> =>
      fixture.call(['validate', '../work/signs.yaml', ...flags]);
    const { folder } = fixture;
    assert.deepEqual(benchmarkPlaceOf(join(folder, 'elsewhere'), '../work/signs.yaml', false), {
      benchmarkFolder: join(folder, 'work'),
      filesRoot: join(folder, 'work'),
    });
    assert.deepEqual(benchmarkPlaceOf(folder, 'work/signs.yaml', false), {
      benchmarkFolder: join(folder, 'work'),
      filesRoot: folder,
    });
    assert.deepEqual(benchmarkPlaceOf(folder, 'work/signs.yaml', true), {
      benchmarkFolder: join(folder, 'work'),
      filesRoot: null,
    });
    Object.assign(fixture, { folder: join(folder, 'elsewhere') });
    const [refused, allowed] = [await validate(), await validate('--allow-outside-images')];
    Object.assign(fixture, { folder });
    assert.equal(refused.code, 2);
    assert.match(refused.stdout, /outside\.png is outside of work.*--allow-outside-images/);
    assert.equal(allowed.code, 0, allowed.stdout);
  });
});
