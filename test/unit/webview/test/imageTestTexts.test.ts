// What pages compute of image tests beside the picture: measures, classes, shades of squares, the reasons of tests that were not run.

import assert from 'node:assert/strict';
import { measureFigures } from '../../../../src/shared/figures/measureFigures';
import { countNotRun, notRunText } from '../../../../src/shared/words/notRun';
import { foldRun } from '../../../../src/shared/run/runState';
import { hoverFigures, runSummary, squareLabel } from '../../../../src/shared/words/testText';
import { isMixed, testTypeOf } from '../../../../src/shared/run/testTypeOf';
import { withImageTests } from '../../../../webview-ui/dev/recordedImageRun';
import { imageKinds } from '../../../../webview-ui/dev/recordedImageTest';
import { recordedRun } from '../../../../webview-ui/dev/recordedRun';
import { recordedTest } from '../../../../webview-ui/dev/recordedTest';
import { classStates, gotTitle, visible } from '../../../../webview-ui/src/test/comparedAnswers';
import { bestRows, heatOf } from '../../../../webview-ui/src/figures/confusionHeat';
import { otherFindings } from '../../../../webview-ui/src/picture/otherFindings';
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
    assert.equal(squareLabel(model, model.tests[0]!, 'skipped'), '#1 llama3.2 not run, no vision');
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

describe('test types of a mixed run', () => {
  it("are the prompts' own", () => {
    const state = foldRun(events);
    assert.equal(isMixed(state), true);
    assert.deepEqual(
      [1, 2, 6, 7].map((index) => testTypeOf(state, index)),
      ['point', 'box', 'classify', 'point'],
    );
    assert.equal(testTypeOf({ testType: 'ocr', prompts: [{ index: 1, label: 'a' }] }, 1), 'ocr');
  });
});

describe('answers compared', () => {
  it('give every class once, the right ones first', () => {
    assert.deepEqual(classStates({ truth: ['street', 'day'], found: ['night', 'street', 'night'] }), [
      { name: 'street', state: 'met' },
      { name: 'day', state: 'missed' },
      { name: 'night', state: 'extra' },
    ]);
  });

  it('show blanks that differ, and name what was got', () => {
    assert.equal(visible('a b\tc\nd'), 'a·b⇥c⏎\nd');
    assert.equal(gotTitle('execute_python_code_with_num_output'), 'Got (execution result)');
    assert.equal(gotTitle('ocr'), 'Got');
  });

  it('write measures with their names; an unknown one keeps its own', () => {
    const figures = measureFigures({ newOne: 0.12345, countError: 2, found: 9, count: 7 }).map(
      ({ name, value }) => `${name} ${value}`,
    );
    assert.deepEqual(figures, ['count 7', 'counted 9', 'off by +2', 'newOne 0.123']);
    assert.deepEqual(measureFigures(undefined), []);
    assert.deepEqual(
      measureFigures({ constructor: 1 }).map(({ name }) => name),
      ['constructor'],
    );
  });

  it('know whose findings can be laid over: other models that found anything', () => {
    const test = recordedTest({ models: 6, kind: 'point', row: 0, index: 3, hasImage: false });
    assert.deepEqual(
      otherFindings(test).map(({ title }) => title),
      ['llama3.2', 'swift', 'o3-mini (high)'],
    );
    for (const kind of imageKinds)
      assert.equal(
        recordedTest({ models: 6, kind, row: 0, index: 3, hasImage: false }).imageUrls.original,
        'picture.svg',
      );
  });
});

describe('tables of scores', () => {
  it('mark the best of a column, both ways, and nobody where all are equal', () => {
    assert.deepEqual([...bestRows([0.5, null, 0.9, 0.9], false)], [2, 3]);
    assert.deepEqual([...bestRows([0.5, null, 0.9], true)], [0]);
    assert.deepEqual([...bestRows([0.5, 0.5], false)], []);
    assert.deepEqual([...bestRows([0.5, null], false)], []);
    assert.deepEqual([...bestRows([1, -1], null)], []);
  });

  it('grade cells by the largest count', () => {
    assert.deepEqual(
      [1, 25, 26, 75, 100].map((count) => heatOf(count, 100)),
      [1, 1, 2, 3, 4],
    );
  });
});
