// Whole runs of image tests over every protocol: models that see the same score the same, whatever the form in which their family says it.

import assert from 'node:assert/strict';
import { readTestResult } from '../../../storedTests';
import type { TestResult } from '../../../../src/shared/results/testResult';
import { ImageRunFixture, testsOf, type ImageRun } from './imageRunFixture';
import { pictureBenchmark, pictureTasks, size, taskOf, type PictureTask } from './pictureTasks';
import { familyOf, visionFamilies } from './visionFamilies';

/** By the task that each test of a run asks, in order: rotations are tests of their own. */
const askedTasks = pictureTasks.flatMap((task) => Array.from({ length: task.rotations ?? 1 }, () => task));
const models = visionFamilies.map(({ model }) => model);

/** The largest that Claude and OpenAI's models take of 1920 x 1080: the short edge is at most 768, and 1366 * 1080 / 1920 = 768.4 is rounded to it. */
const shared = { width: 1366, height: 768 };

/** Rounding to a thousandth, to a pixel of a smaller picture or to a tenth of a percent moves an edge by less than this share of the axis. */
const rounding = 0.002;
/** An edge of a 400 x 300 box that is off by 0.001 of 1920 or 1080 px changes its IoU by less than this. */
const scoreRounding = 0.02;

/** What a model says, as places canonical and x first. */
function canonicalOf({ said }: PictureTask): number[][] {
  const share = (value: number, axis: number): number => value / (axis % 2 === 0 ? size.width : size.height);
  if ('points' in said) return said.points.map(({ at }) => at.map(share));
  return 'boxes' in said ? said.boxes.map(({ box }) => box.map(share)) : [];
}

for (const [imageSize, sent] of [
  ['shared', shared],
  ['native', size],
] as const) {
  describe(`a run of image tests, image_size: ${imageSize}`, () => {
    let fixture: ImageRunFixture;
    let run: ImageRun;
    before(async () => {
      fixture = await ImageRunFixture.make();
      run = await fixture.run(pictureBenchmark(models, { image_size: imageSize }), { maxAttempts: 2 });
    });
    after(() => fixture?.remove());

    const isPlaces = ({ said }: PictureTask): boolean => 'points' in said || 'boxes' in said;
    const results = (model: string): Promise<TestResult[]> =>
      Promise.all(askedTasks.map((_, position) => readTestResult(run.runDirectory, model, position + 1)));

    it('asks every model every task once, with the picture in one size', () => {
      assert.equal(run.state.status, 'finished');
      assert.deepEqual(run.problems, []);
      assert.equal(fixture.servers.calls.length, models.length * askedTasks.length);
      for (const { model, pictures } of fixture.servers.calls) {
        assert.deepEqual(
          pictures.map(({ width, height }) => ({ width, height })),
          [sent],
          model,
        );
      }
    });

    for (const { model } of visionFamilies) {
      it(`${model}: verdicts and scores are those of what it saw`, () => {
        const tests = testsOf(run, model);
        const got = tests.map(
          ({ verdict, error }, position) => `${askedTasks[position]!.id} ${verdict}${error ? ` ${error.message}` : ''}`,
        );
        assert.deepEqual(
          got,
          askedTasks.map(({ id, verdict }) => `${id} ${verdict}`),
        );
        for (const [position, { score }] of tests.entries()) {
          const task = askedTasks[position]!;
          assert.ok(
            score !== null && Math.abs(score - task.score) < (task.testType === 'box' ? scoreRounding : 1e-9),
            `${task.id}: ${score}, not ${task.score}`,
          );
        }
      });

      it(`${model}: its places are where it saw them, read by the profile of its family`, async () => {
        const { profile } = visionFamilies.find((one) => one.model === model)!;
        for (const [position, { evidence }] of (await results(model)).entries()) {
          const task = askedTasks[position]!;
          if (!isPlaces(task)) continue;
          const reading = evidence!.coordinates!;
          assert.deepEqual([reading.profile, reading.chosenBy], [profile, 'table']);
          assert.equal(reading.clipped, undefined);
          const wanted = canonicalOf(task);
          assert.equal(reading.canonical.length, wanted.length, task.id);
          for (const [place, numbers] of wanted.entries()) {
            numbers.forEach((value, axis) =>
              assert.ok(
                Math.abs(reading.canonical[place]![axis]! - value) < rounding,
                `${task.id}: ${JSON.stringify(reading)}`,
              ),
            );
          }
        }
      });
    }

    it('says the width and height in the prompt that the numbers count, or that the picture has', () => {
      let checked = 0;
      for (const { model, prompt } of fixture.servers.calls) {
        const said = /The picture is (\d+) px wide and (\d+) px high\./.exec(prompt);
        assert.equal(said !== null, isPlaces(taskOf(prompt)), prompt);
        if (!said) continue;
        const { isPixels, sees } = familyOf(model);
        const seen = sees?.[`${sent.width}x${sent.height}`] ?? sent;
        assert.deepEqual([Number(said[1]), Number(said[2])], [seen.width, seen.height], model);
        if (isPixels)
          assert.match(
            prompt,
            new RegExp(
              `x from 0 at the left edge to ${seen.width} at the right edge, y from 0 at the top to ${seen.height} at the bottom`,
            ),
          );
        checked++;
      }
      assert.equal(checked, models.length * pictureTasks.filter(isPlaces).length);
    });

    it('scores every model the same, test by test', () => {
      for (const [position, task] of askedTasks.entries()) {
        const tests = models.map((model) => testsOf(run, model)[position]!);
        assert.equal(new Set(tests.map(({ verdict }) => verdict)).size, 1, task.id);
        const scores = tests.map(({ score }) => score!);
        assert.ok(Math.max(...scores) - Math.min(...scores) < scoreRounding, `${task.id}: ${scores.join(', ')}`);
      }
    });
  });
}
