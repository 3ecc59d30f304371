// Image tests without a verdict: a model that takes no pictures is *not run* and never wrong, an answer that can't be read is an *error* and
// never wrong, and each says why.

import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { readTestResult, readTestTranscript } from '../../../storedTests';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import { modelStats } from '../../../../src/shared/figures/runStats';
import type { Failure } from '../../../servers/behavior';
import { imageRefusals } from '../../../servers/imageRefusals';
import { never, recorder } from './engineFixture';
import { familyAnswer, ImageRunFixture, modelOf, runFile, testsOf, type ImageRun } from './imageRunFixture';
import { pictureBenchmark, pictureTasks, type PictureTask } from './pictureTasks';
import { readStoredTest } from '../../../storedTests';

const taskNamed = (id: string): PictureTask => pictureTasks.find((task) => task.id === id)!;

describe('models that take no pictures', () => {
  /** They refuse in the words of their services. */
  const refusing: { [model: string]: Failure } = {
    'openai~gpt-unheard-of': imageRefusals.openAi,
    'openrouter~some/model': imageRefusals.openRouter,
    'gemini~gemma-unheard-of': imageRefusals.gemini,
    // An HTTP 500, which is asked again when it means anything else.
    'vllm~some-model': imageRefusals.llamaCpp,
    'anthropic~one-model': imageRefusals.anthropic,
  };
  /** Known before anything is sent: by the server's own word, and by the table. */
  const known = ['ollama~blind:1b', 'openai~gpt-3.5-turbo'];
  const sighted = 'openai~gpt-4o';
  const tasks = ['point-right', 'count-right', 'choice-right'].map(taskNamed);
  const imageTests = 5;
  const textTest = imageTests + 1;
  let fixture: ImageRunFixture;
  let run: ImageRun;

  before(async () => {
    fixture = await ImageRunFixture.make(undefined, { capabilities: { 'blind:1b': ['completion', 'tools'] } });
    fixture.servers.reply = (call) => {
      const refusal = Object.entries(refusing).find(([model]) => model.endsWith(`~${call.model}`))?.[1];
      if (call.pictures.length === 0) return { text: 'yes' };
      return refusal ? { imageRefusal: refusal } : { text: familyAnswer(call) };
    };
    const file = JSON.parse(pictureBenchmark([...known, ...Object.keys(refusing), sighted], { tasks })) as {
      prompts: object[];
    };
    file.prompts.push({
      test_type: 'raw_string_evaluator',
      dynamic_variables: { task: 'say yes' },
      expectation: 'yes',
    });
    run = await fixture.run(JSON.stringify(file), { maxAttempts: 3, concurrency: { '*': 1 } });
  });
  after(() => fixture?.remove());

  const shownPictures = (model: string): number =>
    fixture.servers.calls.filter((call) => model.endsWith(`~${call.model}`) && call.pictures.length > 0).length;

  for (const model of [...known, ...Object.keys(refusing)]) {
    it(`${model} is not run on them, with that reason, and is asked the others`, async () => {
      const tests = testsOf(run, model);
      assert.deepEqual(
        tests.map(({ verdict, phase, error }) => `${verdict} ${phase} ${error?.kind}`),
        [...Array<string>(imageTests).fill('not_run waiting undefined'), 'correct finished undefined'],
      );
      for (const { index, notRun } of tests.slice(0, imageTests)) {
        assert.equal(notRun!.kind, 'noVision');
        assert.ok(notRun!.message.startsWith(`${model} takes no pictures.`), notRun!.message);
        await assert.rejects(readStoredTest(run.runDirectory, model, index), /has no result/);
      }
      assert.equal(tests[textTest - 1]!.notRun, null);
      const stats = modelStats(modelOf(run, model).tests);
      assert.deepEqual(
        [stats.correct, stats.incorrect, stats.error, stats.notRun, stats.accuracy],
        [1, 0, 0, imageTests, 1],
      );
    });
  }

  it('are shown a picture only where nobody can know, and once', () => {
    for (const model of known) assert.equal(shownPictures(model), 0, model);
    for (const model of Object.keys(refusing)) assert.equal(shownPictures(model), 1, model);
    assert.equal(shownPictures(sighted), imageTests);
  });

  it('keep the words of the service that refused', () => {
    assert.match(
      testsOf(run, 'openai~gpt-unheard-of')[0]!.notRun!.message,
      /image_url is only supported by certain models/,
    );
    assert.match(testsOf(run, 'vllm~some-model')[0]!.notRun!.message, /image input is not supported/);
  });

  it('change nothing for a model that does, and are told by the folder too', async () => {
    assert.deepEqual(
      testsOf(run, sighted).map(({ verdict }) => verdict),
      Array(textTest).fill('correct'),
    );
    assert.equal(run.state.status, 'finished');
    assert.deepEqual((await openRun(run.runDirectory)).state, run.state);
    const { totals } = JSON.parse((await runFile(run, 'run.json')).toString('utf8')) as RunManifest;
    const blind = known.length + Object.keys(refusing).length;
    assert.deepEqual(
      [totals.tests, totals.correct, totals.incorrect, totals.error, totals.notRun],
      [(blind + 1) * textTest, blind + textTest, 0, 0, blind * imageTests],
    );
  });

  it('are not asked again when the run goes on', async () => {
    const copy = join(fixture.engine.folder, 'interrupted');
    await cp(run.runDirectory, copy, { recursive: true });
    const events = join(copy, 'events.jsonl');
    const lines = (await readFile(events, 'utf8')).trimEnd().split('\n');
    const isLast = (line: string): boolean =>
      line.includes('"runFinished"') ||
      (line.includes('"testFinished"') && line.includes(sighted) && line.includes(`"index":${textTest},`));
    await writeFile(events, `${lines.filter((line) => !isLast(line)).join('\n')}\n`);
    const before = fixture.servers.calls.length;
    const { state } = await resumeRun(
      { ...fixture.request(''), runDirectory: copy, retryErrors: true },
      recorder(),
      never,
    );
    assert.deepEqual(
      fixture.servers.calls.slice(before).map(({ model, pictures }) => `${model} ${pictures.length}`),
      ['gpt-4o 0'],
    );
    assert.deepEqual(
      state.models.map(({ tests }) => tests.map(({ verdict, notRun }) => [verdict, notRun])),
      run.state.models.map(({ tests }) => tests.map(({ verdict, notRun }) => [verdict, notRun])),
    );
  });
});

describe('answers about pictures that can not be read', () => {
  const gemini = 'gemini~gemini-2.5-flash';
  const gpt = 'openai~gpt-4o';
  /** Of a picture that is sent with 1366 x 768 px. */
  const cases: { task: string; answers: { [model: string]: string }; reason: RegExp }[] = [
    {
      task: 'point-right',
      answers: { [gpt]: '{"points": [{"x": 1500, "y": 260}]}', [gemini]: '[{"point": [1400, 260]}]' },
      reason: /^point 1: [xy] 1[45]00 is beyond the (1366|1000) of the profile /,
    },
    {
      task: 'point-right',
      answers: { [gpt]: '{"points": [{"x": -40, "y": 260}]}', [gemini]: '[{"point": [-40, 260]}]' },
      reason: /^point 1: [xy] -40 is below the 0/,
    },
    {
      task: 'point-right',
      answers: { [gpt]: 'The lamp is in the upper right corner.', [gemini]: 'I am sorry, I see no lamp.' },
      reason: /no places in the answer/,
    },
    {
      task: 'point-right',
      answers: { [gpt]: '{"points": [[10, 20, 30]]}', [gemini]: '[{"point": [10, 20, 30]}]' },
      reason: /^point 1 has 3 numbers, but a point has 2/,
    },
    {
      task: 'point-right',
      answers: { [gpt]: '{"points": [[NaN, 20]]}', [gemini]: '[{"point": ["12", 20]}]' },
      reason: /^point 1 has (NaN|"12") where a number should be/,
    },
    {
      task: 'point-right',
      answers: { [gpt]: '{"objects": [{"box": [1, 2, 3, 4]}]}', [gemini]: '[{"box_2d": [1, 2, 3, 4]}]' },
      reason: /^point 1 is a box, but points were asked for/,
    },
    {
      task: 'box-right',
      answers: {
        [gpt]: '{"objects": [{"box": [900, 400, 850, 600]}]}',
        [gemini]: '[{"box_2d": [400, 900, 600, 850]}]',
      },
      reason: /^box 1: its corners are swapped/,
    },
    {
      task: 'box-right',
      answers: { [gpt]: '{"objects": [{"box": [850, 400, 1100', [gemini]: '```json\n[{"box_2d": [555, 625,' },
      reason: /no complete JSON with places/,
    },
    {
      task: 'count-right',
      answers: { [gpt]: 'Between 6 and 8.', [gemini]: 'Many.' },
      reason: /several numbers|no number/,
    },
    {
      task: 'choice-wrong',
      answers: { [gpt]: 'A or B', [gemini]: '{"answer": "D"}' },
      reason: /several options|names none|options are/,
    },
    {
      task: 'classify-right',
      answers: { [gpt]: '{"label": "lake"}', [gemini]: 'lake' },
      reason: /"lake" is none of the labels/,
    },
  ];
  let fixture: ImageRunFixture;
  let run: ImageRun;

  before(async () => {
    fixture = await ImageRunFixture.make();
    fixture.servers.reply = ({ model, prompt }) => {
      const { answers } = cases[Number(/Task (\d+):/.exec(prompt)![1])]!;
      return { text: answers[model === 'gpt-4o' ? gpt : gemini]! };
    };
    const tasks = cases.map(({ task }, position) => ({ ...taskNamed(task), id: String(position) }));
    run = await fixture.run(pictureBenchmark([gpt, gemini], { tasks }));
  });
  after(() => fixture?.remove());

  for (const model of [gpt, gemini]) {
    it(`are errors of ${model} with their reason, and keep what it said`, async () => {
      for (const [position, { task, answers, reason }] of cases.entries()) {
        const test = testsOf(run, model)[position]!;
        assert.deepEqual(
          [test.verdict, test.error?.kind, test.score],
          ['error', 'unparsable', null],
          `${position}: ${answers[model]}`,
        );
        assert.match(test.error!.message, reason);
        const result = await readTestResult(run.runDirectory, model, position + 1);
        const transcript = await readTestTranscript(run.runDirectory, model, position + 1);
        assert.deepEqual(
          [result.verdict, result.score, result.response, result.error?.message],
          ['error', null, answers[model], test.error!.message],
        );
        assert.deepEqual([transcript.evaluation?.verdict, transcript.attempts.length], ['error', 1]);
        if (/point|box/.test(task))
          assert.ok(result.evidence!.overlay!.truth.length > 0, 'what was to be found is drawn all the same');
      }
    });

    it(`enter no figure of ${model}`, () => {
      const stats = modelStats(modelOf(run, model).tests);
      assert.deepEqual([stats.correct, stats.incorrect, stats.error, stats.accuracy], [0, 0, cases.length, null]);
    });
  }

  it('keep the numbers that could be read but not be accepted', async () => {
    const { evidence } = await readTestResult(run.runDirectory, gemini, 1);
    assert.deepEqual(evidence!.coordinates, {
      ...evidence!.coordinates!,
      profile: 'gemini_yx1000',
      parsed: [[1400, 260]],
      canonical: [],
    });
  });
});
