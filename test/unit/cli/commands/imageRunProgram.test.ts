// A benchmark with pictures in the terminal from its run to its result images, without a network.

import assert from 'node:assert/strict';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import { CliFixture, root } from '../cliFixture';
import { resultImagePath } from '../../../storedTests';

const benchmark = `benchmark_name: Dialog
purpose: To find buttons and read signs.
base_prompt: "{{question}}"
models: [tesseract~eng, simulated~steady]
prompts:
  - image: pictures/dialog-save.png
    test_type: point
    dynamic_variables: { question: Point at Cancel., word: Cancel }
    expectation: { box: [420, 300, 530, 340], label: Cancel }
  - image: pictures/text-clean-48.png
    test_type: ocr
    dynamic_variables: { question: What is written there? }
    expectation: Harbour Street 128
  - image: pictures/scatter-few.png
    test_type: count
    dynamic_variables: { question: How many red circles are there? }
    expectation: 3
`;

describe('the program on a run of image tests', function () {
  this.slow(10_000);
  let fixture: CliFixture;
  before(async () => {
    fixture = await CliFixture.make();
    await mkdir(join(fixture.folder, 'pictures'));
    for (const name of ['dialog-save', 'text-clean-48', 'scatter-few'])
      await cp(join(root, `examples/pictures/${name}.png`), join(fixture.folder, `pictures/${name}.png`));
    await writeFile(join(fixture.folder, 'dialog.yaml'), benchmark);
  });
  after(() => fixture?.remove());

  const runFolder = async (): Promise<string> =>
    join(fixture.folder, 'runs', (await readdir(join(fixture.folder, 'runs')))[0]!);

  it('runs it, and says what was not run and why', async () => {
    const { code, stdout, stderr } = await fixture.call(['run', 'dialog.yaml']);
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /\ntesseract~eng +2 +0 +0 +1 +100% /);
    assert.match(stdout, /\n1 test of tesseract~eng was not run .*count/);
    assert.match(stdout, /\n6 tests in .* 1 not run; /);
    const { totals } = JSON.parse(await readFile(join(await runFolder(), 'run.json'), 'utf8')) as RunManifest;
    assert.deepEqual([totals.tests, totals.notRun, totals.correct + totals.incorrect + totals.error], [6, 1, 5]);
  });

  it('shows the scores by test type, a test that was not run with its reason, and what was sent', async () => {
    const shown = async (...args: string[]): Promise<string> => {
      const { code, stdout, stderr } = await fixture.call(['show', 'latest', ...args]);
      assert.equal(code, 0, stderr);
      return stdout;
    };
    assert.match(
      await shown(),
      /\npoint\n +judged +Hit rate +Precision [^]*\n {2}tesseract~eng +1 of 1 +100% +1\.000 [^]*\ncount\n[^]*\n {2}simulated~steady +1 of 1 /,
    );
    assert.match(
      await shown('--model', 'tesseract', '--test', '3'),
      /^#3 tesseract~eng {2}– NOT RUN\n[^]*\nnot run +test type not supported\. Tesseract .*can't do count\.\n$/,
    );
    assert.match(await shown('--test-type', 'count'), /\n3 +not run: test type not supported[^]*\n2 of 6 tests \(/);
    const unknown = await fixture.call(['show', 'latest', '--test-type', 'box']);
    assert.deepEqual(
      [unknown.code, unknown.stderr.split('\n')[1]],
      [2, 'Its models are tesseract~eng, simulated~steady; its test types are point, ocr, count.'],
    );
    const json = JSON.parse(await shown('--model', 'tesseract', '--test', '3', '--json')) as {
      result: unknown;
      notRun: { kind: string };
    };
    assert.deepEqual([json.result, json.notRun.kind], [null, 'unsupported']);
    const test = await shown('--model', 'tesseract', '--test', '1');
    assert.match(test, /\ncoordinates +x before y, px of the picture that was sent \(pixels, /);
    assert.match(test, /\n {2}picture +\S+dialog-save\.png\n/);
  });

  it('draws a result image that was deleted as it was, without the pictures of the benchmark', async () => {
    const run = await runFolder();
    const paths = [
      resultImagePath(run, 'tesseract~eng', 1),
      resultImagePath(run, 'tesseract~eng', 2),
      // Not run: its picture says why.
      resultImagePath(run, 'tesseract~eng', 3),
      resultImagePath(run, 'simulated~steady', 3),
    ];
    const before = await Promise.all(paths.map((path) => readFile(path)));
    await rm(paths[0]!);
    await rm(join(fixture.folder, 'pictures'), { recursive: true });
    const { code, stdout, stderr } = await fixture.call(['annotate', 'latest']);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^6 result images drawn\.\n/);
    for (const [position, path] of paths.entries()) assert.ok((await readFile(path)).equals(before[position]!), path);
  });

  it('judges it again from its folder', async () => {
    const { code, stdout, stderr } = await fixture.call(['rescore', 'latest', '--no-images']);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /5 answers judged again/);
    assert.match(stdout, /no verdict changed|0 verdicts changed/i);
  });
});
