// A run with a data file keeps it, and goes on and is judged again with what it kept; what is skipped is never asked.

import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rescoreRun } from '../../../../src/core/jobs/rescoreRun';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import type { RunRequest } from '../../../../src/core/run/runRequest';
import { readBenchmarkText } from '../../../../src/core/runFolder/readBenchmarkText';
import { readManifest } from '../../../../src/core/runFolder/readManifest';
import { rowText } from '../../../../src/shared/words/rowText';
import { runSettings, EngineFixture, never, recorder, rescoreRequest } from './engineFixture';

const benchmarkText = `
benchmark_name: Data
purpose: To see
base_prompt: Say {{word}}
test_type: raw_string_evaluator
models: [simulated~swift]
prompts:
  - { file: 数据/Cases.csv, expectation: word }
  - { dynamic_variables: { word: x }, expectation: x, skip: The answer is not known. }
`;

describe('a run whose benchmark names a data file', () => {
  let fixture: EngineFixture;
  beforeEach(async () => {
    fixture = await EngineFixture.make();
    await mkdir(join(fixture.folder, '数据'));
    await writeFile(join(fixture.folder, '数据', 'Cases.csv'), 'word\none\ntwo\n');
  });
  afterEach(() => fixture.remove());

  const request = (): RunRequest => fixture.request({ models: [], prompts: [] }, { benchmarkText });
  const run = async (): Promise<string> => (await runBenchmark(request(), recorder(), never)).runDirectory;

  it('knows all its prompts by a hash, one that is skipped too', async () => {
    const { state } = await runBenchmark(request(), recorder(), never);
    assert.ok(state.prompts.every(({ hash }) => hash !== undefined));
  });

  it('says of each prompt which row of which file it is, or that it is none', async () => {
    const { state } = await runBenchmark(request(), recorder(), never);
    assert.deepEqual(state.prompts.map(rowText), ['row 1 of 数据/Cases.csv', 'row 2 of 数据/Cases.csv', null]);
  });

  it('keeps it, and lists it with its digest', async () => {
    const runDirectory = await run();
    const { files, totals, models } = await readManifest(runDirectory);
    assert.equal(files.length, 1);
    const { path, kept, bytes } = files[0]!;
    assert.deepEqual([path, bytes], ['数据/Cases.csv', 13]);
    assert.match(kept, /^files\/数据-Cases-[0-9a-f]{6}\.csv$/);
    assert.equal(await readFile(join(runDirectory, kept), 'utf8'), 'word\none\ntwo\n');
    assert.deepEqual([totals.tests, totals.notRun], [3, 1]);
    assert.deepEqual(models[0]?.details?.notRunKinds, { skipped: 1 });
  });

  it('is judged again and resumed with what it kept, and not when that was changed', async () => {
    const runDirectory = await run();
    await rm(join(fixture.folder, '数据'), { recursive: true });
    const again = await rescoreRun(rescoreRequest(runDirectory), () => undefined, never);
    assert.deepEqual([again.judged, again.changed], [2, 0]);
    const resumed = await resumeRun({ runDirectory, retryErrors: false, ...runSettings({}) }, recorder(), never);
    assert.equal(resumed.state.status, 'finished');

    const { kept } = (await readManifest(runDirectory)).files[0]!;
    await writeFile(join(runDirectory, kept), 'word\nthree\nfour\n');
    await assert.rejects(
      rescoreRun(rescoreRequest(runDirectory), () => undefined, never),
      /benchmark\.yaml of .* can't be read: .*Cases\.csv is not what the run was made with/,
    );
    await rm(join(runDirectory, kept));
    await assert.rejects(
      rescoreRun(rescoreRequest(runDirectory), () => undefined, never),
      /is not in the run folder any more/,
    );
  });

  it('is asked anew from the run folder with what it kept, whatever became of the file since', async () => {
    const runDirectory = await run();
    await writeFile(join(fixture.folder, '数据', 'Cases.csv'), 'word\nthree\n');
    const benchmarkPath = join(runDirectory, 'benchmark.yaml');
    const again = { ...request(), benchmarkPath, benchmarkText: await readFile(benchmarkPath, 'utf8') };
    // No wider than the run folder itself, as for a benchmark outside of the workspace.
    const { state, runDirectory: second } = await runBenchmark(
      { ...again, filesRoot: runDirectory },
      recorder(),
      never,
    );
    assert.deepEqual(
      state.prompts.map(({ label }) => label),
      ['one', 'two', 'x'],
    );
    const files = [await readManifest(runDirectory), await readManifest(second)].map((manifest) => manifest.files);
    assert.deepEqual(files[0], files[1]);
  });

  it('finds a key that stands in it', async () => {
    await writeFile(join(fixture.folder, '数据', 'Cases.csv'), 'word\none\nsk-abcdefghijklmnop12345\n');
    const request = fixture.request(
      { models: [], prompts: [] },
      {
        benchmarkText: benchmarkText.replace('[simulated~swift]', '[simulated~swift, openai~x]'),
        environment: { OPENAI_API_KEY: 'sk-abcdefghijklmnop12345' },
        models: ['simulated~swift'],
      },
    );
    const { problems } = await runBenchmark(request, recorder(), never);
    assert.match(problems.join('\n'), /A key or password of this run stands in .*files\//);
  });

  it('may ask some of its prompts only, and is judged again and resumed as that', async () => {
    const changes = { benchmarkText, prompts: '2-3' };
    const { runDirectory, state } = await runBenchmark(
      fixture.request({ models: [], prompts: [] }, changes),
      recorder(),
      never,
    );
    assert.deepEqual(
      state.prompts.map(({ index, place, label }) => [index, place, label]),
      [
        [1, 2, 'two'],
        [2, 3, 'x'],
      ],
    );
    const { prompts } = await readBenchmarkText(runDirectory, state.prompts);
    assert.deepEqual(
      prompts.map(({ expectation }) => expectation),
      ['two', 'x'],
    );
    const again = await rescoreRun(rescoreRequest(runDirectory), () => undefined, never);
    assert.deepEqual([again.judged, again.changed], [1, 0]);
    const report = JSON.parse(await readFile(join(runDirectory, 'report.json'), 'utf8')) as {
      prompt_iterations: unknown[];
    };
    assert.equal(report.prompt_iterations.length, 2);
    const resumed = await resumeRun({ runDirectory, retryErrors: false, ...runSettings({}) }, recorder(), never);
    assert.equal(resumed.state.prompts.length, 2);
  });
});
