import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LoadedPrompt } from '../../../../src/core/benchmark/loadedPrompt';
import { promptsOfRun, rangesIn, selectPrompts } from '../../../../src/core/benchmark/selectPrompts';

const prompt = (changes: Partial<LoadedPrompt> = {}): LoadedPrompt => ({
  expectation: 'x',
  testType: 'raw_string_evaluator',
  images: [],
  ...changes,
});
const prompts = [prompt({ tags: ['geo'] }), prompt({ tags: ['geo', 'hard'] }), prompt(), prompt({ tags: ['hard'] })];

describe('choosing prompts', () => {
  it('goes by tags, of which some must not be there', () => {
    assert.deepEqual(selectPrompts(prompts, {}), [1, 2, 3, 4]);
    assert.deepEqual(selectPrompts(prompts, { tags: ['geo', 'hard'] }), [1, 2, 4]);
    assert.deepEqual(selectPrompts(prompts, { tags: ['geo', '-hard'] }), [1]);
    assert.deepEqual(selectPrompts(prompts, { tags: ['-hard'] }), [1, 3]);
  });

  it('goes by number and by how many, after the others', () => {
    assert.deepEqual(selectPrompts(prompts, { prompts: '2-3, 1' }), [1, 2, 3]);
    assert.deepEqual(selectPrompts(prompts, { prompts: '2-', tags: ['hard'], limit: 1 }), [2]);
    assert.deepEqual(selectPrompts(prompts, { places: [4, 2, 9] }), [4, 2]);
  });

  it('takes all trials of a prompt, whose number is that of the file', () => {
    const trial = (number: number, of: number): LoadedPrompt =>
      prompt({ variant: { prompt: number, kind: 'trial', number: of, of: 2 } });
    assert.deepEqual(selectPrompts([trial(1, 1), trial(1, 2), trial(2, 1), trial(2, 2)], { prompts: '2' }), [3, 4]);
  });

  it('takes those with `only` where there are any', () => {
    assert.deepEqual(
      selectPrompts([prompt(), prompt({ only: true }), prompt({ only: true, tags: ['a'] })], { limit: 1 }),
      [2],
    );
  });

  it('says what is not there', () => {
    const message = (selection: Parameters<typeof selectPrompts>[1]): RegExp | string => {
      try {
        return String(selectPrompts(prompts, selection));
      } catch (error) {
        return error instanceof Error ? error.message : '';
      }
    };
    assert.equal(message({ tags: ['gep'] }), 'No prompt of the benchmark has the tag gep. Did you mean geo?');
    assert.equal(message({ prompts: '9' }), 'There is no prompt 9: the benchmark has 4.');
    assert.match(String(message({ prompts: '9-7' })), /does not say which prompts/);
    assert.match(String(message({ prompts: '3', tags: ['geo'] })), /No prompt of the benchmark fits/);
  });

  it('reads whatever numbers and ranges are written', () => {
    const range = fc
      .tuple(fc.integer({ min: 1, max: 1e8 }), fc.integer({ min: 0, max: 1e8 }))
      .map(([from, more]) => [from, from + more] as const);
    fc.assert(
      fc.property(fc.array(range, { minLength: 1 }), (ranges) => {
        const text = ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(',');
        assert.deepEqual(rangesIn(text), ranges);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        const ranges = rangesIn(text);
        if (ranges) assert.match(text, /^[\d\s,-]+$/);
      }),
    );
  });

  it('finds the prompts of a run again', () => {
    assert.deepEqual(promptsOfRun(prompts, [{ index: 1, place: 4 }, { index: 2 }]), [prompts[3], prompts[1]]);
  });
});
