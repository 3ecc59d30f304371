// The pitfall of measuring-speed that is about the clock: the thread that takes the times is busy with something else. The engine's own thread
// is blocked on purpose while an answer arrives, and the times recorded are held against those the server sent at.

import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { words } from './engineFixture';
import { ServedRuns } from './servedRuns';

const now = (): number => Number(process.hrtime.bigint()) / 1e6;
/** Long enough for a busy machine to send something meanwhile. */
const blockedMs = 1000;

describe('pitfalls of the clock', () => {
  let runs: ServedRuns;
  let child: ChildProcess;
  let url: string;
  before(async () => {
    runs = await ServedRuns.make();
    child = fork(resolve('test/servers/stampedAnswers.ts'), { execArgv: ['--import=tsx'] });
    [url] = (await once(child, 'message')) as [string];
  });
  after(async () => {
    child.disconnect();
    await once(child, 'exit');
    await runs.remove();
  });

  it("15: work in the engine's thread makes the times of chunks late", async () => {
    const blocked = { from: 0, to: 0 };
    const block = (): void => {
      blocked.from = now();
      while (now() < blocked.from + blockedMs);
      blocked.to = now();
    };
    // The server says when the answer has begun.
    child.once('message', block);
    const run = await runs.run(
      { models: ['vllm~m'], prompts: words('x') },
      { environment: { VLLM_BASE_URL: `${url}/v1` } },
    );
    const [attempt] = await run.attempts('vllm~m');
    const sentAt = attempt!.response!.text.trim().split(' ').map(Number);
    const seenAt = attempt!.chunks.map((chunk) => chunk.t);
    assert.equal(seenAt.length, sentAt.length);
    // The two clocks differ by a constant; the chunk that came fastest tells it.
    const offset = Math.min(...sentAt.map((sent, position) => seenAt[position]! - sent));
    const isMeanwhile = (moment: number): boolean => moment > blocked.from && moment < blocked.to;
    const sentMeanwhile = sentAt.filter(isMeanwhile).length;
    const seenMeanwhile = seenAt.filter((seen) => isMeanwhile(seen - offset)).length;
    assert.ok(sentMeanwhile >= 4, `only ${sentMeanwhile} chunks were sent while the thread was blocked`);
    // In the blocked thread itself it would be none.
    assert.ok(
      seenMeanwhile >= sentMeanwhile / 4,
      `${seenMeanwhile} of ${sentMeanwhile} chunks have the time at which they came`,
    );
    assert.ok(
      (await run.manifest()).noise!.eventLoopLagMs.max < blockedMs,
      'the lag that is recorded is that of the thread that takes the times',
    );
  });
});
