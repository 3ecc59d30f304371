// The tags of a run's prompts: in run.json for whoever filters runs, and with each prompt for whoever filters tests.

import assert from 'node:assert/strict';
import { findTests } from '../../../../src/cli/text/testsLines';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { readManifest } from '../../../../src/core/runFolder/readManifest';
import { emptyRunFilter, matchesRun } from '../../../../src/shared/runs/runFilter';
import { EngineFixture, never, recorder } from './engineFixture';

describe("the tags of a run's prompts", () => {
  it('are what its folder is filtered by', async () => {
    const fixture = await EngineFixture.make();
    try {
      const prompts = ['one', 'two'].map((word) => ({ word, expectation: word }));
      const parts = { models: ['simulated~swift'], prompts, more: { defaults: { tags: ['geo', 'hard'] } } };
      const { runDirectory } = await runBenchmark(fixture.request(parts), recorder(), never);
      const manifest = await readManifest(runDirectory);
      assert.deepEqual(manifest.tags, ['geo', 'hard']);
      const { state } = await openRun(runDirectory);
      const found = (tag: string): [boolean, number] => {
        const filter = { ...emptyRunFilter, tags: [tag] };
        return [matchesRun(filter, manifest), findTests(state, filter, undefined).flatMap(({ tests }) => tests).length];
      };
      assert.deepEqual(
        [found('hard'), found('easy')],
        [
          [true, 2],
          [false, 0],
        ],
      );
    } finally {
      await fixture.remove();
    }
  });
});
