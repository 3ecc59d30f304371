// The order of prompts in their list.

import assert from 'node:assert/strict';
import { sortPrompts } from '../../../../webview-ui/src/matrix/promptOrder';
import type { PromptOrder } from '../../../../webview-ui/src/matrix/promptOrder';

/** `correct/judged answers`, in the order of the numbers. */
const sorted = (order: PromptOrder, ...prompts: string[]): number[] =>
  sortPrompts(
    prompts.map((written, at) => {
      const [, correct, judged, answers] = /(\d+)\/(\d+) (\d+)/.exec(written)!.map(Number);
      return { number: at + 1, correct: correct!, failed: judged! - correct!, answers: answers! };
    }),
    order,
  ).map(({ number }) => number);

describe('the order of prompts', () => {
  it('has those first that the fewest answered correctly, and of those the ones that more were wrong at', () => {
    assert.deepEqual(sorted('worst', '8/8 1', '0/8 3', '4/8 2', '0/3 1'), [2, 4, 3, 1]);
    assert.deepEqual(sorted('worst', '1/8 1', '1/4 1'), [1, 2]);
  });

  it('is that of the numbers where prompts are alike', () =>
    assert.deepEqual(sorted('worst', '8/8 1', '0/8 1', '8/8 1', '0/8 1'), [2, 4, 1, 3]));

  it('has those last that have no verdict yet', () =>
    assert.deepEqual(sorted('worst', '0/0 0', '8/8 1', '0/1 1'), [3, 2, 1]));

  it('may be that of the numbers, or of how many answers differ', () => {
    assert.deepEqual(sorted('number', '8/8 1', '0/8 3', '4/8 2'), [1, 2, 3]);
    assert.deepEqual(sorted('answers', '8/8 1', '0/8 3', '4/8 2', '0/8 3'), [2, 4, 3, 1]);
  });
});
