// The section *Figures and plots* before anything is drawn: table, order, CSV, bins, the Pareto plot's points; and the words for how a run was made.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PromptInfo } from '../../../../src/shared/run/events';
import { unrecordedConditions } from '../../../../src/shared/run/runConditions';
import type { RunState } from '../../../../src/shared/run/runState';
import { sketchedRun } from '../../shared/run/sketchedRun';
import { conditionParts, isNoisy, noiseText } from '../../../../webview-ui/src/runPanel/conditionTexts';
import { figureColumns, figureRows, figuresCsv, sortFigureRows } from '../../../../webview-ui/src/figures/figuresTable';
import { histogramOf, logTicks, niceStep } from '../../../../webview-ui/src/figures/histogram';
import {
  costPerCorrectFigure,
  passFigure,
  percentilesFigure,
  timePerCorrectFigure,
} from '../../../../webview-ui/src/figures/modelFigures';
import { paretoText, paretoView } from '../../../../webview-ui/src/figures/paretoView';

const trials = (count: number): Omit<PromptInfo, 'index'>[] =>
  Array.from({ length: count }, (_, place) => ({
    label: 'p',
    variant: { prompt: Math.floor(place / 2) + 1, kind: 'trial', number: (place % 2) + 1, of: 2 },
  }));

/** `fast` is cheap and often wrong, `right` slow and dear, `worse` beaten by both; nobody knows what `unpriced` costs. */
function fourModels(): RunState {
  const times: { [model: string]: number } = {
    'openai~fast': 100,
    'openai~right': 900,
    'openai~worse': 950,
    'openai~unpriced': 100,
  };
  const costs: { [model: string]: number | null } = {
    'openai~fast': 0.001,
    'openai~right': 0.004,
    'openai~worse': 0.004,
    'openai~unpriced': null,
  };
  return sketchedRun({
    rows: { 'openai~fast': '##xx', 'openai~right': '####', 'openai~worse': '###!', 'openai~unpriced': '#xx-' },
    prompts: trials(4),
    figures: (model) => ({ total: times[model]!, ttft: 50, usd: costs[model]! }),
  });
}

function table(run: RunState): { [model: string]: { [column: string]: string } } {
  const rows = figureRows(run);
  const columns = figureColumns(rows);
  return Object.fromEntries(
    rows.map((row) => [row.title, Object.fromEntries(columns.map((column) => [column.name, column.text(row)]))]),
  );
}

describe('the table of figures', () => {
  it('has every figure of a model, and none that nobody has', () => {
    assert.deepEqual(table(fourModels())['fast'], {
      n: '4 of 4',
      // Wilson 95% of 2 of 4, as in R's binom.confint(2, 4, methods = "wilson").
      accuracy: '50 (15–85)',
      'TTFT p50': '50',
      'total p50': '100',
      'decode p50': '80.0',
      // 4 x 100 ms and 4 x $0.001 for 2 correct answers.
      'time / correct': '200',
      'cost / correct': '0.0020',
      // One prompt right twice, one wrong twice.
      'pass@1': '50',
      'pass@2': '50',
      'all 2': '50',
      unstable: '0',
      errors: '0',
      'not run': '0',
    });
    assert.deepEqual(
      ['accuracy', 'time / correct', 'cost / correct', 'errors', 'not run', 'unstable'].map(
        (name) => table(fourModels())['unpriced']![name],
      ),
      ['33.3 (6–79)', '300', 'n/a', '0', 'no vision 1', '1'],
    );
    assert.equal(table(fourModels())['worse']!['errors'], 'time-out 1');
  });

  it('shows percentiles only where there are enough values', () => {
    const run = (count: number): RunState =>
      sketchedRun({
        rows: { 'openai~a': '#'.repeat(count) },
        figures: (_model, index) => ({ total: index * 10, ttft: index }),
      });
    assert.deepEqual(
      Object.keys(table(run(19))['a']!).filter((name) => name.startsWith('TTFT')),
      ['TTFT p50'],
    );
    const enough = table(run(100))['a']!;
    assert.deepEqual(
      [enough['TTFT p50'], enough['TTFT p90'], enough['TTFT p95'], enough['TTFT p99'], enough['total p95']],
      ['50', '90', '95', '99', '950'],
    );
    assert.equal(enough['pass@1'], undefined);
  });

  it('sorts by any column with unknown values last, and changes no row', () => {
    const rows = figureRows(fourModels());
    const columns = figureColumns(rows);
    const cost = columns.find(({ id }) => id === 'cost_per_correct_usd')!;
    assert.deepEqual(
      sortFigureRows(rows, cost, false).map(({ title }) => title),
      ['fast', 'right', 'worse', 'unpriced'],
    );
    assert.deepEqual(
      sortFigureRows(rows, cost, true)
        .map(({ title }) => title)
        .at(-1),
      'unpriced',
    );
    for (const column of columns)
      for (const isHighFirst of [true, false])
        assert.deepEqual(new Set(sortFigureRows(rows, column, isHighFirst)), new Set(rows));
  });

  it('is exported with raw numbers, unknown empty, and everything that needs it quoted', () => {
    const run = sketchedRun({
      rows: { 'openai~a"b,c': '#x!' },
      figures: (_model, index) => ({ total: index * 100.123456789, usd: null }),
    });
    const rows = figureRows(run);
    const [header, line, end] = figuresCsv(rows, figureColumns(rows)).split('\r\n');
    assert.equal(
      header,
      'model,judged,tests,correct,accuracy_percent,accuracy_low_percent,accuracy_high_percent,ttft_p50_ms,ttft_n,total_p50_ms,total_n,decode_p50_tokens_per_second,time_per_correct_ms,cost_per_correct_usd,cost_usd,errors,errors_by_kind',
    );
    assert.match(line!, /^"openai~a""b,c",2,3,1,50,9\.45\d+,90\.54\d+,50,2,100\.123457,2,80,300\.37037,,,1,timeout 1$/);
    assert.equal(end, '');
    assert.equal(line!.replace(/^"[^]*?",/, 'm,').split(',').length, header!.split(',').length);
  });

  it('has the same figures in a row', () => {
    const rows = figureRows(fourModels());
    const fast = rows[0]!;
    assert.equal(timePerCorrectFigure(fast.stats).value, '200 ms');
    assert.equal(costPerCorrectFigure(fast.model, fast.stats).value, '$0.0020');
    assert.equal(
      costPerCorrectFigure({ ...fast.model, isLocal: true }, { ...fast.stats, costPerCorrect: 0 }).note,
      'local',
    );
    assert.equal(
      passFigure(rows[3]!.details.trials!).value,
      '25/100/0%',
      'pass@2 and all-2 are of the one prompt with two judged trials',
    );
    assert.equal(percentilesFigure(fast.details.times.total).name, 'total p50 n 4');
    const many = figureRows(
      sketchedRun({ rows: { 'openai~a': '#'.repeat(20) }, figures: (_model, index) => ({ total: index * 10 }) }),
    )[0]!.details.times.total;
    assert.deepEqual(
      [percentilesFigure(many).name, percentilesFigure(many).value],
      ['total p50/p95 n 20', '100 / 190 ms'],
    );
    assert.equal(percentilesFigure({ ...many, p95: 1500 }).value, '100 ms / 1.50 s');
  });
});

describe('the Pareto plot', () => {
  it('places models, joins those that nobody beats, and says who beats the others', () => {
    const rows = figureRows(fourModels());
    const time = paretoView(rows, 'time');
    assert.deepEqual(
      time.points.map(({ title, x, y, isOnFront }) => [title, x, Math.round(y * 100), isOnFront]),
      [
        ['fast', 100, 50, true],
        ['right', 900, 100, true],
        ['worse', 950, 100, false],
        ['unpriced', 100, 33, false],
      ],
    );
    assert.deepEqual(time.points[2]!.beatenBy, ['right']);
    assert.deepEqual(
      time.line.map(({ title }) => title),
      ['fast', 'right'],
    );
    const cost = paretoView(rows, 'cost');
    assert.deepEqual(cost.unplaced, [{ title: 'unpriced', unknown: 'cost' }]);
    // In cost and accuracy alone nobody beats `worse`; in all three `right` does.
    assert.deepEqual(
      cost.line.map(({ title }) => title),
      ['fast', 'right', 'worse'],
    );
    assert.equal(cost.points.find(({ title }) => title === 'worse')!.isOnFront, false);
    assert.equal(
      paretoText(cost, 'cost'),
      'Accuracy against cost, 3 models. Nobody beats in both: fast, right, worse. Without a place: unpriced (cost n/a).',
    );
  });
});

describe('the histogram', () => {
  it('counts every value once, between edges that hold it, with an empty bin at both ends', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 40 }), {
          minLength: 1,
          maxLength: 4,
        }),
        (lists) => {
          const histogram = histogramOf(lists);
          if (!lists.some((list) => list.length > 0)) return assert.equal(histogram, null);
          const { edges, counts } = histogram!;
          assert.ok(edges.every((edge, at) => at === 0 || edge > edges[at - 1]!));
          assert.ok(edges.length <= 36);
          counts.forEach((own, at) => {
            assert.equal(own.length, edges.length - 1);
            own.forEach((count, bin) =>
              assert.equal(count, lists[at]!.filter((value) => value >= edges[bin]! && value < edges[bin + 1]!).length),
            );
            assert.equal(
              own.reduce((sum, count) => sum + count, 0),
              lists[at]!.length,
            );
            assert.equal(own[0], 0);
            assert.equal(own.at(-1), 0);
          });
        },
      ),
    );
  });

  it('has round edges, and bins that grow where the times span too much', () => {
    const narrow = histogramOf([[100, 200, 390]])!;
    assert.deepEqual([narrow.isLog, narrow.edges[0], narrow.edges[1], narrow.edges.at(-1)], [false, 80, 100, 420]);
    assert.equal(histogramOf([[10, 1000]])!.isLog, true);
    assert.deepEqual(histogramOf([[500, 500.0000001]])!.counts, [[0, 2, 0]], 'times that hardly differ are in one bin');
    assert.deepEqual(
      histogramOf([[0, 0]]),
      { edges: [-0.001, 0, 0.001, 0.002], isLog: false, counts: [[0, 2, 0]] },
      'as some reports have them',
    );
    assert.deepEqual([0.03, 1, 1.1, 7, 100].map(niceStep), [0.05, 1, 2, 10, 100]);
    assert.deepEqual(logTicks(144, 4800), [200, 500, 1000, 2000]);
  });
});

describe('how a run was made', () => {
  const noise = { eventLoopLagMs: { p50: 0.2, p95: 1.24, max: 8 }, maxInFlight: 4, retries: 3 };
  const texts = (conditions: Parameters<typeof conditionParts>[0]): string[] =>
    conditionParts(conditions).map(({ text, isWarning }) => `${isWarning ? '! ' : ''}${text}`);

  it('says mode, trials, budget, iso and noise', () => {
    assert.deepEqual(
      texts({
        ...unrecordedConditions,
        mode: 'speed',
        trials: 5,
        budgetUsd: 0.5,
        noise,
        iso: { holds: true, reasons: [] },
      }),
      [
        'speed mode',
        '5 trials of each prompt',
        'budget $0.50',
        'iso: models were treated alike',
        'event loop late by p95 1.2 ms, max 8 ms; at most 4 in flight; 3 retries',
      ],
    );
    assert.deepEqual(
      texts({}),
      ['throughput mode', 'iso: not checked', 'noise: not measured'],
      'a folder from before any of this was recorded',
    );
  });

  it('makes what lessens the figures stand out, with its reasons', () => {
    const reasons = ['not iso because temperature was 0 for a and 1 for b'];
    const conditions = {
      ...unrecordedConditions,
      noise: { ...noise, eventLoopLagMs: { p50: 1, p95: 34.4, max: 400 }, retries: 0 },
      iso: { holds: false, reasons },
      refusedParameters: { a: ['top_p'], b: [] },
    };
    assert.deepEqual(texts(conditions), [
      'throughput mode, at most 4 in flight',
      '! not iso: 1 thing was not equal',
      '! event loop late by p95 34 ms, max 400 ms; at most 4 in flight; no retries',
      'refused parameters',
    ]);
    assert.deepEqual(conditionParts(conditions).find(({ name }) => name === 'iso')!.details, reasons);
    assert.deepEqual(conditionParts(conditions).at(-1)!.details, ['a: top_p']);
    assert.equal(isNoisy({ ...noise, eventLoopLagMs: { p50: 0, p95: 9.9, max: 90 } }), false);
    assert.match(noiseText({ ...noise, retries: 1 }), /1 retry$/);
  });
});
