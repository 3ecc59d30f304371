import assert from 'node:assert/strict';
import fc from 'fast-check';
import { resolveFilter, unknownText } from '../../../../src/cli/commands/resolveFilter';
import { emptyRunFilter } from '../../../../src/shared/runs/runFilter';

describe('the values of a filter', () => {
  const choices = {
    apis: [
      { value: 'openai', label: 'OpenAI' },
      { value: 'ollama', label: 'Ollama' },
    ],
    models: ['openai~gpt-4o', 'openai~gpt-4o-mini', 'ollama~llama3:8b'].map((value) => ({ value, label: value })),
    testTypes: [{ value: 'raw_string_evaluator', label: 'raw_string_evaluator' }],
    tags: ['geo', 'hard'].map((value) => ({ value, label: value })),
  };
  const models = (...values: string[]): string[] =>
    resolveFilter({ ...emptyRunFilter, models: values }, choices).filter.models;

  it('are the exact name where there is one, else every name with that part', () => {
    assert.deepEqual(models('openai~gpt-4o'), ['openai~gpt-4o']);
    assert.deepEqual(models('gpt-4o'), ['openai~gpt-4o', 'openai~gpt-4o-mini']);
    assert.deepEqual(models('llama3:8b'), ['ollama~llama3:8b']);
    assert.deepEqual(models('MINI', 'gpt'), ['openai~gpt-4o-mini', 'openai~gpt-4o']);
    const { filter, unknown } = resolveFilter({ ...emptyRunFilter, apis: ['OpenAI'], testTypes: ['raw'] }, choices);
    assert.deepEqual([filter.apis, filter.testTypes, unknown], [['openai'], ['raw_string_evaluator'], []]);
  });

  it('take a tag, upper and lower case aside, or a part of one', () => {
    const tags = (...asked: string[]): string[] =>
      resolveFilter({ ...emptyRunFilter, tags: asked }, choices).filter.tags;
    assert.deepEqual([tags('GEO'), tags('har'), tags('easy')], [['geo'], ['hard'], ['easy']]);
  });

  it('stay and are named when they are nowhere', () => {
    const { filter, unknown } = resolveFilter({ ...emptyRunFilter, apis: ['opnai'], models: ['zzzzzzzz'] }, choices);
    assert.deepEqual([filter.apis, filter.models], [['opnai'], ['zzzzzzzz']]);
    assert.deepEqual(unknown.map(unknownText), [
      'There is no model API opnai. Did you mean openai?',
      'There is no model zzzzzzzz.',
    ]);
  });

  it('are always known values or the one asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 })), (values) => {
        const known = choices.models.map((choice) => choice.value);
        for (const value of models(...values)) assert.ok(known.includes(value) || values.includes(value));
      }),
    );
  });
});
