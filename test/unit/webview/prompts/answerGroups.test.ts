// Equal answers are said once, the wrong ones first.

import assert from 'node:assert/strict';
import { groupAnswers } from '../../../../webview-ui/src/prompts/answerGroups';

const groups = (written: string): string =>
  groupAnswers(
    written.split(' ').map((one) => ({ got: one.slice(1), verdict: one.startsWith('#') ? 'correct' : 'incorrect' })),
  )
    .map(({ got, verdict, count }) => `${verdict === 'correct' ? '#' : 'x'}${got}*${count}`)
    .join(' ');

describe('answers to one prompt', () => {
  for (const [what, written, said] of [
    ['the commonest wrong one first', 'x25 x26 x25 x20 x26 x25', 'x25*3 x26*2 x20*1'],
    ['wrong ones before right ones, however many', '#19 #19 #19 x25', 'x25*1 #19*3'],
    ['right ones that differ are not one', '#19 #19.0 #19', '#19*2 #19.0*1'],
    ['the same words with another verdict are not the same answer', '#19 x19', 'x19*1 #19*1'],
    ['equally common ones in their order', 'xb xa xb xa', 'xb*2 xa*2'],
    ['an empty answer is an answer', 'x x #', 'x*2 #*1'],
  ] as const)
    it(what, () => assert.equal(groups(written), said));

  it('differ by no blank around them', () =>
    assert.equal(
      groupAnswers([
        { got: ' 25\n', verdict: 'incorrect' },
        { got: '25', verdict: 'incorrect' },
      ]).length,
      1,
    ));
});
