// Runs held against each other: which prompts are the same, what got better and worse, what chance may have done, what was not equal.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  compareRuns,
  type ComparedRun,
  type ModelComparison,
  type PromptChange,
  type RunComparison,
} from '../../../../src/shared/comparing/compareRuns';
import type { PromptInfo } from '../../../../src/shared/run/events';
import { compare, gpt, prompt, row, side } from './comparedRuns';

function only(comparison: RunComparison): ModelComparison {
  assert.equal(comparison.models.length, 1);
  return comparison.models[0]!;
}

const labels = (changes: readonly PromptChange[]): string => changes.map((change) => change.label).join(' ');

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
    assert.deepEqual(found.worsened[0]!.base, {
      number: 1,
      verdict: 'correct',
      correct: 3,
      judged: 4,
      indexes: [1, 2, 3, 4],
    });
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
