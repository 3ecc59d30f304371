// What the iso contract is checked against, gathered from real runs.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseRecord } from '../../../../src/core/files/parseRecord';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { manifestSchema } from '../../../../src/core/runFolder/runSchemas';
import { missingCount } from '../../../../src/shared/runs/runManifest';
import { isMissing } from '../../../../src/shared/run/runState';
import { redPicture } from '../../../servers/sentPicture';
import { EngineFixture, never, recorder } from './engineFixture';

describe('the iso contract of a run', () => {
  let fixture: EngineFixture;
  beforeEach(async () => {
    fixture = await EngineFixture.make();
  });
  afterEach(() => fixture.remove());

  it('holds for models that were treated alike', async () => {
    const prompts = ['a', 'b'].map((word) => ({ word, expectation: word }));
    const { runDirectory } = await runBenchmark(
      fixture.request({ models: ['simulated~swift', 'simulated~hasty'], prompts }),
      recorder(),
      never,
    );
    const manifest = parseRecord(manifestSchema, await readFile(join(runDirectory, 'run.json'), 'utf8'), 'run.json');
    assert.deepEqual(manifest.iso, { holds: true, reasons: [] });
    assert.equal(missingCount(manifest), 0);
  });

  it('says once that a model was not asked everything, and compares pictures where all were asked', async () => {
    await writeFile(join(fixture.folder, 'red.png'), Buffer.from(redPicture(64).base64, 'base64'));
    const benchmark = {
      benchmark_name: 'Mixed',
      purpose: 'p',
      base_prompt: '{{word}}',
      models: ['tesseract~eng', 'simulated~swift'],
      prompts: [
        { image: 'red.png', test_type: 'ocr', dynamic_variables: { word: 'read' }, expectation: 'x' },
        { image: 'red.png', test_type: 'count', dynamic_variables: { word: 'count' }, expectation: 1 },
      ],
    };
    const request = { ...fixture.request({ models: [], prompts: [] }), benchmarkText: JSON.stringify(benchmark) };
    const { runDirectory, state } = await runBenchmark(request, recorder(), never);
    const manifest = parseRecord(manifestSchema, await readFile(join(runDirectory, 'run.json'), 'utf8'), 'run.json');
    assert.deepEqual(manifest.iso, {
      holds: false,
      reasons: [
        'not iso because not all models were asked the same tests: 1 test for tesseract~eng and 2 tests for simulated~swift',
      ],
    });

    // What can't be asked is not missing: there is nothing to resume.
    assert.deepEqual(
      [manifest.totals.notRun, missingCount(manifest), state.models[0]!.tests.map(isMissing)],
      [1, 0, [false, false]],
    );
    const again = recorder();
    await resumeRun({ ...request, runDirectory, retryErrors: false }, again, never);
    assert.deepEqual(again.events, []);
  });
});
