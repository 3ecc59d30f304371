// How a whole run comes to read a model that nobody knows: px until the benchmark, the settings or a calibration say something else, in that order.

import assert from 'node:assert/strict';
import { storeCalibration } from '../../../../src/core/coordinates/calibrationStore';
import { readTestResult } from '../../../storedTests';
import { ImageRunFixture, testsOf } from './imageRunFixture';
import { pictureBenchmark, pictureTasks, size } from './pictureTasks';

describe('a run with a model that nobody knows', () => {
  const model = 'vllm~mystery';
  const tasks = pictureTasks.filter(({ id }) => id === 'point-right' || id === 'point-swapped' || id === 'box-near');
  let fixture: ImageRunFixture;
  /** It has learned thousandths, y first, and says them whatever it is asked for. */
  before(async () => {
    fixture = await ImageRunFixture.make();
    fixture.servers.reply = ({ prompt }) => {
      const { said } = tasks.find(({ id }) => prompt.includes(`Task ${id}:`))!;
      const places =
        'points' in said ? said.points.map(({ at }) => at) : 'boxes' in said ? said.boxes.map(({ box }) => box) : [];
      return {
        text: JSON.stringify(
          places.map((px) =>
            px.map((_, axis) => Math.round((1000 * px[axis ^ 1]!) / (axis % 2 === 0 ? size.height : size.width))),
          ),
        ),
      };
    };
  });
  after(() => fixture?.remove());

  const told = async (fields: object, settings: { [model: string]: string } = {}): Promise<string[]> => {
    const run = await fixture.run(pictureBenchmark([model], { tasks, image_size: 'native', ...fields }), {
      coordinates: settings,
    });
    const { evidence } = await readTestResult(run.runDirectory, model, 1);
    return [
      ...testsOf(run, model).map(({ verdict }) => verdict),
      `${evidence!.coordinates!.profile} by ${evidence!.coordinates!.chosenBy}`,
    ];
  };
  const right = ['correct', 'incorrect', 'correct'];

  it('asks for px and says that nothing is known', async () => {
    const [lamp, , door, chosen] = await told({});
    assert.deepEqual([lamp, door, chosen], ['incorrect', 'incorrect', 'pixels by default']);
  });

  it('reads it by the benchmark, before the settings, before a calibration, which is ignored while it is ambiguous', async () => {
    assert.deepEqual(await told({ coordinates: { [model]: 'yx1000' } }, { [model]: 'unit' }), [
      ...right,
      'yx1000 by benchmark',
    ]);
    assert.deepEqual(await told({}, { [model]: 'yx1000' }), [...right, 'yx1000 by settings']);
    const found = {
      profile: 'yx1000',
      residual: 0.01,
      runnerUp: null,
      isAmbiguous: false,
      at: '2026-11-21T12:00:00+01:00',
      answer: '[]',
      pictureSha256: '0'.repeat(64),
    };
    await storeCalibration(fixture.engine.runsDirectory, model, { ...found, isAmbiguous: true, reason: 'two fit' });
    assert.equal((await told({})).at(-1), 'pixels by default');
    await storeCalibration(fixture.engine.runsDirectory, model, found);
    assert.deepEqual(await told({}), [...right, 'yx1000 by calibration']);
    assert.equal((await told({}, { [model]: 'xy1000' })).at(-1), 'xy1000 by settings');
  });
});
