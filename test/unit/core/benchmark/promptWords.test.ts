import assert from 'node:assert/strict';
import { loadBenchmark, type LoadResult } from '../../../../src/core/benchmark/loadBenchmark';
import { benchmarkText } from './benchmarkProblems';

describe('what all prompts of a benchmark share', () => {
  const load = (text: string): LoadResult => loadBenchmark(text, { knownProviders: [] });

  it('is in defaults, and a prompt has its own instead', () => {
    const { benchmark, problems } = load(
      benchmarkText(
        {
          evaluator: null,
          base_prompt: 'base_prompt: "{{a}} {{b}}"',
          prompts:
            'prompts:\n  - dynamic_variables: { a: 1 }\n  - { dynamic_variables: { b: 2 }, expectation: 3, tags: own, test_type: json_validator_eval }',
        },
        'defaults: { test_type: raw_string_evaluator, expectation: 1.50, tags: [all], dynamic_variables: { a: 0.10, b: x } }\n',
      ),
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      benchmark?.prompts.map(({ dynamic_variables, expectation, tags, testType }) => [
        dynamic_variables,
        expectation,
        tags,
        testType,
      ]),
      [
        [{ a: 1, b: 'x' }, '1.50', ['all'], 'raw_string_evaluator'],
        [{ a: '0.10', b: 2 }, 3, ['own'], 'json_validator_eval'],
      ],
    );
  });

  it('has its problems where it stands, once', () => {
    const found = load(
      benchmarkText(
        { prompts: 'prompts:\n  - expectation: x\n  - expectation: y' },
        'defaults: { tags: { a: 1 }, imge: x }\n',
      ),
    ).problems.map(({ severity, line, path, message }) => `${severity} ${line} ${path}: ${message}`);
    assert.deepEqual(
      found.filter((line) => line.startsWith('error')),
      [
        'error 9 defaults.tags: defaults.tags must be a tag such as `geo`, or a list of tags, but it is a map.',
        'error 9 defaults.imge: defaults.imge is not a known key; did you mean `image`?',
      ],
    );
  });
});

describe('tags, skip and only', () => {
  it('are read in every form', () => {
    const prompts = [
      '{ expectation: x, tags: "geo, hard" }',
      '{ expectation: x, tags: [geo, geo; math], skip: true }',
      '{ expectation: x, skip: "the map is wrong", only: true }',
      '{ expectation: x, skip: false, only: false }',
    ].map((prompt) => `  - ${prompt}`);
    const { benchmark } = loadBenchmark(
      benchmarkText({ base_prompt: 'base_prompt: x', prompts: `prompts:\n${prompts.join('\n')}` }),
      { knownProviders: [] },
    );
    assert.deepEqual(
      benchmark?.prompts.map(({ tags, skip, only }) => [tags, skip, only]),
      [
        [['geo', 'hard'], undefined, undefined],
        [['geo', 'math'], 'The benchmark says `skip`.', undefined],
        [undefined, 'the map is wrong', true],
        [undefined, undefined, undefined],
      ],
    );
  });

  it('say how many prompts `only` leaves out', () => {
    const told = (...words: string[]): string[] => {
      const prompts = words.map((more) => `  - { expectation: x${more} }`).join('\n');
      const text = benchmarkText({ base_prompt: 'base_prompt: x', prompts: `prompts:\n${prompts}` });
      return loadBenchmark(text, { knownProviders: [] }).problems.map(({ path, message }) => `${path}: ${message}`);
    };
    assert.deepEqual(told('', ', only: true', '', ', only: false'), [
      'prompts[1].only: Runs ask only 1 prompt with `only: true`, and leave out 3. Take `only` away to ask them all.',
    ]);
    assert.deepEqual(told(', only: true', ', only: true'), []);
    assert.deepEqual(told('', ''), []);
  });
});
