// The asking thread before a run takes it.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type Worker } from 'node:worker_threads';
import { AskThreadClient } from '../../../../src/core/ask/askThreadClient';
import { AskWorker, withAskWorker } from '../../../../src/core/ask/askWorker';
import { usualAnswerLimits } from '../../../../src/shared/run/answerLimits';

/** Remembers which thread a run took. */
class WatchedWorker extends AskWorker {
  taken: Worker | null = null;

  override take(): Worker {
    this.taken = super.take();
    return this.taken;
  }
}

describe('an asking thread that was started ahead', () => {
  let dist: string;

  before(async () => {
    dist = await mkdtemp(join(tmpdir(), 'isb-asker-'));
    await mkdir(join(dist, 'node'));
    const says =
      "import { parentPort, threadId } from 'node:worker_threads';\nparentPort.on('message', () => parentPort.postMessage(threadId));\n";
    await writeFile(join(dist, 'node', 'askThread.mjs'), says);
  });

  after(() => rm(dist, { recursive: true }));

  it('is the one that a run takes, and no second run', async () => {
    const ahead = new AskWorker(dist);
    const first = ahead.take();
    const second = ahead.take();
    try {
      assert.notEqual(first.threadId, second.threadId);
      first.postMessage('who are you?');
      assert.deepEqual(await once(first, 'message'), [first.threadId]);
      await ahead.end();
      first.postMessage('still there?');
      assert.deepEqual(await once(first, 'message'), [first.threadId], 'whoever took it ends it');
    } finally {
      await Promise.all([first.terminate(), second.terminate()]);
    }
  });

  it('ends with the command that started it, where no run took it', async () => {
    const ahead = await withAskWorker(dist, (askWorker) => Promise.resolve(askWorker));
    const other = ahead.take();
    try {
      other.postMessage('who are you?');
      assert.deepEqual(await once(other, 'message'), [other.threadId]);
    } finally {
      await other.terminate();
    }
  });

  it('that fails is silent until a run takes the next one', async () => {
    const missing = join(dist, 'missing');
    const ahead = new AskWorker(missing);
    // Started later, so that the first one has failed as well when this one has.
    const [error] = (await once(new AskWorker(missing).take(), 'error')) as [Error];
    assert.match(error.message, /askThread\.mjs/);
    const [told] = (await once(ahead.take(), 'error')) as [Error];
    assert.match(told.message, /askThread\.mjs/);
  });

  it("ends where the run can't tell it whom to ask, as when VS Code has closed the line to its models", async () => {
    const { port1: editor } = new MessageChannel();
    const closed = once(editor, 'close');
    editor.close();
    await closed;
    const ahead = new WatchedWorker(dist);
    const data = {
      environment: {},
      secrets: [],
      services: [],
      editor,
      distDirectory: dist,
      apis: [],
      clockOrigin: 0n,
      attemptTimeoutMs: 0,
      idleTimeoutMs: 0,
      limits: usualAnswerLimits,
    };
    await assert.rejects(AskThreadClient.start(ahead, data, new AbortController().signal), /detached/);
    assert.equal(ahead.taken?.threadId, -1, 'the thread is gone');
  });
});
