// Result images that are skipped after the last answer: the run ends without them, says so, and they can be drawn later.

import assert from 'node:assert/strict';
import { annotateRun } from '../../../../src/core/jobs/annotateRun';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { readManifest } from '../../../../src/core/runFolder/readManifest';
import { testsWithoutImage } from '../../../../src/core/runFolder/testsWithoutImage';
import { distDirectory, EngineFixture } from './engineFixture';

const never = new AbortController().signal;
const count = 60;

describe('result images that are skipped', () => {
  let fixture: EngineFixture;

  beforeEach(async () => {
    fixture = await EngineFixture.make();
  });

  afterEach(() => fixture.remove());

  it('are missing alone, are told with how to draw them, and are no problem any more once they are drawn', async () => {
    const skip = new AbortController();
    const prompts = Array.from({ length: count }, (_, at) => ({ word: `word ${at}`, expectation: `word ${at}` }));
    const request = fixture.request(
      { models: ['simulated~swift'], prompts },
      // Of speed mode all are drawn after the last answer.
      { resultImages: true, mode: 'speed' },
    );
    const { runDirectory, state, problems } = await runBenchmark(
      request,
      {
        onStarted: () => undefined,
        onEvents: (events) => {
          if (events.some(({ type }) => type === 'runFinished')) skip.abort();
        },
      },
      never,
      { skipImages: skip.signal },
    );
    assert.equal(state.status, 'finished');
    const missing = (await testsWithoutImage(runDirectory, state)).length;
    assert.ok(missing > 0 && missing <= count, `${missing}`);
    assert.equal(problems.length, 1);
    assert.match(
      problems[0]!,
      new RegExp(
        `^${missing} result images? (was|were) skipped .*; nothing else is missing. \`iso-speed-bench annotate `,
      ),
    );

    await annotateRun({ runDirectory, distDirectory }, () => undefined, never);
    assert.deepEqual(await testsWithoutImage(runDirectory, state), []);
    assert.deepEqual((await readManifest(runDirectory))?.problems, []);
  });
});
