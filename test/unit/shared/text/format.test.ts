// How figures and tests are put into words.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  formatAbove,
  formatClock,
  formatCost,
  formatCount,
  formatDateTime,
  formatDuration,
  formatPercent,
  formatRate,
  formatSize,
} from '../../../../src/shared/text/format';
import { parseModel } from '../../../../src/shared/run/model';
import { noOtherCost } from '../../../../src/shared/run/otherCost';
import { emptyRun } from '../../../../src/shared/run/runState';
import type { ModelState } from '../../../../src/shared/run/runState';
import { modelStats } from '../../../../src/shared/figures/runStats';
import { costText, hoverFigures, modelTitle, runSummary, squareLabel } from '../../../../src/shared/words/testText';
import { aModel, aTimings } from '../../../builders';

const model: ModelState = {
  ...aModel('openai~gpt-4o'),
  tests: [3, 4].map((index) => ({
    index,
    phase: 'finished',
    verdict: 'correct',
    startedAt: 0,
    failedAttempts: 0,
    timings: aTimings({
      endedAt: 520,
      queue: 0,
      total: 520,
      tpot: null,
      decodeTokensPerSecond: index === 3 ? 81.44 : null,
      endToEndTokensPerSecond: 40,
    }),
    tokens: null,
    cost: { usd: index === 3 ? 0.0042 : null, source: 'prices' },
    error: null,
    score: null,
    measures: null,
    classes: null,
    rubrics: null,
    notRun: null,
    evidence: null,
  })),
  warmUp: null,
  otherCost: noOtherCost(),
};

const [first, second] = model.tests as [ModelState['tests'][number], ModelState['tests'][number]];

describe('format', () => {
  it('keeps every number narrow, however large', () => {
    const formats = [formatDuration, formatRate, formatCost, formatCount, formatSize];
    const value = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true });
    for (const format of formats) {
      const isWhole = format === formatCount || format === formatSize;
      fc.assert(fc.property(value, (one) => format(isWhole ? Math.round(one) : one).length <= 20));
    }
    assert.deepEqual(
      formats.map((format) => format(1e308)),
      ['1.2e+300 days', '1.0e+308 tok/s', '$1.0e+308', '1.0e+308', '1.0e+296 TB'],
    );
    assert.deepEqual([604_800_000, 864_000_000].map(formatDuration), ['10,080 min 00 s', '10.0 days']);
  });

  it('writes durations with the digits that matter', () => {
    assert.deepEqual(
      [null, 0, 640.4, 999.4, 999.6, 1000, 1824, 9990, 12345, 59949, 59950, 125000, 3599600].map(formatDuration),
      [
        'n/a',
        '0 ms',
        '640 ms',
        '999 ms',
        '1.00 s',
        '1.00 s',
        '1.82 s',
        '9.99 s',
        '12.3 s',
        '59.9 s',
        '1 min 00 s',
        '2 min 05 s',
        '60 min 00 s',
      ],
    );
  });

  it('never writes a thousand milliseconds or sixty seconds', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e7, noNaN: true }), (ms) => {
        const text = formatDuration(ms);
        assert.doesNotMatch(text, /^1000 ms$|^60\.0 s$| 60 s$/);
      }),
    );
  });

  it('writes a clock that never runs ahead', () => {
    assert.deepEqual([0, 49, 99, 100, 7449, 31000, 60000, 3600000].map(formatClock), [
      '00:00.0',
      '00:00.0',
      '00:00.0',
      '00:00.1',
      '00:07.4',
      '00:31.0',
      '01:00.0',
      '60:00.0',
    ]);
  });

  it('writes shares, rates, costs and counts', () => {
    assert.deepEqual([null, 0, 0.5, 29 / 30, 1].map(formatPercent), ['n/a', '0%', '50%', '96.7%', '100%']);
    assert.deepEqual([null, 81.44, 99.96, 190.4, 245_516].map(formatRate), [
      'n/a',
      '81.4 tok/s',
      '100 tok/s',
      '190 tok/s',
      '245,516 tok/s',
    ]);
    assert.equal(formatCost(12_345.678), '$12,345.68');
    assert.deepEqual([null, 0, 0.0042, 0.031, 1.267].map(formatCost), ['n/a', '$0', '$0.0042', '$0.031', '$1.27']);
    assert.deepEqual([null, 1204].map(formatCount), ['n/a', '1,204']);
    for (const count of [0, 7, 999, 1000, 12_345, 123_456, 1_234_567, -123, -1234, 10.5, 1234.5, 999_999_999_999_999])
      assert.equal(formatCount(count), count.toLocaleString('en-US'));
    assert.deepEqual([null, 0, 999, 1000, 2_440_000, 12_400_000, 999_600_000].map(formatSize), [
      'n/a',
      '0 B',
      '999 B',
      '1.0 kB',
      '2.4 MB',
      '12 MB',
      '1.0 GB',
    ]);
  });

  it('never writes what is above a limit as the limit', () => {
    const written: [number, number, string][] = [
      [100.01, 100, '100.01'],
      [100.000001, 100, '100.000001'],
      [240.4, 100, '240'],
      [100.4, 100, '100.4'],
      [100.6, 100, '101'],
      [50.000001, 50, '50.000001'],
      [12.5, 10, '13'],
    ];
    for (const [value, limit, text] of written) assert.equal(formatAbove(value, limit), text);
    const above = fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1e9 }));
    fc.assert(fc.property(above, ([limit, more]) => Number(formatAbove(limit + more / 1e6, limit)) > limit));
  });

  it('does not claim a perfect share that is not one', () => {
    assert.equal(formatPercent(9999 / 10000), '>99.9%');
    assert.equal(formatPercent(1 / 10000), '<0.1%');
    assert.equal(formatPercent(999 / 1000), '99.9%');
  });

  it('writes whole percents without decimals, whatever floating point makes of them', () => {
    for (let percent = 0; percent <= 100; percent++) assert.equal(formatPercent(percent / 100), `${percent}%`);
    assert.deepEqual([1 / 1000, 2999 / 3000, 1999 / 2000].map(formatPercent), ['0.1%', '>99.9%', '>99.9%']);
  });

  it('names a square for a screen reader', () => {
    assert.equal(squareLabel(model, first, 'correct'), '#3 openai~gpt-4o correct, 520 ms, 81.4 tok/s');
    assert.equal(squareLabel(model, first, 'waiting'), '#3 openai~gpt-4o not yet run');
    assert.equal(
      squareLabel({ ...model, isSimulated: true }, first, 'correct'),
      '#3 openai~gpt-4o correct, 520 ms, 81.4 tok/s, simulated',
    );
  });

  it('says the rate first in a hover, and tells attempts', () => {
    assert.equal(hoverFigures(first, 'correct'), '81.4 tok/s · 520 ms');
    assert.equal(hoverFigures(second, 'correct'), '40.0 tok/s · 520 ms');
    assert.equal(hoverFigures(first, 'running'), 'running');
    assert.equal(hoverFigures({ ...first, failedAttempts: 1 }, 'running'), 'running, attempt 2');
  });

  it('shows the reasoning effort in a model title', () => {
    assert.equal(modelTitle(parseModel('openai~o3-mini:high')), 'openai~o3-mini (high)');
    assert.equal(modelTitle(parseModel('openai~o3-mini:high [short]')), 'openai~o3-mini (high) [short]');
    assert.equal(modelTitle(parseModel('openai~gpt-x [x high, short]')), 'openai~gpt-x [x high, short]');
    assert.equal(modelTitle(parseModel('ollama~phi:low')), 'ollama~phi:low');
  });

  it('never hides what a cost leaves out', () => {
    const stats = modelStats(model.tests);
    assert.equal(costText(model, stats), '$0.0042 (1 of 2 priced)');
    assert.equal(costText({ ...model, isSimulated: true }, { ...stats, costUsd: 0 }), '$0 (simulated)');
    assert.equal(costText({ ...model, isLocal: true }, { ...stats, costUsd: 0 }), '$0 (local)');
    assert.equal(
      costText({ ...model, isLocal: true }, stats),
      '$0.0042 (1 of 2 priced)',
      "hardware of one's own with a price",
    );
    assert.equal(costText(model, { ...stats, costUsd: null, priced: 0 }), 'n/a');
  });

  it('sums a run up in a sentence', () => {
    const run = { ...emptyRun(), status: 'cancelled' as const, elapsed: 31000, models: [model] };
    const stats = [{ ...modelStats(model.tests), error: 1, notRun: 3, total: 6 }];
    assert.equal(
      runSummary(run, stats),
      'Run cancelled: 2 correct, 0 incorrect, 1 error, 3 not run of 6 tests in 31.0 s.',
    );
  });
});

describe('a date for people', () => {
  it('is that of the clock where it was written', () => {
    assert.equal(formatDateTime('2026-11-21T17:45:09.120+01:00'), '21 Nov 2026, 17:45:09');
    assert.equal(formatDateTime('2026-01-01T00:00:00Z'), '1 Jan 2026, 00:00:00');
    assert.equal(formatDateTime('yesterday'), 'yesterday');
    assert.equal(formatDateTime('2026-13-01T00:00:00Z'), '2026-13-01T00:00:00Z');
  });
});
