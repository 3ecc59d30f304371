// What the terminal says around the tests themselves: while pictures are prepared before them and result images are drawn after them.

import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import type { CliContext } from '../../../../src/cli/terminal/cliContext';
import type { RunOptions } from '../../../../src/cli/arguments/runOptions';
import { followRun } from '../../../../src/cli/commands/followRun';
import { emptyRun } from '../../../../src/shared/run/runState';
import { sketchedEvents } from '../../shared/run/sketchedRun';

const events = sketchedEvents({ rows: { 'openai~gpt-4o': '##' } });

/** A terminal, or with `isPlain` what can't redraw. `interrupt` is Ctrl+C. */
function terminal({ isPlain = false } = {}): { context: CliContext; said: () => string; interrupt: () => void } {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  if (!isPlain) Object.assign(stderr, { isTTY: true, columns: 100, rows: 40 });
  const listeners: (() => void)[] = [];
  const context: CliContext = {
    cwd: '/work',
    environment: {},
    platform: 'linux',
    stdout: stdout as unknown as NodeJS.WriteStream,
    stderr: stderr as unknown as NodeJS.WriteStream,
    version: '0',
    distDirectory: '/dist',
    onInterrupt: (listener) => {
      listeners.push(listener);
      return () => undefined;
    },
  };
  return {
    context,
    said: () => String((stderr.read() as Buffer | null) ?? ''),
    interrupt: () => listeners.forEach((listener) => listener()),
  };
}

const options = {
  ...({ isJson: false, allowsErrors: true, reports: [] as RunOptions['reports'] } as RunOptions),
  heldTo: null,
};

describe('a run followed in the terminal', () => {
  it('says that pictures are prepared, and counts the result images that the run waits for', async () => {
    const { context, said } = terminal();
    const state = emptyRun();
    await followRun(
      (listener) => {
        listener.onPreparing?.(200);
        listener.onStarted('/work/runs/r');
        listener.onDrawn?.(1, 20);
        for (const event of events) listener.onEvents([event]);
        for (let done = 2; done <= 20; done++) listener.onDrawn?.(done, 20);
        return Promise.resolve({ runDirectory: '/work/runs/r', state, problems: [] });
      },
      state,
      options,
      context,
    );
    const text = said();
    assert.match(text, /Preparing 200 pictures\n/);
    // None while tests are running: their lines say how far the run is.
    assert.doesNotMatch(text, /\b1\/20 result images drawn/);
    for (let done = 2; done <= 20; done++) assert.ok(text.includes(`${done}/20 result images drawn`), String(done));
    assert.ok(text.indexOf('2/20 result images drawn') > text.indexOf('2/2 tests'));
  });

  it('leaves no line of result images that were drawn at once where lines stay', async () => {
    const { context, said } = terminal({ isPlain: true });
    const state = emptyRun();
    await followRun(
      (listener) => {
        listener.onStarted('/work/runs/r');
        listener.onEvents(events);
        for (let done = 1; done <= 3; done++) listener.onDrawn?.(done, 3);
        return Promise.resolve({ runDirectory: '/work/runs/r', state, problems: [] });
      },
      state,
      options,
      context,
    );
    assert.doesNotMatch(said(), /drawn/);
  });

  it('counts what is merged of several processes, and says at Ctrl+C that it is merged first', async () => {
    const { context, said, interrupt } = terminal();
    const state = emptyRun();
    await followRun(
      (listener) => {
        listener.onStarted('/work/runs/r');
        for (const event of events) listener.onEvents([event]);
        listener.onMerging?.(1, 2, 'run folders read');
        for (let done = 1; done <= 20; done++) listener.onMerging?.(done, 20);
        interrupt();
        return Promise.resolve({ runDirectory: '/work/runs/r', state, problems: [] });
      },
      state,
      options,
      context,
    );
    const text = said();
    assert.match(text, /1\/2 run folders read/);
    assert.match(text, /20\/20 tests merged/);
    assert.match(text, /All has been asked[^]* Ctrl\+C again stops at once/);
  });

  it('lets Ctrl+C give up the result images that are missing', async () => {
    const { context, said, interrupt } = terminal();
    const state = emptyRun();
    const code = await followRun(
      (listener, signal) => {
        listener.onStarted('/work/runs/r');
        listener.onEvents(events);
        interrupt();
        assert.ok(signal.aborted);
        return Promise.resolve({ runDirectory: '/work/runs/r', state, problems: [] });
      },
      state,
      options,
      context,
    );
    assert.equal(code, 130);
    assert.match(said(), /Stopping: the result images that are missing can be drawn with `annotate`\./);
  });

  it('has one object on stdout with --json, also when it is interrupted before it has begun', async () => {
    const { context, interrupt } = terminal();
    const code = await followRun(
      (_, signal) => {
        interrupt();
        return Promise.reject(signal.reason as Error);
      },
      emptyRun(),
      { ...options, isJson: true },
      context,
    );
    const stdout = String((context.stdout as unknown as PassThrough).read());
    assert.equal(code, 130);
    assert.deepEqual(JSON.parse(stdout), { error: { message: 'The run was interrupted before it had begun.' } });
  });
});
