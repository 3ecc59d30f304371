// A folder of every version of the format was kept as its program wrote it, but for the review page and the user's name. It was run with
// `--no-images`, resumed with `--retry-errors`, and re-scored after the choice's answer in its benchmark.yaml was made another. It opens in
// full, and can be resumed and re-scored still.

import assert from 'node:assert/strict';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readImagesFile } from '../../../../../src/core/images/imagesFile';
import { rescoreRun } from '../../../../../src/core/jobs/rescoreRun';
import { createRunHeads } from '../../../../../src/core/resultImage/createRunHeads';
import { resumeRun } from '../../../../../src/core/run/resumeRun';
import { readListedRun } from '../../../../../src/core/runFolder/listRuns';
import { openRun } from '../../../../../src/core/runFolder/openRun';
import { readBenchmarkText } from '../../../../../src/core/runFolder/readBenchmarkText';
import { readTestResult, readTestTranscript } from '../../../../storedTests';
import { readEvents } from '../../../../../src/core/runFolder/readEvents';
import { presentVersion } from '../../../../../src/core/runFolder/upgrade/upgradeSteps';
import type { RunEvent } from '../../../../../src/shared/run/events';
import type { RunState } from '../../../../../src/shared/run/runState';
import { EngineFixture, never, recorder, rescoreRequest } from '../../run/engineFixture';

const verdictsOf = ({ models }: RunState): string[] =>
  models.map(({ model, tests }) => `${model}: ${tests.map(({ verdict }) => verdict).join(' ')}`);

const verdicts = [
  'simulated~flaky: correct incorrect error correct correct correct',
  'simulated~hasty: incorrect correct incorrect correct correct incorrect',
  'tesseract~eng: not_run not_run not_run not_run correct correct',
];

for (let version = 1; version <= presentVersion; version++) {
  describe(`a run folder of format ${version}`, () => {
    const kept = resolve('test/runFolders', `version${version}`);
    let fixture: EngineFixture;
    before(async () => {
      fixture = await EngineFixture.make();
    });
    after(() => fixture.remove());

    const copyOf = async (name: string): Promise<string> => {
      const copy = join(fixture.folder, name);
      await cp(kept, copy, { recursive: true });
      return copy;
    };
    const manifestOf = async (runDirectory: string) => {
      const listed = await readListedRun(runDirectory);
      assert.ok(listed && 'manifest' in listed, JSON.stringify(listed));
      return listed.manifest;
    };

    /** The last event of this type tells readers the format of what is written from there on. */
    const saysPresentVersion = async (runDirectory: string, type: RunEvent['type']): Promise<void> => {
      const events: RunEvent[] = [];
      await readEvents(runDirectory, 'the copy', (event) => events.push(event));
      const event = events.findLast((one) => one.type === type);
      assert.ok(event && 'schemaVersion' in event, `${type} says its format`);
      assert.equal(event.schemaVersion, presentVersion);
    };

    it('says that it has this format', async () => {
      const { schemaVersion } = JSON.parse(await readFile(join(kept, 'run.json'), 'utf8')) as { schemaVersion: number };
      assert.equal(schemaVersion, version);
    });

    it('opens with every event, and is listed with the same figures', async () => {
      const { state, problem } = await openRun(kept);
      assert.equal(problem, undefined);
      assert.deepEqual(verdictsOf(state), verdicts);
      const { schemaVersion, totals, testTypes } = await manifestOf(kept);
      assert.equal(schemaVersion, presentVersion);
      assert.deepEqual([totals.tests, totals.correct, totals.incorrect, totals.error, totals.notRun], [18, 9, 4, 1, 4]);
      assert.deepEqual(testTypes, [
        'raw_string_evaluator',
        'choice',
        'python_print_execution_with_num_output',
        'ocr',
        'point',
      ]);
    });

    it('has the words and the pictures of every test', async () => {
      const { state } = await openRun(kept);
      const { prompts } = await readBenchmarkText(kept);
      const images = await readImagesFile(kept);
      assert.equal(images.length, 1);
      const headOf = createRunHeads();
      for (const { model, tests } of state.models) {
        for (const { index, verdict, phase } of tests) {
          if (phase !== 'finished') continue;
          const result = await readTestResult(kept, model, index);
          const transcript = await readTestTranscript(kept, model, index);
          assert.deepEqual([result.schemaVersion, transcript.schemaVersion], [presentVersion, presentVersion]);
          assert.equal(result.verdict, verdict);
          assert.equal(transcript.attempts.at(-1)?.response?.text ?? '', result.response ?? '');
          assert.equal((await headOf(kept)).prompts[index - 1]?.label, state.prompts[index - 1]?.label);
          assert.equal(result.images?.length ?? 0, prompts[index - 1]?.image === undefined ? 0 : 1);
        }
      }
    });

    it('is resumed: what ended in an error is asked again', async () => {
      const runDirectory = await copyOf('resumed');
      const request = fixture.request({ models: [], prompts: [] });
      const { state } = await resumeRun({ ...request, runDirectory, retryErrors: true }, recorder(), never);
      assert.deepEqual(verdictsOf(state), verdicts);
      const opened = await openRun(runDirectory);
      assert.equal(opened.problem, undefined);
      assert.deepEqual(verdictsOf(opened.state), verdicts);
      await saysPresentVersion(runDirectory, 'runResumed');
      const { earlier } = await readTestTranscript(runDirectory, 'simulated~flaky', 3);
      assert.equal(earlier?.length, 2);
      const names = await readdir(join(runDirectory, 'tests'), { recursive: true });
      assert.ok(!names.some((name) => name.includes(join('simulated~flaky', '0003'))), 'its own folder is gone');
      assert.equal((await manifestOf(runDirectory)).schemaVersion, presentVersion);
    });

    it('is re-scored to the same verdicts, and to others only where an expectation is another', async () => {
      const runDirectory = await copyOf('re-scored');
      const request = rescoreRequest(runDirectory);
      const benchmark = join(runDirectory, 'benchmark.yaml');
      await writeFile(benchmark, (await readFile(benchmark, 'utf8')).replace('answer: "A"', 'answer: "B"'));
      const otherwise = await rescoreRun(request, () => undefined, never);
      assert.deepEqual([otherwise.judged, otherwise.changed], [13, 2]);
      await saysPresentVersion(runDirectory, 'testRescored');
      const { state, problem } = await openRun(runDirectory);
      assert.equal(problem, undefined);
      assert.deepEqual(
        verdictsOf(state),
        verdicts.map((line) =>
          line.replace(
            /^(simulated.*?: \w+) (\w+)/,
            (_, before: string, second: string) => `${before} ${second === 'correct' ? 'incorrect' : 'correct'}`,
          ),
        ),
      );
    });
  });
}
