import assert from 'node:assert/strict';
import type { PromptInfo } from '../../../../src/shared/run/events';
import type { TestReview } from '../../../../src/shared/run/testReview';
import type { RunState } from '../../../../src/shared/run/runState';
import { sketchedRun } from '../../shared/run/sketchedRun';
import { figureColumns } from '../../../../webview-ui/src/figures/figureColumns';
import { figureRows, figuresCsv } from '../../../../webview-ui/src/figures/figuresTable';
import { sortedRows } from '../../../../webview-ui/src/kit/sortedRows';
import {
  costFigure,
  costPerCorrectFigure,
  passFigure,
  percentilesFigure,
  timePerCorrectFigure,
} from '../../../../webview-ui/src/figures/modelFigures';

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
  it("says how far reviewers agree with each model's verdicts, once anybody has reviewed one", () => {
    const run = sketchedRun({ rows: { 'openai~a': '#x!', 'openai~b': '##' } });
    assert.equal(table(run)['openai~a']!['reviews agree'], undefined);
    const by = (reviewer: string, verdict: 'correct' | 'incorrect'): TestReview => ({
      reviewer,
      at: '2026-11-28T10:00:00+00:00',
      verdict,
    });
    const [first, second, third] = run.models[0]!.tests;
    first!.reviews = [by('Ada', 'incorrect'), by('Grace', 'incorrect')];
    third!.reviews = [by('Ada', 'correct')];
    // None agrees: a share of 0 is a figure, too.
    assert.equal(table(run)['openai~a']!['reviews agree'], '0 (0-66)');
    second!.reviews = [by('Ada', 'incorrect')];
    assert.equal(table(run)['openai~a']!['reviews agree'], '33.3 (6-79)');
    assert.equal(table(run)['openai~b']!['reviews agree'], 'n/a');
    const rows = figureRows(run);
    const csv = figuresCsv(
      rows,
      figureColumns(rows).filter(({ name }) => name === 'reviews agree'),
    );
    assert.match(
      csv,
      /^model,reviews_agree_percent,reviewed_tests,reviews,.*\r\nopenai~a,33\.3333333,2,3,.*\r\nopenai~b,,0,0,,,\r\n$/,
    );
  });

  it('has every figure of a model, and none that nobody has', () => {
    assert.deepEqual(table(fourModels())['openai~fast'], {
      n: '4 of 4',
      // Wilson 95% of 2 of 4, as in R's binom.confint(2, 4, methods = "wilson").
      accuracy: '50 (15-85)',
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
        (name) => table(fourModels())['openai~unpriced']![name],
      ),
      ['33.3 (6-79)', '300', 'n/a', '0', 'no vision 1', '1'],
    );
    assert.equal(table(fourModels())['openai~worse']!['errors'], 'time-out 1');
  });

  it('shows percentiles only where there are enough values', () => {
    const run = (count: number): RunState =>
      sketchedRun({
        rows: { 'openai~a': '#'.repeat(count) },
        figures: (_model, index) => ({ total: index * 10, ttft: index }),
      });
    assert.deepEqual(
      Object.keys(table(run(19))['openai~a']!).filter((name) => name.startsWith('TTFT')),
      ['TTFT p50'],
    );
    const enough = table(run(100))['openai~a']!;
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
      sortedRows(rows, [cost], { id: cost.id, isHighFirst: false }).map(({ title }) => title),
      ['openai~fast', 'openai~right', 'openai~worse', 'openai~unpriced'],
    );
    assert.deepEqual(
      sortedRows(rows, [cost], { id: cost.id, isHighFirst: true })
        .map(({ title }) => title)
        .at(-1),
      'openai~unpriced',
    );
    for (const column of columns)
      for (const isHighFirst of [true, false])
        assert.deepEqual(new Set(sortedRows(rows, [column], { id: column.id, isHighFirst })), new Set(rows));
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
      'model,judged,tests,correct,accuracy_percent,accuracy_low_percent,accuracy_high_percent,ttft_p50_ms,ttft_n,total_p50_ms,total_n,decode_p50_tokens_per_second,time_per_correct_ms,cost_per_correct_usd,cost_usd,other_cost_usd,errors,errors_by_kind',
    );
    assert.match(
      line!,
      /^"openai~a""b,c",2,3,1,50,9\.45\d+,90\.54\d+,50,2,100\.123457,2,80,300\.37037,,,0,1,timeout 1$/,
    );
    assert.equal(end, '');
    assert.equal(line!.replace(/^"[^]*?",/, 'm,').split(',').length, header!.split(',').length);
  });

  it('is no formula in a spreadsheet, whatever a model is called', () => {
    const csvOf = (name: string): string => {
      const [row] = figureRows(fourModels());
      const rows = [{ ...row!, model: { ...row!.model, model: name } }];
      return figuresCsv(rows, figureColumns(rows)).split('\r\n').slice(1).join('\r\n');
    };
    for (const name of ['=1+1', '+1+1', '-a', '@SUM(A1)', '\t=1', '=cmd|x', '＝1', '＠x'])
      assert.ok(csvOf(name).startsWith(`'${name},`), name);
    assert.ok(csvOf('=HYPERLINK("http://x","y")').startsWith(`"'=HYPERLINK(""http://x"",""y"")",`));
    assert.ok(csvOf('\r=1').startsWith(`"'\r=1",`));
    assert.ok(csvOf('-1').startsWith('-1,'), 'a number is nothing more');
    assert.ok(csvOf('openai~a-b').startsWith('openai~a-b,'));
  });

  it('names what was charged beside the answers, and adds it to no figure', () => {
    const run = fourModels();
    const { otherCost } = run.models[0]!;
    otherCost.failedAttempts = { usd: 0.0003, calls: 3 };
    otherCost.warmUps = { usd: 0.0001, calls: 1 };
    const rows = figureRows(run);
    const [charged, free] = rows;
    const cost = costFigure(charged!.model, charged!.stats);
    assert.equal(cost.value, '$0.0040');
    const words = 'Charged beside it: + $0.00040 for 3 failed attempts and 1 warm-up call.';
    assert.ok(cost.definition.startsWith(`${words} Cost, USD:`));
    assert.match(costFigure(free!.model, free!.stats).definition, /^Cost, USD:/);
    const column = figureColumns(rows).find(({ id }) => id === 'cost_per_correct_usd')!;
    assert.deepEqual(
      [charged!, free!].map((row) => [column.text(row), column.note?.(row)]),
      [
        ['0.0020', `4 of 4 priced. ${words}`],
        ['0.0040', '4 of 4 priced'],
      ],
    );
    const value = column.more?.find(({ id }) => id === 'other_cost_usd')?.value(charged!);
    assert.equal(Number(value).toFixed(5), '0.00040');
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
