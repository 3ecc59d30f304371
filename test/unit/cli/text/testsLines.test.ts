import assert from 'node:assert/strict';
import { findTests, testsLines } from '../../../../src/cli/text/testsLines';
import { emptyRunFilter } from '../../../../src/shared/runs/runFilter';
import { chinese, first, plain, state } from './interruptedRun';

describe('the tests of a run', () => {
  it('are a table per model, with what re-scoring changed', () => {
    const lines = testsLines(findTests(state(), emptyRunFilter, undefined), 80, plain);
    assert.deepEqual(lines, [
      'openai~gpt-4o',
      '#  verdict                    total    TTFT  tok/s     cost  prompt',
      '─'.repeat(80),
      '1  ✓ correct                 620 ms  210 ms   81.4  $0.0021  add 5 and 5',
      '2  ✓ correct, was incorrect  620 ms  210 ms   81.4      n/a  add 六 and 七, the…',
      '3  ! error                   620 ms  210 ms   81.4      n/a  add 1',
      '',
      'openai~通义千问-最大版',
      '#  verdict       total    TTFT  tok/s     cost  prompt',
      '─'.repeat(80),
      '1  ✓ correct    620 ms  210 ms   81.4  $0.0021  add 5 and 5',
      '2  not yet run     n/a     n/a    n/a      n/a  add 六 and 七, then say it in t…',
      '3  not yet run     n/a     n/a    n/a      n/a  add 1',
    ]);
  });

  it('are found by model, index, verdict and text', () => {
    const found = (changes: Partial<typeof emptyRunFilter>, index?: number): string[] =>
      findTests(state(), { ...emptyRunFilter, ...changes }, index ? { prompt: index, part: null } : undefined).flatMap(
        ({ model: of, tests }) => tests.map(({ test }) => `${of.name} #${test.index}`),
      );
    assert.deepEqual(found({ models: [first.model] }), ['gpt-4o #1', 'gpt-4o #2', 'gpt-4o #3']);
    assert.deepEqual(found({}, 2), ['gpt-4o #2', '通义千问-最大版 #2']);
    assert.deepEqual(found({ verdicts: ['error', 'not_run'] }), [
      'gpt-4o #3',
      '通义千问-最大版 #2',
      '通义千问-最大版 #3',
    ]);
    assert.deepEqual(found({ text: 'long 六', models: [chinese.model] }), ['通义千问-最大版 #2']);
    assert.deepEqual(found({ testTypes: ['point'] }), []);
    assert.deepEqual(found({ tags: ['hard'] }), []);
    const prompts = state().prompts.map((prompt) => (prompt.index === 2 ? { ...prompt, tags: ['hard'] } : prompt));
    const tagged = findTests({ ...state(), prompts }, { ...emptyRunFilter, tags: ['hard'] }, undefined);
    assert.deepEqual(
      tagged.map(({ tests }) => tests.map(({ test }) => test.index)),
      [[2], [2]],
    );
  });
});
