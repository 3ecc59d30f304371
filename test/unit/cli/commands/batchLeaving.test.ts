// Ctrl+C while a batch is being submitted: the answer that has its id is waited for, so that nobody has to look for the batch later.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { BatchServerOptions } from '../../../servers/batchBehavior';
import { batchApis } from '../../core/run/batchApis';
import { BatchFixture } from '../../core/run/batchFixture';
import { buildProgram, CliFixture, ended } from '../cliFixture';

for (const api of ['openai', 'anthropic'] as const)
  describe(`a run in batches of ${api} that is left while it submits one`, function () {
    const creation = batchApis[api].submissions.at(-1)!;
    let fixture: CliFixture;
    let batch: BatchFixture;
    let child: ReturnType<CliFixture['start']>;
    before(buildProgram);
    beforeEach(async () => (fixture = await CliFixture.make()));
    afterEach(async () => {
      await batch.end();
      await fixture.remove();
    });

    async function left(options: BatchServerOptions): ReturnType<typeof ended> {
      batch = await BatchFixture.start(api, { answer: (prompt) => prompt, statuses: ['completed'], ...options });
      await fixture.writeBenchmark([batch.model], 'b.yaml', 'Batched', ['one', 'two']);
      child = fixture.start(['run', 'b.yaml', '--mode', 'batch', '--no-images'], batch.environment);
      return ended(child);
    }

    /** Ctrl+C, and the program has said that it heard it. */
    async function interrupt(): Promise<void> {
      const said = once(child.stderr, 'data');
      child.kill('SIGINT');
      await said;
    }

    it('has the id of the batch when it ends', async () => {
      const { code, stdout, stderr } = await left({
        onCall: async (call, moment) => {
          if (call === creation && moment === 'before') await interrupt();
          return undefined;
        },
      });
      assert.equal(code, 130, stderr);
      assert.match(
        stderr,
        /Leaving: the batches go on .* One is being submitted: its answer is waited for, 10 s at most/,
      );
      const id = batch.server.batches[0]!.id;
      assert.match(stdout, /1 batch under way, 2 tests/);
      const asked = batch.server.requests.length;
      const resumed = await fixture.program(['resume', 'latest', '--no-images'], batch.environment);
      assert.equal(resumed.code, 0, resumed.stderr);
      assert.equal(batch.submitted().length, 2);
      // It is looked at by its id, and no list is asked for.
      const [first] = batch.server.requests.slice(asked);
      assert.ok(first!.path.includes(id), first!.path);
    });
  });
