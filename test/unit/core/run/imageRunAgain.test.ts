// A run of image tests once it is there: judged again, gone on with and drawn again, all from its folder alone, wherever that has been moved
// to and whatever has become of the benchmark's own pictures.

import assert from 'node:assert/strict';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { annotateRun } from '../../../../src/core/jobs/annotateRun';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { readTestResult, resultImagePath } from '../../../storedTests';
import { rescoreRun } from '../../../../src/core/jobs/rescoreRun';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import type { RescoreOutcome } from '../../../../src/core/run/runRequest';
import { distDirectory, never, recorder, rescoreRequest } from './engineFixture';
import { ImageRunFixture, modelOf, sha256, type ImageRun } from './imageRunFixture';
import { pictureBenchmark, pictureTasks } from './pictureTasks';

describe('a run of image tests, from its folder alone', () => {
  const models = ['anthropic~claude-sonnet-4-5', 'gemini~gemini-2.5-flash', 'ollama~qwen2.5vl:7b', 'openai~gpt-4o'];
  let fixture: ImageRunFixture;
  let recorded: ImageRun;
  /** What the tests may change. */
  let runDirectory: string;

  before(async () => {
    fixture = await ImageRunFixture.make();
    // In its own size a picture is not what Claude and Qwen count px of.
    recorded = await fixture.run(pictureBenchmark(models, { image_size: 'native' }));
    await rm(join(fixture.engine.folder, 'pictures'), { recursive: true });
    await rename(fixture.engine.runsDirectory, join(fixture.engine.folder, 'kept'));
    recorded.runDirectory = join(fixture.engine.folder, 'kept', recorded.state.runId);
  });
  after(() => fixture?.remove());

  beforeEach(async () => {
    runDirectory = join(fixture.engine.folder, 'moved', 'a run é');
    await mkdir(join(runDirectory, '..'), { recursive: true });
    await cp(recorded.runDirectory, runDirectory, { recursive: true });
    fixture.servers.calls.length = 0;
  });
  afterEach(() => rm(join(fixture.engine.folder, 'moved'), { recursive: true, force: true }));

  const text = (path: string): Promise<string> => readFile(join(runDirectory, path), 'utf8');
  const rescore = (): Promise<RescoreOutcome> =>
    rescoreRun(rescoreRequest(runDirectory, { versions: { 'iso-speed-bench': 'newer' } }), () => undefined, never);
  const judgements = async (): Promise<unknown[]> => {
    const { state } = await openRun(runDirectory);
    return state.models.flatMap(({ model, tests }) =>
      tests.map(({ index, verdict, score, measures, classes }) => ({
        model,
        index,
        verdict,
        score,
        measures,
        classes,
      })),
    );
  };

  it('is judged again as it was judged', async () => {
    const before = [await judgements(), await text('events.jsonl')];
    const outcome = await rescore();
    assert.deepEqual(
      [outcome.changed, outcome.skipped, outcome.judged],
      [0, 0, recorded.state.models.length * recorded.state.prompts.length],
    );
    assert.deepEqual([await judgements(), await text('events.jsonl')], before);
    assert.equal(fixture.servers.calls.length, 0, 'no model is asked');
    for (const { model } of recorded.state.models)
      assert.equal((await readTestResult(runDirectory, model, 1)).rescores, undefined);
  });

  it('is judged by the expectations that its benchmark has now', async () => {
    const file = JSON.parse(await text('benchmark.yaml')) as {
      prompts: { dynamic_variables: { task: string }; expectation: { box?: number[]; iou?: number } }[];
    };
    const position = pictureTasks.findIndex(({ id }) => id === 'box-near');
    const near = file.prompts.find(({ dynamic_variables: { task } }) => task === 'box-near')!;
    near.expectation.iou = 0.75;
    await writeFile(join(runDirectory, 'benchmark.yaml'), JSON.stringify(file));
    const outcome = await rescore();
    assert.equal(outcome.changed, models.length);
    for (const { model, tests } of outcome.state.models) {
      const test = tests[position]!;
      assert.deepEqual([test.verdict, test.originalVerdict], ['incorrect', 'correct']);
      const { rescores, evidence, score, reason } = await readTestResult(runDirectory, model, position + 1);
      assert.deepEqual(
        rescores?.map(({ verdict }) => verdict),
        ['correct', 'incorrect'],
      );
      assert.ok(Math.abs(score! - 0.6) < 0.01 && /0\.75/.test(reason!), reason);
      // Claude and Qwen count px of what they make of the picture: that stays as it was in the run.
      assert.deepEqual(
        evidence!.coordinates,
        (await readTestResult(recorded.runDirectory, model, position + 1)).evidence!.coordinates,
      );
    }
  });

  it('is gone on with: what is missing is asked, with the very same bytes', async () => {
    const lost = [
      { model: 'anthropic~claude-sonnet-4-5', index: 8 },
      { model: 'ollama~qwen2.5vl:7b', index: 4 },
      { model: 'openai~gpt-4o', index: 17 },
    ];
    const isLost = (line: string): boolean =>
      line.includes('"testFinished"') &&
      lost.some(({ model, index }) => line.includes(`"${model}"`) && line.includes(`"index":${index},`));
    const lines = (await text('events.jsonl')).trimEnd().split('\n');
    const kept = lines.filter((line) => !line.includes('"runFinished"') && !isLost(line));
    assert.equal(kept.length, lines.length - lost.length - 1);
    await writeFile(join(runDirectory, 'events.jsonl'), `${kept.join('\n')}\n{"type":"testFin`);
    const interrupted = await openRun(runDirectory);
    assert.equal(interrupted.state.status, 'interrupted');

    const { state } = await resumeRun({ ...fixture.request(''), runDirectory, retryErrors: false }, recorder(), never);
    assert.equal(state.status, 'finished');
    assert.equal(fixture.servers.calls.length, lost.length);
    for (const { model, index } of lost) {
      const { images, verdict, score } = await readTestResult(runDirectory, model, index);
      const before = await readTestResult(recorded.runDirectory, model, index);
      assert.deepEqual([images, verdict, score], [before.images, before.verdict, before.score]);
      const call = fixture.servers.calls.find((one) => model.endsWith(`~${one.model}`))!;
      assert.equal(sha256(call.pictures[0]!.bytes), images[0]!.sent.sha256);
      assert.equal(call.prompt, before.prompt);
    }
  });

  it('asks what it can where the list of pictures is not whole any more', async () => {
    const model = 'openai~gpt-4o';
    await writeFile(join(runDirectory, 'images', 'images.json'), '{"schemaVersion":2,"images":[]}');
    const lines = (await text('events.jsonl')).trimEnd().split('\n');
    await writeFile(
      join(runDirectory, 'events.jsonl'),
      `${lines.filter((line) => !line.includes('"runFinished"') && !(line.includes('"testFinished"') && line.includes(model))).join('\n')}\n`,
    );
    const { state } = await resumeRun({ ...fixture.request(''), runDirectory, retryErrors: false }, recorder(), never);
    assert.equal(state.status, 'finished');
    for (const { error } of modelOf({ state }, model).tests)
      assert.match(error!.message, /^Nothing was sent: The run has no picture pictures\/street\.png\./);
    assert.deepEqual((await readTestResult(runDirectory, model, 1)).images, []);
  });

  it('shows no model a picture that somebody has changed', async () => {
    const model = 'openai~gpt-4o';
    const { images } = await readTestResult(runDirectory, model, 1);
    const sent = join(runDirectory, images[0]!.sent.file);
    await writeFile(sent, Buffer.concat([await readFile(sent), Buffer.from([0])]));
    const lines = (await text('events.jsonl')).trimEnd().split('\n');
    await writeFile(
      join(runDirectory, 'events.jsonl'),
      `${lines.filter((line) => !line.includes('"runFinished"') && !(line.includes('"testFinished"') && line.includes(model))).join('\n')}\n`,
    );
    const { state } = await resumeRun({ ...fixture.request(''), runDirectory, retryErrors: false }, recorder(), never);
    const { tests } = modelOf({ state }, model);
    for (const { verdict, error } of tests) {
      assert.deepEqual([verdict, error?.kind], ['error', 'notSent']);
      assert.match(error!.message, /^Nothing was sent: .* is not what was sent before: somebody changed it/);
    }
    assert.equal(fixture.servers.calls.length, 0);
    // The words of each are there, with the picture that was meant.
    const { images: meant, startedAt } = await readTestResult(runDirectory, model, 1);
    assert.deepEqual([meant, startedAt === null], [images, false]);
  });
});

describe('the result images of a run of image tests', () => {
  it('are drawn again as they were, without the pictures of the benchmark', async () => {
    const model = 'gemini~gemini-2.5-flash';
    const fixture = await ImageRunFixture.make();
    try {
      const tasks = pictureTasks.filter(
        ({ id }) => id === 'points-half' || id === 'boxes-mixed-up' || id === 'ocr-wrong',
      );
      const { runDirectory } = await fixture.run(pictureBenchmark([model], { tasks }), { resultImages: true });
      await rm(join(fixture.engine.folder, 'pictures'), { recursive: true });
      const pictures = tasks.map((_, position) => resultImagePath(runDirectory, model, position + 1));
      const drawn = await Promise.all(pictures.map((path) => readFile(path)));
      assert.equal(new Set(drawn.map(sha256)).size, tasks.length);
      await rm(pictures[0]!);
      await writeFile(pictures[1]!, 'no picture');
      assert.deepEqual(await annotateRun({ runDirectory, distDirectory }, () => undefined, never), {
        drawn: tasks.length,
        failed: 0,
        total: tasks.length,
      });
      for (const [position, path] of pictures.entries())
        assert.ok((await readFile(path)).equals(drawn[position]!), tasks[position]!.id);
    } finally {
      await fixture.remove();
    }
  });
});
