// Times of several machines make no figure together; verdicts, tokens and costs do.

import assert from 'node:assert/strict';
import { testsByMachine } from '../../../../src/shared/figures/machines';
import { modelDetails } from '../../../../src/shared/figures/modelDetails';
import { modelStats } from '../../../../src/shared/figures/runStats';
import { figuresLines } from '../../../../src/cli/text/figuresLines';
import { colorsOf } from '../../../../src/cli/terminal/terminal';
import { figureRows } from '../../../../webview-ui/src/figures/figuresTable';
import { sketchedRun } from '../run/sketchedRun';

describe('a row that several machines have asked', () => {
  const state = sketchedRun({
    rows: { 'openai~m': '##x!' },
    figures: (_, index) => ({ total: index * 100, ttft: 10 }),
  });
  state.machines = ['small', 'large'];
  const [model] = state.models;
  model!.tests[2]!.machine = 1;

  it('has no times as a whole, and those of each machine', () => {
    const stats = modelStats(model!.tests);
    assert.deepEqual(
      [stats.averageTotal, stats.medianTtft, stats.tokensPerSecond, stats.tokensPerSecondBasis, stats.timePerCorrect],
      [null, null, null, null, null],
    );
    assert.deepEqual([stats.correct, stats.incorrect, stats.error, stats.priced], [2, 1, 1, 4]);
    assert.equal(modelDetails(model!.tests, state.prompts).times.total.n, 0);
    assert.deepEqual(
      testsByMachine(model!, state).map(({ machine, tests }) => [machine, modelStats(tests).averageTotal]),
      [
        ['small', 150],
        ['large', 300],
      ],
    );
    assert.deepEqual(
      figureRows(state).map(({ title, stats: own }) => [title, own.averageTotal]),
      [
        ['openai~m', null],
        ['openai~m on small', 150],
        ['openai~m on large', 300],
      ],
    );
  });

  it('is shown machine by machine in the terminal', () => {
    const colors = colorsOf({ isTTY: false } as NodeJS.WriteStream, {});
    const text = figuresLines(state, 120, colors).join('\n');
    assert.match(text, /on small, 3 tests:\n.*\n.*\n *total +2 +150 ms/);
    assert.match(text, /on large, 1 test:\n.*\n.*\n *total +1 +300 ms/);
  });

  it('is as before where one machine has asked all', () => {
    const one = sketchedRun({ rows: { 'openai~m': '##' } });
    assert.deepEqual(testsByMachine(one.models[0]!, one), []);
    assert.equal(figureRows(one).length, 1);
    assert.equal(modelStats(one.models[0]!.tests).averageTotal, 400);
  });
});
