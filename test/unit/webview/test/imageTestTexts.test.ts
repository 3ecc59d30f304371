// What pages compute of image tests beside the picture: measures, classes, shades of squares, the reasons of tests that were not run.

import assert from 'node:assert/strict';
import fc from 'fast-check';
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
import { contrast, luminance, shadeCount, shadedColor, shadeOf } from '../../../../webview-ui/src/grid/squareShade';

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

describe('the shade of a square', () => {
  it('is solid for a clear verdict and pale for one that is nearly the other', () => {
    assert.deepEqual(
      [1, 0.75, 0.5, 0].map((score) => shadeOf('correct', score)),
      [4, 3, 2, 0],
    );
    assert.deepEqual(
      [1, 0.75, 0.5, 0].map((score) => shadeOf('incorrect', score)),
      [0, 1, 2, 4],
    );
    assert.deepEqual(
      (['correct', 'incorrect', 'error', 'skipped', 'waiting'] as const).map((look) => shadeOf(look, null)),
      [4, 4, 4, 4, 4],
    );
    assert.equal(shadeOf('error', 0.2), 4);
  });

  it('has the contrasts that WCAG gives as examples', () => {
    assert.equal(contrast(luminance('#ffffff'), luminance('rgb(0, 0, 0)')), 21);
    // #767676 on white is the well-known least gray for text: 4.54.
    assert.equal(contrast(luminance('#767676'), 1).toFixed(2), '4.54');
    assert.equal(luminance('color(srgb 1 1 1)'), 1);
  });

  it('never takes the glyph its contrast, whatever the theme, where the solid color gives it', () => {
    const color = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)).map(([r, g, b]) => `rgb(${r}, ${g}, ${b})`);
    fc.assert(
      fc.property(
        color,
        color,
        fc.constantFrom('#ffffff', '#000000'),
        fc.nat(shadeCount - 1),
        (verdict, background, ink, shade) => {
          fc.pre(contrast(luminance(verdict), luminance(ink)) >= 3.1);
          assert.ok(contrast(luminance(shadedColor(verdict, background, ink, shade)), luminance(ink)) >= 2.95);
        },
      ),
    );
    assert.equal(
      shadedColor('rgb(241, 76, 76)', '#1f1f1f', '#000000', shadeCount - 1),
      'rgb(241, 76, 76)',
      'the clearest shade is the color itself',
    );
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
