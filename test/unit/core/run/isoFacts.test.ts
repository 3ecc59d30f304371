// What the iso contract is checked against, gathered from real runs.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseRecord } from '../../../../src/core/files/parseRecord';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { manifestSchema } from '../../../../src/core/runFolder/manifestSchema';
import { missingCount } from '../../../../src/shared/runs/runManifest';
import { isMissing } from '../../../../src/shared/run/runState';
import { redPicture } from '../../../servers/sentPicture';
import type { Behavior, ModelCall } from '../../../servers/behavior';
import { EngineFixture, never, recorder, words } from './engineFixture';
import { ServedRuns } from './servedRuns';

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

  const said = (message: string, param?: string): Behavior => ({
    failure: { status: 400, message: '', rawBody: JSON.stringify({ error: { message, param } }) },
  });
  const served: [
    what: string,
    more: object,
    models: (string | object)[],
    reply: (call: ModelCall) => Behavior,
    reasons: string[],
  ][] = [
    [
      'sampling that nobody set',
      {},
      ['openai~a', 'openai~b'],
      () => ({}),
      ["sampling was left to each API's default, which is not known: temperature of all models"],
    ],
    ['nothing where it was set', { parameters: { temperature: 0 } }, ['openai~a', 'openai~b'], () => ({}), []],
    ['nothing where a model is alone', {}, ['openai~a'], () => ({}), []],
    [
      'what an API refused',
      { parameters: { temperature: 0 } },
      ['openai~a', 'openai~b'],
      ({ body }) =>
        body.model === 'b' && body.temperature !== undefined ? said('Unsupported value', 'temperature') : {},
      ['the API of openai~b did not take temperature'],
    ],
    [
      'efforts',
      { parameters: { temperature: 0 } },
      ['openai~a:low', { model: 'openai~a', label: 'much', parameters: { effort: 'high' } }],
      () => ({}),
      ['effort was low for openai~a:low and high for openai~a [much]'],
    ],
    [
      'an effort that nobody set of a model that reasons',
      { parameters: { temperature: 0 } },
      ['openai~a', 'openai~b'],
      ({ body }) => (body.model === 'b' ? { usage: { input: 3, output: 9, reasoning: 7 } } : {}),
      ["sampling was left to each API's default, which is not known: effort of openai~b"],
    ],
  ];
  for (const [what, more, models, reply, reasons] of served)
    it(`is computed from what was in force: ${what}`, async () => {
      const runs = await ServedRuns.make();
      try {
        await runs.openAi({ reply });
        const run = await runs.run({ models, prompts: words('a', 'b'), more });
        assert.deepEqual(
          (await run.manifest()).iso?.reasons,
          reasons.map((reason) => `not iso because ${reason}`),
        );
      } finally {
        await runs.remove();
      }
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
