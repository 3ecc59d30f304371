import assert from 'node:assert/strict';
import { countNotRun, notRunText } from '../../../../src/shared/words/notRun';
import { foldRun } from '../../../../src/shared/run/foldRun';
import { hoverFigures, runSummary, squareLabel } from '../../../../src/shared/words/testText';
import { withImageTests } from '../../../../webview-ui/dev/recordedImageRun';
import { recordedRun } from '../../../../webview-ui/dev/recordedRun';
import { RunPlayer } from '../../../../webview-ui/src/runPanel/runPlayer';

const events = withImageTests(recordedRun({ models: 3, prompts: 12, slowness: 1, isPythonOpen: false }).events, {
  blind: 1,
  budget: 2,
});

describe('tests that are not run', () => {
  const state = foldRun(events);

  it('are counted by reason', () => {
    const tests = state.models.flatMap((model) => model.tests);
    assert.equal(notRunText(countNotRun(tests)), 'no vision 12, budget used up 4');
    assert.equal(notRunText(countNotRun([])), '');
  });

  it('look like that from the start to the end of a replay, and in words', () => {
    const nothing = (): void => undefined;
    const observer = {
      squareChanged: nothing,
      allChanged: nothing,
      statsChanged: nothing,
      clockChanged: nothing,
      runEnded: nothing,
      runWentOn: nothing,
    };
    const player = new RunPlayer(state, 'series', observer);
    for (const clock of [0, player.length]) {
      player.seek(clock);
      assert.equal(player.look(1, 0), 'skipped');
    }
    assert.equal(player.look(0, 0) === 'skipped', false);
    assert.deepEqual(player.notRunOf(2), [{ kind: 'budget', count: 4 }]);
    assert.match(runSummary(state, player.allStats()), /16 not run \(no vision 12, budget used up 4\) of 36 tests/);
    const model = state.models[1]!;
    assert.equal(squareLabel(model, model.tests[0]!, 'skipped'), '#1 ollama~llama3.2 not run, no vision');
    assert.equal(hoverFigures(model.tests[0]!, 'skipped'), 'no vision');
  });

  it('are counted anew when a live run skips more of them', () => {
    const live = foldRun(events.filter((event) => event.type === 'runStarted'));
    const nothing = (): void => undefined;
    const changed: number[] = [];
    const player = new RunPlayer(live, 'series', {
      squareChanged: nothing,
      allChanged: nothing,
      statsChanged: (row) => changed.push(row),
      clockChanged: nothing,
      runEnded: nothing,
      runWentOn: nothing,
    });
    const skip = (index: number) => ({
      type: 'testSkipped' as const,
      t: 1,
      model: live.models[1]!.model,
      index,
      reason: { kind: 'noVision' as const, message: 'Takes no pictures.' },
    });
    player.applyEvents([skip(1)]);
    assert.deepEqual(player.notRunOf(1), [{ kind: 'noVision', count: 1 }]);
    player.applyEvents([skip(2), skip(3)]);
    assert.deepEqual(player.notRunOf(1), [{ kind: 'noVision', count: 3 }]);
    // A resumed run with another budget asks one of them after all.
    player.applyEvents([{ type: 'testStarted', t: 2, model: live.models[1]!.model, index: 2 }]);
    assert.deepEqual(player.notRunOf(1), [{ kind: 'noVision', count: 2 }]);
    assert.equal(player.look(1, 1), 'running');
    assert.deepEqual([...new Set(changed)], [1]);
  });
});
