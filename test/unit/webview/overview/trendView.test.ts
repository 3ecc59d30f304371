import assert from 'node:assert/strict';
import { recordedRows } from '../../../../webview-ui/dev/recordedRuns';
import { savedOrder, savedTrend } from '../../../../webview-ui/src/overview/overviewState';
import { readoutText, trendBenchmarks, trendView } from '../../../../webview-ui/src/overview/trendView';

describe('the trend of a benchmark', () => {
  const rows = recordedRows(40);

  it('offers the benchmarks, the one that ran last first', () => {
    const names = trendBenchmarks(rows);
    assert.deepEqual(names[0], { name: 'Simple math', runs: 7 });
    assert.equal(
      names.reduce((sum, { runs }) => sum + runs, 0),
      39,
      'all runs but the unreadable one',
    );
  });

  it('has the runs oldest first and a line per model with gaps where it took no part', () => {
    const view = trendView(rows, 'Simple math');
    assert.deepEqual(
      view.runs.map(({ tick }) => tick),
      ['20 Oct', '26 Oct', '4 Nov', '10 Nov', '16 Nov', '22 Nov', '28 Nov'],
    );
    assert.equal(view.runs.at(-1)!.id, rows[0]!.id);
    assert.deepEqual(
      view.plots.map(({ name, lines }) => [name, lines.length]),
      [
        ['Accuracy', 4],
        ['Total p50', 4],
        ['Cost', 4],
      ],
    );
    const llama = view.plots[0]!.lines[view.titles.indexOf('ollama~llama3.2')]!;
    assert.deepEqual(
      llama.values.map((value) => value !== null),
      [false, true, false, true, false, true, false],
    );
    assert.equal(llama.intervals?.[1] !== null && llama.intervals![1]!.low < llama.values[1]!, true);
    assert.equal(readoutText(view, view.plots[0]!, 0), '20 Oct 2026, 17:45: openai~gpt-4o 100%');
  });

  it('tells runs of one day apart by their time', () => {
    const [first] = rows;
    const sameDay = ['09:05:00', '17:45:00'].map((time, at) => ({
      ...first!,
      id: `run-${at}`,
      summary: { ...first!.summary!, startedAt: `2026-11-28T${time}.000+01:00` },
    }));
    assert.deepEqual(
      trendView(sameDay, 'Simple math').runs.map(({ tick }) => tick),
      ['09:05', '17:45'],
    );
  });

  it('comes back after a window reload, and with it the order of the table', () => {
    assert.equal(savedTrend({ column: 'name', isHighFirst: true, trendOf: 'Simple math' }), 'Simple math');
    for (const saved of [undefined, null, 7, {}, { trendOf: 7 }]) assert.equal(savedTrend(saved), null);
    assert.deepEqual(savedOrder({ column: 'cost', isHighFirst: true }), { column: 'cost', isHighFirst: true });
    for (const saved of [undefined, { column: 'nothing', isHighFirst: true }, { column: 'cost' }])
      assert.equal(savedOrder(saved), null);
  });
});
