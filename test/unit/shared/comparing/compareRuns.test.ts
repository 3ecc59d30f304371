// Runs held against each other: which prompts are the same, what got better and worse, what chance may have done, what was not equal.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { trendOf } from '../../../../src/shared/comparing/benchmarkTrend';
import {
  compareRuns,
  regressions,
  type ComparedRun,
  type ModelComparison,
  type PromptChange,
  type RunComparison,
} from '../../../../src/shared/comparing/compareRuns';
import type { PromptInfo } from '../../../../src/shared/run/events';
import { pairPrompts } from '../../../../src/shared/comparing/pairPrompts';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import { manifestOf, sketchedRun, type Sketch } from '../run/sketchedRun';

const gpt = 'openai~gpt';

function side(sketch: Sketch, changes: Partial<RunManifest> = {}): ComparedRun {
  const state = sketchedRun(sketch);
  return { name: state.runId, state, manifest: manifestOf(state, changes) };
}

function row(letters: string, more: Partial<Sketch> = {}, changes: Partial<RunManifest> = {}): ComparedRun {
  return side({ rows: { [gpt]: letters }, ...more }, changes);
}

function compare(...runs: ComparedRun[]): RunComparison {
  const [first] = compareRuns(runs);
  assert.ok(first);
  return first;
}

function only(comparison: RunComparison): ModelComparison {
  assert.equal(comparison.models.length, 1);
  return comparison.models[0]!;
}

const labels = (changes: readonly PromptChange[]): string => changes.map((change) => change.label).join(' ');
const prompt = (label: string, hash?: string): Omit<PromptInfo, 'index'> => ({
  label,
  ...(hash === undefined ? {} : { hash: hash.padStart(16, '0') }),
});

describe('the prompts of two runs', () => {
  const indexed = (prompts: Omit<PromptInfo, 'index'>[]): PromptInfo[] =>
    prompts.map((one, at) => ({ index: at + 1, ...one }));

  it('are the same where their hashes are, wherever they stand and whatever their labels', () => {
    const pairing = pairPrompts(
      indexed([prompt('a', '1'), prompt('b', '2'), prompt('c', '3')]),
      indexed([prompt('c', '3'), prompt('a!', '1'), prompt('d', '4')]),
    );
    assert.equal(pairing.by, 'hash');
    assert.deepEqual(
      pairing.pairs.map((pair) => [pair.label, pair.base.indexes, pair.other.indexes]),
      [
        ['a', [1], [2]],
        ['c', [3], [1]],
      ],
    );
    assert.deepEqual(
      [pairing.onlyInBase.map((one) => one.label), pairing.onlyInOther.map((one) => one.label)],
      [['b'], ['d']],
    );
  });

  it('are paired by place and label where one run has no hashes', () => {
    const pairing = pairPrompts(
      indexed([prompt('a', '1'), prompt('b', '2')]),
      indexed([prompt('a'), prompt('c'), prompt('b')]),
    );
    assert.equal(pairing.by, 'position');
    assert.deepEqual(
      [pairing.pairs.map((pair) => pair.label), pairing.onlyInBase.map((one) => one.label)],
      [['a'], ['b']],
    );
  });

  it('are one prompt when they are trials, also against a run without trials', () => {
    const trial = (place: number, number: number, hash: string): Omit<PromptInfo, 'index'> => ({
      ...prompt(`p${place}`, hash),
      variant: { prompt: place, kind: 'trial', number, of: 2 },
    });
    const trials = indexed([trial(1, 1, '1'), trial(1, 2, '1'), trial(2, 1, '2'), trial(2, 2, '2')]);
    for (const single of [indexed([prompt('p1', '1'), prompt('p2', '2')]), indexed([prompt('p1'), prompt('p2')])]) {
      assert.deepEqual(
        pairPrompts(trials, single).pairs.map((pair) => [pair.base.indexes, pair.other.indexes]),
        [
          [[1, 2], [1]],
          [[3, 4], [2]],
        ],
      );
    }
  });

  it('keep rotations apart', () => {
    const rotation = (number: number): Omit<PromptInfo, 'index'> => ({
      ...prompt('q'),
      variant: { prompt: 1, kind: 'rotation', number, of: 2 },
    });
    const rotations = indexed([rotation(1), rotation(2), prompt('next')]);
    assert.deepEqual(
      pairPrompts(rotations, rotations).pairs.map((pair) => pair.base.key),
      ['1.1 q', '1.2 q', '2 next'],
    );
  });

  it('all pair with themselves, and every prompt is paired or left over', () => {
    const prompts = fc
      .array(fc.record({ label: fc.constantFrom('a', 'b', 'c'), hash: fc.constantFrom('1', '2', '3', '4') }), {
        maxLength: 8,
      })
      .map(indexed);
    fc.assert(
      fc.property(prompts, prompts, (base, other) => {
        assert.equal(pairPrompts(base, base).onlyInBase.length, 0);
        const pairing = pairPrompts(base, other);
        const indexes = [...pairing.pairs.map((pair) => pair.base), ...pairing.onlyInBase]
          .flatMap((group) => group.indexes)
          .sort((a, b) => a - b);
        assert.deepEqual(
          indexes,
          base.map((one) => one.index),
        );
      }),
    );
  });
});

describe('two runs of one model', () => {
  it('differ in the prompts that got better and worse', () => {
    const found = only(compare(row('##xx!#-'), row('#x#x##x')));
    assert.deepEqual(
      [labels(found.worsened), labels(found.improved), labels(found.same), labels(found.unjudged)],
      ['p2', 'p3', 'p1 p4 p6', 'p5 p7'],
    );
    assert.deepEqual(
      found.unjudged.map(({ base, other }) => [base.verdict, other.verdict]),
      [
        ['error', 'correct'],
        ['not_run', 'incorrect'],
      ],
    );
    assert.equal(found.judged, 5);
    assert.deepEqual(
      [found.accuracy.base.correct, found.accuracy.other.correct, found.accuracy.other.share],
      [3, 3, 0.6],
    );
    assert.equal(found.pValue, 1);
  });

  it('have the exact p-value of the split', () => {
    assert.equal(only(compare(row('######xx'), row('xxxxxxxx'))).pValue, 0.03125);
    assert.equal(only(compare(row('######x'), row('xxxxxx#'))).pValue, 0.125);
    assert.equal(only(compare(row('!!'), row('##'))).pValue, 1);
  });

  it('have paired differences of time, cost and size over what both judged', () => {
    const letters = '########!';
    const base = row(letters, {
      figures: (_, index) => ({ total: index * 100, usd: index === 1 ? null : 0.01, output: 10 }),
    });
    const other = row('########' + '#', {
      figures: (_, index) => ({ total: index * 100 - 30, usd: 0.02, output: 10 + index }),
    });
    const { total, ttft, costUsd, outputTokens } = only(compare(base, other)).figures;
    assert.deepEqual(total, {
      statistic: 'median',
      pairs: 8,
      before: 400,
      after: 370,
      value: -30,
      interval: { low: -30, high: -30 },
    });
    assert.deepEqual([ttft!.value, ttft!.pairs], [0, 8]);
    assert.deepEqual([costUsd!.pairs, costUsd!.value.toFixed(6)], [7, '0.010000']);
    assert.deepEqual([outputTokens!.statistic, outputTokens!.value], ['mean', 4.5]);
    const unknown = only(compare(row('##', { figures: () => ({ usd: null, ttft: null }) }), row('##'))).figures;
    assert.deepEqual([unknown.costUsd, unknown.ttft, unknown.total!.interval], [null, null, null]);
  });

  it('count a prompt with trials once, by the majority of its judged trials', () => {
    const variants = (place: number): Omit<PromptInfo, 'index'>[] =>
      [1, 2, 3, 4].map((number) => ({
        ...prompt(`p${place}`, `${place}`),
        variant: { prompt: place, kind: 'trial', number, of: 4 },
      }));
    const prompts = [...variants(1), ...variants(2), ...variants(3)];
    const totals = [100, 200, 300, 900];
    const base = row('###x' + '##xx' + '#!!!', {
      prompts,
      figures: (_, index) => ({ total: totals[(index - 1) % 4]! }),
    });
    const found = only(compare(base, row('x##', { figures: () => ({ total: 150 }) })));
    assert.deepEqual(
      [labels(found.worsened), labels(found.improved), labels(found.same)],
      ['p1', 'p2', 'p3'],
      'half of the trials are no majority',
    );
    assert.deepEqual(found.worsened[0]!.base, { verdict: 'correct', correct: 3, judged: 4, indexes: [1, 2, 3, 4] });
    assert.equal(found.figures.total!.pairs, 3);
    assert.deepEqual(
      [found.figures.total!.before, found.figures.total!.value],
      [200, -50],
      'medians of trials 200, 200, 100 against 150',
    );
  });

  it('turn round when they are swapped', () => {
    const letters = fc.string({ unit: fc.constantFrom('#', 'x', '!', '.'), minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(letters, letters, (one, two) => {
        const [there, back] = [only(compare(row(one), row(two))), only(compare(row(two), row(one)))];
        assert.deepEqual(
          [labels(there.improved), labels(there.worsened), labels(there.same)],
          [labels(back.worsened), labels(back.improved), labels(back.same)],
        );
        assert.ok(Math.abs(there.pValue - back.pValue) < 1e-12);
        const paired = Math.min(one.length, two.length);
        assert.equal(there.judged + there.unjudged.length, paired);
        assert.equal(there.improved.length + there.worsened.length + there.same.length, there.judged);
      }),
    );
  });
});

describe('a comparison', () => {
  it('holds every run against the first, every model against itself', () => {
    const a = side({ id: 'a', rows: { [gpt]: '#', 'openai~old': '#' } });
    const b = side({ id: 'b', rows: { [gpt]: '#', 'openai~new': '#' } });
    const c = side({ id: 'c', rows: { 'openai~new': '#' } });
    const found = compareRuns([a, b, c]);
    assert.deepEqual(
      found.map((one) => [one.base, one.other, one.models.length, one.onlyInBase, one.onlyInOther]),
      [
        ['a', 'b', 1, ['openai~old'], ['openai~new']],
        ['a', 'c', 0, [gpt, 'openai~old'], ['openai~new']],
      ],
    );
    assert.deepEqual(compareRuns([a]), []);
  });

  it('holds one model against another, in one run or in two', () => {
    const run = side({ rows: { [gpt]: '##', 'openai~mini': '#x' } });
    const found = compare({ ...run, model: gpt }, { ...run, model: 'openai~mini' });
    assert.deepEqual(
      [only(found).base, only(found).other, labels(only(found).worsened), found.onlyInBase, found.notEqual],
      [gpt, 'openai~mini', 'p2', [], []],
    );
    const chosen = compare({ ...run, model: gpt }, run);
    assert.deepEqual([only(chosen).base, only(chosen).other], [gpt, gpt]);
    assert.deepEqual(compare({ ...run, model: 'openai~none' }, run).models, []);
  });

  it('says what was not equal, and what only one run recorded', () => {
    const machine = { os: 'Linux 6', architecture: 'x64', processor: 'Other CPU', cores: 4, memoryGb: 8 };
    const base = row('#', {}, { sampling: { [gpt]: { temperature: 0, max_tokens: 100 } } });
    const other = row(
      '#',
      {},
      {
        machine,
        attemptTimeoutMs: 60_000,
        thinkingTags: ['ponder', '{{hm}}...{{/hm}}'],
        concurrency: { openai: 1 },
        versions: { 'iso-speed-bench': '0.2.0', node: '22.1.0' },
        sampling: { [gpt]: { max_completion_tokens: 100 } },
        imageSize: 'shared',
        refusedParameters: { [gpt]: ['temperature'] },
      },
    );
    assert.deepEqual(
      compare(base, other).notEqual.map(({ what, base: one, other: two }) => `${what}: ${one} | ${two}`),
      [
        'picture size: not recorded | shared',
        'machine: Some CPU, 8 cores, 32 GB, Linux 6 x64 | Other CPU, 4 cores, 8 GB, Linux 6 x64',
        'time-out of an attempt: 2 min 00 s | 1 min 00 s',
        'thinking tags: none | ponder, {{hm}}...{{/hm}}',
        'requests at once to openai: 8 | 1',
        'version of iso-speed-bench: 0.1.0 | 0.2.0',
        `sampling of ${gpt}: temperature 0, max_tokens 100 | max_tokens 100`,
        `refused parameters of ${gpt}: none | temperature`,
      ],
    );
    assert.deepEqual(
      compare(base, row('#', {}, { sampling: { [gpt]: { max_tokens: 100, temperature: 0 } } })).notEqual,
      [],
      'an order is no difference',
    );
    assert.deepEqual(compare(base, { ...base, manifest: null, state: { ...base.state, mode: 'speed' } }).notEqual[0], {
      what: 'mode',
      base: 'throughput',
      other: 'speed',
    });
  });

  it('compares the weights of the same model only, and passes on why a run is not iso', () => {
    const withDigest = (letters: string, digest: string): ComparedRun => {
      const run = side(
        { rows: { [gpt]: letters, 'openai~mini': letters } },
        { iso: { holds: false, reasons: ['not iso because of something'] } },
      );
      run.manifest!.models = run.manifest!.models.map((model) => ({
        ...model,
        server: { digest: `${digest} ${model.name}`, contextLength: digest === 'v1' ? 4096 : 8192 },
      }));
      return run;
    };
    const [one, two] = [withDigest('#', 'v1'), withDigest('#', 'v2')];
    assert.deepEqual(
      compare(one, two).notEqual.map((entry) => entry.what),
      [`digest of ${gpt}`, `window of ${gpt}`, 'digest of openai~mini', 'window of openai~mini'],
    );
    assert.deepEqual(compare({ ...one, model: gpt }, { ...one, model: 'openai~mini' }).notEqual, []);
    assert.deepEqual(compare({ ...one, model: gpt }, { ...two, model: 'openai~mini' }).notIso, [
      'not iso because of something',
    ]);
    assert.deepEqual(compare(one, two).notIso, [], 'a model against itself needs no equal other models');
  });
});

describe('a regression', () => {
  const worse = (base: string, other: string, rule: 'significant' | 'any'): boolean =>
    regressions(compare(row(base), row(other)), rule).length > 0;

  it('is a split of verdicts that chance hardly makes, in the bad direction', () => {
    assert.equal(worse('######', 'xxxxxx', 'significant'), true);
    assert.equal(worse('#####', 'xxxxx', 'significant'), false, 'five of five have p = 0.0625');
    assert.equal(worse('xxxxxx', '######', 'significant'), false);
  });

  it('is by the stricter rule any correct prompt that is no longer answered correctly', () => {
    assert.equal(worse('#x', 'x#', 'any'), true);
    assert.equal(worse('##', '#!', 'any'), true);
    assert.equal(worse('x!#', '!x#', 'any'), false);
    assert.equal(worse('##', '#.', 'any'), false, 'what was not asked says nothing');
  });
});

describe('the trend of a benchmark', () => {
  it('has a line of points a model, oldest first, with what old folders kept', () => {
    const newer = side({
      id: 'b',
      at: '2026-11-22T08:00:00+01:00',
      rows: { [gpt]: '##', 'openai~new': '#x' },
    }).manifest!;
    const older = side({
      id: 'a',
      at: '2026-11-22T08:30:00+02:00',
      rows: { [gpt]: '#x!' },
      figures: (_, index) => ({ usd: index === 1 ? 0.5 : null }),
    }).manifest!;
    older.models = older.models.map((model) => ({ ...model, details: null }));
    const trend = trendOf([newer, older]);
    assert.deepEqual(
      trend.map(({ model, points }) => [model, points.map((point) => point.run)]),
      [
        [gpt, ['a', 'b']],
        ['openai~new', ['b']],
      ],
    );
    const [point] = trend[0]!.points;
    assert.deepEqual(
      [
        point!.accuracy,
        point!.judged,
        point!.tests,
        point!.totalP50,
        point!.averageTotal,
        point!.costUsd,
        point!.priced,
        point!.finished,
      ],
      [0.5, 2, 3, null, 400, 0.5, 1, 3],
    );
    assert.equal(trend[0]!.points[1]!.totalP50, 400);
    assert.ok(point!.interval!.low < 0.5 && point!.interval!.high > 0.5);
  });
});
