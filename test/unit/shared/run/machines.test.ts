// Times of several machines make no figure together; verdicts, tokens and costs do.

import assert from 'node:assert/strict';
import { compareRuns } from '../../../../src/shared/comparing/compareRuns';
import { differenceRows, figureNotes } from '../../../../src/shared/comparing/differenceRows';
import { machineToTell, testsByMachine } from '../../../../src/shared/run/machines';
import { trialStats } from '../../../../src/shared/figures/trialStats';
import { noWholeTimesText } from '../../../../src/shared/words/machineWords';
import { modelDetails } from '../../../../src/shared/figures/modelDetails';
import { modelStats } from '../../../../src/shared/figures/runStats';
import { figuresLines } from '../../../../src/cli/text/figuresLines';
import { colorsOf } from '../../../../src/cli/terminal/terminal';
import { figureColumns } from '../../../../webview-ui/src/figures/figureColumns';
import { bestOfColumn, figureRows, timedRows, wholeRows } from '../../../../webview-ui/src/figures/figuresTable';
import { countRowDetails } from '../../../../webview-ui/src/runPanel/rowDetails';
import { sketchedRun } from './sketchedRun';

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
        ['openai~m on machine 1', 150],
        ['openai~m on machine 2', 300],
      ],
    );
  });

  it('has no median beside its squares, no spread of trials and no comparison of times either', () => {
    assert.deepEqual(
      [
        countRowDetails(model!.tests, state.prompts).total.n,
        countRowDetails(model!.tests.slice(0, 2), state.prompts).total.n,
      ],
      [0, 2],
    );
    const trials = sketchedRun({
      rows: { 'openai~m': '####' },
      prompts: [1, 1, 2, 2].map((prompt, at) => ({
        label: 'p',
        variant: { kind: 'trial' as const, prompt, number: (at % 2) + 1, of: 2 },
      })),
      figures: (_, index) => ({ total: index * 100 }),
    });
    const spread = (): number | null => trialStats(trials.models[0]!.tests, trials.prompts)!.timeSpread;
    const whole = spread();
    trials.models[0]!.tests[3]!.machine = 1;
    assert.notEqual(spread(), whole, 'of the prompt whose trials one machine has');
    trials.models[0]!.tests[1]!.machine = 1;
    assert.equal(spread(), null);
    const other = sketchedRun({ rows: { 'openai~m': '##x!' }, figures: () => ({ total: 10, usd: 1 }) });
    const [compared] = compareRuns([
      { name: 'base', state: other, manifest: null },
      { name: 'other', state, manifest: null },
    ]);
    const { figures } = compared!.models[0]!;
    assert.deepEqual(
      differenceRows(figures).map(({ name }) => name),
      ['cost a test', 'output tokens'],
    );
    assert.deepEqual(figureNotes(figures), [
      'No times: other was measured on several machines, whose times say nothing together.',
    ]);
  });

  it('says where it was measured, and why it has no times', () => {
    assert.deepEqual(
      model!.tests.map((test) => machineToTell(test, state)),
      ['small', 'small', 'large', 'small'],
    );
    const text =
      'No times as a whole: the tests of each model ran on several machines. Figures has the times of each machine.';
    assert.equal(noWholeTimesText(state, 'Figures has'), text);
    const two = sketchedRun({ rows: { 'openai~m': '##', 'openai~n': '##' } });
    assert.equal(noWholeTimesText(two, 'Figures has'), null);
    assert.equal(machineToTell(two.models[0]!.tests[0]!, two), null);
    two.models[1]!.tests[0]!.machine = 1;
    assert.match(noWholeTimesText(two, 'Figures has')!, /the tests of openai~n ran on several machines/);
  });

  it('has its best times on each machine, its places in plots as a whole, and its times in them by machine', () => {
    const two = sketchedRun({
      rows: { 'openai~m': '####', 'openai~n': '##xx' },
      figures: (name, index) => ({ total: index * (name === 'openai~m' ? 100 : 200) }),
    });
    two.machines = ['small', 'large'];
    for (const { tests } of two.models) for (const at of [1, 3]) tests[at]!.machine = 1;
    const rows = figureRows(two);
    const best = (id: string): string[] => {
      const column = figureColumns(rows).find((one) => one.id === id)!;
      return [...bestOfColumn(rows, column)].map((at) => rows[at]!.title);
    };
    assert.deepEqual(best('total_p50_ms'), ['openai~m on machine 1', 'openai~m on machine 2']);
    assert.deepEqual(best('accuracy_percent'), ['openai~m']);
    assert.deepEqual(
      wholeRows(rows).map(({ title }) => title),
      ['openai~m', 'openai~n'],
    );
    assert.deepEqual(
      timedRows(rows).map(({ title }) => title),
      ['openai~m on machine 1', 'openai~m on machine 2', 'openai~n on machine 1', 'openai~n on machine 2'],
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
