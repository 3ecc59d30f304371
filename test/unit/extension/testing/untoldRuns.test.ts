import assert from 'node:assert/strict';
import { emptyRun, type RunState } from '../../../../src/shared/run/runState';
import { UntoldRuns } from '../../../../src/extension/testing/untoldRuns';

class Run {
  isRunning = true;
  private readonly endings: (() => void)[] = [];

  constructor(readonly state: RunState = emptyRun()) {}

  readonly onDidEnd = (listener: () => void): { dispose(): void } => {
    this.endings.push(listener);
    return { dispose: () => undefined };
  };

  end(): void {
    this.isRunning = false;
    for (const ending of this.endings) ending();
  }
}

describe('runs that the Testing view has not told', () => {
  it('are the newest of each benchmark, each once', () => {
    const untold = new UntoldRuns<Run>();
    const [first, second] = [new Run(), new Run()];
    untold.add('a', first);
    untold.add('a', second);
    first.end();
    second.end();
    assert.equal(untold.take('a'), second);
    assert.equal(untold.take('a'), undefined);
  });

  it('are held after their end only where they are small, and of a few benchmarks', () => {
    const untold = new UntoldRuns<Run>();
    const prompt = { index: 1, label: '' };
    const large = new Run({
      ...emptyRun(),
      models: [{ model: 'm' }] as unknown as RunState['models'],
      prompts: Array.from({ length: 10_001 }, () => prompt) as unknown as RunState['prompts'],
    });
    untold.add('large', large);
    large.end();
    assert.equal(untold.take('large'), undefined);
    for (let at = 0; at < 30; at++) untold.add(`b${at}`, new Run());
    assert.equal(untold.take('b0'), undefined);
    assert.notEqual(untold.take('b29'), undefined);
  });
});
