import { noReview, reviewKinds, type ReviewKind } from '../../../../src/shared/run/reviews';
import type { TestReview } from '../../../../src/shared/run/testReview';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ModelInfo } from '../../../../src/shared/run/model';
import { parseModel } from '../../../../src/shared/run/model';
import {
  describeFilter,
  emptyRunFilter,
  filterChoices,
  filterParts,
  isEmptyFilter,
  matchesModel,
  matchesRun,
  matchesTest,
} from '../../../../src/shared/runs/runFilter';
import type { FilterableRun, RunFilter } from '../../../../src/shared/runs/runFilter';
import type { TestKind } from '../../../../src/shared/words/testKinds';
import type { Standing, Verdict } from '../../../../src/shared/run/verdict';
import { aModel } from '../../../builders';

function model(
  name: string,
  counts: Partial<Pick<FilterableRun['models'][number], 'correct' | 'incorrect' | 'error' | 'notRun' | 'details'>> = {},
): FilterableRun['models'][number] {
  return {
    ...aModel(name, { providerLabel: parseModel(name).provider.toUpperCase() }),
    correct: 0,
    incorrect: 0,
    error: 0,
    submitted: 0,
    notRun: 0,
    details: null,
    ...counts,
  };
}

function run(name: string, testTypes: string[], ...models: FilterableRun['models'][number][]): FilterableRun {
  return {
    id: `2026-11-21_17-45-03_${name}`,
    benchmarkName: name,
    purpose: 'Zählt Äpfel',
    comment: 'before the update',
    testTypes,
    tags: name === 'street-signs' ? ['geo', 'hard'] : [],
    status: 'finished',
    review: noReview,
    models,
  };
}

const math = run(
  'simple-math',
  ['raw_string_evaluator'],
  model('openai~gpt-4o', { correct: 29, incorrect: 1 }),
  model('llama3.2', { correct: 30 }),
);
const signs = run('street-signs', ['point'], model('anthropic~claude', { correct: 3, error: 2 }));
const matching = (filter: Partial<RunFilter>): string[] =>
  [math, signs].filter((one) => matchesRun({ ...emptyRunFilter, ...filter }, one)).map((one) => one.benchmarkName);

describe('the filter of runs', () => {
  it('lets everything through when it is empty', () => {
    assert.deepEqual(matching({}), ['simple-math', 'street-signs']);
    assert.deepEqual(matching({ text: '  ' }), ['simple-math', 'street-signs']);
  });

  it('chooses by API, model and test type, each with alternatives', () => {
    assert.deepEqual(matching({ apis: ['openai'] }), ['simple-math']);
    assert.deepEqual(matching({ apis: ['openai', 'anthropic'] }), ['simple-math', 'street-signs']);
    assert.deepEqual(matching({ models: ['ollama~llama3.2'] }), ['simple-math']);
    assert.deepEqual(matching({ testTypes: ['point'] }), ['street-signs']);
    assert.deepEqual(matching({ tags: ['easy', 'geo'] }), ['street-signs']);
    assert.deepEqual(matching({ tags: ['geo'], apis: ['openai'] }), []);
    assert.deepEqual(matching({ text: 'hard' }), ['street-signs']);
    assert.deepEqual(matching({ testTypes: ['point'], apis: ['openai'] }), []);
  });

  it('wants API, model and verdict of one and the same model', () => {
    assert.deepEqual(matching({ verdicts: ['incorrect'] }), ['simple-math']);
    assert.deepEqual(matching({ verdicts: ['incorrect'], apis: ['ollama'] }), []);
    assert.deepEqual(matching({ apis: ['openai'], models: ['ollama~llama3.2'] }), []);
    assert.deepEqual(matching({ verdicts: ['error', 'incorrect'] }), ['simple-math', 'street-signs']);
    assert.deepEqual(matching({ verdicts: ['not_run'] }), []);
  });

  it('chooses by kind of error and reason for not being run, as far as the run tells', () => {
    const details = { errors: { rateLimited: 2 }, notRunKinds: { noVision: 1 } };
    const limited = run(
      'limited',
      [],
      model('openai~a', { error: 2, notRun: 1, details }),
      model('ollama~b', { correct: 1, details: { errors: {}, notRunKinds: {} } }),
    );
    const cancelled: FilterableRun = {
      ...run('cancelled', [], model('openai~a', { notRun: 3, details })),
      status: 'cancelled',
    };
    const old = run('old', [], model('openai~a', { error: 1 }));
    const having = (...kinds: TestKind[]): string[] =>
      [limited, cancelled, old]
        .filter((one) => matchesRun({ ...emptyRunFilter, kinds }, one))
        .map((one) => one.benchmarkName);
    assert.deepEqual(
      having('rateLimited'),
      ['limited', 'cancelled', 'old'],
      'of what it does not tell a run may have any',
    );
    assert.deepEqual(having('timeout'), ['old']);
    assert.deepEqual(having('noVision', 'budget'), ['limited', 'cancelled']);
    assert.deepEqual(having('cancelled'), ['cancelled'], 'two of its three tests have no other reason');
    assert.deepEqual(matchesRun({ ...emptyRunFilter, kinds: ['rateLimited'], models: ['ollama~b'] }, limited), false);
    assert.deepEqual(filterChoices([limited, cancelled, old]).kinds, [
      { value: 'rateLimited', label: 'Rate limited (4)' },
      { value: 'noVision', label: 'Not run: no vision (2)' },
      { value: 'cancelled', label: 'Not run: run cancelled (2)' },
    ]);
  });

  it('finds all words of the text, in any case and order, in name, id, purpose, test type and models', () => {
    assert.deepEqual(matching({ text: 'MATH simple' }), ['simple-math']);
    assert.deepEqual(matching({ text: 'äpfel claude' }), ['street-signs']);
    assert.deepEqual(matching({ text: 'simple signs' }), []);
    assert.deepEqual(matching({ text: 'signs update' }), ['street-signs']);
  });
});

describe('the filter of tests', () => {
  const gpt: ModelInfo = math.models[0]!;
  const test = { standing: 'incorrect' as Standing, kind: null, label: 'add 5 and 5', tags: ['hard'], name: '#7' };
  const fits = (filter: Partial<RunFilter>): boolean =>
    matchesTest({ ...emptyRunFilter, ...filter }, gpt, 'point', test);

  it('wants every part to fit', () => {
    assert.ok(
      fits({
        apis: ['openai'],
        models: ['openai~gpt-4o'],
        testTypes: ['point'],
        verdicts: ['incorrect'],
        text: 'add 5',
      }),
    );
    assert.ok(!fits({ apis: ['ollama'] }));
    assert.ok(!fits({ verdicts: ['correct'] }));
    assert.ok(!fits({ testTypes: ['raw_string_evaluator'] }));
    assert.ok(!fits({ text: 'subtract' }));
    assert.ok(fits({ tags: ['geo', 'hard'] }) && fits({ text: 'HARD add' }));
    assert.ok(!fits({ tags: ['geo'] }));
    assert.ok(!matchesTest({ ...emptyRunFilter, tags: ['hard'] }, gpt, 'point', { ...test, tags: undefined }));
  });

  it('finds a test by its number and its model', () => {
    assert.ok(fits({ text: '#7' }));
    assert.ok(fits({ text: 'gpt-4o' }));
    assert.ok(
      !matchesTest({ ...emptyRunFilter, text: '#7' }, gpt, 'point', { standing: 'correct', kind: null, label: 'x' }),
    );
  });

  it('takes runs and tests by how far people have looked at them', () => {
    const by = (kind: ReviewKind): RunFilter => ({ ...emptyRunFilter, reviews: [kind] });
    const reviewed = {
      ...run('x', [], model('openai~m', { correct: 2 })),
      review: { ...noReview, reviewed: 2, commented: 1 },
    };
    assert.deepEqual(
      reviewKinds.map((kind) => matchesRun(by(kind), reviewed)),
      [false, false, true],
    );
    assert.deepEqual(
      reviewKinds.map((kind) =>
        matchesRun(by(kind), { ...reviewed, review: { ...noReview, reviewed: 1, disagreed: 1 } }),
      ),
      [true, true, false],
    );
    const at = '2026-11-21T17:45:03+01:00';
    const found = (verdict: Verdict, ...said: Partial<TestReview>[]): ReviewKind[] => {
      const reviews = said.map((one) => ({ reviewer: 'a', at, ...one }));
      return reviewKinds.filter((kind) =>
        matchesTest(by(kind), gpt, 'point', {
          standing: verdict,
          kind: null,
          label: '',
          ...(reviews.length > 0 ? { reviews } : {}),
        }),
      );
    };
    assert.deepEqual(found('not_run'), [], 'there is nothing to be reviewed');
    assert.deepEqual(found('correct'), ['unreviewed']);
    assert.deepEqual(
      found('correct', { comment: 'well' }),
      ['unreviewed', 'commented'],
      'a comment says nothing of the verdict',
    );
    assert.deepEqual(found('correct', { verdict: 'correct' }), []);
    assert.deepEqual(found('correct', { verdict: 'correct' }, { verdict: 'incorrect', comment: 'no' }), [
      'disagreed',
      'commented',
    ]);
  });

  it('takes a model by API and name only', () => {
    assert.ok(matchesModel({ ...emptyRunFilter, verdicts: ['error'], text: 'nothing' }, gpt));
  });
});

describe('a filter in words', () => {
  it('names its parts, alternatives with a bar', () => {
    const filter: RunFilter = {
      apis: ['openai', 'ollama'],
      models: [],
      testTypes: ['point'],
      tags: ['hard'],
      verdicts: ['error'],
      kinds: ['rateLimited', 'noVision'],
      reviews: ['unreviewed', 'disagreed'],
      text: ' two words ',
    };
    assert.equal(
      describeFilter(filter),
      'api=openai|ollama, type=point, tag=hard, verdict=error, kind=rateLimited|noVision, review=unreviewed|disagreed, text="two words"',
    );
    assert.equal(describeFilter(emptyRunFilter), '');
  });

  it('gives each part a chip that takes away that part and nothing else', () => {
    const someWords = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 });
    const someVerdicts = fc.array(fc.constantFrom<Verdict>('correct', 'error'), { maxLength: 2 });
    fc.assert(
      fc.property(
        fc.record({
          apis: someWords,
          models: someWords,
          testTypes: someWords,
          tags: someWords,
          verdicts: someVerdicts,
          kinds: fc.array(fc.constantFrom<TestKind>('timeout', 'budget'), { maxLength: 2 }),
          reviews: fc.array(fc.constantFrom(...reviewKinds), { maxLength: 2 }),
          text: fc.constantFrom('', ' ', 'word'),
        }),
        (filter) => {
          const parts = filterParts(filter);
          assert.equal(isEmptyFilter(filter), parts.length === 0);
          for (const part of parts) {
            const rest = parts.filter((other) => other !== part).map((other) => other.label);
            assert.deepEqual(
              filterParts(part.without).map((other) => other.label),
              rest,
            );
          }
        },
      ),
    );
  });
});

describe('what a filter can choose from', () => {
  it('is each API, model and test type once, sorted', () => {
    const choices = filterChoices([math, signs, math]);
    assert.deepEqual(choices.apis, [
      { value: 'anthropic', label: 'ANTHROPIC' },
      { value: 'ollama', label: 'OLLAMA' },
      { value: 'openai', label: 'OPENAI' },
    ]);
    assert.deepEqual(
      choices.models.map(({ value }) => value),
      ['anthropic~claude', 'ollama~llama3.2', 'openai~gpt-4o'],
    );
    assert.deepEqual(
      choices.testTypes.map(({ value }) => value),
      ['point', 'raw_string_evaluator'],
    );
    assert.deepEqual(
      choices.tags.map(({ value }) => value),
      ['geo', 'hard'],
    );
  });
});
